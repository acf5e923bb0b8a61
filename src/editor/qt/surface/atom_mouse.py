"""Photos, tables and the like by the mouse: a press selects one, a drag moves it, a double click opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication

from editor.model.blocks import Figure
from editor.model.writing import select_atom
from editor.qt.surface.photo_places import PhotoPlaces

if TYPE_CHECKING:
    from editor.qt.surface.view import Surface

_PICTURE = 128  # px: how wide a photo is shown while it is dragged


class AtomMouse:
    """Each handler says whether the event was meant for an atom; the others are Qt's."""

    def __init__(self, page: Surface, places: PhotoPlaces) -> None:
        self._page = page
        self._places = places
        self._pressed: tuple[int, QPointF] | None = None

    def press(self, event: QMouseEvent) -> bool:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.button() != Qt.MouseButton.LeftButton or shift or self._page.isReadOnly():
            return False
        row = self._places.at(event.position())
        if row is None:
            return False
        self.select(row)
        self._pressed = (row, event.position())
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._pressed is None:
            return False
        row, start = self._pressed
        far = (event.position() - start).manhattanLength() >= QApplication.startDragDistance()
        if far and event.buttons() & Qt.MouseButton.LeftButton:
            self._pressed = None
            self._drag(row)
        return True

    def release(self, event: QMouseEvent) -> bool:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        if self._places.is_on_offer(pressed[0], event.position()):
            self.open(pressed[0])
        return True

    def double_click(self, event: QMouseEvent) -> bool:
        row = None if self._page.isReadOnly() else self._places.at(event.position())
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        self.select(row)
        self.open(row)
        return True

    def select(self, row: int) -> None:
        """Select an atom without scrolling: it is under the pointer."""
        bar = self._page.verticalScrollBar()
        before = bar.value()
        self._page.editing.word.end()
        self._page.editing.place(select_atom(row))
        bar.setValue(before)

    def select_at(self, point: QPoint) -> bool:
        """Select the atom under a point, for a menu on it; whether there is one."""
        row = self._places.at(QPointF(point))
        if row is not None and self._page.editing.selected_atom() != row:
            self.select(row)
        return row is not None

    def open(self, row: int) -> None:
        """What a double click, or Enter, means on an atom."""
        payload = self._page.editing.rows[row].payload
        if not isinstance(payload, Figure):
            self._page.atom_opened.emit(row)
        elif self._places.is_missing(row):
            self._page.file_wanted.emit(payload.src)
        else:
            self._page.photo_opened.emit(payload.src)

    def _drag(self, row: int) -> None:
        data = self._page.pasting.selection_data()
        drag = QDrag(self._page.viewport())
        drag.setMimeData(data)
        picture = self._picture(row)
        if not picture.isNull():
            drag.setPixmap(picture)
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)

    def _picture(self, row: int) -> QPixmap:
        """The photo, small, as it is under the pointer."""
        rect = self._places.rect(row).toRect().intersected(self._page.viewport().rect())
        shown = self._page.viewport().grab(rect)
        return shown.scaledToWidth(_PICTURE, Qt.TransformationMode.SmoothTransformation)
