"""Where something that is dragged over the page would go: an edge between two blocks, or a photo's side."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtWidgets import QTextEdit

from editor.model.galleries import MOST, gallery_of
from editor.model.page import Page
from editor.model.rows import RowKind, joins_inside
from editor.qt.surface.photo_places import PhotoPlaces

IN_BOXES = frozenset({RowKind.FIGURE, RowKind.TABLE, RowKind.RULE})
"""What may be dragged into a box (format.md 3)."""

_ROOM = 8.0  # px between the last block and the line
_BAND = 0.25  # of a photo's height, above and below, where the edge of its block is meant
_GAP = 4.0  # px between a photo and the line at its side


@dataclass(frozen=True, slots=True)
class Target:
    """`blocks` of the body stand above it, and `row` is the first below it; or it is in a box, or beside a photo."""

    line: QLineF  # that shows it, in the viewport
    blocks: int
    row: int
    box: int = 0
    beside: int | None = None  # the row of the photo
    behind: bool = True


class Edges:
    """The edges of blocks on a page, in the viewport. Args: pad: of a box, px."""

    def __init__(self, view: QTextEdit, page: Page, column: QRectF, pad: int) -> None:
        self._view = view
        self._page = page
        self._column = column
        self._pad = pad

    def nearest(self, point: QPointF, *, into_boxes: bool = False) -> Target:
        """The edge of a block that is nearest to a point; of a block in a box only when something may go in."""
        page = self._page
        block = page.block_of(self._view.cursorForPosition(point.toPoint()).block().blockNumber())
        if block < 0:
            return self._edge(0)
        first, end = page.rows_of(block)
        if into_boxes and page.rows[first].box:
            edges = [self._edge(block), *self._inside(block, first, end), self._edge(block + 1)]
            return min(edges, key=lambda edge: abs(edge.line.y1() - point.y()))
        middle = (self._rect(first).top() + self._rect(end - 1).bottom()) / 2
        return self._edge(block if point.y() < middle else block + 1)

    def _edge(self, blocks: int) -> Target:
        page = self._page
        row = page.starts[blocks] if blocks < len(page.starts) else len(page.rows)
        return Target(self._line(row, len(page.rows), 0), blocks, row)

    def _inside(self, block: int, first: int, end: int) -> list[Target]:
        """The edges between the blocks of a box, below its title and above its lower end."""
        rows, box = self._page.rows, self._page.rows[first].box
        starts = [row for row in range(first + 1, end) if not joins_inside(rows[row - 1], rows[row])]
        return [Target(self._line(row, end, self._pad), block, row, box) for row in dict.fromkeys((*starts, end))]

    def _line(self, row: int, end: int, pad: int) -> QLineF:
        above = self._rect(row - 1).bottom()
        y = (above + self._rect(row).top()) / 2 if row < end else above + _ROOM
        return QLineF(self._column.left() + pad, y, self._column.right() - pad, y)

    def _rect(self, row: int) -> QRectF:
        layout, document = self._view.document().documentLayout(), self._view.document()
        top = -self._view.verticalScrollBar().value()
        return layout.blockBoundingRect(document.findBlockByNumber(row)).translated(0, top)


def middle_of(rect: QRectF, point: QPointF) -> QLineF | None:
    """A line across the middle of a photo, when a point means the photo itself and not an edge of its block."""
    if not rect.left() <= point.x() <= rect.right() or not _is_between_edges(rect, point):
        return None
    return QLineF(rect.left(), rect.center().y(), rect.right(), rect.center().y())


def _is_between_edges(rect: QRectF, point: QPointF) -> bool:
    return rect.top() + _BAND * rect.height() <= point.y() <= rect.bottom() - _BAND * rect.height()


def side_at(page: Page, places: PhotoPlaces, dragged: int, point: QPointF) -> Target | None:
    """The side of another photo that a dragged photo would stand beside; None where an edge is meant."""
    rows = page.rows
    row = places.at(point)
    if row is None or row == dragged or rows[row].kind is not RowKind.FIGURE or rows[row].box:
        return None
    low, high = gallery_of(rows, row)
    if not low <= dragged < high and (high - low) // 2 >= MOST:
        return None
    rect = places.rect(row)
    if not _is_between_edges(rect, point):
        return None
    behind = point.x() >= rect.center().x()
    x = rect.right() + _GAP if behind else rect.left() - _GAP
    line = QLineF(x, rect.top(), x, rect.bottom())
    return Target(line, page.block_of(row), row, beside=row, behind=behind)
