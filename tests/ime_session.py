"""Types with a real Vietnamese input method into the real page: run by tests/qt/test_real_input_method.py in a session
of its own (X server, bus, ibus-unikey). Ends with status 0 when everything held."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from editor.app.session import DocumentSession
from editor.model.article import Article
from editor.model.blocks import Block, Box, Figure, Heading, Paragraph, plain
from editor.model.history import Caret
from editor.model.newsroom import Newsroom
from editor.qt.surface import Surface
from editor.qt.theme.theme import Theme
from vietnamese_keys import WAYS

if TYPE_CHECKING:
    from collections.abc import Callable

PHOTO = Figure("images/01.jpg", plain("Lễ"))


def paragraph(text: str) -> Paragraph:
    return Paragraph(plain(text))


class Room:
    """A page and a field beside it, and hands on a real keyboard."""

    def __init__(self, typist: Callable[[QWidget], Any], telex: Callable[[str], Any]) -> None:
        self.window = QWidget()
        self.window.resize(900, 700)
        self.surface = Surface(Theme.load("light"), self.window)
        self.surface.setGeometry(0, 0, 900, 600)
        self.field = QLineEdit(self.window)
        self.field.setGeometry(0, 620, 300, 30)
        self.window.show()
        self.telex = telex
        self.typist = typist(self.surface)
        self.typist.focus()

    def open(self, *body: Block, caret: Caret) -> None:
        self.typist.flush()
        self.surface.setFocus()
        self.session = DocumentSession(Path("/nonexistent"), Article(headline="Tít", body=body), Newsroom())
        self.surface.show_session(self.session)
        self.surface.editing.place(caret)
        self.typist.settle()

    def type(self, text: str) -> None:
        self.typist.type(self.telex(text))
        self.typist.settle()

    def key(self, *names: str) -> None:
        self.typist.key(*names)
        self.typist.settle()
        self.typist.pump(0.2)

    def click(self, place: QPoint, widget: QWidget) -> None:
        self.typist.click(place, widget)
        self.typist.pump(0.4)

    def expect(self, *body: Block) -> None:
        shown = self.session.article.body
        assert shown == body, f"{shown}\nis not\n{body}"


def words_are_whole_and_undone_one_by_one(room: Room, words: list[str]) -> None:
    room.open(paragraph(""), caret=Caret.at(2, 0))
    text = " ".join(words) + " "
    room.type(text)
    room.expect(paragraph(text))
    assert len(room.session.history.past) == len(words)


def words_are_whole_in_every_kind_of_row(room: Room, words: list[str]) -> None:
    """Letter for letter under a photo, in a heading, in a box, and in the headline."""
    text = " ".join(words) + "."
    room.open(Figure("images/01.jpg"), caret=Caret.at(3, 0))
    room.type(text)
    room.expect(Figure("images/01.jpg", plain(text)))
    room.open(Heading(2, plain("Tít ")), caret=Caret.at(2, 4))
    room.type(text)
    room.expect(Heading(2, plain("Tít " + text)))
    room.open(Box("Hộp", (Paragraph(plain("Trong ")),)), caret=Caret.at(3, 6))
    room.type(text)
    room.expect(Box("Hộp", (Paragraph(plain("Trong " + text)),)))
    room.open(paragraph(""), caret=Caret.at(0, 3))
    room.type(" " + text)
    assert room.session.article.headline == "Tít " + text


def enter_goes_on_while_composing(room: Room) -> None:
    room.open(paragraph(""), caret=Caret.at(0, 3))
    for text in (" bài", "Sapo đây", "đường"):
        room.type(text)
        room.key("Return")
    assert room.session.article.headline == "Tít bài"
    assert room.session.article.standfirst == "Sapo đây"
    room.expect(paragraph("đường"), paragraph(""))


def a_click_keeps_the_word(room: Room) -> None:
    room.open(paragraph("một "), paragraph("hai "), caret=Caret.at(2, 4))
    room.type("nghiêng")
    room.expect(paragraph("một "), paragraph("hai "))
    room.click(QPoint(150, room.surface.cursorRect().bottom() + 30), room.surface.viewport())
    room.expect(paragraph("một nghiêng"), paragraph("hai "))


def another_field_keeps_the_word(room: Room) -> None:
    room.open(paragraph("một "), caret=Caret.at(2, 4))
    room.type("nghiêng")
    room.click(QPoint(50, 10), room.field)
    room.expect(paragraph("một nghiêng"))


def undo_takes_the_word(room: Room) -> None:
    room.open(paragraph("một "), caret=Caret.at(2, 4))
    room.type("phường")
    room.key("z", "Control_L")
    room.expect(paragraph("một "))
    assert room.session.can_redo


def a_deleted_word_stays_deleted(room: Room) -> None:
    room.open(paragraph("một "), caret=Caret.at(2, 4))
    room.typist.type("ab")
    room.typist.settle()
    room.key("BackSpace")
    room.key("BackSpace")
    room.field.setFocus()
    room.typist.pump(0.4)
    room.expect(paragraph("một "))


def a_save_in_the_middle_has_the_word_and_doubles_nothing(room: Room) -> None:
    room.open(paragraph("một "), caret=Caret.at(2, 4))
    room.type("nghiê")
    room.surface.commit_preedit()
    room.surface.flush()
    room.expect(paragraph("một nghiê"))
    room.typist.pump(0.3)
    room.type(" hai")
    room.surface.commit_preedit()
    room.expect(paragraph("một nghiê hai"))


def a_paste_in_the_middle_comes_behind_the_word(room: Room) -> None:
    QApplication.clipboard().setText("DÁN")
    room.open(paragraph("một "), caret=Caret.at(2, 4))
    room.type("phường")
    room.key("v", "Control_L")
    room.expect(paragraph("một phườngDÁN"))
    room.type(" bốn ")
    room.expect(paragraph("một phườngDÁN bốn "))


def a_word_between_two_photos_stays_whole(room: Room) -> None:
    room.open(PHOTO, paragraph(""), PHOTO, caret=Caret.at(4, 0))
    room.type("đường ")
    room.expect(PHOTO, paragraph("đường "), PHOTO)


def a_photo_is_not_typed_over(room: Room) -> None:
    room.open(PHOTO, paragraph("sau"), caret=Caret.at(2, 0))
    room.type("đẹp ")
    room.expect(PHOTO, paragraph("đẹp "), paragraph("sau"))


def a_selection_gives_way_in_one_step(room: Room) -> None:
    room.open(paragraph("một hai"), paragraph("ba bốn"), caret=Caret(3, 3, 2, 4))
    room.type("năm ")
    room.expect(paragraph("một năm bốn"))
    assert len(room.session.history.past) == 1


def main(tools: str, way: str) -> None:
    sys.path.insert(0, tools)
    application = QApplication([])
    import example_words  # type: ignore[import-not-found]
    from ime_harness import Typist  # type: ignore[import-not-found]

    room = Room(Typist, WAYS[way])
    words = example_words.WORDS
    words_are_whole_and_undone_one_by_one(room, words)
    words_are_whole_in_every_kind_of_row(room, words)
    for step in (
        enter_goes_on_while_composing,
        a_click_keeps_the_word,
        another_field_keeps_the_word,
        undo_takes_the_word,
        a_deleted_word_stays_deleted,
        a_save_in_the_middle_has_the_word_and_doubles_nothing,
        a_paste_in_the_middle_comes_behind_the_word,
        a_word_between_two_photos_stays_whole,
        a_photo_is_not_typed_over,
        a_selection_gives_way_in_one_step,
    ):
        step(room)
    room.surface.photos.close()
    del room, application


if __name__ == "__main__":
    main(*sys.argv[1:])
