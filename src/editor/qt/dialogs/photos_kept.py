"""A photo sheet's work is written down while it goes on, and offered when the program was ended in the midst of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor.app.unfinished_photos import Unfinished, forget, keep, kept
from editor.qt.desk import Desk
from editor.qt.dialogs.photos_bench import PhotoBench
from editor.qt.panels.banner import Notice
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_REST = 700  # ms after the last change; with the writing it stays below the second that may be lost
_AGAIN = 2000  # ms until the next look whether the banner is free


class Keeping(QObject):
    """Writes the bench down after every pause, in a thread; forgets it at the end."""

    def __init__(self, desk: Desk, folder: Path, bench: PhotoBench, after: int | None) -> None:
        super().__init__(bench)
        self._desk = desk
        self._folder = folder
        self._bench = bench
        self._after = after
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._write)
        bench.changed.connect(self._begin)

    def end(self) -> None:
        """Nothing is to be had back any more."""
        self._rest.stop()
        workspace, folder = self._desk.workspace, self._folder
        if workspace is not None:
            root = workspace.root
            self._desk.jobs.run("photos-kept", lambda cancel: forget(root, folder), _done, self._desk.report)

    def _begin(self) -> None:
        if self._bench.is_touched and not self._rest.isActive():
            self._rest.start()

    def _write(self) -> None:
        workspace, folder = self._desk.workspace, self._folder
        if workspace is None:
            return
        root, unfinished = workspace.root, Unfinished(self._bench.batch, self._after)

        def work(cancel: Cancel) -> None:
            keep(root, folder, unfinished, cancel)

        self._desk.jobs.run("photos-kept", work, _done, self._desk.report)


class KeptPhotos(QObject):
    """Fulfils `editor.qt.tools.Tool`: looks for unfinished photos whenever an article is opened."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: Unfinished | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN)
        self._again.timeout.connect(self._offer)
        window.desk.session_opened.connect(self._look)
        self._look()

    def act(self, verb: str) -> None:
        """There is nothing to do but to wait."""

    def is_on(self, verb: str) -> bool:
        return self._waiting is not None

    def can(self, verb: str) -> bool:
        return False

    def _look(self) -> None:
        desk = self._window.desk
        self._waiting = None
        if desk.session is None or desk.workspace is None or self._window.shell.is_busy():
            return
        root, folder = desk.workspace.root, desk.session.folder

        def found(unfinished: Unfinished | None) -> None:
            if desk.session is not None and desk.session.folder == folder:
                self._waiting = unfinished
                self._offer()

        desk.jobs.run("photos-kept-look", lambda cancel: kept(root, folder), found, desk.report)

    def _offer(self) -> None:
        """Beside no other notice: what came back of the text goes first."""
        window, waiting = self._window, self._waiting
        if waiting is None:
            return
        if window.banner.notice is not None:
            self._again.start()
            return
        from editor.qt.dialogs.photos import reopen_photos

        say, self._waiting = window.desk.say, None
        words = say("photos.kept", n=len(waiting.batch.photos))
        window.desk.noticed.emit(Notice("info", "", words, say("photos.again"), lambda: reopen_photos(window, waiting)))


def attach(window: MainWindow) -> KeptPhotos:
    return KeptPhotos(window)


def _done(nothing: None) -> None:
    """Written, or forgotten."""
