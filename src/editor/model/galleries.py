"""Photos side by side and photos that are moved, as edits of rows. A photo always goes with its caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor.model.blocks import Figure
from editor.model.page import HEAD, Splice, Spot
from editor.model.row_rules import Fresh
from editor.model.rows import Row, RowKind
from editor.model.writing import Rows, block_end

MOST = 6
"""Photos of one gallery."""
_PAIR = 2  # rows of a photo: itself and its caption


def figure_at(rows: Rows, at: int) -> int | None:
    """The row of the photo that row `at` is, or is the caption of."""
    if not 0 <= at < len(rows):
        return None
    if rows[at].kind is RowKind.FIGURE:
        return at
    return at - 1 if rows[at].kind is RowKind.CAPTION else None


def row_of(rows: Rows, src: str) -> int | None:
    """The row that shows this photo."""
    return next((at for at, row in enumerate(rows) if isinstance(row.payload, Figure) and row.payload.src == src), None)


def gallery_of(rows: Rows, at: int) -> tuple[int, int]:
    """(first row, row after the last) of the gallery of the photo in row `at`; of the photo alone outside one."""
    if not rows[at].group:
        return at, at + _PAIR
    first = at
    while first > HEAD and _in_one(rows[first - 1], rows[first]):
        first -= 1
    return first, block_end(rows, first)


def gallery(rows: Rows, first: int, last: int, fresh: Fresh) -> Splice | None:
    """The photos from row `first` to `last` as one gallery; one chosen alone, with its neighbour below or above.

    None when something else stands between them, when they are in a box, or when they would be one or too many.
    """
    start, end = figure_at(rows, first), figure_at(rows, last)
    if start is None or end is None:
        return None
    low, high = gallery_of(rows, start)[0], gallery_of(rows, end)[1]
    if start == end:
        below = _with_next(rows, high)
        low, high = (low, below) if below > high else (_with_previous(rows, low), high)
    chosen = [row for row in rows[low:high] if not _is_blank(row)]
    photos = sum(row.kind is RowKind.FIGURE for row in chosen)
    if any(row.box or row.kind not in {RowKind.FIGURE, RowKind.CAPTION} for row in chosen):
        return None
    if not 2 <= photos <= MOST or (rows[low].group and gallery_of(rows, low) == (low, high)):
        return None
    group = rows[low].group or fresh()
    return _selecting(low, high, [replace(row, group=group) for row in chosen], rows[start])


def join(rows: Rows, at: int, to: int, fresh: Fresh, *, behind: bool = True) -> Splice | None:
    """The photo in row `at` beside the one in row `to`, in one gallery with it. None when that one is in a box."""
    low, high = gallery_of(rows, to)
    inside = low <= at < high
    if at == to or rows[to].box or (not inside and (high - low) // _PAIR >= MOST):
        return None
    group = rows[to].group or fresh()
    pair = rows[at : at + _PAIR]
    rest: list[Row] = [row for number, row in enumerate(rows[low:high], low) if not at <= number < at + _PAIR]
    place = next(number for number, row in enumerate(rest) if row is rows[to]) + (_PAIR if behind else 0)
    joined = [replace(row, group=group, box=0) for row in (*rest[:place], *pair, *rest[place:])]
    if inside:
        return _selecting(low, high, joined, rows[at])
    if at < low:
        return _selecting(at, high, [*rows[at + _PAIR : low], *joined], rows[at])
    return _selecting(low, at + _PAIR, [*joined, *rows[high:at]], rows[at])


def take_out(rows: Rows, at: int) -> Splice | None:
    """The photo in row `at` below the gallery that it was in."""
    if not rows[at].group:
        return None
    low, high = gallery_of(rows, at)
    rest = [row for number, row in enumerate(rows[low:high], low) if not at <= number < at + _PAIR]
    alone = [replace(row, group=0) for row in rows[at : at + _PAIR]]
    return _selecting(low, high, [*rest, *alone], rows[at])


def dissolve(rows: Rows, at: int) -> Splice | None:
    """The photos of the gallery of row `at` one below the other."""
    if not rows[at].group:
        return None
    low, high = gallery_of(rows, at)
    return _selecting(low, high, [replace(row, group=0) for row in rows[low:high]], rows[at])


def move(rows: Rows, at: int, to: int, box: int = 0) -> Splice | None:
    """The photo, table or the like in row `at` before row `to`, which begins a block; None when it stands there.

    Args:
        box: the box that it then belongs to, of which `to` is a block or the row behind the last; 0 is none.
    """
    end = at + _PAIR if rows[at].kind is RowKind.FIGURE else at + 1
    loose = [replace(row, group=0, box=box) for row in rows[at:end]]
    if at <= to <= end and tuple(loose) == tuple(rows[at:end]):
        return None
    if to <= at:
        return _selecting(to, end, [*loose, *rows[to:at]], rows[at])
    return _selecting(at, max(to, end), [*rows[end:to], *loose], rows[at])


def _selecting(start: int, end: int, rows: Sequence[Row], photo: Row) -> Splice:
    """An edit that leaves a photo selected."""
    at = start + next(number for number, row in enumerate(rows) if row.payload is photo.payload)
    return Splice(start, end, tuple(rows), Spot(at, 1), Spot(at, 0))


def _with_next(rows: Rows, high: int) -> int:
    """The end of the photo or gallery that follows, empty paragraphs between left out of sight."""
    at = high
    while at < len(rows) and _is_blank(rows[at]):
        at += 1
    return gallery_of(rows, at)[1] if at < len(rows) and rows[at].kind is RowKind.FIGURE else high


def _with_previous(rows: Rows, low: int) -> int:
    """The beginning of the photo or gallery before, empty paragraphs between left out of sight."""
    at = low - 1
    while at >= HEAD and _is_blank(rows[at]):
        at -= 1
    return gallery_of(rows, at - 1)[0] if at > HEAD and rows[at].kind is RowKind.CAPTION else low


def _is_blank(row: Row) -> bool:
    return row.kind is RowKind.PARAGRAPH and not row.inline and not row.box


def _in_one(before: Row, row: Row) -> bool:
    return row.group != 0 and row.group == before.group and row.box == before.box
