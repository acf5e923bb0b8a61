"""What a photo's file says about itself. Not part of an Article: it is read from the file whenever it is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "HEIC": ".heic"}
"""The formats that we read, with the ending that their files get."""


@dataclass(frozen=True, slots=True)
class PhotoText:
    """The words inside a photo's file (IPTC-IIM, XMP, EXIF), cleaned; "" where it says nothing.

    `taken` is the camera's clock as ISO 8601, "2022-10-17T08:42:11.25+07:00"; fraction and offset only where the
    camera wrote them.
    """

    caption: str = ""
    credit: str = ""  # as printed: "Phóng viên ảnh / Tuổi trẻ Thủ đô"
    creator: str = ""
    source: str = ""
    rights: str = ""
    alt: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True)
class ImageAsset:
    """A photo that was looked at: it is what its first bytes say, within the limits, and it decodes.

    `width` and `height` are pixels of the upright photo (EXIF orientation 1–8 applied); `bytes` is the file's length.
    """

    path: Path
    format: str  # a key of ENDINGS
    width: int
    height: int
    orientation: int
    bytes: int
    sha256: str
    text: PhotoText


def in_shooting_order(assets: Iterable[ImageAsset]) -> tuple[ImageAsset, ...]:
    """By the camera's clock, then by name as people count ("IMG_9" before "IMG_10"); without a time at the end.

    Clocks are compared as they stand: cameras of one newsroom show one local time, offset written or not.
    """
    return tuple(sorted(assets, key=lambda asset: (not asset.text.taken, _clock(asset.text.taken), _name(asset.path))))


def _clock(taken: str) -> str:
    return re.sub(r"(?:Z|[+-]\d\d:\d\d)$", "", taken)


def _name(path: Path) -> tuple[tuple[int, str], ...]:
    parts: list[str] = re.findall(r"\d+|\D+", path.name.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
