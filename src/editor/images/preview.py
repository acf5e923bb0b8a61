"""A photo as the page shows it, where Qt does not do so: WebP, GIF, HEIC, and what is to be blurred."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from editor.images.cache import PhotoCache
from editor.images.container import DamagedError, read_container
from editor.images.metadata import read_text
from editor.images.probe import check_pixels, probe, read_photo
from editor.images.renditions import RenditionPlan, upright
from editor.model.article import Region


def upright_size(path: Path) -> tuple[int, int] | None:
    """Width and height in px of the upright photo, without decoding it; None for a damaged one.

    Raises FileError, PhotoError.
    """
    try:
        found = read_container(read_photo(path))
    except DamagedError:
        return None
    check_pixels(found, path)
    _, orientation = read_text(found)
    return (found.height, found.width) if orientation >= 5 else (found.width, found.height)


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
