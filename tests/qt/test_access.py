"""Every sheet for those who cannot see it or use no mouse; and no word on the screen but those of the catalogue."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from editor.qt.dialogs import SHEETS
from editor.qt.dialogs.sheet import Sheet
from editor.qt.tab_order import stops
from window_driver import Driver

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

QT = Path(__file__).resolve().parents[2] / "src" / "editor" / "qt"
NEED_MORE = {"conflict", "recovered", "photos", "grid"}
"""Sheets that something has to happen for, and the one whose Tab goes from cell to cell: their own tests walk them."""


def name_of(part: QWidget) -> str:
    return part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")


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


@pytest.mark.parametrize("name", sorted(set(SHEETS) - NEED_MORE))
def test_everything_in_a_sheet_has_a_name_and_tab_reaches_it_and_stays(driver: Driver, name: str) -> None:
    driver.window.surface.setFocus()
    driver.window.shell.open(name)
    driver.settle()
    sheets = [sheet for sheet in driver.window.findChildren(Sheet) if sheet.isVisible()]
    if not sheets:
        pytest.skip("nothing to show for this article")
    sheet = sheets[0]
    assert sheet.accessibleName()
    seen: set[QWidget] = set()
    for _ in range(250):
        part = QApplication.focusWidget()
        assert part is not None
        assert part is sheet or sheet.isAncestorOf(part)
        if part in seen:
            break
        seen.add(part)
        driver.press(Qt.Key.Key_Tab)
    assert [part.metaObject().className() for part in seen if not name_of(part)] == []
    wanted = {
        part
        for part in sheet.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and part.isEnabled()
    }
    assert [name_of(part) for part in wanted - seen] == []
    driver.press(Qt.Key.Key_Escape)


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
