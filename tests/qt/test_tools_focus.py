"""Focus mode: the page alone, and everything back as it was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from editor.model.history import Caret
from window_driver import Driver, pause, until


def dimmed(driver: Driver) -> set[int]:
    return {mark.cursor.blockNumber() for mark in driver.window.surface.layers.marks("dim")}


def test_f11_leaves_the_page_alone_and_brings_everything_back(driver: Driver) -> None:
    window = driver.window
    window.surface.setFocus()
    before = (window.areas.wanted("library"), window.areas.wanted("details"))
    assert before == (True, True)
    driver.press(Qt.Key.Key_F11)
    for part in (window.top_bar, window.format_bar, window.library, window.details):
        assert not part.isVisible(), part
    assert window.surface.width() == window.width()
    assert window.status_bar.save.isVisible()
    assert "ảnh" not in window.status_bar._counts.text()
    assert QApplication.focusWidget() is window.surface
    assert driver.action("view.focus").isChecked()
    theme = window.desk.theme
    assert window.surface.palette().color(QPalette.ColorRole.Window) == theme.color("bg_page")
    driver.press(Qt.Key.Key_F11)
    for part in (window.top_bar, window.format_bar, window.library, window.details):
        assert part.isVisible(), part
    assert window.surface.palette().color(QPalette.ColorRole.Window) == theme.color("bg_canvas")
    assert "ảnh" in window.status_bar._counts.text()
    assert dimmed(driver) == set()


def test_escape_leaves_it_and_so_does_the_button_in_the_corner(driver: Driver) -> None:
    window = driver.window
    window.surface.setFocus()
    driver.press(Qt.Key.Key_F11)
    driver.press(Qt.Key.Key_Escape)
    assert window.top_bar.isVisible()
    driver.press(Qt.Key.Key_F11)
    button = window.findChild(QPushButton, "leaveFocus")
    assert button is not None
    assert button.isVisible()
    assert button.accessibleName() == "Thôi tập trung (F11)"
    assert button.geometry().right() < window.width()
    driver.click(button)
    assert window.top_bar.isVisible()
    assert not button.isVisible()


def test_only_the_block_with_the_caret_is_bright(driver: Driver) -> None:
    surface = driver.window.surface
    surface.setFocus()
    driver.press(Qt.Key.Key_F11)
    rows = surface.editing.rows
    number = next(at for at, row in enumerate(rows) if row.kind.value == "paragraph" and at > 2)
    surface.editing.place(Caret.at(number, 0))
    until(lambda: bool(dimmed(driver)))
    pause(60)
    assert number not in dimmed(driver)
    before, read = dimmed(driver), surface.sync.rows_read
    driver.write("x", on=surface)
    pause(80)
    assert surface.sync.rows_read == read + 1
    assert dimmed(driver) == before
    surface.editing.place(Caret.at(0, 0))
    until(lambda: number in dimmed(driver) and 0 not in dimmed(driver))


def test_another_article_and_another_theme_stay_in_the_mode(driver: Driver, sample: object) -> None:
    window = driver.window
    driver.press(Qt.Key.Key_F11, on=window.surface)
    workspace = window.desk.workspace
    assert workspace is not None
    window.open_article(workspace.article_folders()[0])
    driver.settle()
    assert not window.format_bar.isVisible()
    window.use_theme("dark")
    pause(80)
    ground = window.surface.palette().color(QPalette.ColorRole.Window)
    assert ground == window.desk.theme.color("bg_page")
    window.use_theme("light")


def test_a_window_that_is_closed_in_the_mode_remembers_its_panels(driver: Driver) -> None:
    window = driver.window
    driver.press(Qt.Key.Key_F11, on=window.surface)
    window.close()
    assert window.desk.settings.library_shown
    assert window.desk.settings.details_shown
