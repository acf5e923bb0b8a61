"""Focal point, crops, blur and turn in the photo sheet, by mouse and by keys; interaction 18."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from editor.model.article import Region
from editor.model.blocks import Figure
from editor.qt.dialogs.photos import PhotoSheet
from photo_sheets import opened, photo
from window_driver import CTRL, SHIFT, Driver, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


@pytest.fixture
def sheet(driver: Driver, tmp_path: Path) -> PhotoSheet:
    sheet = opened(driver, [photo(tmp_path, "0.jpg")])
    driver.settle()
    return sheet


def on(sheet: PhotoSheet, x: float, y: float) -> QPoint:
    """A point of the photo, in px of the view."""
    place = sheet.columns.crop._place()
    return QPointF(place.left() + x * place.width(), place.top() + y * place.height()).toPoint()


def drag(sheet: PhotoSheet, start: QPoint, end: QPoint) -> None:
    view = sheet.columns.crop
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(view, start + (end - start) * step / 5)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    pause()


def own(sheet: PhotoSheet):  # type: ignore[no-untyped-def]
    return sheet.bench.batch.photos[0].resource


def test_arrows_move_the_focal_point_by_one_and_ten_percent(driver: Driver, sheet: PhotoSheet) -> None:
    sheet.columns.crop.setFocus()
    driver.press(Qt.Key.Key_Right)
    assert own(sheet).focus == (0.51, 0.4)
    driver.press(Qt.Key.Key_Down, SHIFT)
    assert own(sheet).focus == (0.51, 0.5)
    for _ in range(9):
        driver.press(Qt.Key.Key_Left, SHIFT)
    assert own(sheet).focus == (0, 0.5)
    assert "0 % từ trái, 50 % từ trên" in sheet.columns.crop.accessibleDescription()


def test_a_click_sets_the_focal_point_and_the_pieces_follow(driver: Driver, sheet: PhotoSheet) -> None:
    before = dict(sheet.columns.pieces.taken())
    assert set(before) == {"16:9", "1:1", "3:4"}
    QTest.mouseClick(sheet.columns.crop, Qt.MouseButton.LeftButton, pos=on(sheet, 0.9, 0.5))
    pause()
    assert own(sheet).focus == pytest.approx((0.9, 0.5), abs=0.01)
    after = dict(sheet.columns.pieces.taken())
    assert after["1:1"][2] == 900  # as far right as the photo goes
    assert after["1:1"][0] > before["1:1"][0]
    driver.undo()
    assert own(sheet).focus is None
    assert dict(sheet.columns.pieces.taken()) == before


def test_a_frame_is_pulled_at_its_corner_and_moved_at_its_edge(driver: Driver, sheet: PhotoSheet) -> None:
    driver.click(sheet.columns.shapes._segments[4])
    frame = sheet.columns.crop.frame()
    assert frame is not None
    drag(sheet, on(sheet, frame.x + frame.width, frame.y + frame.height), on(sheet, frame.x + 0.4, frame.y + 0.6))
    crop = own(sheet).crops[0]
    assert crop.name == "1:1"
    assert crop.width * 900 == pytest.approx(crop.height * 600, rel=0.01)
    assert (crop.x, crop.y) == pytest.approx((frame.x, frame.y), abs=0.005)
    drag(sheet, on(sheet, crop.x + crop.width / 2, crop.y), on(sheet, crop.x + crop.width / 2 - 0.1, crop.y + 0.1))
    moved = own(sheet).crops[0]
    assert (moved.x, moved.y) == pytest.approx((crop.x - 0.1, crop.y + 0.1), abs=0.01)
    assert moved.width == pytest.approx(crop.width, abs=0.001)
    driver.undo()
    assert own(sheet).crops[0] == crop
    driver.undo()
    assert own(sheet).crops == ()


def test_a_frame_is_set_by_keys_alone_and_given_up(driver: Driver, sheet: PhotoSheet) -> None:
    sheet.columns.shapes.turn_to(2)
    sheet.columns.crop.setFocus()
    start = sheet.columns.crop.frame()
    assert start is not None
    driver.press(Qt.Key.Key_Minus)
    small = sheet.columns.crop.frame()
    assert small is not None
    assert small.width == pytest.approx(start.width / 1.05, rel=0.01)
    driver.press(Qt.Key.Key_Down, CTRL)
    lower = sheet.columns.crop.frame()
    assert lower is not None
    assert lower.y == pytest.approx(small.y + 0.01, abs=0.002)
    driver.press(Qt.Key.Key_Delete)
    assert own(sheet).crops == ()


def test_places_are_blurred_by_mouse_and_by_keys(driver: Driver, sheet: PhotoSheet) -> None:
    driver.click(sheet.columns.blur)
    drag(sheet, on(sheet, 0.1, 0.1), on(sheet, 0.3, 0.4))
    assert own(sheet).blur[0].x == pytest.approx(0.1, abs=0.01)
    assert own(sheet).blur[0].width == pytest.approx(0.2, abs=0.01)
    driver.press(Qt.Key.Key_Return)
    assert own(sheet).blur[1] == Region(0.4, 0.3, 0.2, 0.2)
    driver.press(Qt.Key.Key_Right, SHIFT)
    driver.press(Qt.Key.Key_Down, CTRL)
    assert own(sheet).blur[1] == Region(0.5, 0.3, 0.2, 0.21)
    driver.press(Qt.Key.Key_Delete)
    assert len(own(sheet).blur) == 1
    driver.press(Qt.Key.Key_Escape)
    assert not sheet.columns.crop.is_blurring
    assert not sheet.columns.blur.isChecked()
    assert sheet.isVisible()


def edges(picture: QImage | None) -> int:
    """The largest step of red between neighbours along some lines: drawings have hard edges."""
    assert picture is not None
    rows = range(100, picture.height() - 100, 40)
    reds = [[picture.pixelColor(x, y).red() for x in range(100, picture.width() - 100)] for y in rows]
    return max(abs(one - other) for line in reds for one, other in pairwise(line))


def test_what_is_blurred_is_seen_as_it_leaves(driver: Driver, sheet: PhotoSheet) -> None:
    assert edges(sheet.bench.picture(1)) > 40
    driver.click(sheet.columns.blur)
    drag(sheet, on(sheet, 0.02, 0.02), on(sheet, 0.98, 0.98))
    driver.settle()
    assert edges(sheet.bench.picture(1)) < 10


def test_a_turned_photo_keeps_its_marks_on_what_they_mark(driver: Driver, sheet: PhotoSheet) -> None:
    QTest.mouseClick(sheet.columns.crop, Qt.MouseButton.LeftButton, pos=on(sheet, 0.25, 0.25))
    driver.click(sheet.columns.turn)
    assert own(sheet).rotate == 90
    assert own(sheet).focus == pytest.approx((0.25, 0.25), abs=0.01)
    assert sheet.photo is not None
    assert sheet.photo.pixels == (600, 900)
    QTest.mouseClick(sheet.columns.crop, Qt.MouseButton.LeftButton, pos=on(sheet, 0.2, 0.9))
    assert own(sheet).focus == pytest.approx((0.9, 0.8), abs=0.01)


def test_marks_go_into_the_article_with_the_photo(driver: Driver, sheet: PhotoSheet) -> None:
    sheet.columns.crop.setFocus()
    driver.press(Qt.Key.Key_Right)
    driver.click(sheet.columns.turn)
    sheet.columns.fields.sizes.turn_to(1)
    driver.click(sheet.done_button)
    until(lambda: isinstance(driver.article.body[1], Figure), most=30_000)
    resource = driver.article.resource(driver.article.body[1].src)
    assert (resource.focus, resource.rotate, resource.size) == ((0.51, 0.4), 90, "wide")
    driver.settle()
