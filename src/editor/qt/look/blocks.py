"""The page's own states: galleries, tables, a missing photo, a drag, a photo's words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent
from PySide6.QtWidgets import QApplication

from editor.app.session import DocumentSession
from editor.model.blocks import (
    Block,
    Embed,
    Figure,
    Gallery,
    Paragraph,
    PullQuote,
    Rule,
    Span,
    Table,
    figures_of,
    plain,
)
from editor.qt.look.view import WIDE, View

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_TABLE = Table(
    (
        (plain("Năm"), plain("Học viên"), plain("Nội dung")),
        (
            plain("2021"),
            plain("1.204"),
            (Span("Kế hoạch số 47", link="https://hanoi.gov.vn/47"), Span(" của Thành ủy")),
        ),
        (plain("2022"), (Span("579", strong=True),), plain("Bí thư Đảng ủy xã, phường, thị trấn; 18 chuyên đề")),
    )
)


def _show(window: MainWindow, *blocks: Block) -> None:
    """These blocks on the page, in a session that nobody saves: other pictures show the same sample."""
    session = window.session
    if session is not None:
        article = replace(session.article, body=blocks)
        window.surface.show_session(DocumentSession(session.folder, article, session.newsroom))
        window.surface.setFocus()


def _photos(window: MainWindow) -> tuple[Figure, ...]:
    """Photos of the sample article, the first twice more so that a gallery is full enough."""
    session = window.session
    found = figures_of(session.article.body) if session is not None else ()
    return (*found, *found)[:3]


def _gallery(window: MainWindow) -> None:
    photos = _photos(window)
    words = Paragraph(plain("Lễ khai giảng khóa bồi dưỡng diễn ra sáng 17/10 tại Hà Nội."))
    _show(window, words, Gallery(photos), Paragraph(plain("Khóa học kéo dài hai tuần.")))
    window.surface.editing.place(window.surface.editing.caret().at(5, 0))
    window.surface.verticalScrollBar().setValue(0)


def _missing(window: MainWindow) -> None:
    lost = Figure("images/07-le-khai-giang.jpg", plain("Quang cảnh lễ khai giảng"), "Viết Thành")
    _show(window, Paragraph(plain("Phát biểu tại lễ khai giảng, đồng chí Phó Bí thư cho biết:")), lost)
    window.surface.editing.place(window.surface.editing.caret().at(3, 0))


def _blocks(window: MainWindow) -> None:
    said = plain("Mỗi đồng chí học viên phải tự hào khi được Đảng giao nhiệm vụ")
    _show(
        window,
        Paragraph(plain("Theo kế hoạch, các lớp được mở trong hai năm.")),
        _TABLE,
        PullQuote((said,), "Nguyễn Thị Tuyến"),
        Rule(),
        Embed("https://www.youtube.com/watch?v=khai-giang"),
    )


def _grid(window: MainWindow) -> None:
    _show(window, Paragraph(plain("Theo kế hoạch, các lớp được mở trong hai năm.")), _TABLE)
    window.surface.editing.place(window.surface.editing.caret().at(3, 0))
    window.shell.open("grid")


def _words(window: MainWindow) -> None:
    photos = _photos(window)
    window.tools.get("figures")
    if photos:
        window.surface.photo_opened.emit(photos[0].src)


def _drop_line(window: MainWindow) -> None:
    """Three files over the page, by the events that the system sends."""
    surface = window.surface
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/anh/{number}.jpg") for number in range(3)])
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    first = surface.document().documentLayout().blockBoundingRect(surface.document().findBlockByNumber(2))
    place = QPointF(300, first.bottom() - surface.verticalScrollBar().value() - 2).toPoint()
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(surface.viewport(), kind(place, Qt.DropAction.CopyAction, data, *held))


VIEWS = (
    View("page-gallery", WIDE, _gallery),
    View("page-missing", WIDE, _missing),
    View("page-blocks", WIDE, _blocks),
    View("page-grid", WIDE, _grid),
    View("embed", WIDE, lambda window: window.shell.open("embed")),
    View("page-alt", WIDE, _words),
    View("page-drop", WIDE, _drop_line),
)
