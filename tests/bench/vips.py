"""Six camera photos to four widths in JPEG and WebP, against libvips making the same files (performance.md)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from measure import Row, median, pairs, run

WIDTHS = (480, 800, 1200, 1800)
PHOTOS = ((4000, 3000), (6000, 4000)) * 3
AIMS = {"wall": ("s", 1.2), "cpu": ("s", 1.3), "peak": ("MiB", 1.5)}
RUNS = 7


def rows() -> Iterator[Row]:
    if find_spec("pyvips") is None:
        print("vips: pip install pyvips pyvips-binary", file=sys.stderr)
        return
    script = Path(__file__)
    with tempfile.TemporaryDirectory() as folder:
        run(script, "draw", folder)
        ours, theirs = pairs((script, "ours", folder), (script, "vips", folder), RUNS)
    for figure, (unit, aim) in AIMS.items():
        yield Row(
            f"six photos, JPEG and WebP, {figure} / libvips", median(ours, figure), median(theirs, figure), unit, aim
        )
    yield Row("  bytes of the files", median(ours, "bytes"), median(theirs, "bytes"), "MB")


def draw(folder: Path) -> None:
    from photos import draw as drawn

    for number, (width, height) in enumerate(PHOTOS):
        drawn(folder / f"{number}.jpg", width, height)


def ours(folder: Path) -> int:
    """From a photo on the disk to its files, as an export does it; photos of a workspace have been looked at before."""
    from editor.files import digest
    from editor.images.asset import ImageAsset, PhotoText
    from editor.images.renditions import RenditionPlan, make_all

    plans = []
    for number, (width, height) in enumerate(PHOTOS):
        path = folder / f"{number}.jpg"
        content = path.read_bytes()
        asset = ImageAsset(path, "JPEG", width, height, 1, len(content), digest(content), PhotoText())
        plans.append(RenditionPlan(asset, WIDTHS, ("JPEG", "WEBP")))
    return sum(len(item.content) for made in make_all(plans, workers=2) for item in made)


def vips(folder: Path) -> int:
    """The quick way there: decoded scaled, each width from the one before, threads of its own."""
    import pyvips

    total = 0
    for number in range(len(PHOTOS)):
        picture = pyvips.Image.thumbnail(str(folder / f"{number}.jpg"), WIDTHS[-1], export_profile="srgb").copy_memory()
        for width in reversed(WIDTHS):
            if width != picture.width:
                picture = picture.thumbnail_image(width).copy_memory()
            total += len(picture.jpegsave_buffer(Q=82, optimize_coding=True, keep="none"))
            total += len(picture.webpsave_buffer(Q=78, effort=2, keep="none"))
    return total


if __name__ == "__main__":
    where = Path(sys.argv[2])
    if sys.argv[1] == "draw":
        draw(where)
    else:
        print(f'{{"bytes": {(ours if sys.argv[1] == "ours" else vips)(where) / 1e6}}}')
