"""Exporting a thousand text articles: against a hundred of them, against site generators, against a plain copy."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from measure import Row, Run, run

from consumers.sites import build_hugo, build_pelican, hugo_content, pelican_content

FEW, MANY = 100, 1000


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        few, many = (exported(Path(folder), number) for number in (FEW, MANY))
        start = run("-m", "editor", "--version").cpu
    for when, one, other in zip(("first export", "export again, nothing changed"), few, many, strict=True):
        yield Row(
            f"{when}, CPU an article of {MANY:,} / of {FEW}",
            1000 * (other.cpu - start) / MANY,
            1000 * (one.cpu - start) / FEW,
            "ms",
            1.5,
        )
    yield from against_others()


def against_others() -> Iterator[Row]:
    """The same articles as Markdown bundles, built by Hugo and Pelican, and copied with every file on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site = root / "site"
        content = hugo_content(site)
        ours, _ = exported(root, MANY, content, "markdown")
        hugo = run(Path(__file__), "hugo", site)
        html, _ = exported(root, MANY)
        pelican_site = root / "pelican"
        exported(root, MANY, pelican_content(pelican_site), "pelican")
        pelican = run(Path(__file__), "pelican", pelican_site)
        copied = run(Path(__file__), "copy", content, root / "copy")
    yield Row(f"{MANY:,} articles to Markdown, wall / Hugo building them", ours.wall, hugo.wall, "s", 1.5)
    yield Row(f"{MANY:,} articles to HTML with all side files, wall / Hugo", html.wall, hugo.wall, "s", 1.5)
    yield Row(f"{MANY:,} articles to HTML, peak / Hugo", html.peak, hugo.peak, "MiB", 1)
    for name, theirs in (("Hugo building them", hugo), ("Pelican building them", pelican), ("a synced copy", copied)):
        for figure in ("wall", "cpu"):
            yield Row(
                f"export of {MANY:,} articles, {figure} / {name}", getattr(ours, figure), getattr(theirs, figure), "s"
            )


def exported(folder: Path, number: int, target: Path | None = None, profile: str = "html") -> tuple[Run, Run]:
    """The first export and the second; the workspace is made when it is not there yet."""
    workspace = folder / f"ws{number}"
    target = target or folder / f"cms{number}"
    target.mkdir(exist_ok=True)
    if not workspace.exists():
        run(Path(__file__), "fill", workspace, number)
    articles = sorted((workspace / "articles").iterdir())
    command = ("-m", "editor", "export", *articles, "--to", target, "--profile", profile, "--jobs", 2)
    home = {"STANDFIRST_HOME": str(folder / f"home{number}")}
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
        case ["hugo", site]:
            build_hugo(Path(site))
        case ["pelican", site]:
            build_pelican(Path(site))
