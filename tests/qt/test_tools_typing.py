"""Quotation marks and dashes after typing: late, revertible, never while a word is composed."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.model.rows import Row
from editor.qt.tools import typing
from window_driver import CTRL, Driver, pause


@pytest.fixture
def writer(driver: Driver) -> Driver:
    """The caret in a new paragraph at the end."""
    driver.window.tools.get("typing")
    driver.window.surface.setFocus()
    driver.press(Qt.Key.Key_End, CTRL)
    driver.press(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_Return)
    return driver


def text(driver: Driver) -> str:
    return driver.window.surface.editing.rows[-1].text


def write(driver: Driver, words: str) -> None:
    driver.write(words, on=driver.window.surface)


def test_marks_change_when_the_hand_rests_and_one_undo_brings_them_back(writer: Driver) -> None:
    write(writer, 'nói "ok"...')
    pause(600)
    assert text(writer) == "nói “ok”…"
    caret = writer.window.surface.editing.caret()
    assert caret.offset == len("nói “ok”…")
    writer.undo()
    assert text(writer) == 'nói "ok"...'
    assert writer.window.surface.editing.caret().offset == len('nói "ok"...')
    pause(600)
    assert text(writer) == 'nói "ok"...'
    write(writer, " và")
    pause(600)
    assert text(writer) == 'nói "ok"... và'
    write(writer, ' "nữa" ')
    pause(150)
    assert text(writer) == 'nói "ok"... và “nữa” '


def test_a_word_s_end_is_soon_enough(writer: Driver) -> None:
    write(writer, '"ok" ')
    pause(150)
    assert text(writer) == "“ok” "


def test_enter_corrects_the_row_that_is_left(writer: Driver) -> None:
    write(writer, '"hai"')
    writer.press(Qt.Key.Key_Return)
    pause(50)
    rows = writer.window.surface.editing.rows
    assert rows[-2].text == "“hai”"
    assert rows[-1].text == ""
    assert writer.window.surface.editing.caret().row == len(rows) - 1


def test_nothing_happens_while_a_word_is_composed(writer: Driver) -> None:
    surface = writer.window.surface
    write(writer, '"')
    QApplication.sendEvent(surface, QInputMethodEvent("đả", []))
    pause(600)
    assert text(writer) == '"'
    assert surface.composition.text == "đả"
    done = QInputMethodEvent()
    done.setCommitString("đảng ")
    QApplication.sendEvent(surface, done)
    pause(150)
    assert text(writer) == "“đảng "


def test_pasted_and_older_text_stays_as_it_is(writer: Driver) -> None:
    QGuiApplication.clipboard().setText('"dán vào" -- rồi')
    writer.press(Qt.Key.Key_V, CTRL)
    pause(600)
    assert text(writer) == '"dán vào" -- rồi'
    write(writer, ' "gõ" ')
    pause(150)
    assert text(writer) == '"dán vào" -- rồi “gõ” '


def test_it_can_be_switched_off_and_the_choice_is_kept(writer: Driver) -> None:
    action = writer.action("text.typography")
    assert action.isChecked()
    action.trigger()
    assert not writer.window.desk.settings.typography
    write(writer, '"ok" ')
    pause(600)
    assert text(writer) == '"ok" '
    assert not action.isChecked()


def test_a_correction_reads_no_row(writer: Driver) -> None:
    surface = writer.window.surface
    write(writer, '"a')
    surface.flush()
    read = surface.sync.rows_read
    pause(600)
    assert text(writer) == "“a"
    assert surface.sync.rows_read == read


@pytest.mark.parametrize("seed", range(6))
def test_undo_goes_back_over_corrections_to_the_start_and_redo_to_the_end(
    writer: Driver, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Random typing with marks, Enter, Backspace and rests: the timeline holds, and rows and page agree."""
    monkeypatch.setattr(typing, "_REST", 5)
    monkeypatch.setattr(typing, "_WORD_ENDED", 2)
    chance = random.Random(seed)
    surface, session = writer.window.surface, writer.window.session
    assert session is not None
    start, steps = session.article.body, len(session.history.past)
    for _ in range(60):
        match chance.randrange(9):
            case 0:
                QTest.keyClick(surface, Qt.Key.Key_Return)
            case 1:
                QTest.keyClick(surface, Qt.Key.Key_Backspace)
            case 2:
                pause(12)
            case 3:
                writer.write("đảng", on=surface)
            case _:
                writer.write(chance.choice(('"', "'", "...", "--", "a", " ", "x y")), on=surface)
        assert surface.document().toPlainText().replace("\ufffc", "") == "\n".join(
            row.text for row in session_rows(writer)
        )
    pause(30)
    end = session.article.body
    while len(session.history.past) > steps:
        assert session.undo()
        pause(8)
    assert session.article.body == start
    while session.can_redo:
        session.redo()
        pause(8)
    assert session.article.body == end


def session_rows(driver: Driver) -> tuple[Row, ...]:
    driver.window.surface.flush()
    return driver.window.surface.editing.rows
