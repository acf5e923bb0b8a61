"""The library: every article of the workspace, found by any of its words, narrowed by state, section, author, time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from editor.library.listing import Listed
from editor.model.finding import Finding
from editor.qt.desk import Desk
from editor.qt.panels.empty import EmptyState
from editor.qt.panels.library_asking import Answer, LibraryAsking
from editor.qt.panels.library_list import LibraryDelegate
from editor.qt.panels.library_model import LibraryModel
from editor.qt.panels.library_view import LibraryView
from editor.qt.panels.parts import Area, bind
from editor.qt.panels.search import SearchField
from editor.qt.theme.controls import Button, label

if TYPE_CHECKING:
    from editor.library.browsing import Offer
    from editor.qt.panels.library_filters import LibraryFilters

_LIST, _EMPTY, _NOTHING, _BLANK = range(4)


class LibraryPanel(Area):
    """Title and "new", the search field, filters, the list, or what to do while it is empty. `chosen` has a folder."""

    chosen = Signal(object)  # Path
    answered = Signal()  # the list shows what was asked for
    menu_asked = Signal(object, QPoint)  # Listed, and where on the screen

    def __init__(self, desk: Desk, new_article: QAction) -> None:
        from editor.library.browsing import Wanted
        from editor.qt.panels.library_filters import LibraryFilters

        super().__init__("libraryPanel")
        self._desk = desk
        self._new = new_article
        self.model = LibraryModel(desk.messages, self)
        self.search = SearchField(desk.theme, desk.say("library.search"))
        self.search.setObjectName("librarySearch")
        self.filters: LibraryFilters = LibraryFilters(desk.theme, desk.messages, Wanted())
        self.view = LibraryView(desk.theme, self.model)
        self.reading = label(desk.theme, "", "ui_sm", "second")
        self._bar = QProgressBar()
        self._pages = QStackedWidget()
        self._nothing = QWidget()
        self._offer: Offer | None = None
        self._asking = LibraryAsking(desk, self.model, self._seen, self)
        self._asking.offered.connect(self._show_offer)
        self._build()
        self._connect()
        if desk.workspace is not None:
            self._ask(offer=True)

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
        narrowing = QVBoxLayout()
        narrowing.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        narrowing.setSpacing(theme.px(8))
        narrowing.addWidget(self.search)
        narrowing.addWidget(self.filters)
        narrowing.addWidget(self.reading)
        narrowing.addWidget(self._bar)
        column.addLayout(narrowing)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.px(4))
        self._bar.setAccessibleName(say("library.reading-name"))
        self._show_reading(0, 0)
        self.view.setObjectName("libraryList")
        self.view.setAccessibleName(say("library"))
        self.view.setItemDelegate(LibraryDelegate(theme, self.model, self._desk.thumbnails, self.view))
        empty = EmptyState(theme, "newspaper", say("library.empty"), say("library.first"), say("library.empty-hint"))
        empty.acted.connect(self._new.trigger)
        for page in (self.view, empty, self._nothing, QWidget()):
            self._pages.addWidget(page)
        self._pages.setMinimumHeight(1)  # the list scrolls before search and filters are pressed together
        self._pages.setCurrentIndex(_BLANK)
        column.addSpacing(-theme.px(6))
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        desk = self._desk
        self.search.textChanged.connect(lambda words: self._ask())
        self.search.returnPressed.connect(self._open_first)
        self.search.moved_down.connect(lambda: self.view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.filters.changed.connect(self._ask)
        self.view.left_up.connect(lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.view.menu_asked.connect(self._ask_menu)
        self.view.verticalScrollBar().valueChanged.connect(lambda at: self._asking.rest())
        desk.workspace_opened.connect(self._begin)
        desk.catalogue.changed.connect(lambda: self._ask(offer=True))
        desk.catalogue.reading.connect(self._show_reading)
        desk.session_opened.connect(self._mark_open)
        desk.checker.found.connect(self._badge)
        desk.thumbnails.arrived.connect(lambda path: self.view.viewport().update())

    def current(self) -> Listed | None:
        """The article of the row at hand."""
        row = self.model.row_at(self.view.currentIndex())
        return row if isinstance(row, Listed) else None

    def show_folder(self, folder: Path) -> None:
        """Scroll to an article."""
        self.view.scrollTo(self.model.index_of(folder))

    def _begin(self) -> None:
        """Another workspace: nothing of the one before is shown."""
        self._asking.forget()
        self._offer = None
        self._pages.setCurrentIndex(_BLANK)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.filters.blockSignals(True)
        self.filters.clear()
        self.filters.blockSignals(False)

    def _ask(self, *, offer: bool = False) -> None:
        """Ask for what is wanted now; the list stands as it is until the answer comes."""
        wanted = replace(self.filters.wanted, query=self.search.text())
        self._asking.ask(wanted, self._show, offer=offer or self._offer is None)

    def _seen(self) -> range:
        """The rows that are seen."""
        port = self.view.viewport().rect()
        top, end = self.view.indexAt(port.topLeft()).row(), self.view.indexAt(port.bottomLeft()).row()
        return range(max(top, 0), (end if end >= 0 else self.model.rowCount() - 1) + 1)

    def _show(self, answer: Answer) -> None:
        searching = bool(self.search.text().strip())
        at = self.view.verticalScrollBar().value()
        by_day = not searching and bool(answer.shelf.times)
        self.view.set_tall(searching)
        self.model.show_shelf(answer.shelf, self._asking.lines(answer.lines), by_day=by_day)
        self.view.verticalScrollBar().setValue(0 if searching else at)
        if answer.offer is not None:
            self._show_offer(answer.offer)
        self._turn()
        current = self.model.index_at(answer.shelf.at)
        if current.isValid() and current != self.view.currentIndex():
            self.view.setCurrentIndex(current)
        self.view.viewport().update()
        self._asking.shown()
        self.answered.emit()

    def _show_offer(self, offer: Offer) -> None:
        self._offer = offer
        self.filters.show_offer(offer)

    def _turn(self) -> None:
        if self.model.rowCount():
            page = _LIST
        elif self._offer is not None and not self._offer.total:
            page = _EMPTY if self.reading.isHidden() else _BLANK
        else:
            self._say_nothing_fits()
            page = _NOTHING
        self._pages.setCurrentIndex(page)

    def _say_nothing_fits(self) -> None:
        say, words = self._desk.say, self.search.text().strip()
        filters = self.filters.names()
        fact = say("library.no-match", words=words) if words else say("library.no-match-filters")
        hint = say("library.no-match-hint-filters", filters=filters) if filters else say("library.no-match-hint")
        action = say("library.drop-filters" if filters else "library.show-all")
        state = EmptyState(self._desk.theme, "search", fact, action, hint)
        state.acted.connect(self._drop if filters else self.search.clear)
        self._pages.removeWidget(self._nothing)
        self._nothing.deleteLater()
        self._nothing = state
        self._pages.insertWidget(_NOTHING, state)

    def _drop(self) -> None:
        self.filters.clear()

    def _show_reading(self, done: int, total: int) -> None:
        """A long reading goes on; the list is used meanwhile."""
        for part in (self.reading, self._bar):
            part.setVisible(bool(total))
        if total:
            self.reading.setText(self._desk.say("library.reading", n=done, total=total))
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _mark_open(self) -> None:
        session = self._desk.session
        if session is None:
            return
        index = self.model.index_of(session.folder)
        if not index.isValid():
            self._ask()
        elif index != self.view.currentIndex():
            self.view.setCurrentIndex(index)

    def _badge(self, findings: tuple[Finding, ...]) -> None:
        if self._desk.session is not None:
            self.model.set_badge(self._desk.session.folder, len(findings))

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if isinstance(row, Listed):
            self.chosen.emit(row.folder)

    def _ask_menu(self, index: QModelIndex, place: QPoint) -> None:
        row = self.model.row_at(index)
        if isinstance(row, Listed):
            self.view.setCurrentIndex(index)
            self.menu_asked.emit(row, place)

    def _open_first(self) -> None:
        self._open(self.model.index_at(0))
