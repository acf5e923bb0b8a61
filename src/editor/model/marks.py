"""What a person marks on a photo: focal point, crops, blurred places, its turn.

An article keeps marks in fractions of the upright photo before `rotate`, so that turning moves none of them; a person
sees the turned photo. Everything here speaks of the photo as it is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor.model.article import Crop, Region, Resource
from editor.model.turning import Point, turned_crop, turned_point

_LEAST = 0.02  # of width or height: a place that can still be seen and taken hold of
_DIGITS = 4  # a ten-thousandth of a photo is less than a pixel of most


def with_focus(resource: Resource, point: Point) -> Resource:
    """The focal point set, in fractions from left and top; outside the photo counts as its edge."""
    seen = _inside(point[0]), _inside(point[1])
    x, y = turned_point(seen, -resource.rotate % 360)
    return replace(resource, focus=(round(x, _DIGITS), round(y, _DIGITS)))


def focus_of(resource: Resource, default: Point) -> Point:
    """Where the focal point is seen; `default` where nobody set one."""
    return turned_point(resource.focus, resource.rotate) if resource.focus else default


def with_crop(resource: Resource, name: str, seen: Region) -> Resource:
    """The crop of a shape drawn by hand; it takes the place of one of the same name."""
    kept = tuple(crop for crop in resource.crops if crop.name != name)
    stored = turned_crop(Crop(name, seen.x, seen.y, seen.width, seen.height), -resource.rotate % 360)
    return replace(resource, crops=(*kept, _rounded(stored)))


def without_crop(resource: Resource, name: str) -> Resource:
    """The shape follows the focal point again."""
    return replace(resource, crops=tuple(crop for crop in resource.crops if crop.name != name))


def blurs_of(resource: Resource) -> tuple[Region, ...]:
    """Blurred places as they are seen."""
    return tuple(_seen(region, resource.rotate) for region in resource.blur)


def with_blurs(resource: Resource, seen: Sequence[Region]) -> Resource:
    """All blurred places; one that is too small to be seen is left out."""
    kept = [_clipped(region) for region in seen]
    stored = tuple(
        _seen(region, -resource.rotate % 360)
        for region in kept
        if region.width >= _LEAST / 2 and region.height >= _LEAST / 2
    )
    return replace(resource, blur=stored)


def turned(resource: Resource, by: int) -> Resource:
    """Turned clockwise by 90, 180 or 270 degrees more."""
    return replace(resource, rotate=(resource.rotate + by) % 360)


def moved(region: Region, by: Point) -> Region:
    """As far as the photo's edges let it."""
    x = min(max(0.0, region.x + by[0]), 1 - region.width)
    y = min(max(0.0, region.y + by[1]), 1 - region.height)
    return Region(x, y, region.width, region.height)


def grown(region: Region, by: Point) -> Region:
    """Its right and lower edge moved; never smaller than can be taken hold of, never out of the photo."""
    width = min(max(_LEAST, region.width + by[0]), 1 - region.x)
    height = min(max(_LEAST, region.height + by[1]), 1 - region.y)
    return Region(region.x, region.y, width, height)


def scaled(region: Region, factor: float) -> Region:
    """Larger or smaller about its middle with its shape kept, inside the photo."""
    factor = min(factor, 1 / region.width, 1 / region.height)
    factor = max(factor, _LEAST / min(region.width, region.height))
    width, height = region.width * factor, region.height * factor
    middle = Region(region.x + (region.width - width) / 2, region.y + (region.height - height) / 2, width, height)
    return moved(middle, (0.0, 0.0))


def pulled(region: Region, corner: str, spot: Point, ratio: float) -> Region:
    """One corner ("nw", "ne", "sw" or "se") at the spot, the opposite one where it is, the shape kept.

    Args: ratio: width : height of the shape, both in fractions of the photo.
    """
    east, south = "e" in corner, "s" in corner
    x0 = region.x if east else region.x + region.width
    y0 = region.y if south else region.y + region.height
    most = min(1 - x0 if east else x0, (1 - y0 if south else y0) * ratio)
    wanted = max((spot[0] - x0) * (1 if east else -1), (spot[1] - y0) * (1 if south else -1) * ratio)
    width = min(max(wanted, _LEAST), most)
    height = width / ratio
    return Region(x0 if east else x0 - width, y0 if south else y0 - height, width, height)


def spanned(one: Point, other: Point) -> Region:
    """The rectangle between two corners, cut at the photo's edges."""
    (left, right), (top, bottom) = (
        sorted((_inside(here), _inside(there))) for here, there in zip(one, other, strict=True)
    )
    return Region(left, top, right - left, bottom - top)


def _seen(region: Region, rotate: int) -> Region:
    crop = _rounded(turned_crop(Crop("", region.x, region.y, region.width, region.height), rotate))
    return Region(crop.x, crop.y, crop.width, crop.height)


def _clipped(region: Region) -> Region:
    return spanned((region.x, region.y), (region.x + region.width, region.y + region.height))


def _rounded(crop: Crop) -> Crop:
    x, y = round(crop.x, _DIGITS), round(crop.y, _DIGITS)
    width, height = min(round(crop.width, _DIGITS), 1 - x), min(round(crop.height, _DIGITS), 1 - y)
    return Crop(crop.name, x, y, round(width, _DIGITS), round(height, _DIGITS))


def _inside(share: float) -> float:
    return min(max(0.0, share), 1.0)
