"""Every state of the window for those who cannot see it or use no mouse; no word on it but those of the catalogue."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from editor.app.settings import Settings
from editor.qt.dialogs import SHEETS
from editor.qt.dialogs.sheet import Sheet
from editor.qt.look import VIEWS, View, shown
from editor.qt.panels.checks_ignore import IgnorePopover
from editor.qt.tab_order import stops
from editor.qt.theme.controls import Button
from editor.qt.window import MainWindow
from focus_rings import blind, focus, name_of
from window_driver import Driver, pause, sample_workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

QT = Path(__file__).resolve().parents[2] / "src" / "editor" / "qt"
WALKED = {
    *("archive", "bin", "correction", "outbox", "withdraw", "embed", "page-grid", "about", "guide", "keys", "palette"),
    *("settings", "settings-newsroom", "workspaces", "link", "photo-sheet", "related-search", "export-ready"),
    *("export-blocked", "export-running", "export-made", "safety-conflict", "safety-recovered", "safety-recovery"),
    *("safety-report", "safety-versions", "safety-raw", "page-find", "page-outline", "page-older", "details-address"),
    *("details-photo", "details-note", "details-schedule", "checks", "checks-reason", "least", "narrow-details"),
    "toast",
}
"""The views that every run walks: each sheet, each tool, each tab."""
COVERED = {"components"}
"""A page of samples that lies over controls which keep their place in the order; no user ever sees it."""


def test_everything_in_the_window_has_a_name_and_a_place_in_the_order(driver: Driver) -> None:
    for tab in (0, 1, 2):
        driver.window.details.turn_to(tab)
        driver.settle()
        parts = stops(driver.window)
        assert [part.metaObject().className() for part in parts if not name_of(part)] == []
        reachable = {
            part
            for part in driver.window.findChildren(QWidget)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and part.isEnabled()
        }
        assert reachable == set(parts)


def focus_holder(window: MainWindow) -> tuple[QWidget, QWidget] | None:
    """What Tab goes round in, the topmost sheet or the card that asks why; and a control of it."""
    for sheet in reversed(window.findChildren(Sheet)):
        if sheet.isVisible():
            return sheet, sheet.close_button
    for card in window.findChildren(IgnorePopover):
        if card.isVisible():
            return card, card.field
    return None


def stands_in_tab_order(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.isVisible() and part.isEnabled()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_workspace(tmp_path_factory.mktemp("access") / "kho", tmp_path_factory.getbasetemp())


def every_view() -> list[ParameterSet]:
    """One view of each sheet, and the window with each of its tools; the others slowly."""
    states = (view for view in VIEWS if view.name not in COVERED)
    return [pytest.param(view, marks=() if view.name in WALKED else pytest.mark.slow) for view in states]


@pytest.mark.parametrize("view", every_view(), ids=lambda view: view.name)
def test_tab_reaches_everything_and_whatever_has_the_focus_shows_it(full: Path, view: View, qapp: QApplication) -> None:
    """In every state that has a picture: with real articles, photos, findings, versions."""
    with shown(full, Settings(theme="light", lang="vi"), view) as window:
        holder = focus_holder(window)
        if holder is None:
            parts = [part for part in stops(window) if part is not window.surface]  # its caret shows it
            elsewhere: QWidget = window.surface
        else:
            card, elsewhere = holder
            assert card.accessibleName()
            parts = walked(card, elsewhere)
            wanted = {part for part in card.findChildren(QWidget) if stands_in_tab_order(part)}
            assert [name_of(part) for part in wanted - set(parts)] == []
        assert [part.metaObject().className() for part in parts if not name_of(part)] == []
        assert blind(parts, elsewhere) == []


def walked(sheet: QWidget, first: QWidget) -> list[QWidget]:
    """Every stop of Tab in a sheet, until one comes again; none is outside of it. A table's Tab goes by cells."""
    seen: list[QWidget] = []
    if sheet.focusWidget() is None:
        first.setFocus()
    for _ in range(250):
        part = focus()
        assert part is sheet or sheet.isAncestorOf(part)
        if part in seen:
            return seen
        seen.append(part)
        if isinstance(part, QTableView):
            sheet.focusNextPrevChild(True)
        else:
            QTest.keyClick(part, Qt.Key.Key_Tab)
        pause()
    raise AssertionError("Tab never comes back")


@pytest.mark.slow
def test_every_sheet_is_walked(full: Path, qapp: QApplication) -> None:
    """A new one needs a view: only what is opened with something in it is looked at."""
    modules = set()
    for view in VIEWS:
        if view.name in WALKED:
            with shown(full, Settings(theme="light", lang="vi"), view) as window:
                modules |= {type(part).__module__ for part in window.findChildren(QWidget) if part.isVisible()}
    assert {name for name, module in SHEETS.items() if not modules & {module, f"{module}_sheet"}} == set()


def test_the_walk_would_see_who_does_not_show_the_focus(driver: Driver) -> None:
    quiet, loud = QWidget(driver.window), Button(driver.window.desk.theme, "secondary", "Nút")
    loud.setParent(driver.window)
    for at, part in enumerate((quiet, loud)):
        part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        part.setGeometry(10, 10 + at * 60, 90, 40)
        part.show()
        part.raise_()
    assert blind([quiet, loud], driver.window.surface) == ["QWidget ''"]


SPOKEN = {
    "setText",
    "setToolTip",
    "setWindowTitle",
    "setAccessibleName",
    "setAccessibleDescription",
    "setPlaceholderText",
}
"""Calls that put words before a reader."""
WORDS = re.compile(r"[^\W\d_]{2,}", re.UNICODE)
SAMPLES = "look"
"""The folder of the pictures, whose words people at work never see."""


def spoken_literals(tree: ast.AST) -> list[str]:
    """Words that stand in the code where the screen or a screen reader gets them."""
    found = []
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        at = 1 if name == "label" else 2 if name == "Button" else 0 if name in SPOKEN else None
        if at is not None and len(call.args) > at:
            found += [
                part.value
                for part in ast.walk(call.args[at])
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and _is_words(part, call.args[at])
            ]
    return found


def _is_words(part: ast.Constant, argument: ast.expr) -> bool:
    """Not a code that `say` is given, nor a key of anything."""
    asked = {
        inner
        for call in ast.walk(argument)
        if isinstance(call, ast.Call)
        for given in (*call.args, *(word.value for word in call.keywords))
        for inner in ast.walk(given)
    }
    keys = {inner for sub in ast.walk(argument) if isinstance(sub, ast.Subscript) for inner in ast.walk(sub.slice)}
    compared = {inner for test in ast.walk(argument) if isinstance(test, ast.Compare) for inner in ast.walk(test)}
    return part not in asked | keys | compared and bool(WORDS.search(str(part.value)))


def test_no_word_on_the_screen_stands_in_the_code() -> None:
    found = {
        file.relative_to(QT).as_posix(): words
        for file in sorted(QT.rglob("*.py"))
        if file.parent.name != SAMPLES and (words := spoken_literals(ast.parse(file.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_the_search_for_words_in_the_code_would_find_them() -> None:
    code = """
label(theme, "Lưu bài")
button.setText(say("save"))
Button(theme, "link", f"{n} ảnh")
part.setToolTip(words[kind])
"""
    assert spoken_literals(ast.parse(code)) == ["Lưu bài", " ảnh"]
