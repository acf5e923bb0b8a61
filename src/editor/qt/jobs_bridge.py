"""Background jobs for the window: results come back on the GUI thread by one queued signal."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

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
        self._gate = gate = _Gate()
        self._jobs = Jobs(executor, on_crash=_raise, wake=lambda: gate.through(self._woken.emit))
        self.destroyed.connect(gate.close)
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        key: Hashable,
        work: Callable[[Cancel], T],
        done: Callable[[T], None],
        failed: Callable[[EditorError], None],
    ) -> Cancel:
        """Start work; `done` or `failed` is called on this thread later, or neither when it was cancelled.

        A method of a widget that is gone by then (a sheet that was closed) is not called either.
        """
        return self._jobs.submit(key, work, _while_there(done), _while_there(failed))

    def cancel(self, key: Hashable) -> None:
        self._jobs.cancel(key)

    def is_running(self, key: Hashable) -> bool:
        return self._jobs.is_running(key)

    def is_busy(self) -> bool:
        """Whether any job has not called back yet."""
        return self._jobs.is_busy()

    def wait(self, key: Hashable) -> None:
        """Stand still until this key's job has called back: only for the last save before the window goes."""
        while self._jobs.is_running(key):
            self._jobs.deliver(timeout=None)

    def close(self) -> None:
        """Cancel what has not begun and wait for the threads; nothing is called back afterwards."""
        if self._gate.is_open:
            self._gate.close()
            self._jobs.close()

    def _deliver(self) -> None:
        if self._gate.is_open:
            self._jobs.deliver()


class _Gate:
    """Lets threads call into the window until it goes: a signal of an object that is gone ends the process."""

    def __init__(self) -> None:
        self.is_open = True
        self._lock = Lock()

    def through(self, call: Callable[[], object]) -> None:
        with self._lock:
            if self.is_open:
                call()

    def close(self) -> None:
        with self._lock:
            self.is_open = False


def _while_there(call: Callable[[T], None]) -> Callable[[T], None]:
    owner = getattr(call, "__self__", None)
    if not isinstance(owner, QObject):
        return call

    def guarded(result: T) -> None:
        if isValid(owner):
            call(result)

    return guarded


def _raise(error: BaseException) -> None:
    """An error that nobody foresaw is a bug: it goes to the crash handler like any other."""
    raise error
