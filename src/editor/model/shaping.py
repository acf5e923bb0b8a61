"""What the format bar does to rows: kinds, list levels, boxes, bold, italic, links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from editor.model.blocks import Span
from editor.model.page import HEAD, Splice, Spot
from editor.model.row_rules import Fresh
from editor.model.rows import LISTS, PLAIN, QUOTES, Row, RowKind
from editor.model.spans import changed, cut, joined
from editor.model.writing import Rows, unbox

SHAPED = frozenset({RowKind.PARAGRAPH, RowKind.H2, RowKind.H3, *LISTS, *QUOTES})
"""Kinds that the writer may choose."""


def set_kind(rows: Rows, first: int, last: int, kind: RowKind, fresh: Fresh) -> Splice | None:
    """Rows of this kind; paragraphs again when all of them have it already. Photos and fixed rows stay."""
    if last < HEAD:
        return None
    first, last = _whole_list(rows, max(first, HEAD), last, kind)
    own = [row for row in rows[first : last + 1] if row.kind in SHAPED]
    if not own:
        return None
    if all(row.kind is kind for row in own):
        kind = RowKind.PARAGRAPH
    group = _group_for(rows, first, kind, fresh)
    shaped = tuple(
        replace(row, kind=kind, group=group, level=row.level if kind in LISTS else 0) if row.kind in SHAPED else row
        for row in rows[first : last + 1]
    )
    return Splice(first, last + 1, shaped)


def _whole_list(rows: Rows, first: int, last: int, kind: RowKind) -> tuple[int, int]:
    """The whole list when one item asks for the other kind of list, the whole quote for the other kind of quote."""
    families = LISTS if kind in LISTS else QUOTES if kind in QUOTES else frozenset()
    if rows[first].kind not in families or rows[first].kind is kind:
        return first, last
    while rows[first - 1].group == rows[first].group and rows[first - 1].kind in families:
        first -= 1
    while last + 1 < len(rows) and rows[last + 1].group == rows[last].group and rows[last + 1].kind in families:
        last += 1
    return first, last


def _group_for(rows: Rows, first: int, kind: RowKind, fresh: Fresh) -> int:
    before, row = rows[first - 1], rows[first]
    if kind in LISTS:
        if before.kind is kind and before.box == row.box:
            return before.group
        return fresh()
    if kind in QUOTES:
        return row.group if row.kind in QUOTES else fresh()
    return 0


def set_level(rows: Rows, first: int, last: int, by: int) -> Splice | None:
    """List items one level in (+1) or out (-1); other rows stay."""
    moved = tuple(
        replace(row, level=min(max(row.level + by, 0), 1)) if row.kind in LISTS else row
        for row in rows[first : last + 1]
    )
    return None if moved == tuple(rows[first : last + 1]) else Splice(first, last + 1, moved)


def make_box(rows: Rows, first: int, last: int, fresh: Fresh) -> Splice:
    """The blocks from row `first` to `last` in a box, the caret in its title; out of the box when they are in one."""
    box = rows[first].box
    if box:
        while rows[first - 1].box == box:
            first -= 1
        return unbox(rows, first)
    title = Row(RowKind.BOX_TITLE, box=fresh())
    if last < HEAD:
        empty = Row(RowKind.PARAGRAPH, box=title.box)
        return Splice(HEAD, HEAD, (title, empty), Spot(HEAD, 0))
    first, last = _whole_blocks(rows, max(first, HEAD), last)
    inner = [replace(row, box=title.box) for row in rows[first : last + 1] if row.kind is not RowKind.BOX_TITLE]
    return Splice(first, last + 1, (title, *inner), Spot(first, 0))


def _whole_blocks(rows: Rows, first: int, last: int) -> tuple[int, int]:
    def together(before: Row, row: Row) -> bool:
        if before.box or row.box:
            return before.box == row.box
        return (row.group != 0 and before.group == row.group) or (
            before.kind is RowKind.FIGURE and row.kind is RowKind.CAPTION
        )

    while first > HEAD and together(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and together(rows[last], rows[last + 1]):
        last += 1
    return first, last


# -- marks and links --------------------------------------------------------------------------------------------------


def pieces(rows: Rows, start: Spot, end: Spot) -> Iterator[tuple[int, int, int]]:
    """(row, from, to) of the text between two places that can carry marks."""
    for at in range(start.row, end.row + 1):
        row = rows[at]
        if row.is_atom or row.kind in PLAIN:
            continue
        low = start.offset if at == start.row else 0
        high = end.offset if at == end.row else row.length
        if low < high:
            yield at, low, high


def has_mark(rows: Rows, start: Spot, end: Spot, mark: str) -> bool:
    """Whether all text between two places that could carry a mark does; False when there is none."""
    spans = [span for at, low, high in pieces(rows, start, end) for span in cut(rows[at].inline, low, high)]
    return bool(spans) and all(getattr(span, mark) for span in spans)


def toggle_mark(rows: Rows, start: Spot, end: Spot, mark: str) -> Splice | None:
    """Bold ("strong") or italic ("emphasis") on the text between two places, off when all of it has it."""
    on = not has_mark(rows, start, end, mark)

    def change(span: Span) -> Span:
        return replace(span, strong=on) if mark == "strong" else replace(span, emphasis=on)

    return _change(rows, start, end, change)


def clear_marks(rows: Rows, start: Spot, end: Spot) -> Splice | None:
    return _change(rows, start, end, lambda span: Span(span.text))


def set_link(rows: Rows, start: Spot, end: Spot, url: str) -> Splice | None:
    """The text between two places leads to an address; "" takes links off. Without text the address is written."""
    if start == end:
        low, high = link_around(rows[start.row], start.offset)
        if low == high:
            return _written_link(rows, start, url)
        start, end = Spot(start.row, low), Spot(start.row, high)
    return _change(rows, start, end, lambda span: replace(span, link=url))


def link_around(row: Row, offset: int) -> tuple[int, int]:
    """From where to where the link under a place goes; an empty range without one."""
    at = 0
    found: list[tuple[int, int, str]] = []
    for span in row.inline:
        if found and found[-1][2] == span.link:
            found[-1] = (found[-1][0], at + len(span.text), span.link)
        else:
            found.append((at, at + len(span.text), span.link))
        at += len(span.text)
    return next(((low, high) for low, high, link in found if link and low <= offset <= high), (offset, offset))


def _written_link(rows: Rows, at: Spot, url: str) -> Splice | None:
    row = rows[at.row]
    if not url or row.is_atom or row.kind in PLAIN:
        return None
    inline = joined(cut(row.inline, 0, at.offset), (Span(url, link=url),), cut(row.inline, at.offset))
    return Splice(at.row, at.row + 1, (replace(row, inline=inline),), Spot(at.row, at.offset + len(url)))


def _change(rows: Rows, start: Spot, end: Spot, change: Callable[[Span], Span]) -> Splice | None:
    after = list(rows[start.row : end.row + 1])
    touched = False
    for at, low, high in pieces(rows, start, end):
        row = after[at - start.row]
        after[at - start.row] = replace(row, inline=changed(row.inline, low, high, change))
        touched = True
    return Splice(start.row, end.row + 1, tuple(after)) if touched else None


# -- order ------------------------------------------------------------------------------------------------------------


def swap_blocks(rows: Rows, starts: tuple[int, ...], upper: int) -> Splice:
    """Block `upper` of the body and the one below it change places. `starts` as in `Page`."""
    edges = [*starts, len(rows)]
    (top, middle), (_, bottom) = list(pairwise(edges))[upper], list(pairwise(edges))[upper + 1]
    return Splice(top, bottom, (*rows[middle:bottom], *rows[top:middle]))
