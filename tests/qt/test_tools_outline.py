"""The outline lists what the article is made of, and goes there by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QWidget

from editor.model.article import Article
from editor.model.blocks import Box, Figure, Heading, Paragraph, PullQuote, Table, plain
from editor.model.outline import outline
from editor.model.rows import RowKind, unfold_article
from window_driver import CTRL, SHIFT, Driver


def test_headings_boxes_photos_and_tables_are_stops() -> None:
    article = Article(
        headline="Tít",
        body=(
            Heading(2, plain("Một")),
            Paragraph(plain("chữ")),
            Heading(3, plain("Một a")),
            Figure("images/1.jpg", caption=plain("Ảnh một")),
            PullQuote((plain("Lời"), plain("nữa")), "Ai"),
            Box("Hộp", (Heading(3, plain("Trong hộp")),)),
            Table(((plain("a"),), (plain("b"),))),
        ),
    )
    stops = outline(unfold_article(article))
    assert [(stop.kind, stop.words, stop.level) for stop in stops] == [
        (RowKind.HEADLINE, "Tít", 0),
        (RowKind.H2, "Một", 0),
        (RowKind.H3, "Một a", 1),
        (RowKind.FIGURE, "Ảnh một", 1),
        (RowKind.PULL_QUOTE, "Lời", 1),
        (RowKind.BOX_TITLE, "Hộp", 0),
        (RowKind.H3, "Trong hộp", 2),
        (RowKind.TABLE, "", 1),
    ]


def opened(driver: Driver) -> QListWidget:
    driver.window.surface.setFocus()
    driver.press(Qt.Key.Key_3, CTRL | SHIFT)
    found = driver.window.findChild(QListWidget, "outlineList")
    assert found is not None
    return found


def test_enter_goes_to_the_stop_and_escape_leaves_the_caret(driver: Driver) -> None:
    surface = driver.window.surface
    stops = outline(surface.editing.rows)
    shown = opened(driver)
    assert shown.isVisible()
    assert QApplication.focusWidget() is shown
    assert shown.count() == len(stops)
    driver.press(Qt.Key.Key_End)
    driver.press(Qt.Key.Key_Return)
    assert not shown.isVisible()
    assert QApplication.focusWidget() is surface
    assert surface.editing.caret().row == stops[-1].row
    assert 0 <= surface.cursorRect().top() < surface.viewport().height()
    before = surface.editing.caret()
    shown = opened(driver)
    assert shown.currentRow() == len(stops) - 1
    driver.press(Qt.Key.Key_Escape)
    assert surface.editing.caret() == before
    assert QApplication.focusWidget() is surface


def test_it_goes_when_the_focus_goes(driver: Driver) -> None:
    shown = opened(driver)
    driver.window.library.search.setFocus()
    assert not shown.isVisible()
    card = driver.window.findChild(QWidget, "outline")
    assert card is not None
    assert card.accessibleName() == "Dàn bài"
