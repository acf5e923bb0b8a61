"""The cells of a table as a grid: keys, clipboard, and words drawn with their marks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QObject, QPersistentModelIndex, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from editor.model import tables
from editor.model.blocks import Table
from editor.qt.dialogs.grid_model import GridModel
from editor.qt.panels.parts import leaves_undo
from editor.qt.surface.formats import Formats
from editor.qt.surface.table_paint import cell_layout, wrap
from editor.qt.theme import Theme

_PAD, _LEAST, _MOST = 10, 120, 320
_Standard = QKeySequence.StandardKey
_GOING_ON = (QAbstractItemView.EditTrigger.EditKeyPressed, QAbstractItemView.EditTrigger.DoubleClicked)


class CellPainter(QStyledItemDelegate):
    """Draws a cell as the page does, and edits its words in a line."""

    finished = Signal()

    def __init__(self, theme: Theme, model: GridModel, parent: QObject) -> None:
        super().__init__(parent)
        self._formats = Formats(theme)
        self._theme = theme
        self._model = model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect, color, pad = option.rect, self._theme.color, self._theme.px(_PAD)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "bg_selected" if chosen else "bg_canvas" if index.row() == 0 else "bg_raised"
        painter.fillRect(rect, color(ground))
        layout = cell_layout(self._formats, self._model.inline(index), head=index.row() == 0)
        wrap(layout, rect.width() - 2 * pad)
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(color("text"))
        layout.draw(painter, QPointF(rect.left() + pad, rect.top() + pad))
        painter.restore()
        painter.setPen(color("border"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(color("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        pad = self._theme.px(_PAD)
        layout = cell_layout(self._formats, self._model.inline(index), head=index.row() == 0)
        view = self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else self._theme.px(_LEAST)
        height = max(wrap(layout, width - 2 * pad), self._formats.line("caption"))
        natural = max((layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount())), default=0.0)
        return QSize(round(natural) + 2 * pad + 1, round(height) + 2 * pad)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        line = QLineEdit(parent)
        line.setFont(self._formats.font("caption", weight=600 if index.row() == 0 else None))
        line.setAccessibleName(str(self._model.data(index, Qt.ItemDataRole.AccessibleTextRole)).split(":", 1)[0])
        return line

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Ctrl+Enter hands the words over and is the sheet's then: it takes the table over."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _takes_over(event):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.finished.emit()
            return True
        return super().eventFilter(editor, event)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        editor.setGeometry(option.rect)


def _takes_over(event: QKeyEvent) -> bool:
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class GridView(QTableView):
    """Tab goes from cell to cell and, behind the last one, makes a row; Enter goes down; typing writes over a cell."""

    finished = Signal()  # Ctrl+Enter in a cell

    def __init__(self, theme: Theme, model: GridModel, name: str) -> None:
        super().__init__()
        self._model = model
        self._theme = theme
        self.setObjectName("gridView")
        self.setAccessibleName(name)
        self.setModel(model)
        painter = CellPainter(theme, model, self)
        painter.finished.connect(self.finished)
        self.setItemDelegate(painter)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setShowGrid(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.hide()
        model.edited.connect(self.fit)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Columns as wide as their words, within limits; together at least as wide as the grid."""
        model, px = self._model, self._theme.px
        count = model.columnCount()
        for column in range(count):
            self.setColumnWidth(column, px(_MOST))
        wanted = [max(min(self.sizeHintForColumn(column), px(_MOST)), px(_LEAST)) for column in range(count)]
        spare = max(self.viewport().width() - sum(wanted), 0) // max(count, 1)
        for column, width in enumerate(wanted):
            self.setColumnWidth(column, width + spare)
        self.resizeRowsToContents()

    def go(self, row: int, column: int) -> None:
        index = self._model.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and leaves_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._standard(event) and not self._own(event):
            super().keyPressEvent(event)

    def _standard(self, event: QKeyEvent) -> bool:
        for key, act in (
            (_Standard.Undo, self._model.undo),
            (_Standard.Redo, self._model.redo),
            (_Standard.Copy, self.copy),
            (_Standard.Cut, self.cut),
            (_Standard.Paste, self.paste),
        ):
            if event.matches(key):
                here = self.currentIndex()
                act()
                if not self.currentIndex().isValid():
                    self.go(
                        min(here.row(), self._model.rowCount() - 1), min(here.column(), self._model.columnCount() - 1)
                    )
                return True
        return False

    def _own(self, event: QKeyEvent) -> bool:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        key = Qt.Key(event.key())
        if control and key in {Qt.Key.Key_B, Qt.Key.Key_I}:
            self._model.mark(self.selectedIndexes(), "strong" if key == Qt.Key.Key_B else "emphasis")
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not event.modifiers():
            self._model.clear(self.selectedIndexes())
        elif key == Qt.Key.Key_Tab and self._is_at_end():
            self.add_row(self._model.rowCount())
            self.go(self._model.rowCount() - 1, 0)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._down()
        else:
            return False
        return True

    def edit(self, index: QModelIndex | QPersistentModelIndex, *how: object) -> bool:  # type: ignore[override]  # Qt's two in one
        """F2 and a double click go on writing at the end of what is there; a letter writes over it."""
        done = bool(super().edit(index, *how))
        line = QApplication.focusWidget()
        if how and how[0] in _GOING_ON and isinstance(line, QLineEdit) and self.isAncestorOf(line):
            line.end(False)
        return done

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell goes to the one below; Tab behind the last one makes a row."""
        ended = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        last = hint == QAbstractItemDelegate.EndEditHint.EditNextItem and self._is_at_end()
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if ended or last else hint)
        if last:
            self.add_row(self._model.rowCount())
            self.go(self._model.rowCount() - 1, 0)
        elif ended:
            self._down()

    def _is_at_end(self) -> bool:
        here = self.currentIndex()
        return (here.row(), here.column()) == (self._model.rowCount() - 1, self._model.columnCount() - 1)

    def _down(self) -> None:
        here = self.currentIndex()
        if here.row() + 1 < self._model.rowCount():
            self.go(here.row() + 1, here.column())

    # -- rows and columns

    def add_row(self, at: int) -> None:
        if self._model.rowCount() < tables.MOST_ROWS:
            column = max(self.currentIndex().column(), 0)
            self._model.change(tables.with_row(self._model.table, at))
            self.go(at, column)

    def add_column(self, at: int) -> None:
        if self._model.columnCount() < tables.MOST_COLUMNS:
            row = max(self.currentIndex().row(), 0)
            self._model.change(tables.with_column(self._model.table, at))
            self.go(row, at)

    def remove_row(self) -> None:
        here = self.currentIndex()
        self._model.change(tables.without_row(self._model.table, here.row()))
        self.go(min(here.row(), self._model.rowCount() - 1), here.column())

    def remove_column(self) -> None:
        here = self.currentIndex()
        self._model.change(tables.without_column(self._model.table, here.column()))
        self.go(here.row(), min(here.column(), self._model.columnCount() - 1))

    # -- the clipboard

    def chosen(self) -> tables.Cells:
        indexes = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        rows = sorted({index.row() for index in indexes})
        return tuple(tuple(self._model.inline(index) for index in indexes if index.row() == row) for row in rows)

    def copy(self) -> None:
        from editor.model.rows import atom_row
        from editor.model.slices import Slice
        from editor.qt.surface.clipboard import mime_of, put_data

        cells = self.chosen()
        if cells:
            data = mime_of(Slice((atom_row(Table(cells)),)))
            data.setText(tables.to_text(cells))
            put_data(data)

    def cut(self) -> None:
        self.copy()
        self._model.clear(self.selectedIndexes())

    def paste(self) -> None:
        """Cells of ours, of a web page or of a spreadsheet, from the current cell on; else words into it."""
        data = QGuiApplication.clipboard().mimeData()
        here = self.currentIndex()
        cells = cells_of(data) if data is not None else ()
        if cells and here.isValid():
            self._model.change(tables.put(self._model.table, here.row(), here.column(), cells))
            self.go(here.row(), here.column())


def cells_of(data: QMimeData) -> tables.Cells:
    """The cells that a clipboard holds: a table in our own form or in HTML, else tabs and lines."""
    from editor.qt.surface.clipboard import slice_from

    if data.hasHtml() or not data.hasText():
        found = next((row.payload for row in slice_from(data).rows if isinstance(row.payload, Table)), None)
        if found is not None:
            return found.rows
    return tables.from_text(data.text())
