"""How a row of the checks is drawn: icon, sentence, the word that leads there, below it what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.model.finding import Severity
from editor.qt.desk import Desk
from editor.qt.panels.parts import SCROLL_BAR
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_ring, wrapped

if TYPE_CHECKING:
    from editor.qt.panels.checks_list import ChecksList, Line

Index = QModelIndex | QPersistentModelIndex
ICONS = {Severity.BLOCKER: ("circle-alert", "danger"), Severity.WARNING: ("triangle-alert", "warning")}
_LINES = 3


class ChecksDelegate(QStyledItemDelegate):
    """Compact in the card, roomy in the sheet: two lines, blockers on their soft ground."""

    def __init__(self, desk: Desk, view: ChecksList, go_word: str, inset: int, *, roomy: bool) -> None:
        super().__init__(view)
        self._desk = desk
        self._theme = theme = desk.theme
        self._view = view
        self._go = go_word
        self._roomy = roomy
        self._left = theme.px(inset)
        self._right = theme.px(14) if roomy else max(self._left - SCROLL_BAR, theme.px(4))
        self._role = "ui" if roomy else "ui_sm"
        self._step = theme.px(20 if roomy else 18)
        self._pad = theme.px(8 if roomy else 4)
        self._small = theme.px(18)

    def height_of(self, row: int, width: int) -> int:
        line = self._view.line_at(row)
        if line is None:
            return 0
        height = len(self._lines(line, width)) * self._step + 2 * self._pad
        height += self._small if self._below(line) else 0
        return height + (self._theme.px(24) if self._offers(row) else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self.height_of(index.row(), width))

    def action_at(self, place: QPoint, row: int) -> str:
        """What a click there asks for."""
        rect = self._view.visualItemRect(self._view.item(row))
        for action, _, zone in self._offered(row, rect):
            if zone.contains(place):
                return action
        return "go"

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._view.line_at(index.row())
        if line is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, index, line)
        rect = option.rect
        icon, tone = self._icon(line)
        draw_icon(
            painter, self._theme, icon, QPoint(rect.left() + self._edge(), rect.top() + self._pad), self._mark(), tone
        )
        self._words(painter, line, rect)
        for _, words, zone in self._offered(index.row(), rect):
            painter.setFont(self._theme.font("ui_sm", weight=500))
            painter.setPen(self._theme.color("accent_text"))
            painter.drawText(zone, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, line: Line) -> None:
        theme = self._theme
        inner = option.rect.adjusted(max(self._left - theme.px(8), 0), 0, 0, 0)
        radius = theme.radius("sm")
        blocks = self._roomy and line.finding is not None and line.finding.severity is Severity.BLOCKER
        under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if blocks or under:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("danger_soft" if blocks else "bg_hover"))
            painter.drawRoundedRect(QRectF(inner), radius, radius)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            paint_ring(painter, theme, QRectF(inner), radius)

    def _icon(self, line: Line) -> tuple[str, str]:
        if line.finding is None:
            return "eye-off", "text_3"
        icon, tone = ICONS[line.finding.severity]
        return icon, "text_3" if line.decision is not None else tone

    def _words(self, painter: QPainter, line: Line, rect: QRect) -> None:
        theme = self._theme
        left, top = rect.left() + self._text_left(), rect.top() + self._pad
        painter.setFont(theme.font(self._role, weight=500 if self._roomy else None))
        painter.setPen(theme.color("text_2" if line.decision is not None or line.finding is None else "text"))
        for words in self._lines(line, rect.width()):
            painter.drawText(QRect(left, top, rect.width(), self._step), Qt.AlignmentFlag.AlignVCenter, words)
            top += self._step
        painter.setFont(theme.font("ui_sm"))
        painter.setPen(theme.color("text_2"))
        if self._below(line):
            room = QRect(left, top, rect.width() - self._text_left() - self._right, self._small)
            hint = painter.fontMetrics().elidedText(line.hint, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, hint)
        go = self._go_word(line)
        if go:
            painter.setFont(self._go_font())
            painter.setPen(theme.color("accent_text"))
            width = self._width(go)
            height = rect.height() if self._roomy and not line.decision else self._step + 2 * self._pad
            spot = QRect(rect.right() - self._right - width, rect.top(), width + 1, min(height, rect.height()))
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, go)

    def _go_word(self, line: Line) -> str:
        return self._go if line.finding is not None else self._desk.say("checks.show")

    def _lines(self, line: Line, width: int) -> tuple[str, ...]:
        go = self._go_word(line)
        taken = self._text_left() + self._right + (self._theme.px(12) + self._width(go) if go else 0)
        weight = 500 if self._roomy else None
        metrics = QFontMetrics(self._theme.font(self._role, weight=weight))
        return wrapped(line.words, metrics, max(width - taken, self._theme.px(60)), _LINES)

    def _below(self, line: Line) -> bool:
        return bool(line.hint)

    def _offers(self, row: int) -> bool:
        """Whether the row at hand has a line of its own for what can be done."""
        line = self._view.line_at(row)
        return line is not None and row == self._view.currentRow() and bool(self._view.actions_of(line))

    def _offered(self, row: int, rect: QRect) -> Iterator[tuple[str, str, QRect]]:
        """(action, words, where) of each offer, from the left."""
        line = self._view.line_at(row)
        if line is None or not self._offers(row):
            return
        px = self._theme.px
        metrics = QFontMetrics(self._theme.font("ui_sm", weight=500))
        left, top = rect.left() + self._text_left(), rect.bottom() - self._pad - px(24) + 1
        offers = self._view.actions_of(line)
        for action, whole in offers:
            others = sum(self._width(words) + px(16) for other, words in offers if other != action)
            room = rect.right() - self._right - rect.left() - self._text_left() - others
            words = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room) if action == "fix" else whole
            width = metrics.horizontalAdvance(words)
            yield action, words, QRect(left, top, width + px(2), px(24))
            left += width + px(16)

    def _edge(self) -> int:
        return self._left + (self._theme.px(14) if self._roomy else 0)

    def _mark(self) -> int:
        return self._theme.px(18 if self._roomy else 16)

    def _text_left(self) -> int:
        return self._edge() + self._mark() + self._theme.px(10)

    def _go_font(self) -> QFont:
        return self._theme.font("ui" if self._roomy else "ui_sm", weight=500)

    def _width(self, words: str) -> int:
        return QFontMetrics(self._go_font()).horizontalAdvance(words)
