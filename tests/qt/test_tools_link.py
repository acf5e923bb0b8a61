"""Ctrl+K: the library found without marks, an address as it is, the selection as it was."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from editor.app.linking import Linkable, linkable
from editor.model.blocks import Paragraph
from editor.model.history import Caret
from editor.qt.dialogs.link import LinkSheet
from window_driver import CTRL, SHIFT, Driver, pause, until


@pytest.fixture
def asked(driver: Driver) -> Driver:
    """Eight letters of the first long paragraph are selected and Ctrl+K is pressed."""
    surface = driver.window.surface
    number = next(
        at for at, row in enumerate(surface.editing.rows) if row.kind.value == "paragraph" and row.length > 100
    )
    surface.setFocus()
    surface.editing.place(Caret.at(number, 0))
    for _ in range(8):
        QTest.keyClick(surface, Qt.Key.Key_Right, SHIFT)
    driver.press(Qt.Key.Key_K, CTRL)
    until(lambda: len(rows(driver)) == 2)  # the two other articles of the sample
    return driver


def card(driver: Driver) -> LinkSheet:
    found = driver.window.findChild(LinkSheet)
    assert found is not None
    return found


def rows(driver: Driver) -> list[str]:
    shown = driver.window.findChild(QListWidget, "linkList")
    assert shown is not None
    return [shown.item(at).text() for at in range(shown.count())] if shown.isVisible() else []


def link(driver: Driver) -> str:
    paragraph = next(block for block in driver.article.body if isinstance(block, Paragraph))
    return paragraph.inline[0].link


def find(driver: Driver, words: str) -> None:
    field = QApplication.focusWidget()
    field.setText("")  # type: ignore[union-attr]
    driver.write(words)
    pause(100)
    until(lambda: not card(driver)._is_asking)


def test_interaction_09_the_library_is_found_without_marks_and_enter_links(asked: Driver) -> None:
    find(asked, "vac xin")
    assert rows(asked)[0].startswith("Lịch tiêm vắc xin")
    asked.press(Qt.Key.Key_Return)
    assert link(asked) == "https://www.example.com/lich-tiem-vac-xin-va-kham-suc-khoe-mien-phi-cuoi-nam/"
    assert asked.window.surface.textCursor().selectedText().strip()
    assert QApplication.focusWidget() is asked.window.surface
    asked.undo()
    assert link(asked) == ""


def test_enter_waits_for_the_answer_of_what_was_typed(asked: Driver) -> None:
    QApplication.focusWidget().setText("")  # type: ignore[union-attr]
    asked.write("cau di bo")
    asked.press(Qt.Key.Key_Return)
    until(lambda: link(asked).endswith("/cau-di-bo-qua-kenh-tay-thong-ky-thuat-truoc-tet/"))


def test_an_answer_that_comes_late_is_none_to_what_was_typed_since(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest articles are still being read, as on a slow drive, when the words come and Enter with them."""
    was_asked, gate = Event(), Event()

    def slow(*asked_for: Any) -> tuple[Linkable, ...]:
        found = linkable(*asked_for)
        was_asked.set()
        assert gate.wait(10)
        return found

    surface = driver.window.surface
    surface.setFocus()
    driver.press(Qt.Key.Key_A, CTRL)
    monkeypatch.setattr("editor.qt.dialogs.link.linkable", slow)
    driver.press(Qt.Key.Key_K, CTRL)
    until(was_asked.is_set)
    monkeypatch.undo()
    before, sheet = driver.article, card(driver)
    driver.write("không phải")
    driver.press(Qt.Key.Key_Return)
    gate.set()
    until(lambda: not sheet._is_asking)
    assert sheet.isVisible()
    assert rows(driver) == []
    assert driver.article == before


def test_with_no_words_the_newest_articles_are_there_but_not_this_one(asked: Driver) -> None:
    shown = rows(asked)
    assert len(shown) == 2
    assert asked.article.headline not in " ".join(shown)


def test_arrows_choose_and_the_focus_stays_in_the_field(asked: Driver) -> None:
    second = rows(asked)[1]
    asked.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget().objectName() == "linkField"
    asked.press(Qt.Key.Key_Return)
    assert link(asked)
    assert second.split()[0].lower()[0] in link(asked)


def test_interaction_09_escape_keeps_the_selection_and_changes_nothing(asked: Driver) -> None:
    before, chosen = asked.article, asked.window.surface.textCursor().selectedText()
    find(asked, "vac xin")
    asked.press(Qt.Key.Key_Escape)
    assert asked.article is before
    assert asked.window.surface.textCursor().selectedText() == chosen
    assert QApplication.focusWidget() is asked.window.surface
    pause()
    assert asked.window.findChild(LinkSheet) is None


def test_an_address_is_used_as_it_is_and_taken_away_again(asked: Driver) -> None:
    find(asked, "example.com/tin")
    assert rows(asked) == ["Dùng “example.com/tin” làm địa chỉ web"]
    asked.press(Qt.Key.Key_Return)
    assert link(asked) == "https://example.com/tin"
    asked.press(Qt.Key.Key_K, CTRL)
    until(lambda: rows(asked)[-1:] == ["Bỏ liên kết"])
    asked.press(Qt.Key.Key_Up)
    asked.press(Qt.Key.Key_Return)
    assert link(asked) == ""


def test_words_that_nothing_fits_say_so(asked: Driver) -> None:
    find(asked, "qwerty zzz")
    assert rows(asked) == []
    asked.press(Qt.Key.Key_Return)
    assert card(asked).isVisible()
    assert "Không có bài nào khớp" in card(asked)._problem.text()


def test_the_card_stands_beside_the_selection_and_goes_with_the_focus(asked: Driver) -> None:
    surface = asked.window.surface
    top = surface.viewport().mapTo(asked.window, QPoint(0, surface.cursorRect().top())).y()
    bottom = surface.viewport().mapTo(asked.window, QPoint(0, surface.cursorRect().bottom())).y()
    box = card(asked).card()
    assert box.top() > bottom or box.bottom() < top
    surface.setFocus()
    pause()
    assert asked.window.findChild(LinkSheet) is None
