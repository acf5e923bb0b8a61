"""The window without a mouse: Tab reaches everything, F6 goes from area to area, Escape closes what lies on top."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from editor.library.workspace import Workspace
from editor.qt.dialogs.sheet import Sheet
from window_driver import CTRL, SHIFT, Driver, driving, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

SHEETS = {"export.open": "exportSheet", "insert.related": "relatedPicker", "help.keys": ""}


def focus() -> QWidget:
    part = QApplication.focusWidget()
    assert part is not None
    return part


def name_of(part: QWidget) -> str:
    """What assistive tools say: Qt takes a button's words when nothing else is given."""
    return part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")


def round_by_tab(driver: Driver, *, back: bool = False) -> list[QWidget]:
    """Every stop of Tab, from the one with the focus until it comes again."""
    seen = [focus()]
    for _ in range(120):
        driver.press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, SHIFT if back else Qt.KeyboardModifier.NoModifier)
        if focus() is seen[0]:
            return seen
        seen.append(focus())
    pytest.fail("Tab never comes back")


def area_of(driver: Driver, part: QWidget) -> str:
    window = driver.window
    grounds = {
        "top": window.top_bar,
        "library": window.library,
        "format": window.format_bar,
        "page": window.surface,
        "checks": window.details.checks,
        "details": window.details,
        "status": window.status_bar,
    }
    return next(name for name, ground in grounds.items() if ground is part or ground.isAncestorOf(part))


@pytest.fixture
def faulty(driver: Driver) -> Driver:
    """The window on an article with something to mend."""
    for path in driver.article.sections:
        driver.window.details.article_tab.sections.toggle(path)
    until(lambda: driver.window.details.checks.list.count() == 1)
    driver.window.surface.setFocus()
    return driver


@pytest.mark.parametrize("tab", [0, 1])
def test_tab_reaches_every_control_in_order_and_each_has_a_name(faulty: Driver, tab: int) -> None:
    faulty.window.details.turn_to(tab)
    faulty.settle()
    faulty.window.surface.setFocus()
    stops = round_by_tab(faulty)
    assert [part.metaObject().className() for part in stops if not name_of(part)] == []
    areas = list(dict.fromkeys(area_of(faulty, part) for part in stops))
    assert areas == ["page", "details", "checks", "top", "library", "format"]
    reached = set(stops)
    fields = [part for kind in (QLineEdit, QPlainTextEdit) for part in faulty.window.findChildren(kind)]
    assert [part for part in fields if part.isVisible() and part.isEnabled() and part not in reached] == []
    assert round_by_tab(faulty, back=True) == [stops[0], *reversed(stops[1:])]


def picture(part: QWidget) -> QImage:
    """The part with the ground around it, without a blinking caret."""
    window = part.window()
    corner = part.mapTo(window, QPoint(-4, -4))
    return window.grab().toImage().copy(corner.x(), corner.y(), part.width() + 8, part.height() + 8)


def test_whatever_has_the_focus_shows_it(faulty: Driver) -> None:
    blind = []
    for part in round_by_tab(faulty):
        if part is faulty.window.surface:
            continue  # the caret shows it
        part.setFocus(Qt.FocusReason.TabFocusReason)
        if area_of(faulty, part) == "details":
            faulty.window.details.ensure_seen(part)
        focused = picture(part)
        faulty.window.surface.setFocus()
        if picture(part) == focused:
            blind.append(name_of(part))
    assert not blind, blind


def f6(driver: Driver) -> str:
    driver.press(Qt.Key.Key_F6, on=focus())
    return area_of(driver, focus())


def test_f6_goes_through_every_area_that_can_be_seen(faulty: Driver) -> None:
    assert [f6(faulty) for _ in range(5)] == ["details", "checks", "library", "page", "details"]
    faulty.window.details.turn_to(1)
    faulty.window.surface.setFocus()
    assert [f6(faulty) for _ in range(4)] == ["details", "checks", "library", "page"]
    faulty.window.details.checks._toggle()
    assert [f6(faulty) for _ in range(4)] == ["details", "checks", "library", "page"]
    assert isinstance(faulty.window.details.checks.first_stop(), QAbstractButton)


def test_f6_passes_checks_that_find_nothing_and_panels_that_are_hidden(driver: Driver) -> None:
    driver.window.surface.setFocus()
    assert [f6(driver) for _ in range(3)] == ["details", "library", "page"]
    driver.action("view.toggle_left").trigger()
    assert [f6(driver) for _ in range(2)] == ["details", "page"]
    driver.action("view.toggle_right").trigger()
    assert f6(driver) == "page"


def test_f6_works_with_nothing_open(tmp_path: Path, qapp: QApplication) -> None:
    Workspace.init(tmp_path / "moi")
    with driving(tmp_path / "moi") as driver:
        driver.window.setFocus()
        driver.press(Qt.Key.Key_F6, on=driver.window)
        assert focus() is driver.window.library.search


@pytest.mark.parametrize("ident", SHEETS)
def test_escape_closes_a_sheet_and_gives_the_focus_back(driver: Driver, ident: str) -> None:
    driver.window.surface.setFocus()
    driver.settle()
    driver.action(ident).trigger()
    sheet = driver.window.findChild(Sheet)
    assert sheet is not None
    assert sheet.isAncestorOf(focus())
    for part in round_by_tab(driver):
        assert sheet.isAncestorOf(part)
        assert name_of(part), part
    driver.press(Qt.Key.Key_Escape)
    until(lambda: driver.window.findChild(Sheet) is None)
    assert focus() is driver.window.surface


def test_tab_leaves_the_page_and_comes_back(driver: Driver) -> None:
    surface = driver.window.surface
    surface.setFocus()
    text = surface.toPlainText()
    driver.press(Qt.Key.Key_Tab)
    assert focus() is not surface
    driver.press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is surface
    assert surface.toPlainText() == text
    assert not driver.window.session.can_undo  # type: ignore[union-attr]


def test_the_first_keys_of_a_new_article_go_to_its_headline(driver: Driver) -> None:
    driver.press(Qt.Key.Key_N, CTRL, on=driver.window)
    driver.settle()
    driver.write("Tít mới")
    assert driver.article.headline == "Tít mới"


def test_the_list_come_to_by_key_shows_its_first_article_and_enter_opens_it(sample: Path, qapp: QApplication) -> None:
    with driving(sample) as driver:
        driver.window.library.search.setFocus()
        driver.press(Qt.Key.Key_Down)
        assert driver.window.library.view.currentIndex().row() == 1
        driver.press(Qt.Key.Key_Return)
        driver.settle()
        assert driver.window.session is not None
