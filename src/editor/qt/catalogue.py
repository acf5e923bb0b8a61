"""The library as the window asks it: one index, used by threads of its own, while the window goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from editor.errors import EditorError
from editor.qt.jobs_bridge import JobsBridge
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.library.index import Index
    from editor.library.listing import Listing
    from editor.library.workspace import Workspace

    _Look = tuple[int, Listing]  # every article's line at one moment; a higher number is a later moment

T = TypeVar("T")
_OFTEN = 0.3  # seconds between two words about the progress of reading
_LONG = 0.5  # seconds of reading after which what is there already is shown


class Catalogue(QObject):
    """Answers about one workspace at a time. The index is opened by the first job, after the window's first paint."""

    changed = Signal()  # what the index says is another than before
    reading = Signal(int, int)  # a long reading goes on: articles done, of how many; (0, 0) when it is over

    _moved = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._jobs: JobsBridge | None = None
        self._shelf: _Shared | None = None
        self._shown = 0  # number of the look whose lines were given last
        self.took = 0.0  # seconds of the last look at the disk
        self._moved.connect(self._tell)

    def open(self, workspace: Workspace) -> None:
        """Ask this workspace from now on."""
        self.close()
        self._workspace = workspace
        self._shelf = _Shared(workspace)
        self._shown = 0
        self._jobs = JobsBridge(self)

    def close(self) -> None:
        """Wait for what runs, and let go of the index."""
        if self._jobs is not None and self._shelf is not None:
            self._jobs.close()
            self._jobs.deleteLater()
            self._shelf.close()
        self._jobs = self._shelf = self._workspace = None

    def is_busy(self) -> bool:
        return self._jobs is not None and self._jobs.is_busy()

    def refresh(self, done: Callable[[Listing], None], failed: Callable[[EditorError], None]) -> None:
        """Read what has changed on the disk; `done` gets every article's line."""
        jobs, shelf, workspace = self._jobs, self._shelf, self._workspace
        if jobs is None or shelf is None or workspace is None:
            return
        told = _Telling(lambda at, of: self._moved.emit(shelf, at, of))

        def read(cancel: Cancel) -> _Look:
            begin = time.monotonic()
            index = shelf.index()
            index.refresh(workspace.article_folders(), cancel, told)
            look = shelf.look()
            index.refresh_archive(cancel, told)
            self.took = time.monotonic() - begin
            return look

        def came(look: _Look) -> None:
            self._show(look, done)
            self._came()

        def missed(error: EditorError) -> None:
            self.reading.emit(0, 0)
            failed(error)

        jobs.run("refresh", read, came, missed)

    def relearn(self, folder: Path, done: Callable[[Listing], None]) -> None:
        """Read one article anew: it was saved here."""
        shelf = self._shelf
        if self._jobs is None or shelf is None:
            return

        def read(cancel: Cancel) -> _Look:
            shelf.index().relearn(folder)
            return shelf.look()

        def came(look: _Look) -> None:
            self._show(look, done)
            self.changed.emit()

        self._jobs.run(("relearn", folder), read, came, _later)

    def ask(
        self,
        key: Hashable,
        work: Callable[[Index, Cancel], T],
        done: Callable[[T], None],
        failed: Callable[[EditorError], None] | None = None,
    ) -> None:
        """Ask the index something; the answer to a newer question of the same key is the only one that comes."""
        shelf = self._shelf
        if self._jobs is not None and shelf is not None:
            self._jobs.run(key, lambda cancel: work(shelf.index(), cancel), done, failed or _later)

    def cancel(self, key: Hashable) -> None:
        if self._jobs is not None:
            self._jobs.cancel(key)

    def _show(self, look: _Look, done: Callable[[Listing], None]) -> None:
        """Two threads look; what was seen later may come sooner."""
        number, listing = look
        if number > self._shown:
            self._shown = number
            done(listing)

    def _came(self) -> None:
        self.reading.emit(0, 0)
        self.changed.emit()

    def _tell(self, shelf: object, done: int, total: int) -> None:
        if shelf is self._shelf:
            self.reading.emit(done, total)
            self.changed.emit()


class _Shared:
    """The index of a workspace, opened by whoever needs it first."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = Lock()
        self._looking = Lock()
        self._looks = 0
        self._index: Index | None = None

    def look(self) -> _Look:
        index = self.index()
        with self._looking:
            self._looks += 1
            return self._looks, index.listed()

    def index(self) -> Index:
        with self._lock:
            if self._index is None:
                self._index = self._workspace.index()
            return self._index

    def close(self) -> None:
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None


class _Telling:
    """A progress that speaks seldom, and not at all of short work."""

    def __init__(self, tell: Callable[[int, int], object]) -> None:
        self._tell = tell
        self._next = time.monotonic() + _LONG

    def __call__(self, done: int, total: int, item: str) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _OFTEN
            self._tell(done, total)


def _later(error: EditorError) -> None:
    """What cannot be answered just now is asked again with the next look at the disk, which says why."""
