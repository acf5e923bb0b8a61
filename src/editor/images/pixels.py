"""Opening a photo with Pillow, one way for everybody: by its known format, the decoders' errors turned into ours."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from editor.errors import PhotoUnreadableError
from editor.images import colour

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

LARGE = 100_000_000  # bytes that decoding takes
ONE_LARGE = Lock()
"""Photos that take more than `LARGE` are worked on one at a time, so that several never add up (trust.md, P8)."""


def opened(content: bytes, format_: str) -> ImageFile:
    """A lazy Pillow image. The format's own class, not `Image.open`: that guesses and warns about large photos."""
    if format_ == "HEIC":
        return _heic(content)
    from PIL.GifImagePlugin import GifImageFile
    from PIL.PngImagePlugin import PngImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    kinds: dict[str, type[ImageFile]] = {
        "JPEG": _jpeg(),
        "PNG": PngImageFile,
        "WEBP": WebPImageFile,
        "GIF": GifImageFile,
    }
    return kinds[format_](io.BytesIO(content))


@cache
def _jpeg() -> type[ImageFile]:
    from PIL.JpegImagePlugin import JpegImageFile

    class Jpeg(JpegImageFile):
        """Pillow would look for dots an inch in EXIF that may be broken, and warn whoever runs us."""

        def _read_dpi_from_exif(self) -> None:
            pass

    return Jpeg


def can_read(format_: str) -> bool:
    """Whether this computer has what it takes: HEIC needs an extra (`standfirst[heic]`)."""
    return format_ != "HEIC" or find_spec("pi_heif") is not None


def _heic(content: bytes) -> ImageFile:
    heif: Any = import_module("pi_heif")  # an extra: there may be no such module
    heif.options.DECODE_THREADS = 1  # each takes address space, and photos already have threads of their own
    image: ImageFile = heif.HeifImageFile(io.BytesIO(content))
    return image


@contextmanager
def decoding(path: Path) -> Iterator[None]:
    """Turns what Pillow's decoders raise on damaged files into PhotoUnreadableError, naming the file."""
    from PIL.Image import DecompressionBombError

    try:
        yield
    except (
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        LookupError,
        ArithmeticError,
        EOFError,
        MemoryError,
        struct.error,
        zlib.error,
        DecompressionBombError,
    ) as error:
        raise PhotoUnreadableError(path, reason=type(error).__name__) from error


@contextmanager
def decoded(read: Callable[[], bytes], format_: str, size: tuple[int, int]) -> Iterator[ImageFile]:
    """The photo with its pixels loaded, a JPEG as small as is still no smaller than `size` (px as stored).

    Its bytes are let go as soon as they are pixels, unless `read` keeps them.
    """
    with opened(read(), format_) as image:
        stored = image.width * image.height
        if format_ == "JPEG":  # of HEIC it would be the thumbnail, which need not be the same picture
            image.draft(image.mode, size)
        # A progressive JPEG keeps all its coefficients, two bytes each, whatever size it is decoded to.
        needed = image.width * image.height * 4 + stored * 6 * ("progressive" in image.info)
        with ONE_LARGE if needed > LARGE else nullcontext():
            image.load()
            image.fp = None
            yield image


def check_decodes(content: bytes, format_: str, path: Path) -> None:
    """Decode once, as small as the format allows (a JPEG to an eighth), and try its colours.

    Raises PhotoUnreadableError.
    """
    with decoding(path), decoded(lambda: content, format_, (1, 1)) as image:
        profile = image.info.get("icc_profile")
        corner = image.crop((0, 0, 16, 16))
        colour.srgb(colour.bare(corner, corner.size), profile)
