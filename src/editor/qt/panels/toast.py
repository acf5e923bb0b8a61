"""`desk.toast(words, undo)`, or `window.toast`, says what was done: at the bottom centre, for 8 s, with a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from editor.qt.theme import Theme
from editor.qt.theme.controls import KeyboardFocus
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_shadow, wrapped

_ABOVE = 20  # px at 100 % between the toast and the ground's lower edge
_LINES = 3


@dataclass(frozen=True, slots=True)
class Toasted:
    """What a toast says. `undo` takes back what was done; `keys` is what does the same from the keyboard ("Ctrl+Z")."""

    words: str
    undo: Callable[[], object] | None = None
    icon: str = "circle-check"
    keys: str = ""


class ToastButton(QAbstractButton):
    """The one action, in the other theme's accent: the toast's ground is this theme's ink."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._focus = KeyboardFocus()
        self.setText(words)
        self.setAccessibleName(words)
        self.setFont(theme.font("ui_strong"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + px(16), px("layout.control_h.sm"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painter.setPen(self._theme.other("accent_text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus() and self._focus.ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = self._theme.radius("sm")
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus.note(event)
        super().focusInEvent(event)


class Toast(QWidget):
    """One line over `ground`. The next words take the place of the last; the clock stands still under the pointer."""

    def __init__(self, theme: Theme, ground: QWidget, undo_words: str) -> None:
        super().__init__(ground)
        self.setObjectName("toast")
        self._theme = theme
        self._said = Toasted("")
        self._undo = ToastButton(theme, undo_words, self)
        self._undo.clicked.connect(self._take_back)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(int(theme.tokens.number("motion.toast_life_ms")))
        self._clock.timeout.connect(self._time_over)
        self._rise = QPropertyAnimation(self, b"pos", self)
        self._rise.setEasingCurve(QEasingCurve.Type.OutCubic)
        ground.installEventFilter(self)
        self.hide()

    @property
    def said(self) -> Toasted:
        return self._said

    def say(self, said: Toasted) -> None:
        """Show these words for 8 s and have a screen reader read them out."""
        self._said = said
        self._undo.setVisible(said.undo is not None)
        self.setAccessibleName(said.words)
        self._place()
        self.show()
        self.raise_()
        self.update()
        end = self.pos()
        self._rise.stop()
        self._rise.setDuration(self._theme.motion("slow"))
        self._rise.setStartValue(end + QPoint(0, self._theme.px(12)))
        self._rise.setEndValue(end)
        self._rise.start()
        self._clock.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said.words))

    def _take_back(self) -> None:
        undo = self._said.undo
        self.hide()
        if undo is not None:
            undo()

    def _time_over(self) -> None:
        if not self._undo.hasFocus():
            self.hide()

    def _inset(self) -> int:
        """The shadow's room around the card."""
        return self._theme.px("shadow.menu.blur")

    def _place(self) -> None:
        ground = self.parentWidget()
        if ground is None:
            return
        px, inset = self._theme.px, self._inset()
        most = ground.width() - 2 * px(24)
        tail = self._undo.sizeHint().width() + px(8) if self._said.undo is not None else px(8)
        tail += self._keys_width() + px(8) if self._said.keys else 0
        room = most - px(14 + 18 + 10) - tail - px(8)
        lines = self._lines(room)
        width = max((self._metrics().horizontalAdvance(line) for line in lines), default=0)
        card = QSize(px(14 + 18 + 10) + width + px(8) + tail, max(px(44), len(lines) * px(20) + px(20)))
        at = QPoint((ground.width() - card.width()) // 2, ground.height() - px(_ABOVE) - card.height())
        self.setGeometry(QRect(at, card).adjusted(-inset, -inset, inset, inset))
        size = self._undo.sizeHint()
        left = inset + px(14 + 18 + 10) + width + px(8)
        self._undo.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())

    def _lines(self, room: int) -> tuple[str, ...]:
        return wrapped(self._said.words, self._metrics(), room, _LINES)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font("ui"))

    def _keys_width(self) -> int:
        return QFontMetrics(self._theme.font("ui_xs")).horizontalAdvance(self._said.keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px, inset = self._theme, self._theme.px, self._inset()
        card = self.rect().adjusted(inset, inset, -inset, -inset)
        radius = theme.radius("md")
        paint_shadow(painter, theme, QRectF(card), "menu", radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text"))
        painter.drawRoundedRect(QRectF(card), radius, radius)
        side = px(18)
        corner = QPoint(card.left() + px(14), card.center().y() - side // 2)
        draw_icon(painter, OtherColors(theme), self._said.icon, corner, side, "text")
        painter.setPen(theme.other("text"))
        painter.setFont(theme.font("ui"))
        left = card.left() + px(14 + 18 + 10)
        lines = self._lines(self._undo.x() - left if self._said.undo is not None else card.right() - left)
        top = card.center().y() - len(lines) * px(20) // 2
        for line in lines:
            room = QRect(left, top, card.width(), px(20))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, line)
            top += px(20)
        if self._said.keys:
            painter.setPen(theme.other("text_2"))
            painter.setFont(theme.font("ui_xs"))
            keys = QRect(card.right() - px(14) - self._keys_width(), card.top(), self._keys_width() + 1, card.height())
            painter.drawText(keys, Qt.AlignmentFlag.AlignVCenter, self._said.keys)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._clock.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._rise.stop()
            self._place()
        return super().eventFilter(watched, event)


class OtherColors:
    """The other theme's colours, for what is painted on this theme's ink."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def color(self, token: str) -> QColor:
        return self._theme.other(token)
