"""What the insert menu puts on a page, as edits of rows: dividing lines, tables, embeds."""

from __future__ import annotations

from dataclasses import replace

from editor.model.blocks import Embed, Table
from editor.model.history import Caret
from editor.model.normal_body import tidy_body
from editor.model.page import HEAD, Splice, Spot
from editor.model.rows import Atom, Row, RowKind, atom_row
from editor.model.writing import Rows, block_end, select_atom


def web_embed(url: str) -> Embed | None:
    """An address as an embed; None when it leads nowhere on the web."""
    found = tidy_body((Embed(url.strip()),))
    return found[0] if len(found) == 1 and isinstance(found[0], Embed) else None


def insert_atom(rows: Rows, at: int, atom: Atom) -> Splice:
    """An atom below the block of row `at`, or in place of an empty paragraph there; a row to write in follows it.

    What a box cannot hold goes below the box. A table is selected then, behind anything else the caret stands.
    """
    row = rows[at]
    box = 0 if isinstance(atom, Embed) else row.box
    start = end = max(_end(rows, at, box), HEAD)
    if row.kind is RowKind.PARAGRAPH and not row.inline and row.box == box:
        start = at
    put: tuple[Row, ...] = (atom_row(atom, box),)
    if not _can_write(rows, end, box):
        put = (*put, Row(RowKind.PARAGRAPH, box=box))
    if isinstance(atom, Table):
        selected = select_atom(start)
        return Splice(start, end, put, Spot(selected.row, selected.offset), Spot(start, 0))
    return Splice(start, end, put, Spot(start + 1, 0))


def _end(rows: Rows, at: int, box: int) -> int:
    """The row after the block of row `at`; after its box, when what is put in does not go into it."""
    if rows[at].box == box:
        return block_end(rows, at)
    end = at + 1
    while end < len(rows) and rows[end].box == rows[at].box:
        end += 1
    return end


def _can_write(rows: Rows, at: int, box: int) -> bool:
    """Whether a row of text follows there that the writer can go on in."""
    if at >= len(rows) or rows[at].box != box:
        return False
    return not rows[at].is_atom and rows[at].kind is not RowKind.BOX_TITLE


def set_atom(rows: Rows, at: int, was: Atom, atom: Atom) -> Splice | Caret | None:
    """Another atom in place of `was`, which stands in row `at`, or in another one when rows have come or gone."""
    if at >= len(rows) or rows[at].payload != was:
        at = next((number for number, row in enumerate(rows) if row.payload == was), -1)
    if at < 0:
        return None
    if was == atom:
        return select_atom(at)
    return Splice(at, at + 1, (replace(rows[at], payload=atom),), Spot(at, 1), Spot(at, 0))
