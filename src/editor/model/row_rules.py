"""What rows may stand where. `settle` puts right what an edit left behind; no word and no photo is lost by it.

- The page begins with one headline and one standfirst row, and has no other.
- A caption follows its figure; an attribution ends its quote; a title begins its box: an empty one is added where it
  lacks, an empty one elsewhere is dropped, one with words becomes a paragraph.
- A row that a break has cut in two, where there can be no break, is joined again with a space.
- Lists have two levels, the second below a first; items of one list have one kind; a gallery has two photos or more.
- A box holds paragraphs, h3, lists, quotes, figures, tables and rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count

from editor.model.blocks import Embed, Inline, Source, Span, plain
from editor.model.rows import ATOMS, BREAKABLE, HEADS, LISTS, PLAIN, QUOTES, Row, RowKind
from editor.model.spans import joined, on_one_line, tidy_letters, without_marks

Fresh = Callable[[], int]
"""Hands out a number that no group and no box has."""

_SPACE: Inline = (Span(" "),)


def settle(rows: Iterable[Row], fresh: Fresh | None = None, *, from_top: bool = True) -> tuple[Row, ...]:
    """Rows as the schema wants them.

    Args:
        rows: whole blocks in reading order.
        fresh: for new groups and boxes; without one, numbers above all that are used.
        from_top: whether the first row is the page's first.
    """
    present = [settle_row(row) for row in rows]
    if fresh is None:
        fresh = count(max((max(row.group, row.box) for row in present), default=0) + 1).__next__
    present = _heads(present, from_top=from_top)
    present = _rejoined(present)
    present = _captions(present)
    present = _quotes(present, fresh)
    present = _boxes(present, fresh)
    present = _galleries(present)
    present = _lists(present, fresh)
    return tuple(_apart(present, fresh))


def settle_row(row: Row) -> Row:
    """What a row alone can say: the marks and breaks that its kind allows, letters in order."""
    kind = row.kind
    if kind in ATOMS:
        if row.payload is None:
            return settle_row(replace(row, kind=RowKind.PARAGRAPH))
        return row if not row.inline and not row.level else replace(row, inline=(), level=0)
    level = min(max(row.level, 0), 1) if kind in LISTS else 0
    inline = settle_inline(kind, row.inline)
    if inline == row.inline and level == row.level and row.payload is None:
        return row
    return replace(row, inline=inline, level=level, payload=None)


def settle_inline(kind: RowKind, inline: Inline) -> Inline:
    """The text of a row of this kind."""
    inline = tidy_letters(inline)
    if kind in PLAIN:
        return without_marks(on_one_line(inline))
    if kind is RowKind.CAPTION and any(span.emphasis for span in inline):
        inline = joined(tuple(replace(span, emphasis=False) for span in inline))
    return inline if kind in BREAKABLE else on_one_line(inline)


def _heads(rows: list[Row], *, from_top: bool) -> list[Row]:
    top: list[Row] = []
    if from_top:
        headline, rows = _taken(rows, RowKind.HEADLINE, HEADS)
        standfirst, rows = _taken(rows, RowKind.STANDFIRST, (RowKind.STANDFIRST,))
        top = [headline, standfirst]
    out = list(top)
    for row in rows:
        if row.kind not in HEADS:
            out.append(row)
        elif row.inline:
            out.append(replace(row, kind=RowKind.PARAGRAPH))
    return out


def _taken(rows: list[Row], kind: RowKind, like: Sequence[RowKind]) -> tuple[Row, list[Row]]:
    """The head row of a kind from the front of the rows, with what a break has cut off it; an empty one if it lacks."""
    if not rows or (rows[0].kind not in like and not (kind is RowKind.HEADLINE and rows[0].kind not in ATOMS)):
        return Row(kind), rows
    end = 1
    while end < len(rows) and rows[end].kind is kind:
        end += 1
    words = " ".join(text for row in rows[:end] if (text := row.text))
    return Row(kind, settle_inline(kind, plain(words))), rows[end:]


def _rejoined(rows: list[Row]) -> list[Row]:
    """Single lines and captions that a break has cut in two."""
    out: list[Row] = []
    for row in rows:
        before = out[-1] if out else None
        cut = (RowKind.ATTRIBUTION, RowKind.BOX_TITLE, RowKind.CAPTION)
        if before is not None and row.kind in cut and before.kind is row.kind and _same_place(before, row):
            glue = _SPACE if before.inline and row.inline else ()
            out[-1] = replace(before, inline=joined(before.inline, glue, row.inline))
        else:
            out.append(row)
    return out


def _same_place(one: Row, other: Row) -> bool:
    return one.group == other.group and one.box == other.box


def _boxes(rows: list[Row], fresh: Fresh) -> list[Row]:
    out: list[Row] = []
    meant = now = 0  # the number that the rows carry, and the one that they get
    for row in rows:
        if row.kind is RowKind.BOX_TITLE:
            if row.box and row.box == meant and not row.inline:
                continue  # what a cut had left of a title that is back now
            meant, now = row.box, (fresh() if not row.box or row.box == meant else row.box)
            out.append(replace(row, box=now))
        elif not row.box:
            meant = now = 0
            out.append(row)
        else:
            if row.box != meant:
                meant = now = row.box
                out.append(Row(RowKind.BOX_TITLE, box=now))
            out.append(_in_box(replace(row, box=now)))
    return out


def _in_box(row: Row) -> Row:
    match row.payload:
        case Embed(url=url):
            return Row(RowKind.PARAGRAPH, (Span(url, link=url),), box=row.box)
        case Source(text=text):
            return Row(RowKind.PARAGRAPH, settle_inline(RowKind.PARAGRAPH, plain(text)), box=row.box)
        case _ if row.kind in {RowKind.FIGURE, RowKind.CAPTION}:
            return replace(row, group=0)
        case _:
            pass
    if row.kind is RowKind.H2:
        return replace(row, kind=RowKind.H3)
    if row.kind is RowKind.PULL_QUOTE:
        return replace(row, kind=RowKind.QUOTE)
    return row


def _captions(rows: list[Row]) -> list[Row]:
    out: list[Row] = []
    figure: Row | None = None  # one that waits for its caption
    for row in rows:
        if figure is not None:
            caption = row if row.kind is RowKind.CAPTION else Row(RowKind.CAPTION)
            out.append(replace(caption, group=figure.group, box=figure.box))
            figure = None
            if caption is row:
                continue
        if row.kind is RowKind.CAPTION:
            if row.inline:
                out.append(replace(row, kind=RowKind.PARAGRAPH, group=0))
            continue
        out.append(row)
        figure = row if row.kind is RowKind.FIGURE else None
    if figure is not None:
        out.append(Row(RowKind.CAPTION, (), 0, figure.group, figure.box))
    return out


def _quotes(rows: list[Row], fresh: Fresh) -> list[Row]:
    out: list[Row] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        if row.kind in QUOTES:
            end = _quote_end(rows, at)
            out.extend(_quote(rows[at:end], row.group or fresh()))
            at = end
            continue
        if row.kind is not RowKind.ATTRIBUTION:
            out.append(row)
        elif row.inline:
            out.append(replace(row, kind=RowKind.PARAGRAPH, group=0))
        at += 1
    return out


def _quote_end(rows: list[Row], at: int) -> int:
    end = at + 1
    kinds = {*QUOTES, RowKind.ATTRIBUTION}
    while end < len(rows) and rows[at].group and rows[end].kind in kinds and _same_place(rows[at], rows[end]):
        end += 1
    return end


def _quote(run: list[Row], group: int) -> list[Row]:
    kind, last = run[0].kind, run[-1]
    ending = last if last.kind is RowKind.ATTRIBUTION else Row(RowKind.ATTRIBUTION, box=last.box)
    said = [row for row in run if row is not ending and (row.kind in QUOTES or row.inline)]
    return [*(replace(row, kind=kind, group=group) for row in said), replace(ending, group=group)]


def _galleries(rows: list[Row]) -> list[Row]:
    out = [
        replace(row, group=0)
        if row.group and row.kind not in LISTS | QUOTES | {RowKind.ATTRIBUTION, RowKind.FIGURE, RowKind.CAPTION}
        else row
        for row in rows
    ]
    at = 0
    while at < len(out):
        end = at + 1
        if out[at].kind is RowKind.FIGURE and out[at].group:
            while (
                end < len(out)
                and out[end].kind in {RowKind.FIGURE, RowKind.CAPTION}
                and out[end].group == out[at].group
            ):
                end += 1
            if end - at < 4:  # two photos with their captions
                out[at:end] = [replace(row, group=0) for row in out[at:end]]
        at = end
    return out


def _lists(rows: list[Row], fresh: Fresh) -> list[Row]:
    out: list[Row] = []
    meant = now = 0
    first: Row | None = None  # the list's first item
    below: Row | None = None  # the first of the second level that is open
    for row in rows:
        if row.kind not in LISTS:
            first = below = None
            out.append(row)
            continue
        new = first is None or not row.group or row.group != meant or row.box != first.box
        if not new and first is not None and row.level == 0 and row.kind is not first.kind:
            new = True  # the other kind of list begins
            now = fresh()
        elif new:
            now = row.group or fresh()
        meant = row.group or now
        settled = replace(row, group=now, level=0 if new else row.level)
        if settled.level == 0:
            below = None
        else:
            below = below or settled
            settled = replace(settled, kind=below.kind)
        first = settled if new else first
        out.append(settled)
    return out


def _family(row: Row) -> int:
    if row.kind in LISTS:
        return 1
    return 3 if row.kind in {RowKind.FIGURE, RowKind.CAPTION} else 2


def _apart(rows: list[Row], fresh: Fresh) -> list[Row]:
    """A list, a quote and a gallery that stand side by side under one number get numbers of their own."""
    out: list[Row] = []
    now = 0
    for at, row in enumerate(rows):
        before = rows[at - 1] if at else None
        if not row.group:
            out.append(row)
            continue
        goes_on = before is not None and _same_place(before, row)
        if before is None or not goes_on:
            now = row.group
        elif _family(before) != _family(row) or before.kind is RowKind.ATTRIBUTION:
            now = fresh()
        out.append(row if row.group == now else replace(row, group=now))
    return out
