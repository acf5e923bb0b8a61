"""The library: every article of the workspace, found by its headline."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from editor.library.listing import Listed
from editor.model.finding import Finding
from editor.qt.desk import Desk
from editor.qt.panels.empty import EmptyState
from editor.qt.panels.library_list import LibraryDelegate, LibraryModel
from editor.qt.panels.parts import Area, bind
from editor.qt.panels.search import SearchField
from editor.qt.theme.controls import Button, KeyboardFocus, label


class LibraryView(QListView):
    """Enter opens; a click opens. Come to by a key, it shows which row is meant."""

    def __init__(self) -> None:
        super().__init__()
        self.focus_ring = KeyboardFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_ring.note(event)
        super().focusInEvent(event)
        if self.focus_ring.ring and not self.currentIndex().isValid():
            rows = (self.model().index(number, 0) for number in range(self.model().rowCount()))
            first = next((row for row in rows if row.flags() & Qt.ItemFlag.ItemIsSelectable), None)
            if first is not None:
                self.setCurrentIndex(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class LibraryPanel(Area):
    """Title and "new", the search field, the list, or what to do while it is empty. `chosen` carries a folder."""

    chosen = Signal(object)  # Path

    def __init__(self, desk: Desk, new_article: QAction) -> None:
        super().__init__("libraryPanel")
        self._desk = desk
        self._new = new_article
        self.model = LibraryModel(desk.messages, self)
        self.search = SearchField(desk.theme, desk.say("library.search"))
        self.search.setObjectName("librarySearch")
        self.view = LibraryView()
        self._pages = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        theme, say = self._desk.theme, self._desk.say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(12), 0, 0)
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(22), 0, theme.px(12), 0)
        head.addWidget(label(theme, say("library"), "ui_lg"))
        head.addStretch()
        head.addWidget(bind(Button(theme, "secondary", say("library.new"), icon="plus"), self._new))
        column.addLayout(head)
        field = QHBoxLayout()
        field.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        field.addWidget(self.search)
        column.addLayout(field)
        self.view.setObjectName("libraryList")
        self.view.setAccessibleName(say("library"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(
            LibraryDelegate(theme, self.model, self._desk.thumbnails, self.view, self.view.focus_ring)
        )
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        empty = EmptyState(theme, "file-text", say("library.empty"), say("library.first"), say("library.empty-hint"))
        empty.acted.connect(self._new.trigger)
        nothing = EmptyState(theme, "search", say("library.no-match"), say("library.show-all"))
        nothing.acted.connect(self.search.clear)
        for page in (self.view, empty, nothing, QWidget()):
            self._pages.addWidget(page)
        self._pages.setCurrentIndex(3)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        desk = self._desk
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._open_first)
        self.search.moved_down.connect(lambda: self.view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        desk.workspace_opened.connect(lambda: self._pages.setCurrentIndex(3))
        desk.listed.connect(self._show)
        desk.session_opened.connect(self._mark_open)
        desk.checker.found.connect(self._badge)
        desk.thumbnails.arrived.connect(lambda path: self.view.viewport().update())

    def _show(self, listed: tuple[Listed, ...]) -> None:
        at = self.view.verticalScrollBar().value()
        self.model.show_articles(listed)
        self.view.verticalScrollBar().setValue(at)
        self._turn()
        self._mark_open()

    def _search(self, words: str) -> None:
        self.model.search(words)
        self._turn()
        self._mark_open()

    def _turn(self) -> None:
        page = 0 if self.model.rowCount() else 2 if self.model.has_articles() else 1
        self._pages.setCurrentIndex(page)

    def _mark_open(self) -> None:
        session = self._desk.session
        if session is None:
            return
        index = self.model.index_of(session.folder)
        if index.isValid() and index != self.view.currentIndex():
            self.view.setCurrentIndex(index)

    def _badge(self, findings: tuple[Finding, ...]) -> None:
        if self._desk.session is not None:
            self.model.set_badge(self._desk.session.folder, len(findings))

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if isinstance(row, Listed):
            self.chosen.emit(row.folder)

    def _open_first(self) -> None:
        for number in range(self.model.rowCount()):
            row = self.model.row_at(self.model.index(number))
            if isinstance(row, Listed):
                self.chosen.emit(row.folder)
                return

    def show_folder(self, folder: Path) -> None:
        """Scroll to an article."""
        self.view.scrollTo(self.model.index_of(folder))
