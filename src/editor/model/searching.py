"""Find and replace over the rows of a page: headline, standfirst, body, captions, boxes, the cells of tables, and what
goes out with a photo though the page shows it in small or not at all: its description and its credit. A name that is
put right everywhere must be right there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from editor.model.blocks import Figure, Inline, Table, plain, text_of
from editor.model.page import Splice
from editor.model.rows import Row
from editor.model.spans import cut, joined, with_text
from editor.text.matching import Query, matches

PHOTO_PARTS = ("alt", "credit")
"""What of a photo is searched besides its caption, which is a row of its own."""


class Hit(NamedTuple):
    """Where words stand: a piece of a row's text, or of a part of the table or photo in this row. In reading order."""

    row: int
    cell: tuple[int, ...]  # (line, column) in a table, (number in PHOTO_PARTS,) in a photo, () elsewhere
    start: int
    end: int


def hits(rows: Sequence[Row], query: Query) -> tuple[Hit, ...]:
    """Every place in reading order. Words never go on from one row to the next."""
    return tuple(_hits(rows, query))


def _hits(rows: Sequence[Row], query: Query) -> Iterator[Hit]:
    for at, row in enumerate(rows):
        if isinstance(row.payload, Table):
            for line, cells in enumerate(row.payload.rows):
                for column, cell in enumerate(cells):
                    yield from (Hit(at, (line, column), *piece) for piece in matches(text_of(cell), query))
        elif isinstance(row.payload, Figure):
            for number, part in enumerate(PHOTO_PARTS):
                yield from (Hit(at, (number,), *piece) for piece in matches(getattr(row.payload, part), query))
        else:
            yield from (Hit(at, (), *piece) for piece in matches(row.text, query))


def photo_part(rows: Sequence[Row], hit: Hit) -> str:
    """What of a photo a place is in, "alt" or "credit", which the page does not show as it does a row; else ""."""
    return PHOTO_PARTS[hit.cell[0]] if isinstance(rows[hit.row].payload, Figure) else ""


def replaced(rows: Sequence[Row], found: Sequence[Hit], words: str) -> Splice | None:
    """Other words in all these places, in one edit; None for none. They look as the first letter they replace."""
    if not found:
        return None
    first, last = found[0].row, found[-1].row
    after = list(rows[first : last + 1])
    for at, group in groupby(found, key=lambda hit: hit.row):
        after[at - first] = _row(rows[at], tuple(group), words)
    return Splice(first, last + 1, tuple(after))


def _row(row: Row, found: Sequence[Hit], words: str) -> Row:
    if isinstance(row.payload, Figure):
        return replace(row, payload=_figure(row.payload, found, words))
    if not isinstance(row.payload, Table):
        return replace(row, inline=_inline(row.inline, found, words))
    lines = [list(line) for line in row.payload.rows]
    for cell, group in groupby(found, key=lambda hit: hit.cell):
        line, column = cell
        lines[line][column] = _inline(lines[line][column], tuple(group), words)
    return replace(row, payload=replace(row.payload, rows=tuple(tuple(line) for line in lines)))


def _figure(figure: Figure, found: Sequence[Hit], words: str) -> Figure:
    alt, credit = (
        text_of(_inline(plain(getattr(figure, part)), [hit for hit in found if hit.cell == (number,)], words))
        for number, part in enumerate(PHOTO_PARTS)
    )
    return replace(figure, alt=alt, credit=credit)


def _inline(inline: Inline, found: Iterable[Hit], words: str) -> Inline:
    return rewritten(inline, ((hit.start, hit.end, words) for hit in found))


def rewritten(inline: Inline, changes: Iterable[tuple[int, int, str]]) -> Inline:
    """Other words in pieces of a text: (start, end, words) from left to right. They look as the first letter did."""
    parts: list[Inline] = []
    at = 0
    for start, end, words in changes:
        look = cut(inline, start, start + 1)[0]
        parts += [cut(inline, at, start), (with_text(look, words),)]
        at = end
    return joined(*parts, cut(inline, at))
