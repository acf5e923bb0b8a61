"""Where points and rectangles of a photo lie after it was turned clockwise; in fractions of its width and height."""

from __future__ import annotations

from editor.model.article import Crop

Point = tuple[float, float]


def turned_point(point: Point, rotate: int) -> Point:
    x, y = point
    return {90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}.get(rotate, (x, y))


def turned_crop(crop: Crop, rotate: int) -> Crop:
    one = turned_point((crop.x, crop.y), rotate)
    other = turned_point((crop.x + crop.width, crop.y + crop.height), rotate)
    (left, right), (top, bottom) = (sorted(edges) for edges in zip(one, other, strict=True))
    return Crop(crop.name, left, top, right - left, bottom - top)
