"""The insert menu: "/" and "+", narrowed by typing, chosen with keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget, QWidget

from editor.model.blocks import Box, Figure, Gallery, Heading, Paragraph, Rule, plain
from editor.qt.tools import popover
from window_driver import CTRL, Driver, pause


@pytest.fixture
def at_end(driver: Driver) -> Driver:
    """An empty paragraph at the end of the article."""
    driver.window.tools.get("insert")
    surface = driver.window.surface
    surface.setFocus()
    driver.press(Qt.Key.Key_End, CTRL)
    row = surface.editing.rows[-1]
    driver.press(Qt.Key.Key_Return)
    if row.box or row.kind.value in {"caption", "attribution"}:
        driver.press(Qt.Key.Key_Return)
    assert surface.block_kind() == "paragraph"
    return driver


def menu(driver: Driver) -> QWidget:
    found = driver.window.findChild(QWidget, "insertMenu")
    assert found is not None
    return found


def offered(driver: Driver) -> list[str]:
    found = driver.window.findChild(QListWidget, "insertList")
    assert found is not None
    return [found.item(at).text() for at in range(found.count())] if menu(driver).isVisible() else []


def typed(driver: Driver, text: str) -> None:
    driver.write(text, on=driver.window.surface)
    pause(60)


def test_interaction_10_a_slash_opens_the_menu_and_typing_narrows_it_without_marks(at_end: Driver) -> None:
    typed(at_end, "/")
    assert offered(at_end)[:6] == ["Ảnh…", "Trích dẫn", "Hộp thông tin", "Tít phụ", "Tít nhỏ", "Tin liên quan…"]
    assert len(offered(at_end)) == 13
    typed(at_end, "tit")
    assert offered(at_end) == ["Tít phụ", "Tít nhỏ"]
    typed(at_end, " ph")
    assert offered(at_end) == ["Tít phụ"]


def test_enter_puts_the_block_in_and_one_undo_takes_it_out(at_end: Driver) -> None:
    before = at_end.article.body
    typed(at_end, "/tit")
    at_end.press(Qt.Key.Key_Down)
    at_end.press(Qt.Key.Key_Return)
    assert at_end.window.surface.block_kind() == "h3"
    typed(at_end, "abc")
    assert at_end.article.body[-1] == Heading(3, plain("abc"))
    at_end.undo()
    at_end.undo()
    assert at_end.article.body == before
    assert at_end.window.surface.block_kind() == "paragraph"


def test_a_rule_and_a_box_come_at_the_caret(at_end: Driver) -> None:
    typed(at_end, "/ke")
    at_end.press(Qt.Key.Key_Return)
    assert Rule() in at_end.article.body
    typed(at_end, "/hop")
    at_end.press(Qt.Key.Key_Return)
    assert isinstance(at_end.article.body[-1], Box)
    assert at_end.window.surface.block_kind() == "box_title"


def test_interaction_10_unknown_words_stay_as_typed_and_enter_is_an_enter(at_end: Driver) -> None:
    typed(at_end, "/xyz")
    assert offered(at_end) == []
    at_end.press(Qt.Key.Key_Return)
    assert at_end.article.body[-2:] == (Paragraph(plain("/xyz")), Paragraph())


def test_interaction_10_escape_leaves_the_text_and_the_menu_stays_away(at_end: Driver) -> None:
    typed(at_end, "/t")
    assert offered(at_end)
    at_end.press(Qt.Key.Key_Escape)
    typed(at_end, "i")
    assert offered(at_end) == []
    assert at_end.article.body[-1] == Paragraph(plain("/ti"))


def test_a_slash_inside_a_text_opens_nothing(at_end: Driver) -> None:
    typed(at_end, "24/7")
    assert offered(at_end) == []


def test_nothing_opens_or_narrows_while_a_word_is_composed(at_end: Driver) -> None:
    surface = at_end.window.surface
    QApplication.sendEvent(surface, QInputMethodEvent("/", []))
    pause(80)
    assert offered(at_end) == []
    done = QInputMethodEvent()
    done.setCommitString("/")
    QApplication.sendEvent(surface, done)
    assert len(offered(at_end)) == 13
    QApplication.sendEvent(surface, QInputMethodEvent("ảnh", []))
    pause(80)
    assert len(offered(at_end)) == 13
    done.setCommitString("ảnh")
    QApplication.sendEvent(surface, done)
    assert offered(at_end) == ["Ảnh…", "Bộ ảnh…"]


def test_interaction_10_the_plus_stands_beside_the_caret_and_opens_the_menu(at_end: Driver) -> None:
    surface = at_end.window.surface
    plus = at_end.window.findChild(QAbstractButton, "insertButton")
    assert plus is not None
    pause(100)
    assert plus.isVisible()
    assert plus.accessibleName() == "Chèn khối"
    middle = surface.viewport().pos().y() + surface.cursorRect().center().y()
    assert abs(plus.geometry().center().y() - middle) <= 3
    count = len(at_end.article.body)
    at_end.click(plus)
    assert len(offered(at_end)) == 13
    typed(at_end, "tit")
    assert offered(at_end) == ["Tít phụ", "Tít nhỏ"]
    at_end.press(Qt.Key.Key_Return)
    assert surface.block_kind() == "h2"
    assert len(at_end.article.body) == count


def test_the_plus_at_a_written_paragraph_makes_room_below_it(at_end: Driver) -> None:
    typed(at_end, "Đã viết")
    at_end.action("insert.menu").trigger()
    pause()
    assert len(offered(at_end)) == 13
    at_end.press(Qt.Key.Key_Down)
    at_end.press(Qt.Key.Key_Return)
    assert at_end.article.body[-2] == Paragraph(plain("Đã viết"))
    assert at_end.window.surface.block_kind() == "quote"


def test_a_slash_reads_one_row_a_key(at_end: Driver) -> None:
    surface = at_end.window.surface
    typed(at_end, "/")
    read = surface.sync.rows_read
    for letter in "tit":
        typed(at_end, letter)
    assert surface.sync.rows_read == read + 3


def test_an_embed_is_asked_for_and_put_in(at_end: Driver) -> None:
    typed(at_end, "/nhung")
    at_end.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "embedField"
    at_end.write("không phải")
    at_end.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "embedField"
    QApplication.focusWidget().setText("https://example.com/v/1")  # type: ignore[attr-defined]
    at_end.press(Qt.Key.Key_Return)
    assert "https://example.com/v/1" in str(at_end.article.body[-2:])


def test_rows_of_the_menu_are_said_to_screen_readers(at_end: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(popover, "say_aloud", lambda widget, words: said.append(words))
    typed(at_end, "/")
    at_end.press(Qt.Key.Key_Down)
    assert said == ["Ảnh…", "Trích dẫn"]


def test_photos_that_are_asked_for_as_a_gallery_stand_side_by_side(
    at_end: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, window = at_end.window.session, at_end.window
    assert session is not None
    asked: list[bool] = []
    monkeypatch.setattr(window.shell, "open_photos", lambda: asked.append(True))
    typed(at_end, "/bo anh")
    at_end.press(Qt.Key.Key_Return)
    assert asked == [True]

    def come(*names: str) -> None:
        """As the photo sheet puts them in."""
        photos = tuple(Figure(f"images/{name}.jpg", caption=plain(name)) for name in names)
        session.apply(replace(session.article, body=(*session.article.body, *photos)), "photo")
        pause(20)

    come("a", "b", "c")
    made = session.article.body[-1]
    assert isinstance(made, Gallery)
    assert [figure.src for figure in made.figures] == ["images/a.jpg", "images/b.jpg", "images/c.jpg"]
    at_end.undo()
    assert [type(block) for block in session.article.body[-3:]] == [Figure] * 3
    come("d", "e")
    assert isinstance(session.article.body[-1], Figure)


def test_a_gallery_that_was_given_up_does_not_catch_later_photos(
    at_end: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = at_end.window.session
    assert session is not None
    monkeypatch.setattr(at_end.window.shell, "open_photos", lambda: None)
    at_end.action("insert.gallery").trigger()
    typed(at_end, "viết tiếp ")
    photos = (Figure("images/a.jpg"), Figure("images/b.jpg"))
    session.apply(replace(session.article, body=(*session.article.body, *photos)), "photo")
    pause(20)
    assert isinstance(session.article.body[-1], Figure)


def test_an_autosave_leaves_the_menu_open(at_end: Driver) -> None:
    typed(at_end, "/tit")
    at_end.window.shell.save_now()
    at_end.settle()
    pause(50)
    assert offered(at_end) == ["Tít phụ", "Tít nhỏ"]
    typed(at_end, " n")
    assert offered(at_end) == ["Tít nhỏ"]
