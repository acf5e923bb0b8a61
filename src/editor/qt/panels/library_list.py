"""Draws the rows of the library's list: a day's name, or thumbnail, headline, state, time, open checks, excerpt."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.app.delivery import Delivery
from editor.qt.panels.library_model import Heading, Index, LibraryModel, Line
from editor.qt.panels.library_view import LibraryView
from editor.qt.panels.thumbnails import Thumbnails, paint_thumbnail
from editor.qt.theme import Theme
from editor.qt.theme.paint import paint_badge, paint_ring, wrapped

STATUS_DOTS = {"draft": "text_3", "review": "warning", "ready": "success"}
DELIVERY_DOTS = {
    Delivery.WAITING: "info",
    Delivery.CURRENT: "accent",
    Delivery.CHANGED: "warning",
    Delivery.WITHDRAWN: "text_3",
}


class LibraryDelegate(QStyledItemDelegate):
    """One row of the list, in the theme of now."""

    def __init__(self, theme: Theme, model: LibraryModel, thumbnails: Thumbnails, view: LibraryView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._model = model
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._view.rows().height_of(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._model.line_at(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Heading):
            self._paint_heading(painter, option.rect, line)
        else:
            self._paint_article(painter, option.rect, option.state, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, line: Heading) -> None:
        px = self._theme.px
        painter.setFont(self._theme.font("ui_xs", weight=600))
        painter.setPen(self._theme.color("text_2"))
        inner = rect.adjusted(px(22), 0, 0, -px(6))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, line.words)

    def _paint_article(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, line: Line | None) -> None:
        theme, px = self._theme, self._theme.px
        card = rect.adjusted(px(12), px(1), -px(12), -px(1))
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            active = self._view.isActiveWindow()
            ground = ("bg_selected" if active else "bg_selected_dim") if selected else "bg_hover"
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(QRectF(card), theme.radius("md"), theme.radius("md"))
        if state & QStyle.StateFlag.State_HasFocus and self._view.focus_ring.ring:
            paint_ring(painter, theme, QRectF(card), theme.radius("md"))
        side = px(52)
        thumb = QRect(card.left() + px(10), card.top() + px(10), side, side)
        left = thumb.right() + 1 + px(10)
        area = QRect(left, card.top() + px(9), card.right() - px(10) - left, card.height())
        if line is None:  # its line is on the way
            paint_thumbnail(painter, theme, thumb, None, "")
            painter.fillRect(
                QRect(area.left(), area.top() + px(5), area.width() * 4 // 5, px(10)), theme.color("bg_subtle")
            )
            return
        row = line.listed
        ratio = painter.device().devicePixelRatioF()
        picture = None
        if row.thumbnail:
            picture = self._thumbnails.get(row.folder / row.thumbnail, thumb.size(), ratio, row.photo)
        paint_thumbnail(painter, theme, thumb, picture, "file-text" if row.problem is None else "circle-alert")
        self._paint_words(painter, area, line)

    def _paint_words(self, painter: QPainter, area: QRect, line: Line) -> None:
        theme, px = self._theme, self._theme.px
        font = theme.font("ui", weight=600)
        painter.setFont(font)
        height, top, begun = px(20), area.top(), 0
        whole = self._model.headline(line.listed)
        for words in wrapped(whole, QFontMetrics(font), area.width(), 2):
            place = QRect(area.left(), top, area.width(), height)
            paint_marked(painter, theme, place, words, shifted(line.shown.headline_marks, begun, len(words)))
            begun += len(words) + 1
            top += height
        self._paint_state(painter, QRect(area.left(), top + px(3), area.width(), px(16)), line)
        if line.shown.excerpt:
            painter.setFont(theme.font("ui_sm"))
            place = QRect(area.left(), top + px(22), area.width(), px(16))
            text, marks = around_marks(line.shown.excerpt, line.shown.marks, painter.fontMetrics(), area.width())
            paint_marked(painter, theme, place, text, marks, "text_2")

    def _paint_state(self, painter: QPainter, meta: QRect, line: Line) -> None:
        theme, px = self._theme, self._theme.px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(_dot(line)))
        painter.drawEllipse(QRectF(meta.left(), meta.center().y() - px(7) / 2 + 1, px(7), px(7)))
        painter.setFont(theme.font("ui_sm"))
        painter.setPen(theme.color("text_3"))
        count = self._model.badge(line.listed.folder)
        words = f"{self._model.status(line)}  ·  {self._model.when(line.listed)}"
        room = meta.adjusted(px(12), 0, -px(24) if count else 0, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if count:
            font = theme.font("ui_xs", weight=600)
            width = max(px(18), QFontMetrics(font).horizontalAdvance(str(count)) + px(10))
            pill = QRect(meta.right() - width + 1, meta.top() - px(1), width, px(18))
            paint_badge(painter, theme, pill, str(count), ("warning_soft", "warning"), font)


def _dot(line: Line) -> str:
    if line.listed.problem is not None:
        return "danger"
    if line.delivery is not None:
        return DELIVERY_DOTS[line.delivery]
    return STATUS_DOTS.get(line.listed.status, "text_3")


Marks = Sequence[tuple[int, int]]


def paint_marked(painter: QPainter, theme: Theme, place: QRect, text: str, marks: Marks, color: str = "text") -> None:
    """One line of words in the painter's font, what was met on a ground of its own."""
    metrics = painter.fontMetrics()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("selection"))
    for start, end in marks:
        left = place.left() + metrics.horizontalAdvance(text[:start])
        width = metrics.horizontalAdvance(text[:end]) - metrics.horizontalAdvance(text[:start])
        ground = QRectF(left - 1, place.center().y() - metrics.height() / 2, width + 2, metrics.height())
        painter.drawRoundedRect(ground, theme.radius("xs"), theme.radius("xs"))
    painter.setPen(theme.color(color))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def shifted(marks: Marks, begun: int, length: int) -> Marks:
    """The marks of a text that fall into a part of it."""
    parts = ((max(start - begun, 0), min(end - begun, length)) for start, end in marks)
    return [(start, end) for start, end in parts if start < end]


def around_marks(text: str, marks: Marks, metrics: QFontMetrics, width: int) -> tuple[str, Marks]:
    """A text cut to one line so that the first marked word is seen in it."""
    begun = 0
    if marks and metrics.horizontalAdvance(text[: marks[0][1]]) > width * 2 // 3:
        begun = text.rfind(" ", 0, max(marks[0][0] - 12, 0)) + 1
        text = f"…{text[begun:]}"
        begun -= 1
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    return shown, shifted(marks, begun, len(shown))
