"""What keeps a window safe beside its parts: two texts, leases, unreadable articles, full disks, crashes, a log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor.app import logbook, safe_mode
from editor.errors import EditorError, LockedError
from editor.qt.elsewhere import go_on_in_a_copy, offer_another_place
from editor.qt.panels.banner import Notice
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.room import Low
    from editor.app.session import PendingSave
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
        desk.disk.gone.connect(lambda session: offer_another_place(window, session))
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
        session = self._desk.session
        if session is not None:
            logbook.note("lease-lost", place=session.folder)
            go_on_in_a_copy(self._window, session)

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


def _quiet(error: EditorError) -> None:
    """What cannot be looked at now is looked at again later."""
