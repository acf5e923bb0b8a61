"""A small card over the window, beside what it belongs to: it never takes the focus by itself and blocks nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.qt.theme import Theme
from editor.qt.theme.paint import paint_shadow

_SHADOW = 12  # px at 100 % around the card, for its shadow


class Popover(QWidget):
    """A raised card with a shadow; `column` takes what is in it.

    Args:
        pad: px at 100 % inside the card.
    """

    def __init__(self, theme: Theme, window: QWidget, name: str, pad: float = 4) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAccessibleName(name)
        self.column = QVBoxLayout(self)
        around = theme.px(_SHADOW) + theme.px(pad)
        self.column.setContentsMargins(around, around, around, around)
        self.column.setSpacing(0)
        self.hide()

    def card(self) -> QRect:
        """Where the card itself stands in the window."""
        edge = self._theme.px(_SHADOW)
        return self.geometry().adjusted(edge, edge, -edge, -edge)

    def card_size(self) -> QSize:
        edge = 2 * self._theme.px(_SHADOW)
        return self.sizeHint() - QSize(edge, edge)

    def show_at(self, corner: QPoint) -> None:
        """Show it with the card's left upper corner at this place of the window."""
        edge = self._theme.px(_SHADOW)
        box = QRect(corner - QPoint(edge, edge), self.sizeHint())
        if self.geometry() != box:
            self.setGeometry(box)
        if self.isHidden():
            self.show()
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, radius = self._theme.px(_SHADOW), self._theme.radius("md")
        card = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        paint_shadow(painter, self._theme, card, "menu", radius)
        painter.setPen(self._theme.color("border"))
        painter.setBrush(self._theme.color("bg_raised"))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def say_aloud(widget: QWidget, words: str) -> None:
    """For a screen reader, of a list that is gone along while the focus stays where the text is typed."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def beside(target: QRect, size: QSize, room: QRect, gap: int, *, above: bool) -> QPoint | None:
    """Where a card goes: above or below what it belongs to, on the other side when there is no room; None for neither.

    Args:
        target: what must not be covered; its `left` is where the card begins.
        room: what the card must stay in.
    """
    over, under = target.top() - gap - size.height(), target.bottom() + 1 + gap
    fits_over, fits_under = over >= room.top(), under + size.height() <= room.bottom() + 1
    if not fits_over and not fits_under:
        return None
    top = over if fits_over and (above or not fits_under) else under
    left = max(min(target.left(), room.right() + 1 - size.width()), room.left())
    return QPoint(left, top)
