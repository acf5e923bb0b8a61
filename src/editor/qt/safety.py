"""What keeps a window safe beside its parts: two texts, leases, unreadable articles, full disks, crashes, a log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor.app import logbook, safe_mode
from editor.errors import EditorError, LockedError
from editor.qt.panels.banner import Notice
from editor.qt.when_free import when_free
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.room import Low
    from editor.app.session import Change, DocumentSession, PendingSave
    from editor.library.workspace import Saved
    from editor.qt.window import MainWindow

_WORKING = 30_000  # ms after which a start has not crashed
_ROOM = 60_000  # ms between two looks at the room on the disks


class Safety(QObject):
    """A tool of the window (`editor.qt.tools`); it has no verbs, it looks on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._told_low = False
        self._room = QTimer(self)
        self._room.setInterval(_ROOM)
        self._room.timeout.connect(self._look_for_room)
        self._connect()
        logbook.open_log()
        logbook.note("start", safe=safe_mode.is_on())
        QTimer.singleShot(_WORKING, self, self._settled)
        self._room.start()
        if safe_mode.is_on():
            self._tell_safe()

    def act(self, verb: str) -> None:
        """Nothing can be asked of it."""

    def is_on(self, verb: str) -> bool:
        return False

    def can(self, verb: str) -> bool:
        return False

    def _connect(self) -> None:
        window, desk = self._window, self._desk
        desk.disk.asked.connect(window.shell.open)
        desk.saver.recalled.connect(window.actions_.refresh_soon)
        desk.saver.saved.connect(self._note_saved)
        desk.saver.failed.connect(self._note_failed)
        desk.workspace_opened.connect(self._workspace_opened)
        desk.hold.taken.connect(self._held)
        desk.hold.lost.connect(self._lost)
        desk.session_opened.connect(self._opened)
        window.actions_.by_id["file.save"].triggered.connect(desk.disk.versions.by_hand)
        window.library.chosen.connect(self._chosen)
        window.destroyed.connect(logbook.close_log)

    # -- leases -----------------------------------------------------------------------------------------------------

    def _held(self, error: LockedError) -> None:
        """Somebody else has it open: reading is free, writing is said to be taken over."""
        say = self._desk.say
        sentence = self._desk.messages.error(error)
        take = Notice("warning", "", sentence, say("lease.take"), self._desk.hold.take_over, about="lease")
        self._desk.noticed.emit(take)

    def _lost(self, error: LockedError) -> None:
        """Somebody has taken over: from now on what is typed here goes into a copy."""
        session, desk = self._desk.session, self._desk
        if session is None:
            return
        logbook.note("lease-lost", place=session.folder)
        desk.saver.hold_back()
        if session.is_modified:
            self._save_as_copy()
            return
        desk.noticed.emit(Notice("warning", desk.say("lease.lost"), desk.say("lease.lost-hint"), about="lease"))
        end = session.subscribe(lambda change: self._first_change(change, end))

    def _first_change(self, change: Change, end: object) -> None:
        if callable(end):
            end()
        if change.origin != "disk":
            QTimer.singleShot(0, self, self._save_as_copy)

    def _save_as_copy(self) -> None:
        """The journal keeps what is typed until the copy stands; the copy then goes on with it."""
        desk, session = self._desk, self._desk.session
        workspace = desk.workspace
        if session is None or workspace is None:
            return
        snapshot, journal = session.article, desk.saver.journal
        suffix = f"({desk.say('texts.copy-suffix')})"

        def make(cancel: Cancel) -> Path:
            from datetime import UTC, datetime

            from editor.app.copies import keep_as_article

            headline = f"{snapshot.headline} {suffix}".strip()
            return keep_as_article(workspace, session.folder, snapshot, headline, datetime.now(UTC))

        def made(folder: Path) -> None:
            from dataclasses import replace

            self._window.open_article(folder)
            latest = session.article  # now it has the word that was still being composed
            copy = desk.session
            if copy is None or copy.folder != folder:
                return
            if latest != snapshot:
                fresh = copy.article
                headline = f"{latest.headline} {suffix}".strip()  # somebody may be writing just that
                copy.apply(replace(latest, id=fresh.id, slug=fresh.slug, headline=headline), "disk")
                desk.saver.keep()  # in the copy's own journal before the old one goes
                self._bring_photos(session.folder, copy)
            if journal is not None:
                desk.saver.jobs.run("old-journal", lambda cancel: journal.discard(), _done, _quiet)
            desk.refresh()
            desk.noticed.emit(Notice("info", desk.say("lease.copied"), desk.say("lease.copied-hint"), about="lease"))

        def stands(folder: Path) -> None:
            when_free(self._window, lambda: made(folder))

        desk.jobs.run(("copy", session.folder), make, stands, desk.report)

    def _bring_photos(self, source: Path, copy: DocumentSession) -> None:
        """Those that came into the article while its copy was made."""
        article = copy.article

        def bring(cancel: Cancel) -> None:
            from editor.app.copies import bring_photos

            bring_photos(source, copy.folder, article)

        surface = self._window.surface
        self._desk.jobs.run(("photos", copy.folder), bring, lambda _: surface.look_for_photos(), self._desk.report)

    # -- articles that cannot be read -------------------------------------------------------------------------------

    def _chosen(self, folder: Path) -> None:
        """Chosen in the library and not open now: say why, and offer its file as it stands."""
        session = self._desk.session
        if session is not None and session.folder == folder:
            return
        problem = next((item.problem for item in self._desk.articles if item.folder == folder), None)
        if problem is None:
            return
        say = self._desk.say
        self._desk.noticed.emit(
            Notice(
                "danger",
                "",
                self._desk.messages.error(problem),
                say("raw.show"),
                lambda: self._show_raw(folder, problem),
            )
        )

    def _show_raw(self, folder: Path, problem: EditorError) -> None:
        from editor.qt.dialogs.raw import RawSheet

        sheet = RawSheet(self._desk, self._window, folder, problem)
        self._window.shell.present(sheet, sheet.text)

    # -- disks, crashes, the log ------------------------------------------------------------------------------------

    def _workspace_opened(self) -> None:
        if self._desk.workspace is not None:
            logbook.note("workspace", place=self._desk.workspace.root)
            self._look_for_room()

    def _look_for_room(self) -> None:
        workspace = self._desk.workspace
        if workspace is None:
            return

        def look(cancel: Cancel) -> Low | None:
            from editor.app.room import low_on_room

            return low_on_room(workspace.root)

        self._desk.jobs.run("room", look, self._tell_room, _quiet)

    def _tell_room(self, low: Low | None) -> None:
        """Once, until there is room again: a sentence that comes every minute is read by nobody."""
        if low is None:
            if self._told_low:
                self._desk.settled.emit("room")
            self._told_low = False
        elif not self._told_low:
            self._told_low = True
            logbook.note("low", left=low.megabytes)
            say = self._desk.say
            sentence = say("room.low-hint", folder=low.path)
            self._desk.noticed.emit(Notice("warning", say("room.low", n=low.megabytes), sentence, about="room"))

    def _tell_safe(self) -> None:
        say, folder = self._desk.say, self._last_article()
        action = say("safe.open") if folder is not None else ""
        act = (lambda: self._window.open_article(folder)) if folder is not None else None
        self._desk.noticed.emit(Notice("warning", say("safe.title"), say("safe.hint"), action, act, about="settings"))

    def _last_article(self) -> Path | None:
        name, workspace = self._desk.settings.article, self._desk.workspace
        folder = workspace.root / "articles" / name if workspace is not None and name else None
        return folder if folder is not None and folder.is_dir() else None

    def _settled(self) -> None:
        safe_mode.settled()
        logbook.note("working")

    def _opened(self) -> None:
        session = self._desk.session
        if session is not None:
            logbook.note("open", place=session.folder)

    def _note_saved(self, saved: Saved, pending: PendingSave) -> None:
        logbook.note("saved", place=pending.folder, written=saved.written)

    def _note_failed(self, error: EditorError, folder: Path) -> None:
        logbook.note("save-failed", place=folder, code=error.code, reason=error.facts.get("reason", "-"))


def attach(window: MainWindow) -> Safety:
    return Safety(window)


def _done(result: object) -> None:
    """Nothing to tell."""


def _quiet(error: EditorError) -> None:
    """What cannot be looked at now is looked at again later."""
