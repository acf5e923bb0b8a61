"""The caret and the selection across every kind of row, by real keys: never stuck, never a change, Tab leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from editor.app.session import DocumentSession
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
    Source,
    Table,
    plain,
)
from editor.model.history import Caret
from editor.model.newsroom import Newsroom
from editor.model.rows import LISTS, RowKind
from editor.qt.surface import Surface
from editor.qt.surface.clipboard import settle_clipboard
from editor.qt.theme.theme import Theme

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO = Qt.KeyboardModifier.NoModifier


def p(text: str) -> Paragraph:
    return Paragraph(plain(text))


def photo(number: int, caption: str = "chú thích") -> Figure:
    return Figure(f"images/{number:02}-a.jpg", plain(caption), "Viết Thành")


EVERYTHING = Article(
    headline="Tít",
    standfirst="Sapo",
    body=(
        p("một"),
        photo(1),
        photo(2, ""),
        Gallery((photo(3), photo(4), photo(5, ""))),
        Heading(2, plain("tít phụ")),
        Heading(3, plain("nhỏ")),
        List(False, (ListItem(plain("a"), List(False, (ListItem(plain("b")),))), ListItem(plain("c")))),
        List(True, (ListItem(plain("d")),)),
        Quote((plain("lời"), plain("lời hai")), "Bà A"),
        PullQuote((plain("nổi"),)),
        Box("Tên", (p("trong"), photo(6), Table(((plain("x"),),)), Rule(), Heading(3, plain("h")))),
        Table(((plain("a"), plain("b")),)),
        Embed("https://vtv.vn/x"),
        Rule(),
        Source("# nguyên"),
        p("cuối"),
    ),
)


@pytest.fixture
def page(qapp: QApplication) -> Iterator[Surface]:
    window = QWidget()
    surface = Surface(Theme.load("light"), window)
    surface.setGeometry(0, 0, 900, 1000)
    before, after = QLineEdit(window), QLineEdit(window)
    before.setObjectName("before")
    after.setObjectName("after")
    for one, other in ((before, surface), (surface, after)):
        QWidget.setTabOrder(one, other)
    window.resize(1000, 1000)
    window.show()
    window.activateWindow()
    surface.show_session(DocumentSession(Path("/nonexistent"), EVERYTHING, Newsroom()))
    surface.setFocus()
    yield surface
    settle_clipboard()
    surface.photos.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def walk(page: Surface, key: Qt.Key, held: Qt.KeyboardModifier = NO) -> list[int]:
    """The rows that a key leads through until it leads no further."""
    rows, stuck = [page.editing.caret().row], 0
    while stuck < 2:
        before = page.editing.caret()
        QTest.keyClick(page, key, held)
        stuck = stuck + 1 if page.editing.caret() == before else 0
        rows.append(page.editing.caret().row)
        assert len(rows) < 2_000, "goes round in circles"
    return rows


def last(page: Surface) -> Caret:
    rows = page.editing.rows
    return Caret.at(len(rows) - 1, rows[-1].length)


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Down])
def test_arrows_lead_through_every_row_from_the_headline_to_the_end(page: Surface, key: Qt.Key) -> None:
    page.editing.place(Caret.at(0, 0))
    rows = walk(page, key)
    assert rows == sorted(rows)
    assert set(rows) == set(range(len(page.editing.rows)))
    assert page.editing.session is not None
    assert page.editing.session.article is EVERYTHING


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Up])
def test_arrows_lead_back_through_every_row_to_the_headline(page: Surface, key: Qt.Key) -> None:
    page.editing.place(last(page))
    rows = walk(page, key)
    assert rows == sorted(rows, reverse=True)
    assert set(rows) == set(range(len(page.editing.rows)))
    assert page.editing.session is not None
    assert page.editing.session.article is EVERYTHING


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Down])
def test_a_selection_grows_across_photos_boxes_and_tables_without_a_gap(page: Surface, key: Qt.Key) -> None:
    page.editing.place(Caret.at(2, 0))
    rows = walk(page, key, SHIFT)
    caret = page.editing.caret()
    assert rows == sorted(rows)
    assert caret.start == (2, 0)
    assert caret.end[0] == len(page.editing.rows) - 1
    piece = page.pasting.selection()
    assert piece is not None
    assert piece.body() == EVERYTHING.body or len(piece.body()) >= len(EVERYTHING.body) - 1
    assert page.editing.session is not None
    assert page.editing.session.article is EVERYTHING


def test_tab_leaves_the_page_from_every_row_and_shift_tab_goes_back(page: Surface) -> None:
    window = page.window()
    for row in range(len(page.editing.rows)):
        page.setFocus()
        page.editing.place(Caret.at(row, 0))
        QTest.keyClick(page, Qt.Key.Key_Tab)
        assert window.focusWidget().objectName() == "after"
        page.setFocus()
        QTest.keyClick(page, Qt.Key.Key_Backtab, SHIFT)
        assert window.focusWidget().objectName() == "before"
    assert page.editing.session is not None
    assert page.editing.session.article is EVERYTHING


def test_ctrl_brackets_move_items_of_lists_and_nothing_else(page: Surface) -> None:
    session = page.editing.session
    assert session is not None
    for row, shown in enumerate(page.editing.rows):
        page.editing.place(Caret.at(row, 0))
        QTest.keyClick(page, Qt.Key.Key_BracketRight, CTRL)
        changed = session.article is not EVERYTHING
        if changed:
            assert shown.kind in LISTS
            session.undo()
    assert session.article == EVERYTHING


def test_enter_below_a_gallery_a_table_and_a_rule_makes_one_paragraph_there(page: Surface) -> None:
    session = page.editing.session
    assert session is not None
    for row, shown in enumerate(page.editing.rows):
        if not shown.is_atom:
            continue
        page.editing.place(Caret.at(row, 0))
        QTest.keyClick(page, Qt.Key.Key_Return, SHIFT)
        here = page.editing.rows[page.editing.caret().row]
        assert (here.kind, here.inline) == (RowKind.PARAGRAPH, ())
        assert len(page.editing.rows) <= len(EVERYTHING.body) + 30
        while session.undo():
            pass
        assert session.article == EVERYTHING
