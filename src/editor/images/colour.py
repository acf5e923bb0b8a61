"""Every kind of pixel that photos come in → 8-bit sRGB, with transparency where there is some."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_BAND = 64  # rows of the reduced image
_LARGE = 3_000_000  # px
_DEEP = {"I;16", "I;16B", "I;16L", "I"}  # 16 bits of grey


def bare(image: Image, size: tuple[int, int]) -> Image:
    """The pixels alone, in a mode that resizing mixes rightly: L, RGB, RGBA or CMYK. Takes the image over.

    An image that is several times larger than `size` (px) comes back smaller, at least twice that size: band by band,
    so that there is never a second copy of all its pixels. Pillow carries `info` from copy to copy and writes some of
    it (a JPEG's comment) into whatever is saved; here it ends.
    """
    factor = min(image.width // (2 * size[0]), image.height // (2 * size[1]))
    pixels = _mixable(image) if factor < 2 else _reduced(image, factor)
    pixels.info.clear()
    return pixels


def resized(image: Image, size: tuple[int, int]) -> Image:
    """In the best quality. A large one without transparency band by band: what comes between the two passes, as wide as
    the result and as high as the image, would otherwise be half as much memory again.
    """
    from PIL.Image import Resampling, new

    if image.mode == "RGBA" or image.width * image.height < _LARGE:
        return image.resize(size, Resampling.LANCZOS)
    result = new(image.mode, size)
    scale = image.height / size[1]
    for top in range(0, size[1], 2 * _BAND):
        bottom = min(size[1], top + 2 * _BAND)
        rows = (0, top * scale, image.width, min(bottom * scale, image.height))
        result.paste(image.resize((size[0], bottom - top), Resampling.LANCZOS, box=rows), (0, top))
    return result


def _reduced(image: Image, factor: int) -> Image:
    from PIL.Image import new

    reduced: Image | None = None
    for top in range(0, image.height, _BAND * factor):
        rows = image.crop((0, top, image.width, min(image.height, top + _BAND * factor)))
        band = _mixable(rows).reduce(factor)
        reduced = reduced or new(band.mode, (band.width, -(-image.height // factor)))
        reduced.paste(band, (0, top // factor))
    return reduced or image


def _mixable(image: Image) -> Image:
    if image.mode in _DEEP:
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image if image.mode in {"L", "RGB", "RGBA", "CMYK"} else image.convert("RGB")


def srgb(image: Image, profile: bytes | None) -> Image:
    """RGB or RGBA in sRGB. A profile that is damaged, or of another kind than the pixels, counts as none."""
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if not profile:
        return image if image.mode == mode else image.convert(mode)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if image.mode in {"RGB", "RGBA"} and "sRGB" in ImageCms.getProfileDescription(source):
            return image
        target = ImageCms.createProfile("sRGB")
        if mode == "RGBA":
            converted = ImageCms.profileToProfile(image.convert("RGB"), source, target, outputMode="RGB")
            if converted is not None:
                converted.putalpha(image.getchannel("A"))
        else:
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        converted = None
    return converted if converted is not None else image.convert(mode)


def on_white(image: Image) -> Image:
    """RGB without transparency: what a JPEG can hold."""
    from PIL.Image import new

    if image.mode != "RGBA":
        return image
    paper = new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper
