"""An empty state: an icon, one fact, one action."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, label


class EmptyState(QWidget):
    """Centred in what it fills. `acted` when the action is chosen."""

    acted = Signal()

    def __init__(self, theme: Theme, icon: str, fact: str, action: str = "", hint: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(5), theme.space(5), theme.space(5))
        column.setSpacing(theme.space(2))
        side = theme.px("layout.icon.xl")
        picture = QLabel()
        picture.setPixmap(theme.icon(icon, "text_3").pixmap(QSize(side, side), 2.0))
        picture.setFixedSize(side, side)
        picture.setScaledContents(True)
        column.addStretch(2)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.space(1))
        words = label(theme, fact, "ui_lg", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        if hint:
            more = label(theme, hint, "ui", "second", wrap=True)
            more.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(more)
        if action:
            column.addSpacing(theme.space(2))
            button = Button(theme, "secondary", action)
            button.clicked.connect(self.acted)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
