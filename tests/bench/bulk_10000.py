"""Exporting ten thousand text articles: as `bulk`, once, some minutes long."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bulk import against_others, measured
from measure import Row

NUMBER = 10_000


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        yield from against_others(NUMBER, [measured(Path(folder) / "turn", NUMBER)])
