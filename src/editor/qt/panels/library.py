"""The library: every article of the workspace, found by any of its words, narrowed by state, section, author, time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from editor.errors import EditorError
from editor.library.listing import Listed
from editor.model.finding import Finding
from editor.qt.desk import Desk
from editor.qt.panels.empty import EmptyState
from editor.qt.panels.library_list import LibraryDelegate
from editor.qt.panels.library_model import PAGE, LibraryModel, Line
from editor.qt.panels.library_view import LibraryView
from editor.qt.panels.parts import Area, bind
from editor.qt.panels.search import SearchField
from editor.qt.theme.controls import Button, label

if TYPE_CHECKING:
    from editor.app.delivery import Delivery
    from editor.library.browsing import Offer, Shelf, Shown
    from editor.library.index import Index
    from editor.library.workspace import Workspace
    from editor.model.newsroom import Newsroom
    from editor.qt.panels.library_filters import LibraryFilters
    from editor.work import Cancel

_LIST, _EMPTY, _NOTHING, _BLANK = range(4)
_IDLE = 700  # ms of rest before the checks of what is seen are counted
_COUNTED = 24  # articles whose checks are counted in one go


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the index says to a question: the numbers, and the first lines at once."""

    shelf: Shelf
    lines: tuple[Shown, ...]
    offer: Offer | None


class LibraryPanel(Area):
    """Title and "new", the search field, filters, the list, or what to do while it is empty. `chosen` has a folder."""

    chosen = Signal(object)  # Path
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
        self._states: dict[Path, Delivery] = {}
        self._idle = QTimer(self)
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
        self._pages.setCurrentIndex(_BLANK)
        column.addSpacing(-theme.px(6))
        column.addWidget(self._pages, 1)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE)

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
        self.view.verticalScrollBar().valueChanged.connect(lambda at: self._idle.start())
        self.model.wanted.connect(self._fetch)
        self._idle.timeout.connect(self._count_checks)
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
        self._states.clear()
        self._offer = None
        self._pages.setCurrentIndex(_BLANK)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.filters.blockSignals(True)
        self.filters.clear()
        self.filters.blockSignals(False)

    def _ask(self, *, offer: bool = False) -> None:
        """Ask the index for what is wanted; the list stands as it is until the answer comes."""
        session = self._desk.session
        folder = session.folder.name if session is not None else ""
        wanted = replace(self.filters.wanted, query=self.search.text(), folder=folder)
        offer = offer or self._offer is None

        def work(index: Index, cancel: Cancel) -> _Answer:
            shelf = index.browse(wanted)
            return _Answer(shelf, index.page(shelf.rows[:PAGE], wanted.query), index.offer() if offer else None)

        self._idle.stop()
        self._desk.catalogue.cancel("badges")
        self._desk.catalogue.ask("shelf", work, self._show)

    def _show(self, answer: _Answer) -> None:
        searching = bool(self.search.text().strip())
        at = self.view.verticalScrollBar().value()
        by_day = not searching and bool(answer.shelf.times)
        self.view.set_tall(searching)
        self.model.show_shelf(answer.shelf, self._lines(answer.lines), by_day=by_day)
        self.model.forget_lines()
        self.view.verticalScrollBar().setValue(0 if searching else at)
        if answer.offer is not None:
            self._offer = answer.offer
            self.filters.show_offer(answer.offer)
        self._turn()
        current = self.model.index_at(answer.shelf.at)
        if current.isValid() and current != self.view.currentIndex():
            self.view.setCurrentIndex(current)
        self.view.viewport().update()
        self._idle.start()

    def _fetch(self, rows: tuple[int, ...]) -> None:
        """Lines that are looked at, with where their articles have been handed over."""
        query, workspace = self.search.text(), self._desk.workspace
        if workspace is None:
            return

        def work(index: Index, cancel: Cancel) -> tuple[Shown, ...]:
            return index.page(rows, query)

        def came(shown: tuple[Shown, ...]) -> None:
            if query == self.search.text():
                self.model.take(self._lines(shown))
                self._look_up_states(workspace, shown)

        self._desk.catalogue.ask(("page", rows[0]), work, came)

    def _look_up_states(self, workspace: Workspace, shown: Sequence[Shown]) -> None:
        articles = [(item.listed.folder, item.listed.id) for item in shown if item.listed.problem is None]

        def work(index: Index, cancel: Cancel) -> dict[Path, Delivery]:
            from editor.app.outbox import waiting
            from editor.app.receipt import delivery_states

            ids = {item.article_id for item in waiting(workspace)}
            return dict(delivery_states(workspace, articles, ids, cancel))

        def came(states: dict[Path, Delivery]) -> None:
            for folder, _ in articles:
                self._states.pop(folder, None)
            self._states.update(states)
            self.model.take(self._lines(shown))

        if articles:
            self._desk.catalogue.ask(("states", articles[0][0]), work, came)

    def _lines(self, shown: Sequence[Shown]) -> dict[int, Line]:
        return {item.row: Line(item, self._states.get(item.listed.folder)) for item in shown}

    def _count_checks(self) -> None:
        """Of what is seen and was not counted: how many checks are open."""
        workspace, newsroom = self._desk.workspace, self._desk.newsroom
        top = self.view.indexAt(self.view.viewport().rect().topLeft()).row()
        end = self.view.indexAt(self.view.viewport().rect().bottomLeft()).row()
        rows = range(max(top, 0), (end if end >= 0 else self.model.rowCount() - 1) + 1)
        seen = (self.model.row_at(self.model.index(row)) for row in rows)
        folders = [
            row.folder
            for row in seen
            if isinstance(row, Listed) and row.problem is None and not self.model.has_badge(row.folder)
        ][:_COUNTED]
        if workspace is None or not folders:
            return

        def came(counts: dict[Path, int]) -> None:
            for folder, count in counts.items():
                self.model.set_badge(folder, count)

        self._desk.catalogue.ask("badges", lambda index, cancel: _counted(workspace, newsroom, folders, cancel), came)

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


def _counted(workspace: Workspace, newsroom: Newsroom, folders: Sequence[Path], cancel: Cancel) -> dict[Path, int]:
    from editor.app.review import review

    counts: dict[Path, int] = {}
    for folder in folders:
        if cancel.is_set:
            break
        try:
            counts[folder] = len(review(workspace.load(folder), newsroom, datetime.now(UTC)))
        except EditorError:
            continue  # the list tells what is wrong with it
    return counts
