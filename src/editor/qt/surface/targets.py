"""Where something that is dragged over the page would go: an edge between two blocks, or a photo's side."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtWidgets import QTextEdit

from editor.model.galleries import MOST, gallery_of
from editor.model.page import Page
from editor.model.rows import RowKind
from editor.qt.surface.photo_places import PhotoPlaces

_ROOM = 8.0  # px between the last block and the line
_BAND = 0.25  # of a photo's height, above and below, where the edge of its block is meant
_GAP = 4.0  # px between a photo and the line at its side


@dataclass(frozen=True, slots=True)
class Target:
    """`blocks` of the body stand above it, and `row` is the first below it; or it is beside a photo."""

    line: QLineF  # that shows it, in the viewport
    blocks: int
    row: int
    beside: int | None = None  # the row of the photo
    behind: bool = True


def edge_at(view: QTextEdit, page: Page, column: QRectF, point: QPointF) -> Target:
    """The edge of a block that is nearest to a point of the viewport."""
    layout = view.document().documentLayout()
    scroll = view.verticalScrollBar().value()

    def rect(row: int) -> QRectF:
        return layout.blockBoundingRect(view.document().findBlockByNumber(row)).translated(0, -scroll)

    def target(blocks: int) -> Target:
        row = page.starts[blocks] if blocks < len(page.starts) else len(page.rows)
        above = rect(row - 1).bottom()
        y = (above + rect(row).top()) / 2 if row < len(page.rows) else above + _ROOM
        return Target(QLineF(column.left(), y, column.right(), y), blocks, row)

    block = page.block_of(view.cursorForPosition(point.toPoint()).block().blockNumber())
    if block < 0:
        return target(0)
    first, end = page.rows_of(block)
    return target(block if point.y() < (rect(first).top() + rect(end - 1).bottom()) / 2 else block + 1)


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
