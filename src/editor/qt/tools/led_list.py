"""A list that is gone along while the focus stays where the words are typed: on the page, or in the field above it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from editor.qt.tools import popover


class LedList(QListWidget):
    """Arrows come from elsewhere by `step`; the mouse chooses what it is over. Rows are said to screen readers."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemEntered.connect(self.setCurrentItem)

    def step(self, by: int) -> None:
        """To the next (1) or the previous (-1) row, round and round."""
        self.choose((self.currentRow() + by) % max(self.count(), 1))

    def choose(self, row: int) -> None:
        self.setCurrentRow(row)
        item = self.currentItem()
        if item is not None:
            popover.say_aloud(self, item.text())
