"""What an article is made of, to find one's way in it: headings, boxes, photos, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.model.rows import Row, RowKind

_LEVELS = {RowKind.HEADLINE: 0, RowKind.H2: 0, RowKind.H3: 1, RowKind.BOX_TITLE: 0}
_ATOMS = frozenset({RowKind.FIGURE, RowKind.TABLE, RowKind.EMBED})


@dataclass(frozen=True, slots=True)
class Stop:
    """A place worth going to. `words` are "" for a photo without a caption, a box without a title."""

    row: int
    kind: RowKind
    words: str
    level: int


def outline(rows: Sequence[Row]) -> tuple[Stop, ...]:
    """The stops of a page in reading order."""
    return tuple(_stops(rows))


def _stops(rows: Sequence[Row]) -> Iterator[Stop]:
    for at, row in enumerate(rows):
        if row.kind in _LEVELS:
            yield Stop(at, row.kind, row.text, _LEVELS[row.kind] + (row.box != 0 and row.kind is not RowKind.BOX_TITLE))
        elif row.kind in _ATOMS:
            caption = rows[at + 1].text if row.kind is RowKind.FIGURE and at + 1 < len(rows) else ""
            yield Stop(at, row.kind, caption, 1)
        elif row.kind is RowKind.PULL_QUOTE and row.group != rows[at - 1].group:
            yield Stop(at, row.kind, row.text, 1)
