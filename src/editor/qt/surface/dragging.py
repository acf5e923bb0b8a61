"""Dragging a selection about: Qt's own is a removal and an insertion that leave orphans; ours is one edit."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.model.history import Caret
from editor.model.page import HEAD, Spot
from editor.model.slices import Slice, insert
from editor.model.writing import erase
from editor.qt.surface.editing import Editing

_ROOM = 8.0  # px between a block and the line that shows where something would be dropped


def move_selection(view: QTextEdit, editing: Editing, piece: Slice, to: Spot) -> bool:
    """The selection taken out and put in at another place, one undo step; nothing when that place lies in it."""
    chosen = editing.selected()
    if chosen is None or chosen[0] <= to <= chosen[1]:
        return False
    gesture = editing.gesture()
    if to > chosen[1]:
        _insert(editing, piece, to, gesture)
        behind = QTextCursor(view.textCursor())  # moves with the text when what lies before it goes
        _erase(editing, chosen, gesture)
        editing.place(Caret.at(*editing.spot(behind.position())))
        return True
    marker = QTextCursor(view.document())
    marker.setPosition(editing.position(to))
    marker.setKeepPositionOnInsert(True)
    _erase(editing, chosen, gesture)
    _insert(editing, piece, editing.spot(marker.position()), gesture)
    return True


def edge_at(view: QTextEdit, editing: Editing, point: QPoint) -> tuple[int, float]:
    """The edge of a block that is nearest to a point of the viewport.

    Returns how many blocks of the body stand above it, and its height in the viewport, px.
    """
    page, layout = editing.sync.page, view.document().documentLayout()
    scroll = view.verticalScrollBar().value()

    def rect(row: int) -> QRectF:
        return layout.blockBoundingRect(view.document().findBlockByNumber(row)).translated(0, -scroll)

    block = page.block_of(view.cursorForPosition(point).block().blockNumber())
    if block < 0:
        return 0, rect(HEAD - 1).bottom() + _ROOM
    first, end = page.rows_of(block)
    top, bottom = rect(first).top(), rect(end - 1).bottom()
    if point.y() < (top + bottom) / 2:
        return block, top - (_ROOM if block else 0)
    return block + 1, bottom + _ROOM


def _erase(editing: Editing, chosen: tuple[Spot, Spot], gesture: str) -> None:
    splice = erase(editing.rows, *chosen)
    if splice is not None:
        editing.run(splice, gesture)


def _insert(editing: Editing, piece: Slice, at: Spot, gesture: str) -> None:
    editing.run(insert(editing.rows, at, piece, editing.sync.fresh), gesture)
