"""The page shows a photo as it will leave: turned, blurred, and HEIC too."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage

from editor.model.article import Region
from editor.qt.surface.photos import Marks, PhotoKey, Photos, decode
from made_photos import encoded, picture

PLACE = (Region(0.25, 0.25, 0.25, 0.25),)


def _pillow(image: QImage) -> Image.Image:
    shown = image.convertToFormat(QImage.Format.Format_RGB888)
    return Image.frombytes(
        "RGB", (shown.width(), shown.height()), bytes(shown.constBits()), "raw", "RGB", shown.bytesPerLine()
    )


def _difference(one: Image.Image, other: Image.Image, box: tuple[int, int, int, int]) -> float:
    from PIL import ImageChops, ImageStat

    return max(ImageStat.Stat(ImageChops.difference(one, other).crop(box)).mean)


def test_a_marked_place_is_blurred_on_the_page_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encoded(picture(800, 600), quality=95))
    path = str(tmp_path / "a.jpg")

    plain = _pillow(decode(PhotoKey(path, 401, 301)))
    marked = _pillow(decode(PhotoKey(path, 401, 301, Marks(0, PLACE))))
    turned = decode(PhotoKey(path, 301, 401, Marks(90, PLACE)))

    assert marked.size == (401, 301)
    assert _difference(plain, marked, (105, 80, 195, 145)) > 10
    assert _difference(plain, marked, (250, 0, 401, 301)) < 3
    assert (turned.width(), turned.height()) == (301, 401)
    assert _difference(_pillow(turned), marked.rotate(-90, expand=True), (0, 0, 301, 401)) < 4


def test_what_is_no_photo_gives_no_picture_with_or_without_marks(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_text("chữ", encoding="utf-8")
    for marks in (Marks(), Marks(0, PLACE)):
        assert decode(PhotoKey(str(tmp_path / "a.jpg"), 40, 30, marks)).isNull()
    assert decode(PhotoKey(str(tmp_path / "gone.jpg"), 40, 30)).isNull()


def test_a_heic_photo_is_shown(tmp_path: Path) -> None:
    heif = pytest.importorskip("pillow_heif", reason="HEIC is an extra: pip install pillow-heif")
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    heif.from_pillow(picture(400, 300).transpose(Image.Transpose.ROTATE_90)).save(file, exif=exif.tobytes(), quality=90)
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "01-a.heic").write_bytes(file.getvalue())

    photos = Photos()
    photos.open(tmp_path)
    size = photos.size("images/01-a.heic")
    image = decode(PhotoKey(str(tmp_path / "images" / "01-a.heic"), 200, 150))
    photos.close()

    assert (size.width(), size.height()) == (400, 300)
    assert _difference(_pillow(image), picture(400, 300).resize((200, 150)), (0, 0, 200, 150)) < 6


@pytest.mark.parametrize(("ending", "format_"), [("webp", "WEBP"), ("gif", "GIF")])
def test_a_photo_that_qt_is_not_asked_for_is_shown_upright(tmp_path: Path, ending: str, format_: str) -> None:
    (tmp_path / "images").mkdir()
    file = tmp_path / "images" / f"01-a.{ending}"
    if format_ == "WEBP":
        exif = Image.Exif()
        exif[0x0112] = 6
        turned = picture(400, 300).transpose(Image.Transpose.ROTATE_90)
        turned.save(file, format_, quality=95, exif=exif)
    else:
        picture(400, 300).save(file, format_)

    photos = Photos()
    photos.open(tmp_path)
    size = photos.size(f"images/{file.name}")
    image = decode(PhotoKey(str(file), 200, 150))
    photos.close()

    assert (size.width(), size.height()) == (400, 300)
    assert _difference(_pillow(image), picture(400, 300).resize((200, 150)), (0, 0, 200, 150)) < 8


def test_a_damaged_photo_has_no_size(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "01-a.webp").write_bytes(b"RIFF\x10\0\0\0WEBPVP8 ")
    photos = Photos()
    photos.open(tmp_path)
    assert not photos.size("images/01-a.webp").isValid()
    photos.close()
