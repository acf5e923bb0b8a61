"""The page for those who do not see it: Qt's accessible text, and what is announced when the caret comes to a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from editor.model.article import Article
from editor.model.blocks import (
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Table,
    plain,
)
from editor.qt.tools.speaking import Speaking
from window_driver import Driver, pause

PHOTO = Figure("images/77-a.jpg", plain("Lễ khai giảng."), "Viết Thành", "Bí thư phát biểu")


def p(text: str) -> Paragraph:
    return Paragraph(plain(text))


BODY = (
    p("trước"),
    PHOTO,
    Gallery((Figure("images/78-b.jpg"), Figure("images/79-c.jpg", plain("Học viên")))),
    Table(((plain("a"), plain("b")),)),
    Embed("https://vtv.vn/x"),
    Rule(),
    Heading(2, plain("Tít phụ")),
    List(True, (ListItem(plain("một"), List(True, (ListItem(plain("hai")),))),)),
    Quote((plain("lời"),), "Bà A"),
    PullQuote((plain("nổi"),)),
    Box("Tên", (p("trong"),)),
)


@pytest.fixture
def listening(driver: Driver) -> Iterator[Driver]:
    """A window that a screen reader listens to, its article open."""
    session = driver.window.session
    assert session is not None
    session.apply(replace(session.article, body=BODY), "details")
    driver.settle()
    QAccessible.setActive(True)
    yield driver
    QAccessible.setActive(False)


def heard(driver: Driver) -> list[str]:
    tool = driver.window.tools.get("speaking")
    assert isinstance(tool, Speaking)
    words: list[str] = []
    tool.announce = words.append
    return words


def test_a_photo_says_photo_caption_and_alt(listening: Driver) -> None:
    words, surface = heard(listening), listening.window.surface
    surface.figures.select(PHOTO.src)
    assert words[-1] == ("Ảnh. Không thấy tệp ảnh. Lễ khai giảng. Tác giả Viết Thành. Mô tả: Bí thư phát biểu.")
    surface.figures.select("images/78-b.jpg")
    assert words[-1] == "Ảnh 1 trong chùm 2 ảnh. Không thấy tệp ảnh. Chưa có chú thích. Chưa có mô tả."


def test_every_row_says_its_kind_when_it_is_entered_and_words_are_left_to_the_reader(listening: Driver) -> None:
    surface = listening.window.surface
    surface.editing.place(surface.editing.caret().at(3, 0))
    words = heard(listening)
    for row in range(len(surface.editing.rows)):
        surface.editing.place(surface.editing.caret().at(row, 0))
    assert words == [
        "Tít",
        "Sapo",
        "Đoạn văn",
        "Ảnh. Không thấy tệp ảnh. Lễ khai giảng. Tác giả Viết Thành. Mô tả: Bí thư phát biểu.",
        "Chú thích ảnh",
        "Ảnh 1 trong chùm 2 ảnh. Không thấy tệp ảnh. Chưa có chú thích. Chưa có mô tả.",
        "Chú thích ảnh",
        "Ảnh 2 trong chùm 2 ảnh. Không thấy tệp ảnh. Học viên. Chưa có mô tả.",
        "Chú thích ảnh",
        "Bảng 1 hàng, 2 cột",
        "Nội dung nhúng https://vtv.vn/x",
        "Đường kẻ ngang",
        "Tít phụ",
        "Mục danh sách số",
        "Mục danh sách số, cấp hai",
        "Trích dẫn",
        "Người nói",
        "Trích dẫn nổi bật",
        "Người nói",
        "Tên hộp thông tin",
        "Đoạn văn, trong hộp",
    ]


def test_typing_in_a_row_announces_nothing(listening: Driver) -> None:
    words, surface = heard(listening), listening.window.surface
    surface.editing.place(surface.editing.caret().at(2, 0))
    before = len(words)
    surface.setFocus()
    listening.write("Hà Nội ", surface)
    assert len(words) == before


def test_without_a_screen_reader_nothing_is_worked_out(driver: Driver) -> None:
    words, surface = heard(driver), driver.window.surface
    QAccessible.setActive(False)
    surface.editing.place(surface.editing.caret().at(1, 0))
    assert words == []


def test_the_page_is_an_editable_text_with_a_name_whose_text_is_the_articles(listening: Driver) -> None:
    surface = listening.window.surface
    interface = QAccessible.queryAccessibleInterface(surface)
    assert interface.role() == QAccessible.Role.EditableText
    assert interface.text(QAccessible.Text.Name) == "Trang viết"
    text = interface.textInterface()
    assert text.characterCount() == surface.document().characterCount() - 1
    rows = surface.editing.rows
    shown = "\n".join("\ufffc" if row.is_atom else row.text for row in rows)
    assert text.text(0, text.characterCount()).replace("\u2029", "\n").replace("\u2028", "\n") == shown
    text.setCursorPosition(3)
    assert surface.editing.caret().offset == 3
    assert text.cursorPosition() == 3


def test_a_screen_readers_letters_are_in_the_article_and_one_undo_step(listening: Driver) -> None:
    surface, session = listening.window.surface, listening.window.session
    assert session is not None
    before: Article = session.article
    text = QAccessible.queryAccessibleInterface(surface).editableTextInterface()
    text.insertText(0, "Đọc ")
    assert session.article.headline == f"Đọc {before.headline}"
    listening.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, on=surface)
    assert session.article == before
    start = surface.document().findBlockByNumber(3).position()
    text.replaceText(start, start + 1, "chữ")
    pause(40)
    assert surface.editing.rows[3].text.startswith("chữ")
    listening.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, on=surface)
    assert session.article == before


def test_headline_and_subheads_have_their_levels(listening: Driver) -> None:
    document = listening.window.surface.document()
    rows = listening.window.surface.editing.rows
    levels = [document.findBlockByNumber(at).blockFormat().headingLevel() for at in range(len(rows))]
    assert levels[0] == 1
    assert [level for level in levels[1:] if level] == [2]
