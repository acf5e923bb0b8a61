"""A letter repaints its own row, and the screen then shows what a full repaint shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.app.session import DocumentSession
from editor.model.article import Article
from editor.model.blocks import Box, Figure, List, ListItem, Paragraph, Quote, plain
from editor.model.history import Caret
from editor.model.newsroom import Newsroom
from editor.model.rows import Row
from editor.qt.surface import Surface
from editor.qt.surface.visible import Shown, Visible
from editor.qt.theme.theme import Theme

LONG = Paragraph(plain("Phát biểu tại lễ khai giảng, đồng chí Bí thư Đảng ủy phường cho biết " * 4))
MIXED = (
    LONG,
    Figure("images/01.jpg", plain("Chú thích"), "Viết Thành"),
    List(False, (ListItem(plain("một")), ListItem(plain("hai")))),
    Quote((plain("lời"),), "người nói"),
    Box("Hộp", (Paragraph(plain("trong")),)),
    LONG,
    Figure("images/02.jpg", plain("Quang cảnh lễ khai giảng " * 6), "Phóng viên Viết Thành, cộng tác viên các tỉnh"),
    LONG,
    Paragraph(),
)


class Paints(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return False


@pytest.fixture
def surface(qapp: QApplication) -> Iterator[Surface]:
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)  # the caret stands still
    made = Surface(Theme.load("light"))
    made.resize(900, 800)
    made.show()
    made.activateWindow()
    made.setFocus()
    yield made
    made.photos.close()
    made.deleteLater()
    qapp.setCursorFlashTime(flash)


def opened(surface: Surface, body: tuple[object, ...], caret: Caret) -> None:
    article = Article(headline="Tít", standfirst="Sapo", body=body)  # type: ignore[arg-type]
    surface.show_session(DocumentSession(Path("/nonexistent"), article, Newsroom()))
    surface.editing.place(caret)
    settle()


def settle() -> None:
    QTest.qWait(60)


def shown(surface: Surface) -> QImage:
    return surface.screen().grabWindow(surface.winId()).toImage()


@pytest.mark.parametrize("row", range(18))
@pytest.mark.parametrize("body", [MIXED, MIXED * 3], ids=["one screen", "more than a screen"])
def test_after_a_letter_the_screen_is_what_a_full_repaint_shows(
    surface: Surface, body: tuple[object, ...], row: int
) -> None:
    opened(surface, body, Caret.at(row, 0))
    row = min(row, len(surface.editing.rows) - 1)
    if surface.editing.rows[row].is_atom:
        return
    surface.editing.place(Caret.at(row, surface.editing.rows[row].length))
    settle()
    for text in ("a", "b", " ", "m" * 90):
        QTest.keyClicks(surface, text)
        settle()
        before = shown(surface)
        surface.viewport().update()
        settle()
        assert shown(surface) == before, text


def test_no_letter_repaints_the_page_wherever_its_row_lies(surface: Surface) -> None:
    opened(surface, (LONG,) * 40, Caret.at(2, 5))
    paints = Paints()
    surface.viewport().installEventFilter(paints)
    for row in range(3, 40):
        surface.editing.place(Caret.at(row, 5))
        settle()
        QTest.keyClicks(surface, "a")
        settle()
        paints.heights.clear()
        QTest.keyClicks(surface, "b")
        QApplication.processEvents()
        assert max(paints.heights) < 400, row


def test_a_letter_beside_photos_looks_at_no_row_but_its_own(surface: Surface, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = Figure("images/01.jpg", plain("Chú thích"), "Viết Thành")
    opened(surface, (photo, LONG) * 6, Caret.at(4, 5))
    QTest.keyClicks(surface, "a")
    settle()
    looked = 0

    def rows(self: Visible, rows: tuple[Row, ...], clip: QRect) -> list[Shown]:
        nonlocal looked
        looked += 1
        return found(self, rows, clip)

    found = Visible.rows
    monkeypatch.setattr(Visible, "rows", rows)
    QTest.keyClicks(surface, "b")
    QApplication.processEvents()
    looked = 0  # the first letter may have to look
    QTest.keyClicks(surface, "cde")
    QApplication.processEvents()
    assert not looked
    surface.viewport().update()
    QApplication.processEvents()
    assert looked


def test_a_page_that_scrolls_along_with_typing_is_painted_whole(surface: Surface) -> None:
    opened(surface, (LONG,) * 12, Caret.at(13, 0))
    surface.editing.place(Caret.at(13, surface.editing.rows[13].length))
    surface.verticalScrollBar().setValue(0)
    settle()
    QTest.keyClick(surface, Qt.Key.Key_A)
    settle()
    before = shown(surface)
    surface.viewport().update()
    settle()
    assert shown(surface) == before
