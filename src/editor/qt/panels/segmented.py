"""A switch of two or more words in a track."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from editor.qt.theme import Theme
from editor.qt.theme.controls import Segment

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Segmented(QWidget):
    """Two or more words in a track; one is chosen. `turned` carries its number; the arrows go from word to word."""

    turned = Signal(int)

    def __init__(self, theme: Theme, words: Sequence[str], name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(2), theme.px(2), theme.px(2), theme.px(2))
        row.setSpacing(theme.px(2))
        self._segments = [Segment(theme, word) for word in words]
        for number, segment in enumerate(self._segments):
            if name:
                segment.setAccessibleName(f"{name}: {segment.text()}")
            row.addWidget(segment)
            segment.installEventFilter(self)
            segment.clicked.connect(lambda _=False, at=number: self.turned.emit(at))
            segment.toggled.connect(self._mark)
        self._segments[0].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def number(self) -> int:
        """Which one is chosen."""
        return next(number for number, segment in enumerate(self._segments) if segment.isChecked())

    def turn_to(self, number: int) -> None:
        self._segments[number].setChecked(True)
        self.turned.emit(number)

    def show_number(self, number: int) -> None:
        """Choose one without telling anybody."""
        self._segments[number].setChecked(True)

    def chosen(self) -> QWidget:
        return self._segments[self.number]

    def _mark(self) -> None:
        """Tab stops at the chosen word only."""
        for segment in self._segments:
            chosen = segment.isChecked()
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            to = self.number + _STEPS[Qt.Key(event.key())]
            if 0 <= to < len(self._segments):
                self.turn_to(to)
                self._segments[to].setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("bg_subtle"))
        painter.drawRoundedRect(self.rect(), self._theme.radius("md"), self._theme.radius("md"))
