"""Two small signs of the hand-off: what waits, in the status bar; the way back to the export sheet, over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout

from editor.qt.theme.controls import Button
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_ring, paint_shadow

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_ABOVE = 24  # px at 100 % between the chip and the page's lower edge
_SHADOW = 12


class WaitingChip(Button):
    """ "1 gói chờ chuyển": opens the list of what waits; hidden while nothing does."""

    def __init__(self, window: MainWindow) -> None:
        theme = window.desk.theme
        super().__init__(theme, "link", "", icon="package", size="sm")
        self.setObjectName("waitingChip")
        self._desk = window.desk
        self.setFont(theme.font("ui_sm", weight=500))
        self.hide()
        ground = window.status_bar.save.parentWidget()
        row = ground.layout() if ground is not None else None
        if isinstance(row, QHBoxLayout):
            row.insertWidget(1, self)
        self.clicked.connect(lambda: window.shell.open("outbox"))

    def show_count(self, count: int) -> None:
        words = self._desk.say("outbox.chip", n=count)
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(count))
        self.updateGeometry()


class BackChip(Button):
    """ "Về phiếu xuất bài", at the lower edge of the page."""

    def __init__(self, window: MainWindow) -> None:
        theme = window.desk.theme
        super().__init__(theme, "secondary", window.desk.say("export.back"), icon="arrow-left", size="lg")
        self.setObjectName("backToExport")
        self._ground = window.surface
        self.setParent(window.surface)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        window.surface.installEventFilter(self)
        window.desk.session_opened.connect(self.hide)

    def offer(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._ground and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        edge = 2 * self._theme.px(_SHADOW)
        return super().sizeHint() + QSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = px(_SHADOW)
        card = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        radius = card.height() / 2
        paint_shadow(painter, theme, card, "menu", radius)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("bg_hover" if self.underMouse() else "bg_raised"))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        icon, text, _ = self._parts()
        draw_icon(painter, theme, "arrow-left", icon.topLeft(), icon.width(), "accent_text")
        painter.setPen(theme.color("accent_text"))
        painter.setFont(self.font())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus() and self._focus.ring:
            paint_ring(painter, theme, card, radius)

    def _place(self) -> None:
        size = self.sizeHint()
        left = (self._ground.width() - size.width()) // 2
        top = self._ground.height() - size.height() - self._theme.px(_ABOVE) + self._theme.px(_SHADOW)
        self.setGeometry(left, top, size.width(), size.height())
        self.move(QPoint(left, top))
