"""Which rows are on the screen, and where: a paint looks at those only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QTextEdit

from editor.model.rows import Row

_STEPS = 12  # rows; a page that was scrolled further is asked for its place


class Shown(NamedTuple):
    """A row that is on the screen, with its place in the viewport."""

    number: int
    row: Row
    block: QTextBlock
    rect: QRectF


class Visible:
    """Finds the rows of a part of the viewport, from where it found them last time."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._near = 0

    def rows(self, rows: Sequence[Row], clip: QRect) -> list[Shown]:
        """The rows that are to be drawn, one beyond each edge included."""
        layout = self._view.document().documentLayout()
        scroll = float(self._view.verticalScrollBar().value())
        block = self._first(scroll + clip.top())
        self._near = block.blockNumber()
        out: list[Shown] = []
        while block.isValid() and (number := block.blockNumber()) < len(rows):
            rect = layout.blockBoundingRect(block).translated(0, -scroll)
            out.append(Shown(number, rows[number], block, rect))
            if rect.top() > clip.bottom():
                break
            block = block.next()
        return out

    def _first(self, top: float) -> QTextBlock:
        """The block above the one at this height of the document."""
        document = self._view.document()
        layout = document.documentLayout()
        block = document.findBlockByNumber(min(self._near, document.blockCount() - 1))
        for _ in range(_STEPS):
            if layout.blockBoundingRect(block).top() > top and block.blockNumber():
                block = block.previous()
                continue
            following = block.next()
            if not following.isValid() or layout.blockBoundingRect(following).top() > top:
                return block.previous() if block.blockNumber() else block
            block = following
        middle = self._view.viewport().width() / 2
        position = layout.hitTest(QPointF(middle, top), Qt.HitTestAccuracy.FuzzyHit)
        block = document.findBlock(max(position, 0))
        return block.previous() if block.blockNumber() else block
