"""A search field: a lens, the words, a cross that clears."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from editor.qt.theme import Theme
from editor.qt.theme.icons import draw_icon


class SearchField(QLineEdit):
    """Escape clears; the down key leaves for the list below (`moved_down`)."""

    moved_down = Signal()

    def __init__(self, theme: Theme, placeholder: str) -> None:
        super().__init__()
        self._theme = theme
        self.setFont(theme.font("ui"))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setTextMargins(theme.px(22), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(16)
        corner = self.rect().topLeft()
        corner.setX(self._theme.px(10))
        corner.setY((self.height() - side) // 2)
        draw_icon(QPainter(self), self._theme, "search", corner, side, "text_3")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.moved_down.emit()
        else:
            super().keyPressEvent(event)
