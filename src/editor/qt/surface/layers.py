"""Marks over the text that are no part of it: lines of findings and spelling, hits of a search, dimmed paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.model.page import Spot
from editor.qt.surface.carets import Carets

Mark = QTextEdit.ExtraSelection
ORDER = ("dim", "findings", "spelling", "find")
"""What lies on top comes last."""


class Layers:
    """Who marks something shows its own layer and knows of no other."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._marks: dict[str, Sequence[Mark]] = {}

    def show(self, name: str, marks: Sequence[Mark]) -> None:
        """These marks of a layer from now on; an empty layer that stays empty costs nothing."""
        if not marks and not self._marks.get(name):
            return
        self._marks[name] = marks
        self._view.setExtraSelections([mark for layer in ORDER for mark in self._marks.get(layer, ())])

    def marks(self, name: str) -> Sequence[Mark]:
        """What a layer shows now."""
        return self._marks.get(name, ())


def mark(view: QTextEdit, carets: Carets, row: int, piece: tuple[int, int], look: QTextCharFormat) -> Mark:
    """A look for a piece of a row, from and to in code points."""
    made = QTextEdit.ExtraSelection()
    cursor = QTextCursor(view.document())
    cursor.setPosition(carets.position(Spot(row, piece[0])))
    cursor.setPosition(carets.position(Spot(row, piece[1])), QTextCursor.MoveMode.KeepAnchor)
    made.cursor = cursor
    made.format = look
    return made
