"""The lease of the open article: taken when it opens, a sign of life every half minute, let go when it closes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.errors import EditorError, LockedError
from editor.library.lease import BEAT, Lease
from editor.model.article import Article
from editor.qt.jobs_bridge import JobsBridge


class Hold(QObject):
    """`taken` carries the LockedError when somebody else has the article open. A share that takes no lease is no error:
    content hashes guard the text.
    """

    taken = Signal(object)  # LockedError

    def __init__(self, jobs: JobsBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._lease: Lease | None = None
        self._folder: Path | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(round(BEAT * 1000))
        self._timer.timeout.connect(self._beat)

    def take(self, root: Path, folder: Path, article: Article) -> None:
        """Ask for the lease, in the worker."""
        self._folder = folder
        self._jobs.run(
            ("lease", folder),
            lambda cancel: Lease.acquire(root, folder, article),
            lambda lease: self._have(folder, lease),
            self._refused,
        )

    def release(self) -> None:
        """Let go."""
        self._timer.stop()
        folder, lease = self._folder, self._lease
        if folder is not None and lease is None:
            self._jobs.wait(("lease", folder))  # it may be on its way; a lease nobody releases would lock the article
            lease = self._lease
        self._lease = self._folder = None
        if lease is not None:
            self._let_go(lease, wait=True)

    def _let_go(self, lease: Lease, *, wait: bool) -> None:
        key = ("release", lease.holder.id)
        self._jobs.run(key, lambda cancel: lease.release(), _done, _quiet)
        if wait:
            self._jobs.wait(key)

    def _have(self, folder: Path, lease: Lease) -> None:
        if folder != self._folder:
            self._let_go(lease, wait=False)
            return
        self._lease = lease
        self._timer.start()

    def _beat(self) -> None:
        lease = self._lease
        if lease is not None:
            self._jobs.run("beat", lambda cancel: lease.beat(), self._beaten, _quiet)

    def _beaten(self, still_ours: bool) -> None:
        if not still_ours:
            self._timer.stop()
            self._lease = None
            self.taken.emit(LockedError(self._folder or ""))

    def _refused(self, error: EditorError) -> None:
        if isinstance(error, LockedError):
            self.taken.emit(error)


def _done(result: object) -> None:
    """Nothing to tell."""


def _quiet(error: EditorError) -> None:
    """A lease that could not be written ends by itself; nothing is lost by it."""
