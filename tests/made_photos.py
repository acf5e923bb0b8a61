"""Photos that tests make: small real files with planted metadata."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from editor.images.asset import ImageAsset
from editor.images.renditions import Rendition, RenditionPlan, make_all

ORIENTED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How an upright picture is laid down so that the EXIF orientation brings it up again."""


def picture(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Four different corners and a gradient: no turn or mirror image of it is the same."""
    image = Image.merge("RGB", [Image.linear_gradient("L").resize((width, height))] * 3)
    pen = ImageDraw.Draw(image)
    corner = (width // 3, height // 3)
    pen.rectangle((0, 0, *corner), fill="red")
    pen.rectangle((width - corner[0], 0, width, corner[1]), fill="green")
    pen.rectangle((0, height - corner[1], corner[0], height), fill="blue")
    pen.ellipse((width // 2, height // 2, width // 2 + corner[0], height // 2 + corner[1]), fill="yellow")
    return image.convert(mode)


def renditions_of(
    asset: ImageAsset, widths: Sequence[int], formats: Sequence[str] = ("JPEG",), **how: Any
) -> tuple[Rendition, ...]:
    """The renditions of one photo. Args: how: further fields of its plan."""
    (made,) = make_all([RenditionPlan(asset, tuple(widths), tuple(formats), **how)])
    return made


def encoded(image: Image.Image, format_: str = "JPEG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, format_, **options)
    return file.getvalue()


def oriented(orientation: int, image: Image.Image | None = None, **options: object) -> bytes:
    """A JPEG that lies as a camera held that way would write it."""
    image = image or picture()
    turn = ORIENTED[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(image if turn is None else image.transpose(turn), quality=92, exif=exif, **options)


def with_segment(jpeg: bytes, marker: int, content: bytes) -> bytes:
    """A JPEG with one more segment behind its first."""
    behind = 4 + int.from_bytes(jpeg[4:6], "big")
    return jpeg[:behind] + struct.pack(">BBH", 0xFF, marker, 2 + len(content)) + content + jpeg[behind:]


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is so large; its pixels are a lie."""
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def exiftool(*arguments: object) -> str:
    """What exiftool answers; the test is skipped where there is none."""
    program = shutil.which("exiftool")
    if program is None:
        pytest.skip("exiftool is not installed")
    answer = subprocess.run(
        [program, "-charset", "iptc=UTF8", *map(str, arguments)], capture_output=True, check=False, encoding="utf-8"
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def planted(path: Path, *tags: str) -> Path:
    """Write tags into a file with exiftool, in UTF-8."""
    exiftool("-q", "-overwrite_original", *tags, path)
    return path
