"""Background jobs for the window: results come back on the GUI thread by one queued signal."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from editor.app.jobs import Jobs
from editor.errors import EditorError
from editor.work import Cancel

T = TypeVar("T")


class JobsBridge(QObject):
    """Runs plain functions in threads. A newer job of the same key makes the older one's result void."""

    _woken = Signal()

    def __init__(self, parent: QObject | None = None, workers: int = 2) -> None:
        """Args: workers: 1 where jobs must not overtake each other."""
        super().__init__(parent)
        executor = ThreadPoolExecutor(workers, thread_name_prefix="standfirst")
        self._jobs = Jobs(executor, on_crash=_raise, wake=self._woken.emit)
        self._closed = False
        self._open: set[Hashable] = set()
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        key: Hashable,
        work: Callable[[Cancel], T],
        done: Callable[[T], None],
        failed: Callable[[EditorError], None],
    ) -> Cancel:
        """Start work; `done` or `failed` is called on this thread later, or neither when it was cancelled."""
        self._open.add(key)
        return self._jobs.submit(key, work, done, failed)

    def cancel(self, key: Hashable) -> None:
        self._jobs.cancel(key)

    def is_running(self, key: Hashable) -> bool:
        return self._jobs.is_running(key)

    def is_busy(self) -> bool:
        """Whether any job has not called back yet."""
        self._open = {key for key in self._open if self._jobs.is_running(key)}
        return bool(self._open)

    def wait(self, key: Hashable) -> None:
        """Stand still until this key's job has called back: only for the last save before the window goes."""
        while self._jobs.is_running(key):
            self._jobs.deliver(timeout=None)

    def close(self) -> None:
        """Cancel what has not begun and wait for the threads; nothing is called back afterwards."""
        if not self._closed:
            self._closed = True
            self._jobs.close()

    def _deliver(self) -> None:
        if not self._closed:
            self._jobs.deliver()


def _raise(error: BaseException) -> None:
    """An error that nobody foresaw is a bug: it goes to the crash handler like any other."""
    raise error
