"""Where photos and other atoms are on the screen, and which one is under a point."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from editor.model.blocks import Figure
from editor.model.rows import RowKind
from editor.qt.surface.atoms import AtomPainter
from editor.qt.surface.editing import Editing
from editor.qt.surface.strips import leader, members


class PhotoPlaces:
    """Rectangles are in the viewport, px."""

    def __init__(self, view: QTextEdit, editing: Editing, atoms: AtomPainter) -> None:
        self._view = view
        self._editing = editing
        self._atoms = atoms

    def rect(self, row: int) -> QRectF:
        """The place of the atom in a row; for a photo, of its picture."""
        block = self._view.document().findBlockByNumber(row)
        whole = self._block_rect(leader(block))
        if self._editing.rows[row].kind is not RowKind.FIGURE:
            return whole
        form = block.begin().fragment().charFormat()  # a paint may come before a flush: then it is not an atom's yet
        return self._atoms.photos.place(block, self._atoms.width(form)).translated(whole.topLeft())

    def draw_again(self, painter: QPainter, row: int) -> None:
        """The atom in a row once more, over the colour of a selection."""
        block = leader(self._view.document().findBlockByNumber(row))
        self._atoms.draw_again(painter, self._block_rect(block), block)

    def at(self, point: QPointF) -> int | None:
        """The row of the atom under a point; of the photo, not of its gallery."""
        block = self._view.cursorForPosition(point.toPoint()).block()
        for candidate in (block, block.previous(), block.next()):
            number = candidate.blockNumber()
            if candidate.isValid() and number < len(self._editing.rows) and self._editing.rows[number].is_atom:
                found = self._in_block(candidate, point)
                if found is not None:
                    return found
        return None

    def is_on_offer(self, row: int, point: QPointF) -> bool:
        """Whether a point is on the offer of a missing photo to look for its file."""
        if self._editing.rows[row].kind is not RowKind.FIGURE or not self.is_missing(row):
            return False
        return self._atoms.photos.offer(self.rect(row)).contains(point)

    def is_missing(self, row: int) -> bool:
        photo = self._editing.rows[row].payload
        return isinstance(photo, Figure) and self._atoms.photos.is_missing(photo.src)

    def _in_block(self, block: QTextBlock, point: QPointF) -> int | None:
        if self._editing.rows[block.blockNumber()].kind is not RowKind.FIGURE:
            return block.blockNumber() if self._block_rect(block).contains(point) else None
        photos = members(leader(block))
        return next((one.blockNumber() for one in photos if self.rect(one.blockNumber()).contains(point)), None)

    def _block_rect(self, block: QTextBlock) -> QRectF:
        layout = self._view.document().documentLayout()
        rect = layout.blockBoundingRect(block)
        left = block.layout().position().x() + block.layout().lineAt(0).x()
        return QRectF(left, rect.top() - self._view.verticalScrollBar().value(), rect.width(), rect.height())
