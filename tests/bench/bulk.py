"""Exporting a thousand text articles against a hundred of them: what one costs, the first time and again."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from measure import Row, Run, run

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


def exported(folder: Path, number: int) -> tuple[Run, Run]:
    workspace, target = folder / f"ws{number}", folder / f"cms{number}"
    target.mkdir()
    run(Path(__file__), workspace, number)
    articles = sorted((workspace / "articles").iterdir())
    command = ("-m", "editor", "export", *articles, "--to", target, "--jobs", 2)
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
    print(json.dumps({}))


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
