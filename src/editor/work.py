"""Long work: how it is stopped, how it tells its progress, and how it gets a process of its own.

Plain functions take these; app.jobs runs them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event, Lock
from types import ModuleType
from typing import TYPE_CHECKING

from editor.errors import CancelledError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Progress = Callable[[int, int, str], None]
"""Called with (steps done, steps in all, what is being worked on: a file name, never prose)."""


class Cancel:
    """A token that a long function asks between two steps; safe to set from any thread."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def is_set(self) -> bool:
        return self._event.is_set()

    def wait(self, seconds: float) -> None:
        """Do nothing for so long, or until somebody cancels."""
        self._event.wait(seconds)

    def check(self) -> None:
        """Raises CancelledError once somebody has cancelled."""
        if self._event.is_set():
            raise CancelledError


def no_progress(done: int, total: int, item: str) -> None:
    """For callers that show nothing."""


_STARTING = Lock()


def start_apart(process: SpawnProcess) -> None:
    """Start it without running the caller's main program again, as a spawned process otherwise would."""
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            process.start()
        finally:
            sys.modules["__main__"] = main
