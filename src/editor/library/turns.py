"""Who may use one database next: long work goes on in small turns, and whoever asks something comes in between."""

from __future__ import annotations

from threading import Lock, RLock
from types import TracebackType


class Turns:
    """A lock that is fair between two: a thread that has had its turn waits for one that was waiting meanwhile.

    The same thread may take a turn inside its turn.
    """

    def __init__(self) -> None:
        self._next = Lock()
        self._held = RLock()

    def __enter__(self) -> None:
        if self._held.acquire(blocking=False):  # free, or ours already
            return
        with self._next:
            self._held.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.release()

    def let_others(self) -> None:
        """Between two turns: whoever waits goes first."""
        with self._next:
            pass
