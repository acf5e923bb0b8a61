"""Exporting again with unchanged photos against the first export: into the same folder, into another, words corrected.

The exports follow one another in one process, as in the window; the last row is the first export of a new process.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from measure import Row, median, run

PHOTOS = ((4000, 3000), (6000, 4000)) * 3
RUNS = 5
AGAIN = {
    "again": "export again, nothing changed / first export",
    "elsewhere": "export into another folder / first export",
    "corrected": "export with headline and a caption corrected / first export",
    "later": "export again in a new process / first export",
}


def rows() -> Iterator[Row]:
    script = Path(__file__)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "ws"
        run(script, "prepare", workspace)
        runs = []
        for number in range(RUNS):
            home = {"STANDFIRST_HOME": str(Path(folder) / f"home-{number}")}
            first = run(script, "first", workspace, Path(folder) / f"cms-{number}", extra=home)
            later = run(script, "later", workspace, Path(folder) / f"cms-{number}", extra=home)
            runs.append(replace(first, said=first.said | later.said))
        for figure, what in AGAIN.items():
            yield Row(what, median(runs, figure), median(runs, "first"), "s", 0.05)


def prepare(workspace: Path) -> None:
    """A workspace with an article of six photos, and one of none."""
    from photos import draw

    with tempfile.TemporaryDirectory() as folder:
        drawn = [Path(folder) / f"{number}.jpg" for number in range(len(PHOTOS))]
        for number, path in enumerate(drawn):
            draw(path, *PHOTOS[number])
            path.write_bytes(path.read_bytes() + str(number).encode())  # no two are the same
        run("-m", "editor", "init", workspace)
        run("-m", "editor", "new", "-w", workspace, "--title", "Bài nhiều ảnh")
        article = next((workspace / "articles").iterdir())
        run("-m", "editor", "attach", article, *drawn, "--caption", "Ảnh", "--credit", "Báo", "--alt", "Hình vẽ")
        run("-m", "editor", "new", "-w", workspace, "--title", "Không có ảnh")


def measure(workspace: Path, target: Path, word: str) -> None:
    from editor.app.publish import export
    from editor.library.workspace import Workspace

    opened = Workspace.open(workspace)
    with_photos, without = sorted(opened.article_folders())
    target.mkdir(exist_ok=True)
    elsewhere = target.with_name(f"{target.name}-elsewhere")
    elsewhere.mkdir(exist_ok=True)

    def timed(folder: Path, place: Path) -> float:
        os.sync()  # what others have written is not waited for in our time
        begin = time.perf_counter()
        export(opened, folder, "html", place, force=True)
        return time.perf_counter() - begin

    timed(without, elsewhere)  # imports
    figures = {word: timed(with_photos, target)}
    if word == "first":
        figures["again"] = timed(with_photos, target)
        figures["elsewhere"] = timed(with_photos, elsewhere)
        correct(opened, with_photos)
        figures["corrected"] = timed(with_photos, target)
    print(json.dumps(figures))


def correct(workspace: object, folder: Path) -> None:
    from editor.library.workspace import Workspace
    from editor.model.blocks import figures_of, plain
    from editor.model.edits import set_caption

    assert isinstance(workspace, Workspace)
    opened = workspace.load(folder)
    article = replace(opened.article, headline=f"{opened.article.headline} mới")
    article = set_caption(article, figures_of(article.body)[0].src, plain(f"Chú thích ngày {time.time()}"))
    workspace.save(folder, article, opened.content_hash)


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]))
    else:
        measure(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[1])
