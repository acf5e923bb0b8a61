"""Photos at the limits take neither all memory nor long (trust.md, P8). Each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from made_photos import encoded

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="measures with POSIX's getrusage")]

MEASURE = """
import resource, sys, time
from pathlib import Path
import PIL.Image, PIL.ImageCms, PIL.JpegImagePlugin, PIL.PngImagePlugin, PIL.WebPImagePlugin, PIL.GifImagePlugin
from editor.images.probe import probe
from editor.images.renditions import make_renditions
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
asset = probe(Path(sys.argv[1]))
looked = time.process_time() - started
made = make_renditions(asset, (480, 1800), ("JPEG", "WEBP"))
worked = time.process_time() - started - looked
print(looked, worked, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def _palette() -> bytes:
    return encoded(Image.new("P", (8900, 8900), 3), "PNG", transparency=3)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "png-alpha": lambda: encoded(Image.new("RGBA", (8900, 8900), (1, 2, 3, 99)), "PNG", compress_level=1),
    "png-palette": _palette,
    "png-16-bit": lambda: encoded(Image.new("I;16", (8900, 8900), 3000), "PNG", compress_level=1),
    "gif": lambda: encoded(Image.new("P", (8900, 8900), 3), "GIF"),
    "webp": lambda: encoded(Image.new("RGB", (6300, 6300), "navy"), "WEBP", method=0),
    "jpeg-progressive": lambda: encoded(
        Image.new("RGB", (8900, 8900), "navy"), progressive=True, subsampling=0, quality=90
    ),
    "jpeg-print": lambda: encoded(Image.new("CMYK", (8900, 8900), (9, 99, 9, 9)), progressive=True),
    "jpeg-baseline": lambda: encoded(Image.new("L", (14_800, 14_800), 90)),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_photo_at_the_limit_takes_at_most_5_seconds_and_700_megabytes(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "photo"
    path.write_bytes(HOSTILE[kind]())

    answer = subprocess.run(
        [sys.executable, "-c", MEASURE, path],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        timeout=60,
    )
    looking, making, megabytes = map(float, answer.stdout.split())

    assert looking < 5
    assert making < 5
    assert megabytes < 700
