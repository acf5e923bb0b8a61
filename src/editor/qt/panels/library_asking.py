"""What the library's list asks the catalogue: numbers, lines of what is seen, and what there is to know of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from editor.errors import EditorError
from editor.qt.desk import Desk
from editor.qt.panels.library_model import PAGE, LibraryModel, Line

if TYPE_CHECKING:
    from editor.app.delivery import Delivery
    from editor.library.browsing import Offer, Shelf, Shown, Wanted
    from editor.library.index import Index
    from editor.library.workspace import Workspace
    from editor.model.newsroom import Newsroom
    from editor.work import Cancel

_AGAIN = 30_000  # ms between two looks at the disk, at least
_SELDOM = 50_000  # ms for each second that such a look takes
_REST = 60  # ms of rest before it is looked up where what is seen has been handed over
_IDLE = 700  # ms of rest before the checks of what is seen are counted
_HITS = 14  # lines with excerpts that come with the answer to a letter: a window full
_COUNTED = 24  # articles whose checks are counted in one go


@dataclass(frozen=True, slots=True)
class Answer:
    """What the index says to a question: the numbers, and the first lines at once.

    What the filters offer comes with it where nothing else can tell an empty library from filters that nothing fits.
    """

    shelf: Shelf
    lines: tuple[Shown, ...]
    offer: Offer | None


class LibraryAsking(QObject):
    """Asks and fills the model; the window goes on meanwhile. `seen` tells the rows that are seen."""

    offered = Signal(object)  # Offer: counted after the list is shown

    def __init__(self, desk: Desk, model: LibraryModel, seen: Callable[[], range], panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self._desk = desk
        self._model = model
        self._seen = seen
        self._query = ""
        self._delivered: dict[Path, Delivery] = {}
        self._looked_up: set[Path] = set()  # since the last question
        self._rest = self._timer(_REST, self._look_up_states)
        self._idle = self._timer(_IDLE, self._count_checks)
        self._again = QTimer(self)
        self._again.timeout.connect(self._look_again)
        self._again.start(_AGAIN)
        model.wanted.connect(self._fetch)

    def _timer(self, milliseconds: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def forget(self) -> None:
        """Another workspace."""
        self._delivered.clear()

    def ask(self, wanted: Wanted, done: Callable[[Answer], None], *, offer: bool) -> None:
        """Ask the index for what is wanted. Args: offer: also for what the filters offer."""
        session = self._desk.session
        wanted = replace(wanted, folder=session.folder.name if session is not None else "")
        self._query = wanted.query
        first = _HITS if wanted.query else PAGE

        def work(index: Index, cancel: Cancel) -> Answer:
            shelf = index.browse(wanted)
            cancel.check()
            alone = offer and not shelf.rows
            return Answer(shelf, index.page(shelf.rows[:first], wanted.query), index.offer() if alone else None)

        def came(answer: Answer) -> None:
            if not isValid(self):  # its window went while the index was asked
                return
            done(answer)
            if offer and answer.offer is None:
                self._desk.catalogue.ask("offer", lambda index, cancel: index.offer(), self._offered)

        for timer in (self._rest, self._idle):
            timer.stop()
        for key in ("states", "badges"):
            self._desk.catalogue.cancel(key)
        self._looked_up.clear()
        self._desk.catalogue.ask("shelf", work, came)

    def _offered(self, offer: Offer) -> None:
        self.offered.emit(offer)

    def shown(self) -> None:
        """An answer is shown. What is not needed to read the list waits while somebody types."""
        self.rest()
        if not self._query:
            self._look_up_states()

    def rest(self) -> None:
        """What is seen has changed: once nothing changes for a while, the rest is found out about it."""
        self._rest.start()
        self._idle.start()

    def _look_again(self) -> None:
        """Colleagues change articles in folders that nobody watches; a slow disk is asked less often."""
        if self._panel.isVisible() and self._panel.isActiveWindow() and not self._desk.is_busy():
            self._desk.refresh()
        self._again.start(max(_AGAIN, round(self._desk.catalogue.took * _SELDOM)))

    def lines(self, shown: Sequence[Shown]) -> dict[int, Line]:
        """Lines as the model takes them."""
        return {item.row: Line(item, self._delivered.get(item.listed.folder)) for item in shown}

    def _fetch(self, rows: tuple[int, ...]) -> None:
        """Lines that are looked at, with where their articles have been handed over."""
        query = self._query

        def work(index: Index, cancel: Cancel) -> tuple[Shown, ...]:
            return index.page(rows, query)

        def came(shown: tuple[Shown, ...]) -> None:
            if query == self._query:
                self._model.take(self.lines(shown))
                self.rest()

        self._desk.catalogue.ask(("page", rows), work, came)

    def _look_up_states(self) -> None:
        """Where what is seen has been handed over."""
        workspace, seen = self._desk.workspace, self._lines_seen()
        articles = [(line.listed.folder, line.listed.id) for line in seen if line.listed.folder not in self._looked_up]
        if workspace is None or not articles:
            return

        def work(index: Index, cancel: Cancel) -> dict[Path, Delivery]:
            from editor.app.outbox import waiting
            from editor.app.receipt import delivery_states

            ids = {item.article_id for item in waiting(workspace)}
            return dict(delivery_states(workspace, articles, ids, cancel))

        def came(states: dict[Path, Delivery]) -> None:
            for folder, _ in articles:
                self._looked_up.add(folder)
                self._delivered.pop(folder, None)
            self._delivered.update(states)
            self._model.take(self.lines([line.shown for line in seen]))

        self._desk.catalogue.ask("states", work, came)

    def _lines_seen(self) -> list[Line]:
        """What is seen and can be read."""
        lines = (self._model.line_at(self._model.index(row)) for row in self._seen())
        return [line for line in lines if isinstance(line, Line) and line.listed.problem is None]

    def _count_checks(self) -> None:
        """Of what is seen and was not counted: how many checks are open."""
        workspace, newsroom = self._desk.workspace, self._desk.newsroom
        seen = (line.listed.folder for line in self._lines_seen())
        folders = [folder for folder in seen if not self._model.has_badge(folder)][:_COUNTED]
        if workspace is None or not folders:
            return

        def came(counts: dict[Path, int]) -> None:
            for folder, count in counts.items():
                self._model.set_badge(folder, count)

        self._desk.catalogue.ask("badges", lambda index, cancel: _counted(workspace, newsroom, folders, cancel), came)


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
