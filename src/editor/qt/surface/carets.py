"""Places of the caret: rows and code points of ours, positions of Qt's."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.model.history import Caret
from editor.model.page import Spot
from editor.model.rows import Row
from editor.model.writing import select_atom
from editor.qt.surface.reading import offset_in, utf16
from editor.qt.surface.sync import Sync


class Carets:
    """Reads and places the caret of a view whose rows a sync keeps."""

    def __init__(self, view: QTextEdit, sync: Sync) -> None:
        self._view = view
        self.sync = sync

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.sync.page.rows

    def spot(self, position: int) -> Spot:
        block = self._view.document().findBlock(position)
        return Spot(block.blockNumber(), offset_in(block, position - block.position()))

    def position(self, spot: Spot) -> int:
        block = self._view.document().findBlockByNumber(min(spot.row, self._view.document().blockCount() - 1))
        text = block.text()
        units = spot.offset if len(text) == block.length() - 1 else utf16(text[: spot.offset])
        return block.position() + min(units, block.length() - 1)

    def caret(self) -> Caret:
        cursor = self._view.textCursor()
        head = self.spot(cursor.position())
        tail = head if not cursor.hasSelection() else self.spot(cursor.anchor())
        return Caret(*head, *tail)

    def place(self, caret: Caret) -> None:
        """Put the caret; one that stands on an atom selects it."""
        number = min(caret.row, len(self.rows) - 1)
        if caret.is_empty and self.rows[number].is_atom:
            caret = select_atom(number)
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(self.position(Spot(caret.anchor_row, caret.anchor_offset)))
        cursor.setPosition(self.position(Spot(caret.row, caret.offset)), QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)
        self._view.ensureCursorVisible()

    def snap(self) -> None:
        """A caret inside an atom selects it; one between the two halves of a letter steps out."""
        cursor = self._view.textCursor()
        number = cursor.blockNumber()
        if number >= len(self.rows):
            return
        if not cursor.hasSelection() and self.rows[number].is_atom:
            self.place(select_atom(number))
            return
        head, tail = self.spot(cursor.position()), self.spot(cursor.anchor())
        if (self.position(head), self.position(tail)) != (cursor.position(), cursor.anchor()):
            self.place(Caret(*head, *tail))

    def has_selection(self) -> bool:
        return self._view.textCursor().hasSelection()

    def selected(self) -> tuple[Spot, Spot] | None:
        caret = self.caret()
        return None if caret.is_empty else (Spot(*caret.start), Spot(*caret.end))

    def selected_atom(self) -> int | None:
        """The row of the atom that is selected alone."""
        if not self.has_selection():
            return None
        caret = self.caret()
        if caret.row != caret.anchor_row or caret.row >= len(self.rows):  # a paint may come before a flush
            return None
        return caret.row if self.rows[caret.row].is_atom else None
