"""One photo to four JPEG widths against one full decode of it, and two threads against one."""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from measure import Row, median, run

WIDTHS = (480, 800, 1200, 1800)
SIZES = {"12": (4000, 3000, 4.5), "24": (6000, 4000, 3.0)}
"""Megapixels → width and height in px, and the aim of performance.md."""
TURNS = 11


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        for megapixels, (width, height, aim) in SIZES.items():
            photo = Path(folder) / f"{megapixels}.jpg"
            run(Path(__file__), photo, width, height)  # elsewhere: a process's peak counts its parent's
            runs = [run(Path(__file__), photo)]
            ours, theirs = median(runs, "make"), median(runs, "decode")
            yield Row(f"{megapixels} MP to four JPEG widths, CPU / one full decode", ours, theirs, "s", aim)
            one, two = (run(Path(__file__), photo, workers) for workers in (1, 2))
            # aim: at least 1.5 times as fast
            yield Row(f"{megapixels} MP, 12 photos, two threads / one, wall", two.wall, one.wall, "s", 1 / 1.5)
            yield Row(f"{megapixels} MP, 12 photos, peak with two threads / one", two.peak, one.peak, "MiB")


def draw(path: Path, width: int, height: int) -> None:
    """A photo with as much detail as a camera's: about 0.25 bytes a pixel."""
    from PIL import Image

    noise = Image.frombytes("L", (width // 2, height // 2), random.Random(1).randbytes(width * height // 4))
    shapes = Image.frombytes("RGB", (60, 45), random.Random(2).randbytes(60 * 45 * 3)).resize((width, height))
    Image.blend(shapes, noise.resize((width, height)).convert("RGB"), 0.06).save(path, quality=90)


def cpu(work: Callable[[], object]) -> float:
    """The middle of eleven turns, in seconds of CPU."""
    turns = []
    for _ in range(TURNS):
        begin = time.process_time()
        work()
        turns.append(time.process_time() - begin)
    return sorted(turns)[TURNS // 2]


def work(photo: Path, workers: int = 0) -> None:
    """In a process of its own: the figures of one photo, or with `workers` twelve photos to measure from outside."""
    from PIL import Image

    from editor.images.probe import probe
    from editor.images.renditions import RenditionPlan, make_all

    asset = probe(photo)
    if workers:
        for _ in make_all([RenditionPlan(asset, WIDTHS)] * 12, workers=workers):
            pass
        return
    figures = {
        "decode": cpu(lambda: Image.open(photo).load()),
        "make": cpu(lambda: list(make_all([RenditionPlan(asset, WIDTHS, text=asset.text)]))),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[2:]]
    if len(numbers) == 2:
        draw(Path(sys.argv[1]), *numbers)
    else:
        work(Path(sys.argv[1]), *numbers)
