"""Exporting ten thousand text articles: as `bulk`, some minutes long."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bulk import against_others, exported
from measure import Row

NUMBER = 10_000


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        first, _ = exported(Path(folder), NUMBER)
        yield from against_others(Path(folder), NUMBER, first)
