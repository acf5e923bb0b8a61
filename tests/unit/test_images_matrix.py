"""Every format, however it lies, whatever its pixels, wherever it ends: right or refused, and soon."""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from editor.errors import PhotoError, PhotoUnreadableError
from editor.images.colour import resized
from editor.images.probe import probe, probe_bytes
from made_photos import ORIENTED, encoded, picture, renditions_of

SECONDS = 5.0
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIC")


def photo(format_: str, image: Image.Image, **options: object) -> bytes:
    if format_ != "HEIC":
        return encoded(image, format_, **options)
    heif = pytest.importorskip("pillow_heif", reason="HEIC is an extra: pip install pillow-heif")
    file = io.BytesIO()
    heif.from_pillow(image).save(file, **options)
    return file.getvalue()


def _difference(content: bytes, expected: Image.Image) -> float:
    image = Image.open(io.BytesIO(content)).convert("RGB")
    assert image.size == expected.size
    return max(ImageStat.Stat(ImageChops.difference(image, expected.convert("RGB"))).mean)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", [format_ for format_ in FORMATS if format_ != "GIF"])  # GIF has no EXIF
def test_all_eight_orientations_come_out_upright(tmp_path: Path, format_: str, orientation: int) -> None:
    upright = picture(480, 300)
    turn = ORIENTED[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    lying = upright if turn is None else upright.transpose(turn)
    (tmp_path / "photo").write_bytes(photo(format_, lying, exif=exif.tobytes(), quality=92))

    asset = probe(tmp_path / "photo")
    jpeg, webp = renditions_of(asset, [480], ["JPEG", "WEBP"])

    assert (asset.format, asset.width, asset.height) == (format_, 480, 300)
    assert _difference(jpeg.content, upright) < 5
    assert _difference(webp.content, upright) < 5
    # The control: turned otherwise it would be told.
    assert _difference(jpeg.content, upright.transpose(Image.Transpose.ROTATE_180)) > 20


def _png_of_sixteen_bits(image: Image.Image, colour: int) -> bytes:
    """What Pillow cannot write: 16 bits of RGB (2), grey with alpha (4) or RGBA (6)."""
    mode = {2: "RGB", 4: "LA", 6: "RGBA"}[colour]
    rows = image.convert(mode).tobytes()
    wide = len(rows) // image.height
    deep = b"".join(
        b"\0" + bytes(byte for value in rows[top : top + wide] for byte in (value, value ^ 0x55))
        for top in range(0, len(rows), wide)
    )

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", image.width, image.height, 16, colour, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(deep))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


PIXELS: dict[str, Callable[[], tuple[bytes, Image.Image]]] = {
    "rgb-16": lambda: (_png_of_sixteen_bits(picture(160, 120), 2), picture(160, 120)),
    "grey-alpha-16": lambda: (_png_of_sixteen_bits(picture(160, 120), 4), picture(160, 120, "L")),
    "rgba-16": lambda: (_png_of_sixteen_bits(picture(160, 120), 6), picture(160, 120)),
    "cmyk": lambda: (encoded(picture(160, 120, "CMYK"), quality=95), picture(160, 120)),
    "cmyk-progressive": lambda: (
        encoded(picture(160, 120, "CMYK"), quality=95, progressive=True),
        picture(160, 120),
    ),
    "bilevel": lambda: (encoded(picture(160, 120, "1"), "PNG"), picture(160, 120, "1")),
    "interlaced": lambda: (encoded(picture(160, 120), "GIF", interlace=1), picture(160, 120).quantize(256)),
    "lossless": lambda: (encoded(picture(160, 120), "WEBP", lossless=True), picture(160, 120)),
}


@pytest.mark.parametrize("kind", PIXELS)
def test_every_kind_of_pixel_comes_out_right(tmp_path: Path, kind: str) -> None:
    content, expected = PIXELS[kind]()
    (tmp_path / "photo").write_bytes(content)

    jpeg, webp = renditions_of(probe(tmp_path / "photo"), [160], ["JPEG", "WEBP"], quality={"JPEG": 95, "WEBP": 95})

    assert _difference(jpeg.content, expected) < 6
    assert _difference(webp.content, expected) < 8


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG", "HEIC"])
def test_of_several_pictures_the_first_is_taken(tmp_path: Path, format_: str) -> None:
    first, second = picture(160, 120), Image.new("RGB", (160, 120), "blue")
    if format_ == "HEIC":
        heif = pytest.importorskip("pillow_heif")
        made = heif.from_pillow(first)
        made.add_from_pillow(second)
        file = io.BytesIO()
        made.save(file, quality=92)
        content = file.getvalue()
    else:
        content = encoded(first, format_, save_all=True, append_images=[second] * 3, duration=50)
    (tmp_path / "photo").write_bytes(content)

    (jpeg,) = renditions_of(probe(tmp_path / "photo"), [160])

    assert _difference(jpeg.content, first) < 12
    assert _difference(jpeg.content, second) > 30


@pytest.mark.parametrize(("format_", "progressive"), [*((format_, False) for format_ in FORMATS), ("JPEG", True)])
@pytest.mark.slow
def test_cut_off_at_every_kilobyte_it_is_refused(format_: str, progressive: bool) -> None:
    image = Image.effect_noise((900, 600), 90).convert("RGB")
    options = {"progressive": True} if progressive else {}
    content = photo(format_, image, **options)
    assert probe_bytes(content, Path("whole"))
    assert len(content) > 50_000

    for length in range(0, len(content) - 1, 1024):
        started = time.monotonic()
        with pytest.raises(PhotoError):
            probe_bytes(content[:length], Path(f"{length}.jpg"))
        assert time.monotonic() - started < SECONDS


def test_a_camera_writes_one_exif_a_file_with_hundreds_is_refused() -> None:
    """Pillow joins them in quadratic time."""
    content = encoded(picture(40, 30))
    segment = b"\xff\xe1\xff\xff" + b"Exif\0\0" + b"x" * 65_527
    assert probe_bytes(content[:2] + segment * 2 + content[2:], Path("two.jpg"))

    with pytest.raises(PhotoUnreadableError):
        probe_bytes(content[:2] + segment * 300 + content[2:], Path("many.jpg"))


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("size", [(1800, 1203), (480, 321), (7, 5)])
def test_a_large_picture_is_resized_in_bands_without_a_seam(mode: str, size: tuple[int, int]) -> None:
    image = Image.effect_noise((2100, 1500), 20).convert(mode)

    difference = ImageChops.difference(resized(image, size), image.resize(size, Image.Resampling.LANCZOS))

    # Rounded between the passes, of which Pillow takes the cheaper one first.
    assert max(high for _, high in ImageStat.Stat(difference).extrema) <= 2
