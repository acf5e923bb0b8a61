"""Saving by itself: the journal within a second, the file a second after the last key, both in one worker thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.autosave import AutosaveClock
from editor.app.session import Change, DocumentSession, PendingSave
from editor.app.undoing import UndoKeeper, kept_steps
from editor.errors import EditorError, TakenOverError
from editor.library.journal import Journal
from editor.library.undo import Kept
from editor.library.workspace import Saved, Workspace
from editor.model.article import Article
from editor.model.history import History
from editor.qt.jobs_bridge import JobsBridge
from editor.work import Cancel

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class SaveState:
    """What the status bar says. "holding": the file could not be written, the journal keeps the text."""

    kind: Literal["saved", "writing", "holding"]
    at: datetime | None = None  # of the last save in this session


class _Rhythm(QObject):
    """When the file is due and when the journal is: each calls back at its time."""

    def __init__(self, parent: QObject, save: Callable[[], None], keep: Callable[[], None]) -> None:
        super().__init__(parent)
        self._save, self._keep = save, keep
        self.file = AutosaveClock()
        self.journal = AutosaveClock(quiet=0.3, limit=0.7)  # and the write itself: within a second (trust.md P1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)

    def touched(self) -> None:
        """The article has changed."""
        now = time.monotonic()
        self.file.touched(now)
        self.journal.touched(now)
        self._schedule()

    def save_again(self) -> None:
        """Something was typed while a save was on its way."""
        if not self.file.is_waiting:
            self.file.touched(time.monotonic())
            self._schedule()

    def stop(self) -> None:
        self._timer.stop()

    def _schedule(self) -> None:
        now = time.monotonic()
        waits = [wait for clock in (self.file, self.journal) if (wait := clock.wait(now)) is not None]
        if waits:
            self._timer.start(round(min(waits) * 1000))

    def _tick(self) -> None:
        now = time.monotonic()
        if self.file.is_due(now):
            self._save()
        elif self.journal.is_due(now):
            self._keep()
        self._schedule()


class Saver(QObject):
    """Keeps one session on the disk. `failed` carries the error of a save that did not succeed, and the folder."""

    state_changed = Signal(object)  # SaveState
    saved = Signal(object, object)  # Saved, PendingSave
    failed = Signal(object, object)  # EditorError, Path
    recalled = Signal()  # what former sessions can undo is there

    def __init__(self, parent: QObject | None = None, clock: Clock = lambda: datetime.now(UTC)) -> None:
        super().__init__(parent)
        self._clock = clock
        self._jobs = JobsBridge(self, workers=1)  # a journal must never overtake the save that makes it needless
        self._session: DocumentSession | None = None
        self._workspace: Workspace | None = None
        self._journal: Journal | None = None
        self._undo: UndoKeeper | None = None
        self._held_back = False
        self._end: Callable[[], None] | None = None
        self._due = _Rhythm(self, self.save_now, self.keep)
        self._left: Path | None = None
        self._waiting: tuple[DocumentSession, Callable[[], None]] | None = None
        self.state = SaveState("saved")

    @property
    def jobs(self) -> JobsBridge:
        """The thread of everything that is written beside the article."""
        return self._jobs

    def attach(self, workspace: Workspace, session: DocumentSession) -> None:
        """Look after this session from now on; the one before is saved first."""
        self.detach()
        self._workspace, self._session = workspace, session
        self._journal = Journal(session.folder)
        self._undo = UndoKeeper(session.folder)
        self._held_back = False
        self._end = session.subscribe(self._changed)
        self._set(SaveState("saved"))

    def recall(self, session: DocumentSession, article: Article) -> None:
        """Read what former sessions can undo, while this one is looked after. Args: article: as it was opened."""
        if session is not self._session:
            return
        folder = session.folder
        self._jobs.run(
            ("undo", folder),
            lambda _: kept_steps(folder, article),
            lambda found: self._recall(session, article, found),
            _quiet,
        )

    @property
    def journal(self) -> Journal | None:
        """Of the open article. What recovery has shown is read by this one, so that a save may take it away."""
        return self._journal

    def hold_back(self) -> None:
        """Write nothing into the article's file any more: it is somebody else's now. The journal goes on."""
        self._held_back = True
        self.keep()
        self._set(SaveState("holding", self.state.at))

    def _recall(self, session: DocumentSession, opened: Article, found: Kept) -> None:
        """What was undone before can be redone only by who has not typed since."""
        session.kept = found if session.history.present is opened else Kept(found.earlier)
        self.recalled.emit()

    def detach(self) -> None:
        """Save what is unsaved and look after nothing."""
        if self._session is not None:
            self._left = self._session.folder
            self._jobs.wait(("save", self._left))
        self.save_now()
        if self._end is not None:
            self._end()
        self._session = self._workspace = self._journal = self._undo = self._end = None
        self._due.stop()

    def settle(self, folder: Path) -> None:
        """Stand still until what was written of this article, open or left, is where it goes: before it is read."""
        for kind in ("save", "journal"):
            self._jobs.wait((kind, folder))

    def save_now(self) -> None:
        """Write what is unsaved, in the worker. Does nothing when the file says it all.

        While a save is on its way the next one waits for it: only then is it known what the file holds.
        """
        session, workspace, journal, undo = self._session, self._workspace, self._journal, self._undo
        if session is None or workspace is None or journal is None or undo is None:
            return
        self._due.file.saved()
        if self._held_back:
            self.keep()
            if self._waits_for(session) is not None:
                self.failed.emit(TakenOverError(session.folder), session.folder)
            return
        if self.is_saving():
            return
        self._due.journal.saved()
        pending = session.begin_save(self._clock())
        if pending is None:
            if self.state.kind != "saved":
                self._set(SaveState("saved", self.state.at))
            self._jobs.run(("journal", session.folder), lambda _: journal.remove(session.content_hash), _done, _quiet)
            return
        self._set(SaveState("writing", self.state.at))
        history, kept = session.history, session.kept

        def write(cancel: Cancel) -> Saved:
            _keep_steps(undo, history, kept)
            return _write(workspace, journal, pending)

        self._jobs.run(
            ("save", session.folder),
            write,
            lambda saved: self._confirmed(session, pending, saved),
            lambda error: self._failed(session, error),
        )

    def is_saving(self) -> bool:
        """Whether a save of the open article has not called back yet."""
        return self._session is not None and self._jobs.is_running(("save", self._session.folder))

    def when_saved(self, act: Callable[[], None]) -> None:
        """Act as soon as the file says what the session says; not at all when the save fails (`failed` tells)."""
        session = self._session
        if session is None or not (session.is_modified or self.is_saving()):
            act()
            return
        self._waiting = (session, act)
        self.save_now()

    def finish(self) -> bool:
        """Save and stand still until it is on the disk; whether it is. For export and for closing the window."""
        session = self._session
        if session is None:
            return True
        self._jobs.wait(("save", session.folder))  # one that runs already, with the hash that it will give
        self.save_now()
        self._jobs.wait(("save", session.folder))
        return not session.is_modified

    def close(self) -> None:
        """Save, wait, end the thread. What may not be saved is in the journal when this returns."""
        self.finish()
        self.detach()
        if self._left is not None:
            self.settle(self._left)
        self._jobs.close()

    def _changed(self, change: Change) -> None:
        if change.origin == "save":
            return
        if self.state.kind == "saved":
            self._set(SaveState("writing", self.state.at))
        self._due.touched()

    def keep(self) -> None:
        """Write the journal: what is typed and not saved yet."""
        session, journal = self._session, self._journal
        self._due.journal.saved()
        if session is None or journal is None or not session.is_modified:
            return
        article, base = session.article, session.content_hash
        self._jobs.run(
            ("journal", session.folder),
            lambda cancel: _keep(journal, article, base),
            _done,
            lambda error: self.failed.emit(error, session.folder),
        )

    def _confirmed(self, session: DocumentSession, pending: PendingSave, saved: Saved) -> None:
        session.finish_save(pending, saved.content_hash)
        if session is self._session:
            kind: Literal["saved", "writing"] = "writing" if session.is_modified else "saved"
            self._set(SaveState(kind, self._clock()))
            if session.is_modified:
                self._due.save_again()
        self.saved.emit(saved, pending)
        act = self._waits_for(session)
        if act is not None:
            self.when_saved(act) if session is self._session else act()

    def _failed(self, session: DocumentSession, error: EditorError) -> None:
        if session is self._session:
            self._set(SaveState("holding", self.state.at))
        self._waits_for(session)
        self.failed.emit(error, session.folder)

    def _waits_for(self, session: DocumentSession) -> Callable[[], None] | None:
        """What was to be done once this article is saved; never what another one's save was waited for."""
        if self._waiting is None or self._waiting[0] is not session:
            return None
        act, self._waiting = self._waiting[1], None
        return act

    def _set(self, state: SaveState) -> None:
        self.state = state
        self.state_changed.emit(state)


def _write(workspace: Workspace, journal: Journal, pending: PendingSave) -> Saved:
    """What the file does not take, the journal keeps, whether its article is still open or not."""
    try:
        saved = workspace.save_with_findings(pending.folder, pending.article, pending.expected_hash)
    except EditorError:
        _keep(journal, pending.article, pending.expected_hash)
        raise
    journal.remove(saved.content_hash)
    return saved


def _keep_steps(undo: UndoKeeper, history: History, kept: Kept) -> None:
    """Before the save, so that the steps lead to the file whenever a kill comes; they never stand in its way."""
    with suppress(EditorError):
        undo.keep(history, kept)


def _keep(journal: Journal, article: Article, base: str) -> None:
    from editor.source.writer import write

    journal.write(write(article), base)


def _done(result: object) -> None:
    """Nothing to tell: the journal is not shown."""


def _quiet(error: EditorError) -> None:
    """A journal that could not be taken away is harmless: it says what the file says."""
