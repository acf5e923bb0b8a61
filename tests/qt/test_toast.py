"""The toast: what was done, for 8 s, with one way back; it waits for whoever points at it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication

from contrast import contrast
from editor.qt.panels.toast import Toast, ToastButton
from editor.qt.theme import Theme
from window_driver import CTRL, Driver, pause

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


def toast_of(driver: Driver) -> Toast:
    found = driver.window.findChild(Toast)
    assert isinstance(found, Toast)
    return found


def test_it_says_what_was_done_and_takes_it_back_once(driver: Driver) -> None:
    undone: list[str] = []
    driver.window.toast("Đã bỏ ảnh 2 khỏi bài", lambda: undone.append("ảnh"), "trash", "Ctrl+Z")
    toast = toast_of(driver)
    assert toast.isVisible()
    assert toast.accessibleName() == "Đã bỏ ảnh 2 khỏi bài"
    button = toast.findChild(ToastButton)
    assert isinstance(button, ToastButton)
    assert button.text() == "Hoàn tác"
    driver.click(button)
    assert undone == ["ảnh"]
    assert not toast.isVisible()


def test_it_goes_after_its_time_but_not_under_the_pointer_or_the_focus(driver: Driver) -> None:
    driver.window.toast("Đã chuyển bài vào thùng rác", lambda: None)
    toast = toast_of(driver)
    assert toast._clock.interval() == 8000
    toast._clock.start(60)
    here = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    pause(120)
    assert toast.isVisible()
    toast._clock.setInterval(60)
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    toast._undo.setFocus(Qt.FocusReason.TabFocusReason)
    pause(120)
    assert toast.isVisible()
    driver.window.surface.setFocus()
    toast._clock.start(30)
    pause(90)
    assert not toast.isVisible()


def test_the_next_words_take_the_place_of_the_last_and_stay_inside_the_window(driver: Driver) -> None:
    driver.window.toast("Một việc", lambda: None)
    driver.window.toast("Một câu dài hơn nhiều lần so với chiều rộng của cửa sổ nhỏ nhất " * 3)
    toast = toast_of(driver)
    assert len(driver.window.findChildren(Toast)) == 1
    assert not toast._undo.isVisible()
    driver.window.resize(800, 560)
    pause(30)
    ground = toast.parentWidget()
    assert ground is not None
    inset = toast._inset()
    card = toast.geometry().adjusted(inset, inset, -inset, -inset)
    assert ground.rect().contains(card)
    assert abs(card.center().x() - ground.rect().center().x()) <= 1


def test_writing_goes_on_under_it(driver: Driver) -> None:
    driver.window.surface.setFocus()
    driver.window.toast("Đã bỏ ảnh", lambda: None)
    assert QApplication.focusWidget() is driver.window.surface
    driver.press(Qt.Key.Key_Home, CTRL)
    driver.write("Tin ")
    assert driver.article.headline.startswith("Tin ")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_its_words_can_be_read_on_the_ink(name: str, qapp: QApplication) -> None:
    theme = Theme.load(name)  # type: ignore[arg-type]
    for token, least in (("text", 7.0), ("text_2", 4.5), ("accent_text", 4.5)):
        assert contrast(theme.other(token), theme.color("text")) >= least, token
