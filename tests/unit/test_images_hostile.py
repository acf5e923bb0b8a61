"""Photos at the limits take neither all memory nor long (trust.md, P8). Each in a process of its own."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from made_photos import encoded

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="measures with Linux's /proc")]

MEASURE = """
import io, resource, sys, time
from pathlib import Path
import PIL.Image, PIL.ImageCms, PIL.JpegImagePlugin, PIL.PngImagePlugin, PIL.WebPImagePlugin, PIL.GifImagePlugin
from editor.images import sandbox
from editor.images.probe import probe, probe_bytes
from editor.images.renditions import RenditionPlan, make_all


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def own_peak():
    # Not getrusage: there the peak of whoever started us counts too.
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def end_processes():
    # They are waited for: only then the system tells what they used.
    for worker in sandbox._POOL._idle:
        worker.end()
    sandbox._POOL._idle.clear()


small = io.BytesIO()
PIL.Image.new("L", (8, 8)).save(small, "PNG")
probe_bytes(small.getvalue(), Path("small.png"))
end_processes()
waiting = children()
before = own_peak()
asset = probe(Path(sys.argv[1]))
end_processes()
cpu, peak = children()
looking = own_peak()
started = time.process_time()
made = list(make_all([RenditionPlan(asset, (480, 1800), ("JPEG", "WEBP"))]))
making = own_peak()
print(cpu - waiting[0], time.process_time() - started, looking - before + peak - waiting[1], making - before)
"""


def _palette() -> bytes:
    return encoded(Image.new("P", (8900, 8900), 3), "PNG", transparency=3)


def _heic() -> bytes:
    heif = pytest.importorskip("pillow_heif")
    file = io.BytesIO()
    heif.from_pillow(Image.new("RGB", (8000, 8000), "navy")).save(file, quality=90)
    return file.getvalue()


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
    "heic": _heic,
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
    seconds_looking, seconds_making, looking, making = map(float, answer.stdout.split())
    print(kind, answer.stdout)

    assert seconds_looking < 5
    assert seconds_making < 5
    assert looking < 700
    assert making < 700
