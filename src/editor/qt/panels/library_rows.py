"""Where the rows of the library's list stand: headings among rows of one height. Nothing is asked of a row for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rows:
    """`heads` are the numbers of the rows that are headings, in order; the first one is the lower one."""

    count: int
    heads: tuple[int, ...]
    height: int  # px of an article's row
    first_head: int
    head: int

    @property
    def total(self) -> int:
        """px of all rows."""
        return self.top(self.count)

    def top(self, row: int) -> int:
        """px from the list's beginning to a row."""
        before = bisect_right(self.heads, row - 1)
        heads = self.first_head + (before - 1) * self.head if before else 0
        return heads + (row - before) * self.height

    def height_of(self, row: int) -> int:
        if row not in self.heads:
            return self.height
        return self.first_head if row == self.heads[0] else self.head

    def at(self, y: int) -> int:
        """The row that holds a px; -1 beside the rows."""
        if not 0 <= y < self.total:
            return -1
        starts = [self.top(head) for head in self.heads]
        group = bisect_right(starts, y) - 1
        if group < 0:
            return y // self.height
        row, inside = self.heads[group], y - starts[group]
        beyond = inside - self.height_of(row)
        return row if beyond < 0 else row + 1 + beyond // self.height


def positions(heads: Sequence[int], row: int) -> int:
    """The place among the articles of a row that is no heading."""
    return row - bisect_right(heads, row)
