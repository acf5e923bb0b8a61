"""Exporting the seed article against the decode and encode of its images alone."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import ROOT, Row, median, pairs, run

SEED = ROOT.parent / "shared" / "seed"
MISSING = (
    "section=Tin tức/Chính trị",
    "authors=Hoàng Phúc",
    "tags=bồi dưỡng cán bộ",
    "date=2022-10-17T08:00:00+07:00",
    "resources.1.alt=Hội trường",
    "resources.2.alt=Người phát biểu",
    "resources.3.alt=Người dự",
    "resources.3.credit=Viết Thành",
)


def rows() -> Iterator[Row]:
    if not SEED.is_dir():
        print("export: the seed article is not beside this checkout", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        article = prepared(Path(folder))
        photos = sorted((article / "images").iterdir())
        ours, theirs = pairs((Path(__file__), "export", article), (Path(__file__), *photos), 5)
    for figure, unit in (("wall", "s"), ("cpu", "s"), ("peak", "MiB")):
        yield Row(
            f"export of the seed, {figure} / its images alone", median(ours, figure), median(theirs, figure), unit
        )


def prepared(folder: Path) -> Path:
    """The seed article imported into a new workspace, with everything set that it lacks."""
    workspace = folder / "ws"
    run("-m", "editor", "init", workspace, "--sample")
    run("-m", "editor", "import", "-w", workspace, SEED / "article.txt", "--photos", SEED)
    article = next(path for path in (workspace / "articles").iterdir() if "boi-duong-nang-cao" in path.name)
    run("-m", "editor", "set", article, *MISSING)
    return article


def export(article: str) -> None:
    """One export into a folder that has never had the article: nothing is there to be left alone."""
    from editor.__main__ import main

    with tempfile.TemporaryDirectory() as target:
        status = main(["export", article, "--to", target, "--kind", "html"])
    sys.exit(status)


def floor(photos: list[str]) -> None:
    """One decode of each photo, and JPEG and WebP encodes of the four widths, with nothing else around."""
    import io

    from PIL import Image

    for photo in photos:
        with Image.open(photo) as image:
            image.draft("RGB", (3600, 3600))
            image.load()
            made: Image.Image = image
            for width in (1800, 1200, 800, 480):
                made = made.resize((width, made.height * width // made.width), Image.Resampling.LANCZOS)
                made.save(io.BytesIO(), "JPEG", quality=82, optimize=True)
                made.save(io.BytesIO(), "WEBP", quality=78, method=2)
    print(json.dumps({}))


if __name__ == "__main__":
    if sys.argv[1] == "export":
        export(sys.argv[2])
    floor(sys.argv[1:])
