"""A photo as a small picture: decoded within the same caps as everything from outside, kept by its content.

What was looked at once is known by path, size and time, so that a list of ten thousand reads no photo twice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from editor.errors import PhotoMissingError
from editor.images.probe import probe_bytes, read_photo
from editor.images.renditions import RenditionPlan, upright
from editor.model.article import Resource

if TYPE_CHECKING:
    from editor.images.asset import ImageAsset
    from editor.images.cache import PhotoCache
    from editor.work import Cancel

_RECIPE = 1  # raise it when the pixels are made in another way
_QUALITY = 88


@dataclass(frozen=True, slots=True)
class Small:
    """Pixels of an upright photo in sRGB on white, three bytes each, row by row, cut to fill the size asked for.

    `of` is the size of the whole photo in px, turned as it is to be seen.
    """

    size: tuple[int, int]
    of: tuple[int, int]
    pixels: bytes = field(repr=False)


def thumbnail(
    path: Path, size: tuple[int, int], marks: Resource, cancel: Cancel, cache: PhotoCache | None = None
) -> Small:
    """The photo cut to fill `size` (px) around its focal point, turned and blurred as its marks say.

    Raises FileError, PhotoError, CancelledError.
    """
    cancel.check()
    try:
        status = path.stat()
    except OSError as error:
        raise PhotoMissingError(path) from error
    focus = marks.focus or (0.5, 0.5)
    wanted = f"{size} {marks.rotate} {focus} {marks.hidden}"
    here = f"thumbnail {_RECIPE} at {path} {status.st_size} {status.st_mtime_ns} {wanted}"
    kept = _kept(here, size, cache)
    if kept is not None:
        return kept
    content = read_photo(path)
    asset = probe_bytes(content, path, cache)
    same = f"thumbnail {_RECIPE} of {asset.sha256} {wanted}"
    made = _kept(same, size, cache) or _made(asset, content, size, marks, cancel)
    if cache is not None:
        packed = _packed(made)
        cache.put(same, packed)
        cache.put(here, packed)
    return made


def _made(asset: ImageAsset, content: bytes, size: tuple[int, int], marks: Resource, cancel: Cancel) -> Small:
    from editor.images.colour import on_white
    from editor.images.pixels import decoding

    cancel.check()
    turned = marks.rotate in {90, 270}
    whole = (asset.height, asset.width) if turned else (asset.width, asset.height)
    share = max(size[0] / whole[0], size[1] / whole[1])
    scaled = (max(round(whole[0] * share), size[0]), max(round(whole[1] * share), size[1]))
    plan = RenditionPlan(asset, scaled[:1], rotate=marks.rotate, blur=marks.hidden)
    with decoding(asset.path):
        picture = on_white(upright(plan, scaled, content))
        x, y = _seen(marks)
        left = min(max(round(x * scaled[0] - size[0] / 2), 0), scaled[0] - size[0])
        top = min(max(round(y * scaled[1] - size[1] / 2), 0), scaled[1] - size[1])
        cut = picture.crop((left, top, left + size[0], top + size[1]))
        return Small(size, whole, cut.tobytes())


def _seen(marks: Resource) -> tuple[float, float]:
    """The focal point on the turned photo."""
    x, y = marks.focus or (0.5, 0.5)
    return {90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}.get(marks.rotate, (x, y))


def _packed(made: Small) -> bytes:
    """A line that says the photo's size, then a JPEG."""
    from io import BytesIO

    from PIL.Image import frombytes

    out = BytesIO()
    frombytes("RGB", made.size, made.pixels).save(out, "JPEG", quality=_QUALITY)
    return json.dumps(made.of).encode() + b"\n" + out.getvalue()


def _kept(key: str, size: tuple[int, int], cache: PhotoCache | None) -> Small | None:
    packed = cache.get(key) if cache is not None else None
    if packed is None:
        return None
    from io import BytesIO

    from PIL.Image import open as opened

    of, _, content = packed.partition(b"\n")
    width, height = json.loads(of)
    with opened(BytesIO(content), formats=["JPEG"]) as picture:
        return Small(size, (width, height), picture.convert("RGB").tobytes())
