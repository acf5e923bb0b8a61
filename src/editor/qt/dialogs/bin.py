"""The bin: what was thrown away, with a way back; what is over a month old goes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from editor.errors import EditorError
from editor.library.bin import BinEntry, entries, restore
from editor.qt.desk import Desk
from editor.qt.dialogs.decided import anyway, leave
from editor.qt.dialogs.sheet import Sheet
from editor.qt.dialogs.texts import TextRows
from editor.qt.panels.empty import EmptyState
from editor.qt.theme.controls import Button, label
from editor.qt.theme.ring import Ring

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor.library.workspace import Workspace
    from editor.qt.window import MainWindow

_ENTRY = Qt.ItemDataRole.UserRole
_ROWS = 7


class BinList(QListWidget):
    """Enter brings back."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.itemActivated.emit(item)
        else:
            super().keyPressEvent(event)


class BinSheet(Sheet):
    """Thrown away last first. What comes back is opened."""

    def __init__(self, desk: Desk, window: QWidget, workspace: Workspace, back: Callable[[Path], object]) -> None:
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("bin.title"), say("close"), theme.tokens.number("layout.sheet_w.md"))
        self.setObjectName("binSheet")
        self._desk, self._workspace, self._back = desk, workspace, back
        self.list = BinList()
        self.list.setObjectName("binList")
        self.list.setAccessibleName(say("bin.title"))
        self.list.setItemDelegate(TextRows(theme, self.list))
        self.list.setSpacing(theme.px(1))
        Ring(theme, self.list)
        self.nothing = EmptyState(theme, "trash", say("bin.empty"), "", say("bin.hint"))
        self.nothing.hide()
        self.content.addWidget(self.list)
        self.content.addWidget(self.nothing)
        self._hint = label(theme, say("bin.hint"), "ui_sm", "second")
        self.footer.addWidget(self._hint)
        self.footer.addStretch()
        self.button = Button(theme, "primary", say("bin.restore"), icon="undo-2")
        self.button.setEnabled(False)
        self.footer.addWidget(self.button)
        self._done = Button(theme, "secondary", say("close"))
        self._done.hide()
        self._done.clicked.connect(self.dismiss)
        self.footer.addWidget(self._done)
        self.button.clicked.connect(lambda: self._restore(self.list.currentItem()))
        self.list.itemActivated.connect(self._restore)
        self.list.currentRowChanged.connect(lambda row: self.button.setEnabled(row >= 0))
        desk.jobs.run("bin-list", lambda cancel: _read(workspace), self._show, self._failed)

    def _show(self, found: tuple[tuple[BinEntry, str], ...]) -> None:
        for entry, headline in found:
            thrown = self._desk.say("bin.thrown", when=entry.thrown)
            item = QListWidgetItem(f"{headline}\n{thrown}")
            item.setData(_ENTRY, entry)
            self.list.addItem(item)
        rows = min(len(found), _ROWS)
        self.list.setFixedHeight(sum(self.list.sizeHintForRow(row) + self._theme.px(2) for row in range(rows)))
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._hint.setVisible(bool(found))
        self.button.setVisible(bool(found))
        self._done.setVisible(not found)
        if found:
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refit()

    def _restore(self, item: QListWidgetItem | None) -> None:
        entry = item.data(_ENTRY) if item is not None else None
        if isinstance(entry, BinEntry):
            workspace = self._workspace
            came, failed = anyway(self._came), anyway(self._failed)
            self._desk.jobs.run(("restore", entry.name), lambda cancel: restore(workspace, entry), came, failed)

    def _came(self, folder: Path) -> None:
        leave(self)
        self._back(folder)

    def _failed(self, error: EditorError) -> None:
        leave(self)
        self._desk.report(error)


def _read(workspace: Workspace) -> tuple[tuple[BinEntry, str], ...]:
    """Every entry with its headline: reading those is not for the window's thread."""
    return tuple((entry, entry.headline) for entry in entries(workspace))


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget | None] | None:
    desk = window.desk
    if desk.workspace is None:
        return None

    def back(folder: Path) -> None:
        desk.refresh()
        window.open_article(folder)

    sheet = BinSheet(desk, window, desk.workspace, back)
    return sheet, sheet.close_button
