"""When to save by itself: a moment after the last key, and at the latest after a while of typing without a pause."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class AutosaveClock:
    """Times in seconds of any steady clock; the window asks it from a timer.

    The defaults are those of `article.md`; a journal's clock is `AutosaveClock(quiet=0.3, limit=0.9)`: a debounce alone
    would starve while typing goes on (trust.md rule 4).
    """

    quiet: float = 1.0
    limit: float = 15.0
    _first: float | None = None
    _last: float = 0.0

    def touched(self, now: float) -> None:
        """The article has changed."""
        if self._first is None:
            self._first = now
        self._last = now

    def saved(self) -> None:
        """Nothing is waiting any more."""
        self._first = None

    @property
    def is_waiting(self) -> bool:
        return self._first is not None

    def wait(self, now: float) -> float | None:
        """Seconds until a save is due, 0.0 when it is due now, None when nothing waits."""
        if self._first is None:
            return None
        return max(0.0, min(self._last + self.quiet, self._first + self.limit) - now)

    def is_due(self, now: float) -> bool:
        return self.wait(now) == 0.0
