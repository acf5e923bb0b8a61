"""Dragging a selection about: Qt's own is a removal and an insertion that leave orphans; ours is one edit."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.model.history import Caret
from editor.model.page import Spot
from editor.model.slices import Slice, insert
from editor.model.writing import erase
from editor.qt.surface.editing import Editing


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


def _erase(editing: Editing, chosen: tuple[Spot, Spot], gesture: str) -> None:
    splice = erase(editing.rows, *chosen)
    if splice is not None:
        editing.run(splice, gesture)


def _insert(editing: Editing, piece: Slice, at: Spot, gesture: str) -> None:
    editing.run(insert(editing.rows, at, piece, editing.sync.fresh), gesture)
