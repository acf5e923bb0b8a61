"""A piece of a page: what copy takes and paste puts in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from editor.model.blocks import Body, Inline, plain
from editor.model.page import HEAD, Splice, Spot
from editor.model.row_rules import Fresh, settle
from editor.model.rows import LISTS, PLAIN, Row, RowKind, fold
from editor.model.spans import cut
from editor.model.writing import Rows, with_inline

_CLOSED = PLAIN | {RowKind.CAPTION}


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows, the first and the last maybe only in part.

    `open_start` and `open_end` say that the text at that end runs into the text that it is put into (as in
    ProseMirror's slices); a whole row has closed ends.
    """

    rows: tuple[Row, ...]
    open_start: bool = False
    open_end: bool = False

    @property
    def is_text(self) -> bool:
        """A part of one row's text, or the whole of it."""
        return len(self.rows) == 1 and not self.rows[0].is_atom

    def body(self) -> Body:
        """The blocks of a slice: what a page shows that it is pasted into alone."""
        return fold(_in_body(self.rows))

    def text(self) -> str:
        """Plain text, one line a row."""
        return "\n".join(row.text for row in self.rows if not row.is_atom)


def cut_out(rows: Rows, start: Spot, end: Spot) -> Slice:
    """What lies between two places; a photo with its caption."""
    last = end.row
    if rows[last].kind is RowKind.FIGURE and end.offset > 0 and last + 1 < len(rows):
        last += 1
    taken: list[Row] = []
    for at in range(start.row, last + 1):
        row = rows[at]
        low = start.offset if at == start.row else 0
        high = end.offset if at == end.row else row.length
        if row.is_atom:
            taken.extend([row] if low < high else [])
        else:
            taken.append(with_inline(row, cut(row.inline, low, high)))
    whole = {row.box for row in taken if row.kind is RowKind.BOX_TITLE}
    first_open = not rows[start.row].is_atom and start.offset > 0
    last_open = last == end.row and not rows[last].is_atom and end.offset < rows[last].length
    return Slice(
        tuple(row if row.box in whole else replace(row, box=0) for row in taken),
        first_open,
        last_open,
    )


def of_body(rows: Rows) -> Slice:
    """Whole rows of a body, from outside: closed at both ends, but one lone paragraph is just text."""
    lone = len(rows) == 1 and rows[0].kind is RowKind.PARAGRAPH
    return Slice(tuple(rows), lone, lone)


def insert(rows: Rows, at: Spot, piece: Slice, fresh: Fresh) -> Splice | None:
    """A slice put in at a place; the caret stands behind it."""
    if not piece.rows:
        return None
    target = rows[at.row]
    if target.is_atom:
        after = at.row + (2 if target.kind is RowKind.FIGURE else 1)
        return _rows_at(after, _renumbered(piece.rows, target.box, fresh))
    if piece.is_text and not _keeps_kind(piece, target):
        return _text_into(target, at, piece.rows[0].inline)
    if target.kind in _CLOSED and piece.rows[0].kind is not target.kind:
        return _flattened(rows, at, piece, fresh)
    return _rows_into(target, at, piece, fresh)


def _keeps_kind(piece: Slice, target: Row) -> bool:
    """A whole row, pasted into an empty one, stays what it was."""
    return not (piece.open_start or piece.open_end) and not target.inline and target.kind is RowKind.PARAGRAPH


def _text_into(target: Row, at: Spot, inline: Inline) -> Splice:
    row = with_inline(target, cut(target.inline, 0, at.offset), inline, cut(target.inline, at.offset))
    return Splice(at.row, at.row + 1, (row,), Spot(at.row, at.offset + sum(len(span.text) for span in inline)))


def _rows_at(at: int, rows: tuple[Row, ...]) -> Splice:
    return Splice(at, at, rows, Spot(at + len(rows) - 1, rows[-1].length))


def _rows_into(target: Row, at: Spot, piece: Slice, fresh: Fresh) -> Splice:
    head, tail = cut(target.inline, 0, at.offset), cut(target.inline, at.offset)
    rows = list(_renumbered(piece.rows, target.box, fresh, target if head or target.kind in LISTS else None))
    before: list[Row] = []
    if head or target.kind in _CLOSED:
        if rows[0].is_atom:
            before = [with_inline(target, head)]
        else:
            rows[0] = with_inline(target, head, rows[0].inline)
    caret = Spot(at.row + len(before) + len(rows) - 1, rows[-1].length)
    after: list[Row] = []
    if tail:
        if rows[-1].is_atom or (rows[-1].kind in _CLOSED and rows[-1].kind is not target.kind):
            after = [with_inline(target, tail)]
        else:
            rows[-1] = with_inline(rows[-1], rows[-1].inline, tail)
    return Splice(at.row, at.row + 1, (*before, *rows, *after), caret)


def _flattened(rows: Rows, at: Spot, piece: Slice, fresh: Fresh) -> Splice:
    """Into a single line the words go as one line; photos, tables and the like go below it."""
    target = rows[at.row]
    own = _captions_of(piece.rows)
    words = " ".join(row.text for row in piece.rows if row.text and id(row) not in own)
    line = _text_into(target, at, plain(words))
    below = tuple(row for row in piece.rows if row.is_atom or id(row) in own)
    if not below:
        return line
    after = at.row + 1
    while after < HEAD or (after < len(rows) and rows[after].group and rows[after].group == target.group):
        after += 1
    kept = rows[at.row + 1 : after]
    return Splice(at.row, after, (*line.rows, *kept, *_renumbered(below, target.box, fresh)), line.caret)


def _captions_of(rows: Rows) -> set[int]:
    """The captions whose photo is there too."""
    return {id(row) for before, row in pairwise(rows) if before.kind is RowKind.FIGURE and not row.is_atom}


def _renumbered(rows: tuple[Row, ...], box: int, fresh: Fresh, onto: Row | None = None) -> tuple[Row, ...]:
    """The same rows in groups and boxes of their own; inside a box they belong to it.

    `onto` is the row that they are put into: a list that begins in a list goes on with it.
    """
    groups = _numbering(fresh)
    boxes = _numbering(fresh)
    if onto is not None and onto.kind in LISTS and rows[0].kind is onto.kind:
        groups = _numbering(fresh, {rows[0].group: onto.group})
    out: list[Row] = []
    for row in rows:
        if box and row.kind is RowKind.BOX_TITLE:
            out.append(Row(RowKind.PARAGRAPH, row.inline, box=box))
        else:
            out.append(replace(row, group=groups(row.group), box=box or boxes(row.box)))
    return tuple(out)


def _numbering(fresh: Fresh, given: dict[int, int] | None = None) -> Callable[[int], int]:
    known: dict[int, int] = {0: 0, **(given or {})}

    def number(old: int) -> int:
        if old not in known:
            known[old] = fresh()
        return known[old]

    return number


def _in_body(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return settle(rows, from_top=False)


def text_slice(text: str) -> Slice:
    """Plain text: a row for each line; empty lines between paragraphs are left out."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if len(lines) <= 1:
        return Slice((Row(RowKind.PARAGRAPH, plain(text.strip("\n"))),), True, True) if text.strip("\n") else Slice(())
    return Slice(tuple(Row(RowKind.PARAGRAPH, plain(line)) for line in lines), True, True)
