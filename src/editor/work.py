"""Long work: how it is stopped and how it tells its progress. Plain functions take these; app.jobs runs them."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from editor.errors import CancelledError

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

    def check(self) -> None:
        """Raises CancelledError once somebody has cancelled."""
        if self._event.is_set():
            raise CancelledError


def no_progress(done: int, total: int, item: str) -> None:
    """For callers that show nothing."""
