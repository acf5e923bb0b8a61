"""A long article: on the screen at once, laid out to its end in rests, as if it were laid out when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.app.session import DocumentSession
from editor.model.article import Article
from editor.model.blocks import Figure, Paragraph, Span, plain
from editor.model.finding import BlockPlace
from editor.model.history import Caret
from editor.model.newsroom import Newsroom
from editor.qt.surface import Surface
from editor.qt.surface.reading import read_block
from editor.qt.surface.whereabouts import Whereabouts
from window_driver import open_page

_WORDS = "Phát biểu tại lễ khai giảng, đồng chí Bí thư Đảng ủy phường cho biết. " * 6
LONG = Article(
    headline="Bài dài",
    body=tuple(
        Figure(f"images/{number:03d}-a.jpg", plain("Quang cảnh"))
        if number % 20 == 7
        else Paragraph((Span(f"{number} {_WORDS}"), Span("bồi dưỡng", strong=True)))
        for number in range(400)
    ),
)
LAST = 300  # a paragraph far from the first screen


@pytest.fixture
def surface(qapp: QApplication) -> Iterator[Surface]:
    with open_page(700) as shown:
        yield shown


def opened(surface: Surface, *, whole: bool = False) -> DocumentSession:
    session = DocumentSession(Path("/nonexistent"), LONG, Newsroom())
    surface.show_session(session)
    if whole:
        surface.document().size()
        QTest.qWait(50)
    return session


def state(surface: Surface) -> tuple[object, ...]:
    """What somebody sees: the caret, what stands at the top, and how far the page can be scrolled."""
    surface.document().size()
    QTest.qWait(50)
    bar = surface.verticalScrollBar()
    return surface.editing.caret(), bar.value(), bar.maximum()


def laid_out(surface: Surface) -> int:
    """How many rows have lines."""
    count, block = 0, surface.document().firstBlock()
    while block.isValid():
        count += block.layout().lineCount() > 0
        block = block.next()
    return count


def test_the_first_screen_is_laid_out_when_it_opens_and_the_rest_in_rests(surface: Surface) -> None:
    opened(surface)
    QApplication.processEvents()
    assert surface.document().lastBlock().layout().lineCount() == 0
    assert surface.cursorForPosition(QPoint(300, surface.viewport().height() - 1)).blockNumber() <= laid_out(surface)
    QTest.qWait(1000)
    assert laid_out(surface) == surface.document().blockCount()


def _go_to(surface: Surface) -> None:
    surface.go_to(BlockPlace(LAST, 3, 9))


def _return(surface: Surface) -> None:
    surface.return_to(Whereabouts(Caret.at(LAST, 4), LAST, 0.25))


def _return_to_end(surface: Surface) -> None:
    rows = surface.editing.rows
    surface.return_to(Whereabouts(Caret.at(len(rows) - 1, 4), len(rows) - 1, 0.5))


def _end(surface: Surface) -> None:
    QTest.keyClick(surface, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)


def _page_down(surface: Surface) -> None:
    for _ in range(30):
        QTest.keyClick(surface, Qt.Key.Key_PageDown)


def _down(surface: Surface) -> None:
    for _ in range(60):
        QTest.keyClick(surface, Qt.Key.Key_Down)


def _click(surface: Surface) -> None:
    _go_to(surface)
    QTest.mouseClick(surface.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 500))


def _type_at_the_end(surface: Surface) -> None:
    _end(surface)
    QTest.keyClicks(surface, "abc")
    QTest.keyClick(surface, Qt.Key.Key_Return)
    QTest.keyClicks(surface, "xyz")
    surface.flush()


def _cut_the_middle(surface: Surface) -> None:
    surface.editing.place(Caret(LAST, 3, 20, 5))
    surface.cut()
    surface.paste()


def _undo_far_away(surface: Surface) -> None:
    surface.editing.place(Caret.at(LAST, 3))
    QTest.keyClicks(surface, "mot hai")
    surface.editing.place(Caret.at(2, 0))
    surface.undo()


def _all(surface: Surface) -> None:
    surface.selectAll()
    surface.copy()
    assert "399" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    "act",
    [
        _go_to,
        _return,
        _return_to_end,
        _end,
        _page_down,
        _down,
        _click,
        _type_at_the_end,
        _cut_the_middle,
        _undo_far_away,
        _all,
    ],
)
def test_nobody_can_tell_that_the_rest_is_not_laid_out_yet(surface: Surface, act: Callable[[Surface], None]) -> None:
    session = opened(surface, whole=True)
    act(surface)
    wanted, article = state(surface), session.article
    session = opened(surface)
    act(surface)
    assert state(surface) == wanted
    assert session.article == article
    block = surface.document().firstBlock()
    for row in surface.editing.rows:
        assert read_block(block).rows == (row,)
        block = block.next()


def _raw(surface: Surface) -> None:
    """As a screen reader does: past every key handler."""
    cursor = QTextCursor(surface.document().findBlockByNumber(LAST))
    cursor.insertText("xyz")


def _key(surface: Surface) -> None:
    surface.editing.place(Caret.at(2, 0))
    QTest.keyClick(surface, Qt.Key.Key_A)


def _compose(surface: Surface) -> None:
    surface.editing.place(Caret.at(2, 0))
    QApplication.sendEvent(surface, QInputMethodEvent("tiế", []))
    event = QInputMethodEvent()
    event.setCommitString("tiếng")
    QApplication.sendEvent(surface, event)


def _backspace(surface: Surface) -> None:
    surface.editing.place(Caret.at(LAST, 5))
    QTest.keyClick(surface, Qt.Key.Key_Backspace)


def _another_state(surface: Surface) -> None:
    session = surface.editing.session
    assert session is not None
    session.apply(replace(session.article, headline="Tít khác"), "details", "a")


@pytest.mark.parametrize("act", [_raw, _key, _compose, _backspace, _another_state])
@pytest.mark.parametrize("widen", [False, True])
def test_an_edit_meanwhile_leaves_no_row_without_its_lines(
    surface: Surface, act: Callable[[Surface], None], widen: bool
) -> None:
    opened(surface, whole=widen)
    if widen:
        surface.resize(720, 700)  # another width lays out anew, in rests too
    assert laid_out(surface) < surface.document().blockCount()
    act(surface)
    QTest.qWait(1000)
    assert laid_out(surface) == surface.document().blockCount()
