"""The formatting bubble: where it stands, when it comes, and how the keyboard reaches it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from editor.model.blocks import Paragraph, Span
from editor.model.history import Caret
from editor.qt.tools.bubble import Bubble
from window_driver import ALT, CTRL, SHIFT, Driver, pause


def bubble(driver: Driver) -> QWidget:
    driver.window.tools.get("bubble")
    found = driver.window.findChild(QWidget, "bubble")
    assert found is not None
    return found


def first_paragraph(driver: Driver) -> int:
    rows = driver.window.surface.editing.rows
    return next(at for at, row in enumerate(rows) if row.kind.value == "paragraph" and row.length > 200)


def select(driver: Driver, start: int, end: int, row: int | None = None) -> None:
    """With the keyboard: Shift and arrows, as a person does."""
    surface = driver.window.surface
    surface.setFocus()
    surface.editing.place(Caret.at(first_paragraph(driver) if row is None else row, start))
    for _ in range(end - start):
        QTest.keyClick(surface, Qt.Key.Key_Right, SHIFT)


def selection_box(driver: Driver) -> QRect:
    surface = driver.window.surface
    cursor = surface.textCursor()
    rect = QRect()
    for at in (cursor.selectionStart(), cursor.selectionEnd()):
        place = QTextCursor(cursor)
        place.setPosition(at)
        rect = rect.united(surface.cursorRect(place))
    return rect.translated(surface.viewport().mapTo(driver.window, QPoint(0, 0)))


def test_interaction_11_the_bubble_comes_when_a_selection_rests_and_never_covers_it(driver: Driver) -> None:
    shown = bubble(driver)
    select(driver, 3, 12)
    assert not shown.isVisible()
    pause(150)
    assert not shown.isVisible()
    pause(200)
    assert shown.isVisible()
    card = driver.window.tools.of(Bubble, "bubble").card.card()
    assert not card.intersects(selection_box(driver))
    assert card.bottom() < selection_box(driver).top()
    assert QApplication.focusWidget() is driver.window.surface
    driver.press(Qt.Key.Key_Right)
    assert not shown.isVisible()


@pytest.mark.parametrize("row", [0, 1])
def test_a_row_that_carries_no_marks_gets_no_bubble(driver: Driver, row: int) -> None:
    shown = bubble(driver)
    select(driver, 0, 4, row)
    pause(350)
    assert not shown.isVisible()


def test_interaction_11_below_the_selection_where_there_is_no_room_above_and_away_without_any(
    driver: Driver,
) -> None:
    shown = bubble(driver)
    surface = driver.window.surface
    select(driver, 0, 9)
    bar = surface.verticalScrollBar()
    bar.setValue(bar.value() + surface.cursorRect().top() - 4)
    pause(350)
    card = driver.window.tools.of(Bubble, "bubble").card.card()
    assert shown.isVisible()
    assert card.top() > selection_box(driver).bottom()
    driver.press(Qt.Key.Key_A, CTRL)
    pause(350)
    assert not shown.isVisible()


def test_interaction_11_no_bubble_while_an_input_method_composes(driver: Driver) -> None:
    shown = bubble(driver)
    select(driver, 3, 8)
    QApplication.sendEvent(driver.window.surface, QInputMethodEvent("đ", []))
    pause(350)
    assert not shown.isVisible()
    driver.window.surface.commit_preedit()


def test_the_keyboard_reaches_the_bubble_formats_and_comes_back(driver: Driver) -> None:
    shown = bubble(driver)
    select(driver, 0, 6)
    number = first_paragraph(driver)
    before = driver.article
    driver.press(Qt.Key.Key_F10, ALT)
    assert shown.isVisible()
    assert QApplication.focusWidget().accessibleName() == "Đậm"
    driver.press(Qt.Key.Key_Right)
    assert QApplication.focusWidget().accessibleName() == "Nghiêng"
    driver.press(Qt.Key.Key_Left)
    driver.press(Qt.Key.Key_Space)
    assert driver.window.surface.editing.rows[number].inline[0].strong
    assert QApplication.focusWidget() is driver.window.surface
    assert driver.window.surface.textCursor().hasSelection()
    driver.press(Qt.Key.Key_F10, ALT)
    driver.press(Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert QApplication.focusWidget() is driver.window.surface
    pause(350)
    assert not shown.isVisible()
    driver.undo()
    assert driver.article.body == before.body


def test_every_button_says_its_name_and_does_what_its_command_does(driver: Driver) -> None:
    shown = bubble(driver)
    select(driver, 0, 6)
    pause(350)
    names = [tool.accessibleName() for tool in driver.window.tools.of(Bubble, "bubble").card.tools]
    assert names == ["Đậm", "Nghiêng", "Liên kết…", "Tít phụ", "Trích dẫn", "Danh sách", "Bỏ định dạng"]
    tools = driver.window.tools.of(Bubble, "bubble").card.tools
    driver.click(tools[3])
    assert driver.window.surface.block_kind() == "h2"
    assert shown.isVisible()
    driver.undo()
    block = driver.article.body[0]
    assert not isinstance(block, Paragraph) or all(isinstance(span, Span) for span in block.inline)


def test_a_selection_that_is_drawn_with_the_mouse_gets_its_bubble_after_the_button_is_up(driver: Driver) -> None:
    shown = bubble(driver)
    surface = driver.window.surface
    surface.setFocus()
    surface.editing.place(Caret.at(first_paragraph(driver), 4))
    at = surface.cursorRect().center()
    no = Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(surface.viewport(), Qt.MouseButton.LeftButton, no, at)  # the button stays down
    pause(350)
    assert not shown.isVisible()
    QTest.mouseRelease(surface.viewport(), Qt.MouseButton.LeftButton, no, at)
    pause(550)
    assert shown.isVisible()
    QTest.mouseClick(driver.window.library.search, Qt.MouseButton.LeftButton)
    driver.window.library.search.setFocus()
    pause(20)
    assert not shown.isVisible()
