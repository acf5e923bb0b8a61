"""What the keys of a text do to rows: erase, Enter, Backspace, Delete.

Every function looks at the rows and a place and answers with a `Splice` (an edit), a `Caret` (only the caret moves) or
None (nothing happens).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from editor.model.blocks import Inline, Span
from editor.model.history import Caret
from editor.model.page import HEAD, Splice, Spot
from editor.model.rows import BREAKABLE, LISTS, PLAIN, QUOTES, Row, RowKind
from editor.model.spans import cut, joined

Rows: TypeAlias = Sequence[Row]
Answer: TypeAlias = Splice | Caret | None

_HEADINGS = frozenset({RowKind.H2, RowKind.H3})
_CLOSED = PLAIN | {RowKind.CAPTION}
"""Rows that text of another row never runs into."""


def end_of(rows: Rows, row: int) -> Caret:
    return select_atom(row) if rows[row].is_atom else Caret.at(row, rows[row].length)


def start_of(rows: Rows, row: int) -> Caret:
    return select_atom(row) if rows[row].is_atom else Caret.at(row, 0)


def select_atom(row: int) -> Caret:
    """A photo, a rule, a table is selected whole."""
    return Caret(row, 1, row, 0)


def with_inline(row: Row, *parts: Inline) -> Row:
    return replace(row, inline=joined(*parts))


# -- erase ------------------------------------------------------------------------------------------------------------


def erase(rows: Rows, start: Spot, end: Spot) -> Splice | None:
    """What lies between two places goes. A photo goes with its caption, and only when it lies between them."""
    if start >= end:
        return None
    first, last = rows[start.row], rows[end.row]
    if start.row == end.row and not first.is_atom:
        left = with_inline(first, cut(first.inline, 0, start.offset), cut(first.inline, end.offset))
        return Splice(start.row, start.row + 1, (left,), start)
    after = end.row + 1
    if last.kind is RowKind.FIGURE and end.offset > 0 and after < len(rows) and rows[after].kind is RowKind.CAPTION:
        after += 1
    kept = _meeting(first, start.offset, last, end.offset)
    if not kept:
        return Splice(start.row, after, (), _beside(rows, start.row, after))
    at = start if not first.is_atom or start.offset > 0 else Spot(start.row, 0)
    return Splice(start.row, after, kept, at)


def _meeting(first: Row, so: int, last: Row, eo: int) -> tuple[Row, ...]:
    """What is left of the two rows where a selection begins and ends."""
    head = _left(first, 0, so) if not first.is_atom or so > 0 else None
    tail = _left(last, eo, None) if not last.is_atom or eo == 0 else None
    if head is None or head.is_atom:
        # the words of a caption that has lost its photo become a paragraph, none at all leave nothing
        return tuple(row for row in (head, tail) if row is not None)
    if tail is None:
        return (head,)
    if tail.is_atom:
        return (head, tail)
    if head.kind in _CLOSED and tail.kind is not head.kind:
        return (head, tail) if tail.inline or tail.kind is RowKind.STANDFIRST else (head,)
    return (with_inline(head, head.inline, tail.inline),)


def _left(row: Row, start: int, end: int | None) -> Row:
    return row if row.is_atom else with_inline(row, cut(row.inline, start, end))


def _beside(rows: Rows, start: int, after: int) -> Spot:
    """Where the caret goes when rows are gone: to what comes next, or to the end of what was before."""
    if after < len(rows) and rows[after].kind is not RowKind.BOX_TITLE:
        return Spot(start, 0)
    return Spot(start - 1, rows[start - 1].length)


# -- Enter ------------------------------------------------------------------------------------------------------------


def enter(rows: Rows, at: Spot) -> Answer:
    """A new row, or the caret to the next field (look.md 10, interactions 3 and 6)."""
    row = rows[at.row]
    match row.kind:
        case RowKind.HEADLINE:
            return Caret.at(1, 0)
        case RowKind.STANDFIRST:
            return _into_body(rows)
        case RowKind.CAPTION | RowKind.ATTRIBUTION:
            return below(rows, at.row)
        case RowKind.BOX_TITLE:
            return _into_box(rows, at.row)
        case _ if row.is_atom:
            return below(rows, at.row)
        case _ if row.kind in LISTS and not row.inline:
            return _out_of_list(at.row, row)
        case _ if row.kind in QUOTES and not row.inline:
            return _out_of_quote(rows, at.row)
        case _ if row.box and not row.inline and _is_last_of_box(rows, at.row):
            return _out_of_box(rows, at.row)
        case _:
            return _split(row, at)


def break_line(rows: Rows, at: Spot) -> Answer:
    """Shift+Enter: a hard break where the row may hold one, else what Enter does."""
    row = rows[at.row]
    if row.kind not in BREAKABLE:
        return enter(rows, at)
    look = cut(row.inline, max(at.offset - 1, 0), at.offset)
    span = replace(look[0], text="\n", link="") if look else Span("\n")
    parts = with_inline(row, cut(row.inline, 0, at.offset), (span,), cut(row.inline, at.offset))
    return Splice(at.row, at.row + 1, (parts,), Spot(at.row, at.offset + 1))


def below(rows: Rows, at: int) -> Answer:
    """The caret in an empty paragraph after a photo with its caption, a quote, or whatever stands at this row."""
    row = rows[at]
    after = block_end(rows, at)
    following = rows[after] if after < len(rows) else None
    if (
        following is not None
        and following.kind is RowKind.PARAGRAPH
        and not following.inline
        and following.box == row.box
    ):
        return Caret.at(after, 0)
    return Splice(after, after, (Row(RowKind.PARAGRAPH, box=row.box),), Spot(after, 0))


def block_end(rows: Rows, at: int) -> int:
    """The row after the list, the quote, the photo with its caption, or whatever row `at` belongs to."""
    after = at + 1
    while after < len(rows) and _belongs(rows[after - 1], rows[after]):
        after += 1
    return after


def _belongs(before: Row, row: Row) -> bool:
    if row.box != before.box:
        return False
    return (row.group != 0 and row.group == before.group) or (
        before.kind is RowKind.FIGURE and row.kind is RowKind.CAPTION
    )


def _into_body(rows: Rows) -> Answer:
    if len(rows) > HEAD and not rows[HEAD].is_atom and rows[HEAD].kind is not RowKind.BOX_TITLE:
        return Caret.at(HEAD, 0)
    return Splice(HEAD, HEAD, (Row(RowKind.PARAGRAPH),), Spot(HEAD, 0))


def _into_box(rows: Rows, at: int) -> Answer:
    if at + 1 < len(rows) and rows[at + 1].box == rows[at].box:
        return start_of(rows, at + 1)
    return Splice(at + 1, at + 1, (Row(RowKind.PARAGRAPH, box=rows[at].box),), Spot(at + 1, 0))


def _out_of_list(at: int, row: Row) -> Splice:
    lower = replace(row, level=0) if row.level else Row(RowKind.PARAGRAPH, box=row.box)
    return Splice(at, at + 1, (lower,), Spot(at, 0))


def _out_of_quote(rows: Rows, at: int) -> Answer:
    """An empty paragraph at a quote's end goes, the caret to the attribution; an empty quote becomes a paragraph."""
    row = rows[at]
    group = [index for index in range(len(rows)) if rows[index].group == row.group and rows[index].box == row.box]
    if len(group) == 2:
        attribution = rows[group[-1]]
        return Splice(at, at + 2, (Row(RowKind.PARAGRAPH, attribution.inline, box=row.box),), Spot(at, 0))
    return Splice(at, at + 1, (), Spot(group[-1] - 1, 0))


def _is_last_of_box(rows: Rows, at: int) -> bool:
    return at + 1 == len(rows) or rows[at + 1].box != rows[at].box


def _out_of_box(rows: Rows, at: int) -> Splice:
    return Splice(at, at + 1, (Row(RowKind.PARAGRAPH),), Spot(at, 0))


def _split(row: Row, at: Spot) -> Splice:
    left, right = with_inline(row, cut(row.inline, 0, at.offset)), with_inline(row, cut(row.inline, at.offset))
    if row.kind in _HEADINGS:
        if not right.inline:
            right = replace(right, kind=RowKind.PARAGRAPH)
        elif not left.inline:
            left = replace(left, kind=RowKind.PARAGRAPH)
    return Splice(at.row, at.row + 1, (left, right), Spot(at.row + 1, 0))


# -- Backspace and Delete ---------------------------------------------------------------------------------------------


def backspace(rows: Rows, at: Spot) -> Answer:
    """Backspace with nothing selected; inside a text one letter goes, which a view may do by itself."""
    row = rows[at.row]
    if row.is_atom:
        return erase(rows, Spot(at.row, 0), Spot(at.row, 1))
    if at.offset > 0:
        return erase(rows, Spot(at.row, at.offset - 1), at)
    match row.kind:
        case RowKind.HEADLINE:
            return None
        case RowKind.STANDFIRST | RowKind.CAPTION | RowKind.ATTRIBUTION:
            return end_of(rows, at.row - 1)
        case RowKind.BOX_TITLE:
            return unbox(rows, at.row)
        case _ if row.kind in LISTS:
            return _out_of_list_with(at.row, row)
        case _ if row.kind in _HEADINGS or (row.kind in QUOTES and rows[at.row - 1].group != row.group):
            return Splice(at.row, at.row + 1, (replace(row, kind=RowKind.PARAGRAPH, group=0),), at)
        case _:
            return _back_over(rows, at.row)


def _out_of_list_with(at: int, row: Row) -> Splice:
    lower = replace(row, level=0) if row.level else Row(RowKind.PARAGRAPH, row.inline, box=row.box)
    return Splice(at, at + 1, (lower,), Spot(at, 0))


def _back_over(rows: Rows, at: int) -> Answer:
    """Backspace at the start of a paragraph."""
    before, row = rows[at - 1], rows[at]
    if before.is_atom or before.kind is RowKind.CAPTION:
        # the photo itself is one row up; the next Backspace removes it
        return select_atom(at - 1 if before.is_atom else at - 2)
    end = Spot(at - 1, before.length)
    if not row.inline:
        return Splice(at, at + 1, (), end)
    if before.kind in _CLOSED:
        return Caret.at(*end)
    return Splice(at - 1, at + 1, (with_inline(before, before.inline, row.inline),), end)


def delete(rows: Rows, at: Spot) -> Answer:
    """Delete with nothing selected."""
    row = rows[at.row]
    if row.is_atom:
        return erase(rows, Spot(at.row, 0), Spot(at.row, 1))
    if at.offset < row.length:
        return erase(rows, at, Spot(at.row, at.offset + 1))
    if at.row + 1 >= len(rows):
        return None
    following = rows[at.row + 1]
    if following.is_atom:
        return select_atom(at.row + 1)
    if following.kind in _CLOSED:
        return None
    if not following.inline:
        return Splice(at.row + 1, at.row + 2, (), at)
    if row.kind in _CLOSED:
        return None
    if not row.inline:
        return Splice(at.row, at.row + 1, (), at)
    return Splice(at.row, at.row + 2, (with_inline(row, row.inline, following.inline),), at)


def unbox(rows: Rows, at: int) -> Splice:
    """The box whose title stands at this row becomes paragraphs of the copy."""
    end = at + 1
    while end < len(rows) and rows[end].box == rows[at].box:
        end += 1
    title = rows[at]
    kept = (Row(RowKind.PARAGRAPH, title.inline),) if title.inline or end == at + 1 else ()
    return Splice(at, end, (*kept, *(replace(row, box=0) for row in rows[at + 1 : end])), Spot(at, 0))
