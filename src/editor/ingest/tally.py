"""Counts what an importer leaves out, by code, in the order in which it was met."""

from __future__ import annotations

from editor.ingest.draft import Dropped

_SAMPLE = 80  # characters of the first one that are shown


class Tally:
    """Collects `Dropped` while a source is read."""

    __slots__ = ("_counts", "_samples")

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._samples: dict[str, str] = {}

    def add(self, code: str, sample: str = "", n: int = 1) -> None:
        """One more of a kind; the first sample that says something is kept."""
        if n <= 0:
            return
        self._counts[code] = self._counts.get(code, 0) + n
        short = " ".join(sample.split())
        if short and not self._samples.get(code):
            self._samples[code] = short if len(short) <= _SAMPLE else short[: _SAMPLE - 1] + "…"

    def result(self) -> tuple[Dropped, ...]:
        return tuple(Dropped(f"dropped.{code}", n, self._samples.get(code, "")) for code, n in self._counts.items())
