"""Tables as values: rows and columns that come and go, cells that keep their marks, text from a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from editor.model.blocks import Inline, Span, Table, plain, text_of
from editor.model.spans import joined, on_one_line, tidy_letters

Cells: TypeAlias = tuple[tuple[Inline, ...], ...]
MOST_ROWS, MOST_COLUMNS = 500, 40
"""What a reader of a newspaper can still read, and more."""


def squared(table: Table) -> Table:
    """Every row as wide as the widest; at least one cell."""
    width = max((len(row) for row in table.rows), default=0) or 1
    rows = table.rows or ((),)
    return Table(tuple((*row, *((),) * (width - len(row))) for row in rows))


def size(table: Table) -> tuple[int, int]:
    """(rows, columns), the head row among them."""
    return len(table.rows), max((len(row) for row in table.rows), default=0)


def with_row(table: Table, at: int) -> Table:
    """An empty row before row `at`."""
    empty: tuple[Inline, ...] = ((),) * size(table)[1]
    return Table((*table.rows[:at], empty, *table.rows[at:]))


def without_row(table: Table, at: int) -> Table:
    """Without row `at`; the last one is emptied only."""
    rest = (*table.rows[:at], *table.rows[at + 1 :])
    return Table(rest) if rest else squared(Table((((),) * size(table)[1],)))


def with_column(table: Table, at: int) -> Table:
    """An empty column before column `at`."""
    return Table(tuple((*row[:at], (), *row[at:]) for row in table.rows))


def without_column(table: Table, at: int) -> Table:
    """Without column `at`; the last one is emptied only."""
    return squared(Table(tuple((*row[:at], *row[at + 1 :]) for row in table.rows)))


def with_cell(table: Table, row: int, column: int, inline: Inline) -> Table:
    """Other words in a cell, on one line."""
    cells = table.rows[row]
    settled = on_one_line(tidy_letters(inline))
    changed = (*cells[:column], settled, *cells[column + 1 :])
    return Table((*table.rows[:row], changed, *table.rows[row + 1 :]))


def cells_changed(table: Table, places: set[tuple[int, int]], change: Callable[[Span], Span]) -> Table:
    """The cells at these (row, column) with another look."""

    def cell(at: int, column: int, inline: Inline) -> Inline:
        return joined(tuple(map(change, inline))) if (at, column) in places else inline

    rows = (tuple(cell(at, column, one) for column, one in enumerate(row)) for at, row in enumerate(table.rows))
    return Table(tuple(rows))


def has_mark(table: Table, places: set[tuple[int, int]], mark: str) -> bool:
    """Whether all words of these cells have a mark; False when they have no words."""
    spans = [span for row, column in places for span in table.rows[row][column]]
    return bool(spans) and all(getattr(span, mark) for span in spans)


def marked(table: Table, places: set[tuple[int, int]], mark: str) -> Table:
    """Bold ("strong") or italic ("emphasis") in these cells, off when all of them have it."""
    on = not has_mark(table, places, mark)

    def change(span: Span) -> Span:
        return replace(span, strong=on) if mark == "strong" else replace(span, emphasis=on)

    return cells_changed(table, places, change)


def put(table: Table, row: int, column: int, cells: Cells) -> Table:
    """Cells over those from (row, column) on; the table grows as far as they reach, up to its most."""
    wide = max((len(line) for line in cells), default=0)
    rows = min(max(len(table.rows), row + len(cells)), MOST_ROWS)
    columns = min(max(size(table)[1], column + wide), MOST_COLUMNS)

    def cell(at: int, place: int) -> Inline:
        line, spot = at - row, place - column
        if 0 <= line < len(cells) and 0 <= spot < len(cells[line]):
            return on_one_line(tidy_letters(cells[line][spot]))
        return table.rows[at][place] if at < len(table.rows) and place < len(table.rows[at]) else ()

    return Table(tuple(tuple(cell(at, place) for place in range(columns)) for at in range(rows)))


def from_text(text: str) -> Cells:
    """Cells of text that a spreadsheet copies: tabs between cells, a line a row, quotes around cells with breaks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not lines:
        return ()
    if '"' not in lines:
        return tuple(tuple(plain(cell) for cell in line.split("\t")) for line in lines.split("\n"))
    reader = csv.reader(lines.splitlines(keepends=True), delimiter="\t")
    return tuple(tuple(plain(" ".join(cell.split("\n"))) for cell in line) for line in _read(reader, lines))


def _read(reader: Iterator[list[str]], lines: str) -> Iterator[list[str]]:
    """What csv reads; a cell longer than it takes is text like any other."""
    try:
        yield from list(reader)
    except csv.Error:
        yield from (line.split("\t") for line in lines.split("\n"))


def to_text(cells: Cells) -> str:
    """As a spreadsheet takes it: tabs and lines."""
    return "\n".join("\t".join(text_of(cell).replace("\t", " ").replace("\n", " ") for cell in line) for line in cells)
