"""Counts in the status bar and beside headline and standfirst."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel

from editor.model.history import Caret
from window_driver import CTRL, Driver, pause, until


def status(driver: Driver) -> str:
    return driver.window.status_bar._counts.text()


def length(driver: Driver) -> QLabel:
    driver.window.tools.get("counters")
    found = driver.window.findChild(QLabel, "lengthCount")
    assert found is not None
    return found


def test_the_status_bar_counts_all_words_and_those_selected(driver: Driver) -> None:
    length(driver)
    surface = driver.window.surface
    surface.setFocus()
    whole = status(driver)
    assert "chữ" in whole
    assert "Đọc" in whole
    surface.editing.place(Caret(0, 12, 0, 0))
    until(lambda: status(driver).startswith("Chọn "))
    driver.press(Qt.Key.Key_Right)
    until(lambda: status(driver) == whole)


def test_headline_and_standfirst_are_measured_against_the_limits(driver: Driver) -> None:
    shown, surface = length(driver), driver.window.surface
    surface.setFocus()
    driver.press(Qt.Key.Key_Home, CTRL)
    pause(200)
    article, limits = driver.article, driver.window.desk.newsroom.limits
    assert shown.isVisible()
    assert shown.text() == f"{len(article.headline)}/{limits.headline_max}"
    assert shown.property("ui_tone") == "third"
    read = surface.sync.rows_read
    driver.write("x", on=surface)
    until(lambda: shown.text() == f"{len(article.headline) + 1}/{limits.headline_max}")
    assert surface.sync.rows_read == read + 1
    driver.write("y" * limits.headline_max, on=surface)
    until(lambda: shown.property("ui_tone") == "warning")
    surface.editing.place(Caret.at(1, 0))
    until(lambda: shown.text() == f"{len(article.standfirst)}/{limits.standfirst_max}")
    assert "Sapo" in shown.accessibleName()
    surface.editing.place(Caret.at(2, 0))
    until(lambda: not shown.isVisible())


def test_the_count_stands_in_the_margin_and_covers_no_text(driver: Driver) -> None:
    shown, surface = length(driver), driver.window.surface
    surface.setFocus()
    driver.press(Qt.Key.Key_Home, CTRL)
    pause(200)
    frame = surface.document().rootFrame().frameFormat()
    right = surface.viewport().pos().x() + surface.viewport().width() - frame.rightMargin()
    assert shown.geometry().left() >= right or shown.geometry().bottom() <= surface.cursorRect().top()


def test_a_composed_word_is_counted_when_it_is_there(driver: Driver) -> None:
    shown, surface = length(driver), driver.window.surface
    surface.setFocus()
    driver.press(Qt.Key.Key_Home, CTRL)
    pause(200)
    before = shown.text()
    QApplication.sendEvent(surface, QInputMethodEvent("đảng", []))
    pause(250)
    assert shown.text() == before
    surface.commit_preedit()
    until(lambda: shown.text() != before)
