"""Which piece of a photo stands for it where a place wants another shape: social posts, search results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from editor.model.article import Resource
from editor.model.turning import Point, turned_crop, turned_point

SHARES = MappingProxyType({"1.91:1": (1200, 630), "16:9": (1200, 675), "4:3": (1200, 900), "1:1": (1200, 1200)})
"""Shapes by name, with the size in px that is asked for: Open Graph's, and the three of Google's article data."""

_NARROWEST = 600  # px: below it the whole photo serves better
FOCUS = (0.5, 0.4)
"""The focal point where nobody said: faces stand above the middle."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of one of a photo's renditions: where it lies in it and how large it becomes, in px."""

    name: str  # a key of SHARES
    of: int  # the rendition's width
    left: int
    top: int
    right: int
    bottom: int
    width: int
    height: int

    @property
    def file_name(self) -> str:
        """ "16x9"; a colon stands in no file's name."""
        return self.name.replace(":", "x")


def focal_crop(width: int, height: int, ratio: float, focus: Point = FOCUS) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the largest piece of this ratio (width : height) with the focus as near its middle as
    the edges let it.

    Args:
        width, height: of the photo in px.
        focus: in fractions from left and top; outside 0–1 counts as the edge.
    """
    wide = max(1, min(width, round(height * ratio)))
    high = max(1, min(height, round(width / ratio)))
    left = min(max(0, round(focus[0] * width - wide / 2)), width - wide)
    top = min(max(0, round(focus[1] * height - high / 2)), height - high)
    return left, top, left + wide, top + high


def cuts_of(resource: Resource, width: int, height: int, names: Sequence[str]) -> tuple[Cut, ...]:
    """The pieces of a photo that are large enough to be shown.

    A crop that somebody drew for a shape goes before the focal point.

    Args:
        width, height: of the rendition in px, turned as `resource` says.
        names: keys of SHARES.
    """
    return tuple(_cuts(resource, width, height, names))


def piece(resource: Resource, name: str, ratio: float, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in px of what stands for a photo in a shape: the crop that somebody drew for it, else
    the largest around the focal point.

    Args:
        name: of the shape, as `Crop` has it.
        ratio: of the shape, width : height.
        width, height: of the photo in px, turned as `resource` says.
    """
    focus = turned_point(resource.focus, resource.rotate) if resource.focus else FOCUS
    drawn = _drawn(resource, name, width, height)
    left, top, right, bottom = drawn or (0, 0, width, height)
    inside = focal_crop(right - left, bottom - top, ratio, (0.5, 0.5) if drawn else focus)
    return left + inside[0], top + inside[1], left + inside[2], top + inside[3]


def _cuts(resource: Resource, width: int, height: int, names: Sequence[str]) -> Iterator[Cut]:
    for name in names:
        wide, high = SHARES[name]
        box = piece(resource, name, wide / high, width, height)
        if box[2] - box[0] >= _NARROWEST:
            smaller = min(wide, box[2] - box[0])
            yield Cut(name, width, *box, smaller, max(1, round(smaller * high / wide)))


def _drawn(resource: Resource, name: str, width: int, height: int) -> tuple[int, int, int, int] | None:
    """The crop of that name in px, as far as it lies in the photo."""
    for crop in resource.crops:
        if crop.name == name:
            seen = turned_crop(crop, resource.rotate)
            left, right = (min(max(0, round(edge * width)), width) for edge in (seen.x, seen.x + seen.width))
            top, bottom = (min(max(0, round(edge * height)), height) for edge in (seen.y, seen.y + seen.height))
            return (left, top, right, bottom) if left < right and top < bottom else None
    return None
