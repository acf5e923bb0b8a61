"""The library's list: rows that stand by arithmetic, so that ten thousand cost as much as ten.

QListView asks every row for its size before it shows one; this one knows where a row stands and asks only what is seen.
It stays a QListView for screen readers and for the keys.
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QCursor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from editor.qt.panels.library_model import Index, LibraryModel
from editor.qt.panels.library_rows import Rows
from editor.qt.theme import Theme
from editor.qt.theme.controls import KeyboardFocus

_Move = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint


class LibraryView(QListView):
    """Enter opens; a click opens; Delete and the menu key are told. Come to by a key, it shows which row is meant."""

    deleted = Signal(QModelIndex)
    menu_asked = Signal(QModelIndex, QPoint)  # the point on the screen
    left_up = Signal()  # the up key on the first row

    def __init__(self, theme: Theme, model: LibraryModel) -> None:
        super().__init__()
        self.focus_ring = KeyboardFocus()
        self._theme = theme
        self._tall = False
        self._model = model
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setModel(model)
        model.modelReset.connect(self._lay_out)

    def set_tall(self, tall: bool) -> None:
        """Rows with an excerpt need one line more."""
        if tall != self._tall:
            self._tall = tall
            self._lay_out()

    def rows(self) -> Rows:
        """Where the rows stand."""
        px = self._theme.px
        height = px("layout.row_h.list_article") + (px(20) if self._tall else 0)
        return Rows(self._model.rowCount(), self._model.heads, height, px(26), px(34))

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        rows = self.rows()
        top = rows.top(index.row()) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), rows.height_of(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.rows().at(point.y() + self.verticalOffset())
        return self._model.index(row) if row >= 0 else QModelIndex()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible) -> None:
        if not index.isValid():
            return
        rows, bar = self.rows(), self.verticalScrollBar()
        top, height, room = rows.top(index.row()), rows.height_of(index.row()), self.viewport().height()
        if hint == _Hint.PositionAtCenter:
            bar.setValue(top - (room - height) // 2)
        elif top < bar.value():
            above = index.row() - 1
            bar.setValue(rows.top(above) if above in rows.heads else top)  # a day's name comes along
        elif top + height > bar.value() + room:
            bar.setValue(top + height - room)

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def _lay_out(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def doItemsLayout(self) -> None:
        """Asks for no paint: Qt lays out when a paint has begun, and would paint everything a second time."""
        self.updateGeometries()

    def updateGeometries(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        bar.setSingleStep(self._theme.px(28))
        bar.setRange(0, max(self.rows().total - room, 0))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region = region.united(self.visualRect(index))
        return region

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.selectionModel().select(index, command)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count, here = self._model.rowCount(), self.currentIndex().row()
        rows, page = self.rows(), max(self.viewport().height() // self.rows().height - 1, 1)
        steps = {
            _Move.MoveDown: (here + 1, 1),
            _Move.MoveNext: (here + 1, 1),
            _Move.MoveUp: (here - 1, -1),
            _Move.MovePrevious: (here - 1, -1),
            _Move.MovePageDown: (min(here + page, count - 1), 1),
            _Move.MovePageUp: (max(here - page, 0), -1),
            _Move.MoveHome: (0, 1),
            _Move.MoveEnd: (count - 1, -1),
        }
        row, step = steps.get(action, (here, 1))
        while row in rows.heads:
            row += step
        if not 0 <= row < count:
            return self.currentIndex()
        return self._model.index(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        rows, offset = self.rows(), self.verticalOffset()
        first = max(rows.at(event.rect().top() + offset), 0)
        last = rows.at(event.rect().bottom() + offset)
        last = rows.count - 1 if last < 0 else last
        if rows.count:
            self._model.look_at(rows.at(offset) if rows.at(offset) >= 0 else 0, last)
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus)
        spot = self.viewport().mapFromGlobal(QCursor.pos())
        hovered = self.indexAt(spot).row() if self.viewport().underMouse() else -1
        for row in range(first, last + 1):
            index = self._model.index(row)
            option.rect = self.visualRect(index)
            option.state = plain
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if row == hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            if self.hasFocus() and index == self.currentIndex():
                option.state |= QStyle.StateFlag.State_HasFocus
            self.itemDelegate().paint(painter, option, index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_ring.note(event)
        super().focusInEvent(event)
        if self.focus_ring.ring and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index_at(0))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and here.isValid():
            self.activated.emit(here)
        elif event.key() == Qt.Key.Key_Delete and here.isValid():
            self.deleted.emit(here)
        elif event.key() == Qt.Key.Key_Up and here == self._model.index_at(0):
            self.left_up.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_asked.emit(index, place)
