"""The lease of the open article: taken when it opens, a sign of life every half minute, let go when it closes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.errors import EditorError, LockedError
from editor.qt.jobs_bridge import JobsBridge
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.library.lease import Lease
    from editor.model.article import Article

_AFTER_PAINT = 100  # ms: the page is shown first


class Hold(QObject):
    """`taken` carries the LockedError when somebody else has the article open, `lost` when somebody has taken it over.

    A share that takes no lease is no error: content hashes guard the text.
    """

    taken = Signal(object)  # LockedError
    lost = Signal(object)  # LockedError

    def __init__(self, jobs: JobsBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._lease: Lease | None = None
        self._wanted: tuple[Path, Path, Article] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_PAINT)
        self._soon.timeout.connect(self._ask)
        self._beats = QTimer(self)
        self._beats.timeout.connect(self._beat)

    def take(self, root: Path, folder: Path, article: Article) -> None:
        """Ask for the lease, in the worker, in a moment."""
        self._wanted = (root, folder, article)
        self._soon.start()

    def is_waiting(self) -> bool:
        """Whether the lease has not been asked for yet."""
        return self._soon.isActive()

    def release(self) -> None:
        """Let go."""
        self._beats.stop()
        wanted, asked = self._wanted, not self._soon.isActive()
        self._soon.stop()
        if wanted is not None and asked and self._lease is None:
            self._jobs.wait(("lease", wanted[1]))  # on its way; a lease nobody releases would lock the article
        lease = self._lease
        self._lease = self._wanted = None
        if lease is not None:
            self._let_go(lease, wait=True)

    def take_over(self) -> None:
        """Somebody has said so: the article is held here from now on, whoever holds it."""
        if self._lease is None:
            self._ask(take_over=True)

    def _ask(self, *, take_over: bool = False) -> None:
        if self._wanted is None:
            return
        root, folder, article = self._wanted

        def acquire(cancel: Cancel) -> Lease:
            from editor.library.lease import Lease

            return Lease.acquire(root, folder, article, take_over=take_over)

        self._jobs.run(("lease", folder), acquire, lambda lease: self._have(folder, lease), self._refused)

    def _let_go(self, lease: Lease, *, wait: bool) -> None:
        key = ("release", lease.holder.id)
        self._jobs.run(key, lambda cancel: lease.release(), _done, _quiet)
        if wait:
            self._jobs.wait(key)

    def _have(self, folder: Path, lease: Lease) -> None:
        from editor.library.lease import BEAT

        if self._wanted is None or folder != self._wanted[1]:
            self._let_go(lease, wait=False)
            return
        self._lease = lease
        self._beats.start(round(BEAT * 1000))

    def _beat(self) -> None:
        lease = self._lease
        if lease is not None:
            self._jobs.run("beat", lambda cancel: lease.beat(), self._beaten, _quiet)

    def _beaten(self, still_ours: bool) -> None:
        if not still_ours:
            self._beats.stop()
            self._lease = None
            self.lost.emit(LockedError(self._wanted[1] if self._wanted is not None else ""))

    def _refused(self, error: EditorError) -> None:
        if isinstance(error, LockedError):
            self.taken.emit(error)


def _done(result: object) -> None:
    """Nothing to tell."""


def _quiet(error: EditorError) -> None:
    """A lease that could not be written ends by itself; nothing is lost by it."""
