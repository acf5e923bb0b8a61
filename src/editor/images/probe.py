"""Looking at a photo: is it one, is it whole, how large, what does it say. By its bytes, never by its name."""

from __future__ import annotations

import os
import stat
from contextlib import nullcontext
from pathlib import Path

from editor.errors import NotAPhotoError, PhotoTooLargeError, PhotoUnreadableError, UnsafePathError
from editor.files import digest, reading
from editor.images.asset import ImageAsset
from editor.images.cache import PhotoCache
from editor.images.container import Container, DamagedError, format_of, read_container
from editor.images.metadata import read_text
from editor.images.pixels import LARGE, ONE_LARGE, can_read
from editor.images.sandbox import check

# Limits of trust.md, rule 15: megapixels and megabytes.
_MEGABYTES = {"JPEG": 100, "PNG": 60, "WEBP": 60, "GIF": 60, "HEIC": 60}
# libwebp's animation decoder, the only one that Pillow has, keeps four copies: 80 megapixels would take 1.2 GB.
_MEGAPIXELS = {"JPEG": 220, "PNG": 80, "WEBP": 40, "GIF": 80, "HEIC": 64}
_MEGAPIXELS_PROGRESSIVE = 80
# A progressive JPEG is decoded scan by scan over all pixels: a small file with thousands of scans would take minutes.
_MEGAPIXEL_SCANS = 1000


def probe(path: Path, cache: PhotoCache | None = None) -> ImageAsset:
    """Look at a photo's file. What `cache` knows to decode is not decoded again.

    Raises:
        FileMissingError, FileUnreadableError: it is not there, or cannot be read.
        UnsafePathError: a symbolic link.
        NotAPhotoError: no JPEG, PNG, WebP, GIF or HEIC by its first bytes, whatever its ending says.
        PhotoTooLargeError: over the limits; found before a pixel is decoded.
        PhotoUnreadableError: cut off or damaged; reason "heic-missing" where HEIC cannot be read.
    """
    return probe_bytes(read_photo(path), path, cache)


def probe_bytes(content: bytes, path: Path, cache: PhotoCache | None = None) -> ImageAsset:
    """`probe` for bytes that are in memory; `path` is what the asset and the errors name."""
    if not format_of(content[:16]):
        raise NotAPhotoError(path)
    check_bytes(len(content), format_of(content[:16]), path)
    try:
        found = read_container(content)
    except DamagedError as error:
        raise PhotoUnreadableError(path, reason=str(error)) from error
    check_pixels(found, path)
    if not can_read(found.format):
        raise PhotoUnreadableError(path, reason="heic-missing")
    sha256 = digest(content)
    with ONE_LARGE if _is_large(found) else nullcontext():
        check(content, sha256, path, cache)
    text, orientation = read_text(found)
    turned = orientation >= 5
    return ImageAsset(
        path=path,
        format=found.format,
        width=found.height if turned else found.width,
        height=found.width if turned else found.height,
        orientation=orientation,
        bytes=len(content),
        sha256=sha256,
        text=text,
    )


def read_photo(path: Path) -> bytes:
    """The bytes of a photo's file, never through a link and never more than the limit; errors as in `probe`."""
    if path.is_symlink():
        raise UnsafePathError(path)
    with reading(path):
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise NotAPhotoError(path)
            head = file.read(16)
            if not format_of(head):
                raise NotAPhotoError(path)
            check_bytes(status.st_size, format_of(head), path)
            return head + file.read(_MEGABYTES["JPEG"] * 1_000_000)


def check_bytes(length: int, format_: str, path: Path) -> None:
    """Raises PhotoTooLargeError with megabytes and limit."""
    if length > _MEGABYTES[format_] * 1_000_000:
        raise PhotoTooLargeError(path, megabytes=round(length / 1_000_000), limit=_MEGABYTES[format_])


def check_pixels(found: Container, path: Path) -> None:
    """Raises PhotoTooLargeError with megapixels and limit, or PhotoUnreadableError for absurdly many scans."""
    megapixels = found.width * found.height / 1_000_000
    limit = _MEGAPIXELS_PROGRESSIVE if found.progressive else _MEGAPIXELS[found.format]
    if megapixels > limit:
        raise PhotoTooLargeError(path, megapixels=round(megapixels), limit=limit)
    if found.progressive and found.scans > 20 and found.scans * megapixels > _MEGAPIXEL_SCANS:
        raise PhotoUnreadableError(path, reason="too many scans")


def _is_large(found: Container) -> bool:
    """A JPEG is looked at in an eighth of its size, but a progressive one keeps all its coefficients for that."""
    per_pixel = 6 if found.progressive else 4
    scaled = found.format == "JPEG" and not found.progressive
    return not scaled and found.width * found.height * per_pixel > LARGE
