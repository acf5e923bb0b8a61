"""Opening a photo with Pillow, one way for everybody: by its known format, the decoders' errors turned into ours."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from editor.errors import PhotoUnreadableError

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile


def opened(content: bytes, format_: str) -> ImageFile:
    """A lazy Pillow image. The format's own class, not `Image.open`: that guesses and warns about large photos."""
    from PIL.GifImagePlugin import GifImageFile
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    kinds: dict[str, type[ImageFile]] = {
        "JPEG": JpegImageFile,
        "PNG": PngImageFile,
        "WEBP": WebPImageFile,
        "GIF": GifImageFile,
    }
    return kinds[format_](io.BytesIO(content))


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


def check_decodes(content: bytes, format_: str, path: Path) -> None:
    """Decode once, as small as the format allows: a JPEG to an eighth. Raises PhotoUnreadableError."""
    with decoding(path), opened(content, format_) as image:
        image.draft(image.mode, (1, 1))
        image.load()
