"""An article with its rows: what an edit of some rows costs does not grow with the article.

A `Splice` says which rows give way to which; `Page.spliced` puts right what the schema forbids, looking only at the
blocks that are touched and their neighbours, and folds those blocks alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from editor.model.article import Article
from editor.model.blocks import Inline
from editor.model.history import Caret
from editor.model.row_rules import Fresh, settle
from editor.model.rows import Atom, CaretRow, Row, RowKind, block_starts, fold, unfold_article

HEAD = 2
"""Rows before the body: headline and standfirst."""


class Spot(NamedTuple):
    """A place of the caret: a row of the page and code points into its text (an atom has places 0 and 1)."""

    row: int
    offset: int


@dataclass(frozen=True, slots=True)
class Splice:
    """Rows `start` up to `end` give way to `rows`; the caret then stands at `caret`, in the page as it will be."""

    start: int
    end: int
    rows: tuple[Row, ...]
    caret: Spot | None = None
    anchor: Spot | None = None  # the other end of what is selected then


@dataclass(frozen=True, slots=True)
class Applied:
    """A page after a splice: rows `start` up to `end` of the page before are now `rows`, whole blocks."""

    page: Page
    start: int
    end: int
    rows: tuple[Row, ...]
    caret: Caret | None


@dataclass(frozen=True, slots=True)
class Page:
    """An article, its rows, and where each block of the body begins (indices of rows)."""

    article: Article
    rows: tuple[Row, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, article: Article) -> Page:
        rows = unfold_article(article)
        return cls(article, rows, _starts(rows))

    @classmethod
    def like(cls, before: Page, article: Article, fresh: Fresh) -> Page:
        """The page of another state of the article; rows that did not change keep their numbers."""
        rows = adopted(before.rows, unfold_article(article), fresh)
        return cls(article, rows, _starts(rows))

    def block_of(self, row: int) -> int:
        """The block of the body that a row belongs to, -1 for headline and standfirst."""
        return bisect_right(self.starts, row) - 1

    def rows_of(self, block: int) -> tuple[int, int]:
        """(first row, row after the last) of a block of the body."""
        return self.starts[block], self.starts[block + 1] if block + 1 < len(self.starts) else len(self.rows)

    def with_text(self, row: int, inline: Inline) -> Page:
        """Another text in one row: the fast way of a key."""
        rows = (*self.rows[:row], replace(self.rows[row], inline=inline), *self.rows[row + 1 :])
        if row < HEAD:
            return Page(_with_heads(self.article, rows), rows, self.starts)
        block = self.block_of(row)
        start, end = self.rows_of(block)
        body = self.article.body
        body = (*body[:block], *fold(rows[start:end]), *body[block + 1 :])
        return Page(replace(self.article, body=body), rows, self.starts)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Rows `start` up to `end`, widened to whole blocks with a neighbour on each side."""
        first = max(start - 1, 0)
        last = min(end, len(self.rows) - 1)
        low = 0 if first < HEAD else self.rows_of(self.block_of(first))[0]
        # What is put in at the top may push the heads aside, and meets the first block then.
        high = self.rows_of(max(self.block_of(last), 0))[1] if self.starts else HEAD
        return low, max(high, end)

    def spliced(self, splice: Splice, fresh: Fresh) -> Applied:
        """The page after an edit, as the schema wants it."""
        low, high = self.around(splice.start, splice.end)
        raw = [*self.rows[low : splice.start], *splice.rows, *self.rows[splice.end : high]]
        caret = splice.caret
        if caret is not None and low <= caret.row < low + len(raw):
            raw[caret.row - low] = _marked(raw[caret.row - low])
        settled = settle(raw, fresh, from_top=low == 0)
        rows = tuple(_unmarked(row) if isinstance(row, CaretRow) else row for row in settled)
        page = self._with_rows(low, high, rows)
        return Applied(page, low, high, rows, _caret(page, splice, settled, low))

    def _with_rows(self, low: int, high: int, rows: tuple[Row, ...]) -> Page:
        first, last = bisect_left(self.starts, low), bisect_left(self.starts, high)
        grown = len(rows) - (high - low)
        inner = rows[HEAD:] if low == 0 else rows
        offset = max(low, HEAD)
        starts = (
            *self.starts[:first],
            *(offset + at for at in block_starts(inner)),
            *((at + grown for at in self.starts[last:]) if grown else self.starts[last:]),
        )
        body = self.article.body
        article = replace(self.article, body=(*body[:first], *fold(inner), *body[last:]))
        everything = (*self.rows[:low], *rows, *self.rows[high:])
        return Page(_with_heads(article, everything), everything, starts)


def _starts(rows: Sequence[Row]) -> tuple[int, ...]:
    return tuple(HEAD + at for at in block_starts(rows[HEAD:]))


def _with_heads(article: Article, rows: Sequence[Row]) -> Article:
    headline, standfirst = rows[0].text, rows[1].text
    if (headline, standfirst) == (article.headline, article.standfirst):
        return article
    return replace(article, headline=headline, standfirst=standfirst)


def _unmarked(row: CaretRow) -> Row:
    return Row(row.kind, row.inline, row.level, row.group, row.box, row.payload)


def _marked(row: Row) -> CaretRow:
    return CaretRow(row.kind, row.inline, row.level, row.group, row.box, row.payload)


def _caret(page: Page, splice: Splice, settled: Sequence[Row], low: int) -> Caret | None:
    if splice.caret is None:
        return None
    row, offset = splice.caret
    found = next((low + at for at, candidate in enumerate(settled) if isinstance(candidate, CaretRow)), None)
    moved = 0 if found is None else found - row
    caret = clamped(page.rows, Spot(row + moved, offset))
    anchor = (
        caret if splice.anchor is None else clamped(page.rows, Spot(splice.anchor.row + moved, splice.anchor.offset))
    )
    return Caret(*caret, *anchor)


def adopted(old: Sequence[Row], new: Sequence[Row], fresh: Fresh) -> tuple[Row, ...]:
    """Rows `new` with the numbers of `old` where the two agree, so that what did not change need not be written."""
    if not old and not any(row.group or row.box for row in new):
        return tuple(new)  # the opening of nearly every article
    known, wanted = _relative(old), _relative(new)
    start = _common(known, wanted)
    end = _common(known[start:][::-1], wanted[start:][::-1])
    out: list[Row] = list(old[:start])
    shift = len(old) - len(new)
    for at in range(start, len(new)):
        row = new[at]
        same = old[at + shift] if at >= len(new) - end else None
        before = out[-1] if out else None
        group = _number(row.group, wanted[at][4], before.group if before else 0, same.group if same else 0, fresh)
        box = _number(row.box, wanted[at][5], before.box if before else 0, same.box if same else 0, fresh)
        out.append(row if (row.group, row.box) == (group, box) else replace(row, group=group, box=box))
    return tuple(out)


def _number(own: int, goes_on: bool, before: int, same: int, fresh: Fresh) -> int:
    if not own:
        return 0
    if goes_on:
        return before
    return same if same and same != before else fresh()


_Relative: TypeAlias = tuple[RowKind, Inline, int, Atom | None, bool, bool, bool, bool]


def _relative(rows: Sequence[Row]) -> list[_Relative]:
    """What rows say but for the numbers: whether a group and a box go on from the row before."""
    out: list[_Relative] = []
    group = box = 0
    for row in rows:
        in_box = row.box != 0 and row.box == box
        in_group = row.group != 0 and row.group == group and row.box == box
        out.append((row.kind, row.inline, row.level, row.payload, in_group, in_box, row.group != 0, row.box != 0))
        group, box = row.group, row.box
    return out


def _common(one: Sequence[_Relative], other: Sequence[_Relative]) -> int:
    return next(
        (at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )


def clamped(rows: Sequence[Row], spot: Spot) -> Spot:
    """The nearest place that there is."""
    if spot.row >= len(rows):
        return Spot(len(rows) - 1, rows[-1].length)
    return Spot(max(spot.row, 0), min(max(spot.offset, 0), rows[max(spot.row, 0)].length))
