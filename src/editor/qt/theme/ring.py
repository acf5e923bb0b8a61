"""The focus ring of what scrolls: lists and texts have no edge of their own to be coloured."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from editor.qt.theme.controls import KeyboardFocus
from editor.qt.theme.paint import paint_ring
from editor.qt.theme.theme import Theme


class Ring(QWidget):
    """Lies over a list or a text, just inside its edge, while a key has brought the focus there."""

    def __init__(self, theme: Theme, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._theme = theme
        self._focus = KeyboardFocus()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(area.rect())
        self.hide()
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self._focus.note(event)
            self.setVisible(self._focus.ring)
            self.raise_()
        elif event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ring(painter, self._theme, QRectF(self.rect()), self._theme.radius("sm"))
