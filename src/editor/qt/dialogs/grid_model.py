"""A table for Qt's views: cells are inlines, and every change is a new table with a way back inside the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from editor.model import tables
from editor.model.blocks import Inline, Table, text_of
from editor.model.retyping import retyped

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()  # of no cell: the table itself


class GridModel(QAbstractTableModel):
    """Holds the table of the sheet. `edited` is told after every change."""

    edited = Signal()

    def __init__(self, table: Table, name: Callable[[int, int], str]) -> None:
        """Args: name: what a screen reader calls the cell of a row and a column, both from 1."""
        super().__init__()
        self.table = tables.squared(table)
        self._name = name
        self._past: list[Table] = []
        self._future: list[Table] = []

    # -- Qt's questions

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else tables.size(self.table)[1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return text_of(self.inline(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._name(index.row() + 1, index.column() + 1)}: {text_of(self.inline(index))}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not isinstance(value, str):
            return False
        inline = retyped(self.inline(index), value)
        self.change(tables.with_cell(self.table, index.row(), index.column(), inline))
        return True

    # -- ours

    def inline(self, index: Index) -> Inline:
        return self.table.rows[index.row()][index.column()]

    def change(self, table: Table) -> None:
        """Another table from now on; one step of the sheet's own timeline."""
        if table != self.table:
            self._past.append(self.table)
            self._future.clear()
            self._show(table)

    def undo(self) -> bool:
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        return self._step(self._future, self._past)

    def mark(self, indexes: Iterable[QModelIndex], mark: str) -> None:
        self.change(tables.marked(self.table, {(index.row(), index.column()) for index in indexes}, mark))

    def clear(self, indexes: Iterable[QModelIndex]) -> None:
        """Empty cells."""
        table = self.table
        for index in indexes:
            table = tables.with_cell(table, index.row(), index.column(), ())
        self.change(table)

    def _step(self, source: list[Table], target: list[Table]) -> bool:
        if not source:
            return False
        target.append(self.table)
        self._show(source.pop())
        return True

    def _show(self, table: Table) -> None:
        same = tables.size(table) == tables.size(self.table)
        if not same:
            self.beginResetModel()
        self.table = table
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        else:
            self.endResetModel()
        self.edited.emit()
