"""From the places that checks and panels speak of to rows of the page, and back."""

from __future__ import annotations

from editor.model.finding import BlockPlace, FieldPlace, PhotoPlace, Place
from editor.model.history import Caret
from editor.model.page import Page, Spot
from editor.model.rows import RowKind
from editor.model.writing import select_atom

_FIELD_ROWS = {"title": 0, "description": 1}


def caret_of(page: Page, place: Place) -> Caret | None:
    """What to select for a place; None when it is none of the page's."""
    match place:
        case FieldPlace(field=field, start=start, end=end):
            row = _FIELD_ROWS.get(field)
            return None if row is None else _selection(Spot(row, start), Spot(row, max(start, end)))
        case PhotoPlace(photo=src, part=part):
            return _photo(page, src, part)
        case BlockPlace(block=block, start=start, end=end):
            if not 0 <= block < len(page.starts):
                return None
            first, last = _in_block(page, block, start), _in_block(page, block, max(start, end))
            is_atom = page.rows[first.row].is_atom
            return select_atom(first.row) if is_atom and first == last else _selection(first, last)


def _selection(start: Spot, end: Spot) -> Caret:
    return Caret(end.row, end.offset, start.row, start.offset)


def _photo(page: Page, src: str, part: str) -> Caret | None:
    for at, row in enumerate(page.rows):
        if row.kind is RowKind.FIGURE and getattr(row.payload, "src", "") == src:
            return Caret.at(at + 1, page.rows[at + 1].length) if part == "caption" else select_atom(at)
    return None


def _in_block(page: Page, block: int, offset: int) -> Spot:
    """A place of a block's flat text: rows joined with "\\n", an atom counts as ""."""
    first, end = page.rows_of(block)
    rest = offset
    for at in range(first, end):
        length = len(page.rows[at].text)
        if rest <= length or at == end - 1:
            return Spot(at, min(rest, length))
        rest -= length + 1
    return Spot(first, 0)
