"""What is dragged over the page and dropped on it: files, photos of the page, selections, text from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, Qt, QTimer
from PySide6.QtGui import QDropEvent

from editor.model import galleries
from editor.model.blocks import Figure
from editor.model.rows import RowKind
from editor.qt.surface.canvas import Canvas
from editor.qt.surface.clipboard import files_of
from editor.qt.surface.formats import BOX_PAD
from editor.qt.surface.photo_places import PhotoPlaces
from editor.qt.surface.targets import IN_BOXES, Edges, Target, middle_of, side_at

if TYPE_CHECKING:
    from editor.qt.surface.view import Surface

_NEAR, _STEP, _PAUSE = 40, 24, 40
"""px from the edge of the viewport where the page scrolls along, px a step, ms between steps."""


class Dropping:
    """Shows where it would go within the next frame, and puts it there as one undo step."""

    def __init__(self, page: Surface, canvas: Canvas, places: PhotoPlaces) -> None:
        self._page = page
        self._canvas = canvas
        self._places = places
        self._over: tuple[QPointF, int | None] | None = None  # where, and which row is dragged
        self._scrolling = QTimer(page)
        self._scrolling.setInterval(_PAUSE)
        self._scrolling.timeout.connect(self._scroll_along)

    def drag_over(self, event: QDropEvent) -> bool:
        """Show where a file or a photo would go; False for what Qt shows by itself."""
        if self._page.isReadOnly():
            return False
        dragged = self._dragged(event)
        if dragged is None and not files_of(event.mimeData()):
            self.leave()
            return False
        self._over = (event.position(), dragged)
        lost = self._missing_at(event) if dragged is None else None
        self._canvas.show_drop(lost[1] if lost is not None else self._target(*self._over).line)
        self._scrolling.start()
        if dragged is None:
            event.acceptProposedAction()
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        return True

    def leave(self) -> None:
        self._over = None
        self._scrolling.stop()
        self._canvas.show_drop(None)

    def drop(self, event: QDropEvent) -> None:
        self.leave()
        page, data = self._page, event.mimeData()
        place = page.cursorForPosition(event.position().toPoint()).position()
        page.commit_preedit()
        page.flush()
        if page.isReadOnly():
            event.ignore()
            return
        dragged = self._dragged(event)
        if dragged is not None:
            self._move(dragged, self._target(event.position(), dragged))
            _accept(event, Qt.DropAction.MoveAction)
            return
        to = page.editing.spot(place)
        if self._is_own(event):
            if page.pasting.move(data, to):
                _accept(event, Qt.DropAction.MoveAction)
            else:
                event.ignore()
            return
        files = files_of(data)
        lost = self._missing_at(event)
        if lost is not None:
            page.file_given.emit(lost[0], files[0])
            event.acceptProposedAction()
        elif files:
            page.files_dropped.emit(files, self._target(event.position(), None).blocks)
            event.acceptProposedAction()
        elif page.canInsertFromMimeData(data):
            page.editing.place(page.editing.caret().at(*to))
            page.insertFromMimeData(data)
            _accept(event, Qt.DropAction.CopyAction)
        else:
            event.ignore()

    def _missing_at(self, event: QDropEvent) -> tuple[str, QLineF] | None:
        """The missing photo under the pointer, and a line across it: one file that is dropped there is its file."""
        row = self._places.at(event.position()) if len(files_of(event.mimeData())) == 1 else None
        payload = self._page.editing.rows[row].payload if row is not None else None
        if row is None or not isinstance(payload, Figure) or not self._places.is_missing(row):
            return None
        line = middle_of(self._places.rect(row), event.position())
        return None if line is None else (payload.src, line)

    def _is_own(self, event: QDropEvent) -> bool:
        return event.source() in {self._page, self._page.viewport()}

    def _dragged(self, event: QDropEvent) -> int | None:
        """The row of the photo, table or the like of this page that is dragged."""
        return self._page.editing.selected_atom() if self._is_own(event) else None

    def _target(self, point: QPointF, dragged: int | None) -> Target:
        page, formats = self._page.sync.page, self._page.sync.formats
        kind = None if dragged is None else page.rows[dragged].kind
        if dragged is not None and kind is RowKind.FIGURE:
            side = side_at(page, self._places, dragged, point)
            if side is not None:
                return side
        edges = Edges(self._page, page, self._canvas.column, formats.px(BOX_PAD))
        return edges.nearest(point, into_boxes=kind in IN_BOXES)

    def _move(self, dragged: int, target: Target) -> None:
        editing = self._page.editing
        if target.beside is not None:
            fresh, behind = editing.sync.fresh, target.behind
            editing.run(galleries.join(editing.rows, dragged, target.beside, fresh, behind=behind))
        else:
            editing.run(galleries.move(editing.rows, dragged, target.row, target.box))

    def _scroll_along(self) -> None:
        """Near the upper or lower edge the page moves under what is dragged."""
        if self._over is None:
            self._scrolling.stop()
            return
        y, height = self._over[0].y(), self._page.viewport().height()
        by = -_STEP if y < _NEAR else _STEP if y > height - _NEAR else 0
        if by:
            bar = self._page.verticalScrollBar()
            bar.setValue(bar.value() + by)
            self._canvas.show_drop(self._target(*self._over).line)


def _accept(event: QDropEvent, action: Qt.DropAction) -> None:
    event.setDropAction(action)
    event.accept()
