"""Small painted controls. Each is a QAbstractButton (or a label) underneath, so that screen readers see it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton, QSizePolicy, QWidget

from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_badge, paint_check, paint_ring
from editor.qt.theme.theme import Theme

ButtonKind = Literal["primary", "secondary", "ghost", "link", "icon", "select"]
ControlSize = Literal["sm", "md", "lg"]

_RING = 3  # px around the box of a check mark
_KEYBOARD = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}


class KeyboardFocus:
    """Remembers whether the focus came by a key: only then does a button show its ring."""

    ring = False

    def note(self, event: QFocusEvent) -> None:
        self.ring = event.gotFocus() and event.reason() in _KEYBOARD


def label(theme: Theme, text: str = "", role: str = "ui", tone: str = "", *, wrap: bool = False) -> QLabel:
    """A label of plain text in a type role; tone is "", "second", "third", "danger", "warning", "success", "accent"."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(role))
    made.setWordWrap(wrap)
    if tone:
        made.setProperty("ui_tone", tone)
    return made


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Change what the style sheet asks of a widget ("ui_tone", "ui_state"); the same value costs nothing."""
    if (widget.property(name) or "") != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Button(QPushButton):
    """A push button of one of our kinds, with an icon before its words or alone.

    `name` is the accessible name where the button has no words; it is its tooltip too.
    """

    def __init__(
        self,
        theme: Theme,
        kind: ButtonKind,
        text: str = "",
        *,
        icon: str = "",
        size: ControlSize = "md",
        name: str = "",
        checkable: bool = False,
    ) -> None:
        super().__init__(text)
        self._theme = theme
        self._kind = kind
        self._icon = icon
        self._size: ControlSize = size
        self._dot = ""
        self._ink = "accent_text"
        self._focus = KeyboardFocus()
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self.setFont(theme.font("ui_strong" if kind == "primary" else "ui", weight=600 if kind == "primary" else 500))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or text)
        if name:
            self.setToolTip(name)
        if kind in {"icon", "ghost"}:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_dot(self, color: str) -> None:
        """A status dot before the words, in a colour token."""
        self._dot = color
        self.update()

    def set_ink(self, color: str) -> None:
        """Another colour token for the words of a link."""
        self._ink = color
        self.update()

    def sizeHint(self) -> QSize:
        height = self._theme.px(f"layout.control_h.{self._size}")
        if self._kind == "link":
            height = self._theme.px(24)
        if not self.text():
            return QSize(self._theme.px(44) if self._kind == "secondary" else height, height)
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + self._around(), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def text_rect(self) -> QRect:
        """Where the words are drawn."""
        return self._parts()[1]

    def _pad(self) -> int:
        pads = {"link": 0, "icon": 0, "ghost": 8, "select": 10, "primary": 14, "secondary": 12}
        return self._theme.px(pads[self._kind] + (4 if self._size == "lg" else 0))

    def _around(self) -> int:
        px = self._theme.px
        wide = 2 * self._pad() + 2
        wide += px(16 if self._size == "sm" else 18) + px(8) if self._icon else 0
        wide += px(8) + px(7) if self._dot else 0
        return wide + (px(8) + px(14) if self._kind == "select" or self.menu() else 0)

    def _parts(self) -> tuple[QRect, QRect, QRect]:
        """Rectangles of the icon or dot, the words, the chevron."""
        px, box = self._theme.px, self.rect()
        side = px(7) if self._dot else px(16 if self._size == "sm" else 18)
        lead = side + px(8) if (self._icon or self._dot) and self.text() else (side if self._icon else 0)
        tail = px(8) + px(14) if self._kind == "select" or (self.menu() and self.text()) else 0
        words = self.fontMetrics().horizontalAdvance(self.text()) if self.text() else 0
        spread = self._kind == "select"
        left = self._pad() if spread else max((box.width() - lead - words - tail) // 2, 0)
        icon = QRect(left, (box.height() - side) // 2, side, side)
        room = box.width() - left - lead - self._pad() - tail if spread else words + 1
        text = QRect(left + lead, 0, room, box.height())
        chevron_left = box.width() - self._pad() - px(14) if spread else left + lead + words + px(8)
        return icon, text, QRect(chevron_left, (box.height() - px(14)) // 2, px(14), px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        ground, edge, ink = self._colors()
        radius = theme.radius("sm")
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
        if ground or edge:
            painter.drawRoundedRect(box, radius, radius)
        icon, text, chevron = self._parts()
        if self._dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(self._dot))
            painter.drawEllipse(icon)
        elif self._icon:
            dim = "icon_disabled" if not self.isEnabled() else self._icon_ink(ink)
            if not self.isEnabled():
                painter.setOpacity(0.55)
            draw_icon(painter, theme, self._icon, icon.topLeft(), icon.width(), dim)
            painter.setOpacity(1.0)
        painter.setPen(theme.color(ink))
        painter.setFont(self.font())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextHideMnemonic
        painter.drawText(text, flags, self.text())
        if chevron and (self._kind == "select" or (self.menu() and self.text())):
            draw_icon(painter, theme, "chevron-down", chevron.topLeft(), chevron.width(), "text_2")
        if self.hasFocus() and self._focus.ring:
            paint_ring(painter, theme, QRectF(self.rect()), radius)

    def _icon_ink(self, ink: str) -> str:
        return "text_2" if self._kind in {"secondary", "select"} else ink

    def _colors(self) -> tuple[str, str, str]:
        """Tokens of ground, edge and ink in the state of the moment; "" for none."""
        hover, down, on = self.underMouse(), self.isDown(), self.isChecked()
        if self._kind == "link":
            return "", "", self._ink if self.isEnabled() else "text_3"
        if not self.isEnabled():
            flat = self._kind in {"ghost", "icon"}
            return ("", "", "text_3") if flat else ("bg_subtle", "border_soft", "text_3")
        if self._kind == "primary":
            return ("accent_pressed" if down else "accent_hover" if hover else "accent"), "", "text_on_accent"
        if self._kind in {"secondary", "select"}:
            ground = "bg_pressed" if down else "bg_hover" if hover else "bg_raised"
            return ground, "border", "text"
        ground = "bg_pressed" if down or on else "bg_hover" if hover else ""
        return ground, "", "text" if on or hover else "text_2"

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus.note(event)
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)


class Check(QCheckBox):
    """A check box with our mark; partially checked draws a bar. With `wrap` its words break where they have no room."""

    def __init__(self, theme: Theme, text: str = "", *, wrap: bool = False) -> None:
        super().__init__(text)
        self._theme = theme
        self._wrap = wrap
        self._focus = KeyboardFocus()
        self.setFont(theme.font("ui"))
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def text_left(self) -> int:
        """px before the words: room for a ring, the box, a gap."""
        return self._theme.px(_RING) + self._theme.px(26)

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width - self.text_left(), 10_000)
        words = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text())
        return max(words.height() + self._theme.px(8), self._theme.px(24))

    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(px(_RING) + px(16) + (px(10) + words + px(4) if self.text() else px(_RING)), px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(24)) if self._wrap else self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        box = QRect(px(_RING), (self.height() - px(16)) // 2, px(16), px(16))
        paint_check(painter, self._theme, box, self.checkState(), ring=self.hasFocus() and self._focus.ring)
        painter.setPen(self._theme.color("text" if self.isEnabled() else "text_3"))
        painter.setFont(self.font())
        flags = Qt.AlignmentFlag.AlignVCenter | (Qt.TextFlag.TextWordWrap if self._wrap else Qt.TextFlag.TextSingleLine)
        painter.drawText(self.rect().adjusted(self.text_left(), 0, 0, 0), flags, self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus.note(event)
        super().focusInEvent(event)


class Badge(QLabel):
    """A count or a short word on a soft ground; tone is danger, warning, success, info or plain."""

    def __init__(self, theme: Theme, text: str = "", tone: str = "plain") -> None:
        super().__init__(text)
        self._theme = theme
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font("ui_xs", weight=600))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        height = self._theme.px(18)
        wide = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(max(height, wide + self._theme.px(12)), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = ("bg_subtle", "text_2") if self._tone == "plain" else (f"{self._tone}_soft", self._tone)
        paint_badge(painter, self._theme, self.rect(), self.text(), (ground, ink), self.font())


class Painted(QAbstractButton):
    """A button that draws itself: anew when the mouse comes or goes, with a ring when a key brought the focus."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._focus = KeyboardFocus()
        self.setText(text)
        self.setAccessibleName(text)

    @property
    def has_ring(self) -> bool:
        return self.hasFocus() and self._focus.ring

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus.note(event)
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)


class Segment(Painted):
    """One half of a segmented switch; its siblings under one parent exclude each other."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFont(theme.font("ui_sm", weight=600))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + self._theme.px(24)
        return QSize(wide, self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.radius("sm")
        if self.isChecked():
            painter.setPen(QPen(self._theme.color("border"), 1))
            painter.setBrush(self._theme.color("bg_raised" if self._theme.name == "light" else "bg_pressed"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setFont(self.font() if self.isChecked() else self._theme.font("ui_sm", weight=500))
        painter.setPen(self._theme.color("text" if self.isChecked() or self.underMouse() else "text_2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.has_ring:
            paint_ring(painter, self._theme, QRectF(self.rect()), radius)


class Hairline(QWidget):
    """A line of one px in border_soft, upright or lying."""

    def __init__(self, theme: Theme, *, upright: bool = False, length: int = 18) -> None:
        super().__init__()
        self._theme = theme
        if upright:
            self.setFixedSize(1, theme.px(length))
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("border"))
