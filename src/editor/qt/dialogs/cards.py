"""Cards to choose one of: a mark, an optional icon, a title, a line of explanation."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from editor.qt.theme import Theme
from editor.qt.theme.controls import Painted
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_radio, paint_ring, wrapped

_LINES = 4


class ChoiceCard(Painted):
    """One of several under a parent; arrows move between them, Space chooses."""

    def __init__(self, theme: Theme, title: str, hint: str, *, icon: str = "", mark_right: bool = False) -> None:
        super().__init__(theme, title)
        self._hint = hint
        self._icon = icon
        self._mark_right = mark_right
        self.setAccessibleDescription(hint)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFont(theme.font("ui_strong"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = self._theme.px
        return 2 * px(14) + px(20) + px(2) + len(self._lines(width)) * px(17)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self.heightForWidth(max(self.width(), self._theme.px(180))))

    def minimumSizeHint(self) -> QSize:
        left, right = self._margins()
        title = left + self.fontMetrics().horizontalAdvance(self.text()) + right
        least = max(self._theme.px(140), title)
        return QSize(least, self.heightForWidth(max(self.width(), least)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def text_rect(self) -> QRect:
        """Where the title is drawn."""
        left, right = self._margins()
        return QRect(left, self._theme.px(14), self.width() - left - right, self._theme.px(20))

    def _margins(self) -> tuple[int, int]:
        px = self._theme.px
        if self._mark_right:
            return px(62), px(50)
        return px(42), px(12)

    def _lines(self, width: int) -> tuple[str, ...]:
        left, right = self._margins()
        metrics = QFontMetrics(self._theme.font("ui_sm"))
        return wrapped(self._hint, metrics, max(width - left - right, self._theme.px(40)), _LINES)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, on = self._theme, self._theme.px, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "bg_selected" if on else "bg_hover" if self.underMouse() else "bg_raised"
        painter.setBrush(theme.color(ground))
        painter.setPen(QPen(theme.color("accent" if on else "border"), 2 if on else 1))
        inset = 1.0 if on else 0.5
        radius = theme.radius("lg")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        mark = QRect(px(14), px(15), px(17), px(17))
        if self._mark_right:
            mark = QRect(self.width() - px(20) - px(17), (self.height() - px(17)) // 2, px(17), px(17))
        paint_radio(painter, theme, mark, on=on)
        if self._icon:
            side = px(24)
            corner = QPoint(px(20), (self.height() - side) // 2)
            draw_icon(painter, theme, self._icon, corner, side, "accent" if on else "text_2")
        painter.setFont(self.font())
        painter.setPen(theme.color("text"))
        painter.drawText(self.text_rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(theme.font("ui_sm"))
        painter.setPen(theme.color("text_2"))
        top = px(14) + px(20) + px(2)
        for line in self._lines(self.width()):
            room = QRect(self.text_rect().left(), top, self.width(), px(17))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, line)
            top += px(17)
        if self.has_ring:
            paint_ring(painter, theme, QRectF(self.rect()), radius)
