"""A photo as the page shows it, where Qt cannot do so: HEIC, and what is to be blurred."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from editor.images.cache import PhotoCache
from editor.images.container import DamagedError, format_of, read_container
from editor.images.probe import probe, read_photo
from editor.images.renditions import RenditionPlan, upright
from editor.model.article import Region


def heic_size(path: Path) -> tuple[int, int] | None:
    """Width and height in px of the upright photo, without decoding it; None for one that is no HEIC.

    Raises FileError, PhotoError.
    """
    content = read_photo(path)
    if format_of(content[:16]) != "HEIC":
        return None
    try:
        found = read_container(content)
    except DamagedError:
        return None
    return found.width, found.height


def preview(
    path: Path, size: tuple[int, int], rotate: int, blur: Sequence[Region], cache: PhotoCache | None = None
) -> bytes:
    """The photo at this size in px, turned by `rotate` and blurred: three bytes a pixel, row by row, on white.

    Raises FileError, PhotoError.
    """
    from editor.images.colour import on_white
    from editor.images.pixels import decoding

    asset = probe(path, cache)
    with decoding(path):
        picture = upright(RenditionPlan(asset, size[:1], rotate=rotate, blur=tuple(blur)), size)
        return on_white(picture).tobytes()
