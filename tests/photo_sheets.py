"""Photos with words in them, and the photo sheet open on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from editor.images.asset import PhotoText
from editor.images.metadata import jpeg_segments
from editor.qt.dialogs.photos import PhotoSheet, open_photos
from made_photos import encoded
from window_driver import Driver, until

WORDS = PhotoText(
    caption="Quang cảnh lễ khai giảng",
    credit="Viết Thành / Tuổi trẻ Thủ đô",
    creator="Viết Thành",
    source="Tuổi trẻ Thủ đô",
    rights="© Tuổi trẻ Thủ đô",
)


def photo(
    folder: Path, name: str, text: PhotoText | None = None, *, hue: int = 0, size: tuple[int, int] = (900, 600)
) -> Path:
    """A small real JPEG with these words in it; another hue is another picture."""
    image = Image.new("HSV", size, (hue * 37 % 256, 180, 200)).convert("RGB")
    pen = ImageDraw.Draw(image)
    for at in range(6):
        left, top = (hue * 131 + at * 277) % size[0], (hue * 71 + at * 173) % size[1]
        pen.rectangle(
            (left, top, left + 40 + at * 30, top + 60 + hue % 7 * 20), fill=(at * 40, 255 - at * 40, hue * 9 % 256)
        )
    jpeg = encoded(image, quality=88)
    path = folder / name
    path.write_bytes(jpeg[:20] + jpeg_segments(text or PhotoText(), *size) + jpeg[20:])
    return path


def opened(driver: Driver, sources: Sequence[Path | bytes], after: int | None = 1) -> PhotoSheet:
    """The sheet, everything looked at."""
    open_photos(driver.window, sources, after)
    sheet = sheet_of(driver)
    until(
        lambda: all(one.asset is not None or one.problem is not None for one in sheet.bench.batch.photos), most=60_000
    )
    driver.settle()
    return sheet


def sheet_of(driver: Driver) -> PhotoSheet:
    sheet = driver.window.findChild(PhotoSheet)
    assert sheet is not None
    return sheet


def texts(sheet: PhotoSheet, part: str) -> list[str]:
    """One part of every photo, in order."""
    return [one.text(part) for one in sheet.bench.batch.photos]
