"""A photo as the photo sheet shows it: looked at, decoded at a small size, its marks not drawn into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editor.images.asset import ImageAsset
from editor.images.cache import PhotoCache
from editor.images.probe import probe_bytes, read_photo
from editor.images.renditions import RenditionPlan, upright
from editor.model.article import Region
from editor.work import Cancel


@dataclass(frozen=True, slots=True)
class Proof:
    """Pixels of an upright photo in sRGB on white: three bytes each, row by row."""

    width: int
    height: int
    pixels: bytes = field(repr=False)


def look(source: Path | bytes, name: str, cache: PhotoCache | None = None) -> tuple[ImageAsset, bytes]:
    """What the photo is, and the bytes of its file; errors as `images.probe.probe`.

    Args: name: what a photo in memory is called in errors.
    """
    if isinstance(source, Path):
        content = read_photo(source)
        return probe_bytes(content, source, cache), content
    return probe_bytes(source, Path(name), cache), source


def proof(asset: ImageAsset, content: bytes, longest: int, cancel: Cancel | None = None) -> Proof:
    """The photo of this content with its longer side at most `longest` px.

    Raises PhotoUnreadableError, CancelledError.
    """
    from editor.images.colour import on_white
    from editor.images.pixels import decoding

    if cancel is not None:
        cancel.check()
    share = min(1.0, longest / max(asset.width, asset.height))
    size = max(1, round(asset.width * share)), max(1, round(asset.height * share))
    with decoding(asset.path):
        picture = on_white(upright(RenditionPlan(asset, size[:1]), size, content))
        return Proof(picture.width, picture.height, picture.tobytes())


def blurred_proof(made: Proof, regions: Sequence[Region]) -> Proof:
    """With these places drawn anew, as they leave."""
    from PIL.Image import frombytes

    from editor.images.blurring import blurred

    if not regions:
        return made
    picture = blurred(frombytes("RGB", (made.width, made.height), made.pixels), regions)
    return Proof(made.width, made.height, picture.tobytes())
