"""Spelling on the page: lines under wrong words, suggestions, personal words; nothing of it on the path of a key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMenu

from editor.app.spelling import personal_words
from editor.model.history import Caret
from window_driver import CTRL, Driver, pause, until


@pytest.fixture
def writer(driver: Driver) -> Driver:
    """The caret in a new paragraph at the end."""
    driver.window.tools.get("spelling")
    driver.window.surface.setFocus()
    driver.press(Qt.Key.Key_End, CTRL)
    driver.press(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_Return)
    pause(500)
    driver.settle()
    return driver


def marked(driver: Driver) -> list[str]:
    return [mark.cursor.selectedText() for mark in driver.window.surface.layers.marks("spelling")]


def write(driver: Driver, words: str) -> None:
    driver.write(words, on=driver.window.surface)


def offered(driver: Driver) -> list[QAction]:
    surface = driver.window.surface
    menu = QMenu(driver.window)
    menu.addAction("Cắt")
    driver.window.tools.offer(menu, surface.viewport().mapToGlobal(surface.cursorRect().center()))
    return menu.actions()


def test_wrong_words_are_underlined_and_right_ones_are_not(writer: Driver) -> None:
    assert marked(writer) == []
    before = writer.article
    write(writer, "nghành giáo dục khogn startup")
    until(lambda: marked(writer) == ["nghành", "khogn"])
    assert writer.article.body[:-1] == before.body[: len(writer.article.body) - 1]
    assert writer.window.surface.textCursor().charFormat().fontUnderline() is False


def test_the_word_that_is_being_written_is_left_alone(writer: Driver) -> None:
    write(writer, "giáo nghành")
    pause(700)
    writer.settle()
    assert marked(writer) == []
    write(writer, " ")
    until(lambda: marked(writer) == ["nghành"])


def test_suggestions_replace_the_word_in_one_undo_step(writer: Driver) -> None:
    write(writer, "Các nghành học ")
    until(lambda: marked(writer) == ["nghành"])
    surface = writer.window.surface
    row = len(surface.editing.rows) - 1
    surface.editing.place(Caret.at(row, 6))
    actions = offered(writer)
    assert actions[0].text() == "ngành"
    assert actions[-1].text() == "Cắt"
    assert "Thêm “nghành” vào từ điển" in [action.text() for action in actions]
    actions[0].trigger()
    assert surface.editing.rows[row].text.rstrip() == "Các ngành học"
    until(lambda: marked(writer) == [])
    writer.undo()
    assert surface.editing.rows[row].text.rstrip() == "Các nghành học"


def test_a_right_word_gets_no_suggestions(writer: Driver) -> None:
    write(writer, "Các ngành học ")
    writer.window.surface.editing.place(Caret.at(len(writer.window.surface.editing.rows) - 1, 6))
    assert [action.text() for action in offered(writer)] == ["Cắt"]


def test_a_word_is_taught_for_good(writer: Driver) -> None:
    write(writer, "bánh khoọt ngon ")
    until(lambda: marked(writer) == ["khoọt"])
    surface = writer.window.surface
    surface.editing.place(Caret.at(len(surface.editing.rows) - 1, 7))
    teach = next(action for action in offered(writer) if "từ điển" in action.text())
    teach.trigger()
    until(lambda: marked(writer) == [])
    assert personal_words() == {"khoọt"}


def test_f7_goes_from_one_to_the_next_and_round(writer: Driver) -> None:
    write(writer, "nghành một khogn hai ")
    until(lambda: len(marked(writer)) == 2)
    surface = writer.window.surface
    writer.press(Qt.Key.Key_Home, CTRL)
    seen = []
    for _ in range(3):
        writer.press(Qt.Key.Key_F7)
        writer.settle()
        seen.append(surface.textCursor().selectedText())
    assert seen == ["nghành", "khogn", "nghành"]


def test_it_can_be_switched_off_and_on(writer: Driver) -> None:
    write(writer, "nghành ")
    until(lambda: marked(writer) == ["nghành"])
    writer.action("text.spelling").trigger()
    assert marked(writer) == []
    assert not writer.window.desk.settings.spelling
    writer.action("text.spelling").trigger()
    until(lambda: marked(writer) == ["nghành"])


def test_a_key_reads_one_row_and_composing_changes_no_line(writer: Driver) -> None:
    surface = writer.window.surface
    write(writer, "nghành ")
    until(lambda: marked(writer) == ["nghành"])
    read = surface.sync.rows_read
    write(writer, "a")
    pause(600)
    writer.settle()
    assert surface.sync.rows_read == read + 1
    QApplication.sendEvent(surface, QInputMethodEvent("khogn", []))
    pause(600)
    assert marked(writer) == ["nghành"]
    surface.commit_preedit()


def test_another_language_of_the_article_is_another_check(writer: Driver) -> None:
    write(writer, "recieve ngành ")
    until(lambda: marked(writer) == ["recieve"])
    writer.window.desk.edit(lambda article: replace(article, lang="fr"))
    write(writer, "a ")
    until(lambda: marked(writer) == [])
    writer.window.desk.edit(lambda article: replace(article, lang="en"))
    write(writer, "b ")
    until(lambda: marked(writer) == ["recieve"])


def test_the_settings_of_the_window_are_followed_when_somebody_comes_back(writer: Driver) -> None:
    write(writer, "nghành ")
    until(lambda: marked(writer) == ["nghành"])
    desk = writer.window.desk
    writer.window.library.search.setFocus()
    desk.settings = replace(desk.settings, spelling=False)
    writer.window.surface.setFocus()
    until(lambda: marked(writer) == [])


def test_a_word_is_looked_at_when_its_writer_leaves_the_page(writer: Driver) -> None:
    write(writer, "giáo nghành")
    pause(600)
    assert marked(writer) == []
    writer.window.library.search.setFocus()
    until(lambda: marked(writer) == ["nghành"])
