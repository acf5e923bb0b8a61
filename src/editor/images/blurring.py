"""Places that nobody shall recognise: faces of children, number plates, papers on a desk.

A blur of what is there can be undone, and a mosaic of it can be guessed: whoever knows a face or a font tries them all
and looks which one gives the same cells. So a place is drawn anew, soft, out of what surrounds it and one coarse colour
of its own; two places of that colour in equal surroundings come out as the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

    from editor.model.article import Region

_MARGIN = 8  # px that are drawn anew around a place: resizing and JPEG carry its edges outwards
_STEPS = 8  # of each channel of a place's own colour

_Colour = tuple[int, ...]


class _Box(NamedTuple):
    """In px, right and bottom not included."""

    left: int
    top: int
    right: int
    bottom: int


def blurred(picture: Image, regions: Sequence[Region]) -> Image:
    """The upright RGB or RGBA picture with these places drawn anew, in place. What lies outside it counts as none."""
    boxes = [box for region in regions if (box := _pixels(region, picture.size))]
    # First all of them flat, so that none surrounds another with what was in it.
    colours = [_coarse(_mean(picture, box)) for box in boxes]
    for box, own in zip(boxes, colours, strict=True):
        picture.paste(own, box)
    for box, soft in [(box, _soft(picture, box, own)) for box, own in zip(boxes, colours, strict=True)]:
        picture.paste(soft, box)
    return picture


def _soft(picture: Image, box: _Box, own: _Colour) -> Image:
    """Three by three colours, the place's own in the middle, blended into one another."""
    from PIL.Image import Resampling, new

    grid = new(picture.mode, (3, 3), own)
    for at, patch in _around(box, picture.size):
        grid.putpixel(at, _mean(picture, patch))
    return grid.resize((box.right - box.left, box.bottom - box.top), Resampling.BICUBIC)


def _around(box: _Box, size: tuple[int, int]) -> Iterator[tuple[tuple[int, int], _Box]]:
    """The eight neighbours of a place, as far as there is picture, with their places in the grid."""
    deep = max(2, min(box.right - box.left, box.bottom - box.top) // 4)
    columns = ((box.left - deep, box.left), (box.left, box.right), (box.right, box.right + deep))
    rows = ((box.top - deep, box.top), (box.top, box.bottom), (box.bottom, box.bottom + deep))
    for column, (left, right) in enumerate(columns):
        for row, (top, bottom) in enumerate(rows):
            patch = _Box(max(0, left), max(0, top), min(size[0], right), min(size[1], bottom))
            if (column, row) != (1, 1) and patch.left < patch.right and patch.top < patch.bottom:
                yield (column, row), patch


def _mean(picture: Image, box: _Box) -> _Colour:
    from PIL.Image import Resampling

    mean = picture.crop(box).resize((1, 1), Resampling.BOX).getpixel((0, 0))
    return mean if isinstance(mean, tuple) else ()


def _coarse(colour: _Colour) -> _Colour:
    step = 256 // _STEPS
    return tuple(channel // step * step + step // 2 for channel in colour[:3]) + (255,) * (len(colour) - 3)


def _pixels(region: Region, size: tuple[int, int]) -> _Box | None:
    """Rounded outwards, with its margin; None for a place that is none."""
    width, height = size
    inside = min(region.x + region.width, 1) > max(region.x, 0) and min(region.y + region.height, 1) > max(region.y, 0)
    if not inside:
        return None
    return _Box(
        max(0, math.floor(region.x * width) - _MARGIN),
        max(0, math.floor(region.y * height) - _MARGIN),
        min(width, math.ceil((region.x + region.width) * width) + _MARGIN),
        min(height, math.ceil((region.y + region.height) * height) + _MARGIN),
    )
