"""Long work beside the window: run in threads, stopped by a token, delivered on the thread that asks for results."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from editor.errors import EditorError
from editor.files import named
from editor.work import Cancel

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    key: Hashable
    cancel: Cancel
    on_done: Callable[[Any], None]
    on_error: Callable[[EditorError], None]


def _no_wake() -> None:
    """For callers that ask for results by themselves."""


class Jobs:
    """Runs functions in an executor. One key has one job: a newer one cancels the older, whose result is dropped.

    Nothing is called back from a worker thread. `wake` is called there when a result waits (the window posts itself an
    event); `deliver`, on the caller's thread, then calls `on_done` or `on_error`. An error that is no EditorError is a
    bug and goes to `on_crash`, also when nobody waits for the job any more.
    """

    def __init__(
        self,
        executor: Executor,
        on_crash: Callable[[BaseException], None],
        wake: Callable[[], None] = _no_wake,
    ) -> None:
        self._executor = executor
        self._on_crash = on_crash
        self._wake = wake
        self._current: dict[Hashable, _Job] = {}
        self._finished: SimpleQueue[tuple[_Job, Future[Any]]] = SimpleQueue()
        self._running = 0

    def submit(
        self,
        key: Hashable,
        work: Callable[[Cancel], T],
        on_done: Callable[[T], None],
        on_error: Callable[[EditorError], None],
    ) -> Cancel:
        """Start work. Returns its token; a cancelled job calls nothing back."""
        self.cancel(key)
        job = _Job(key, Cancel(), on_done, on_error)
        self._current[key] = job
        self._running += 1
        future = self._executor.submit(work, job.cancel)
        future.add_done_callback(lambda done: self._finish(job, done))
        return job.cancel

    def cancel(self, key: Hashable) -> None:
        """Stop the job of this key, if there is one."""
        job = self._current.pop(key, None)
        if job is not None:
            job.cancel.cancel()

    def cancel_all(self) -> None:
        for key in tuple(self._current):
            self.cancel(key)

    def is_running(self, key: Hashable) -> bool:
        """Whether this key's job still has something to deliver."""
        return key in self._current

    def is_busy(self) -> bool:
        """Whether any job still has something to deliver."""
        return bool(self._current)

    def deliver(self, timeout: float | None = 0) -> bool:
        """Call back for every result that waits.

        Args:
            timeout: seconds to wait for the first one; None for as long as it takes.
        Returns:
            Whether there was one. False at once when no job runs.
        """
        delivered = False
        while self._running:
            try:
                job, future = self._finished.get(timeout=0 if delivered else timeout)
            except Empty:
                break
            delivered = True
            self._running -= 1
            self._call_back(job, future)
        return delivered

    def close(self) -> None:
        """Cancel everything and wait until no worker runs; what is finished then is still delivered as a crash."""
        self.cancel_all()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self.deliver()

    def _finish(self, job: _Job, future: Future[Any]) -> None:
        self._finished.put((job, future))
        self._wake()

    def _call_back(self, job: _Job, future: Future[Any]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if isinstance(error, OSError):
            error = named(error)
        is_latest = self._current.get(job.key) is job
        if is_latest:
            del self._current[job.key]
        if error is not None and not isinstance(error, EditorError):
            self._on_crash(error)
        elif is_latest and not job.cancel.is_set:
            if error is None:
                job.on_done(future.result())
            else:
                job.on_error(error)
