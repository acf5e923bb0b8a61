"""Looks out for changes that others make on the disk: to the open article, to the list of articles."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from editor.errors import EditorError
from editor.library.workspace import ARTICLE_FILE, ARTICLES
from editor.qt.jobs_bridge import JobsBridge

_AFTER_PAINT = 100  # ms: the page is shown first
_REST = 300  # ms: one change of a file is several events


class Watcher(QObject):
    """Tells that something was touched, not what: our own saves too. Shares that tell nothing stay silent."""

    article_touched = Signal()
    library_touched = Signal()

    def __init__(self, jobs: JobsBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._telling = False
        self._watcher: QFileSystemWatcher | None = None
        self._article: Path | None = None
        self._articles: Path | None = None
        self._begin = self._timer(_AFTER_PAINT, self._start)
        self._article_rest = self._timer(_REST, self._tell_article)
        self._library_rest = self._timer(_REST, self.library_touched.emit)

    def watch_library(self, root: Path) -> None:
        """Look at this workspace's list from now on; read it after this call."""
        if self._articles != root / ARTICLES:
            self._articles = root / ARTICLES
            self._watch()

    def watch_article(self, folder: Path | None) -> None:
        """Look at this article from now on, None for none."""
        self._article = folder
        self._article_rest.stop()
        self._begin.stop()
        if folder is not None:
            self._begin.start()

    def is_waiting(self) -> bool:
        """Whether the watch has not begun yet, or something was touched and not told."""
        return self._begin.isActive() or self._article_rest.isActive() or self._library_rest.isActive()

    def stop(self) -> None:
        """Tell nothing any more."""
        self._telling = False
        for timer in (self._begin, self._article_rest, self._library_rest):
            timer.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def _start(self) -> None:
        """Also tells once: what changed between being read and being watched is seen by nobody else."""
        self._tell_article()

    def _timer(self, milliseconds: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _wanted(self) -> tuple[Path, ...]:
        wanted = (self._articles, self._article, self._article / ARTICLE_FILE if self._article is not None else None)
        return tuple(path for path in wanted if path is not None)

    def _watch(self) -> None:
        """Watch what is wanted and nothing else. A file that was replaced has to be asked for anew.

        Whether it is there is asked in a worker: a share that hangs stops no key.
        """
        wanted = self._wanted()
        self._jobs.run("watch", lambda cancel: _present(wanted), self._watch_these, _quiet)

    def _watch_these(self, wanted: set[str]) -> None:
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self._directory_changed)
            self._watcher.fileChanged.connect(lambda path: self._article_rest.start())
        watched = {*self._watcher.files(), *self._watcher.directories()}
        for path in watched - wanted:
            self._watcher.removePath(path)
        for path in wanted - watched:
            self._watcher.addPath(path)
        if self._telling:
            self._telling = False
            self.article_touched.emit()

    def _directory_changed(self, path: str) -> None:
        (self._library_rest if path == str(self._articles) else self._article_rest).start()

    def _tell_article(self) -> None:
        """As soon as it is watched again: then no change falls between the look and the watch."""
        self._telling = True
        self._watch()


def _present(paths: tuple[Path, ...]) -> set[str]:
    return {str(path) for path in paths if path.exists()}


def _quiet(error: EditorError) -> None:
    """What cannot be watched is looked at when somebody comes back to the window."""
