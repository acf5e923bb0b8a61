"""What the format bar does and asks: kinds, marks, links, boxes, the order of blocks."""

from __future__ import annotations

from dataclasses import replace

from editor.model import shaping
from editor.model.blocks import Figure, Span
from editor.model.page import HEAD, Spot
from editor.model.rows import ATOMS, PLAIN, RowKind
from editor.qt.surface.editing import Editing


class Shaping:
    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def _rows_chosen(self) -> tuple[int, int]:
        self._editing.flush()
        caret = self._editing.caret()
        return caret.start[0], caret.end[0]

    def kind(self) -> RowKind:
        return self._editing.kind_here()

    def set_kind(self, kind: RowKind) -> bool:
        first, last = self._rows_chosen()
        editing = self._editing
        return editing.run(shaping.set_kind(editing.rows, first, last, kind, editing.sync.fresh))

    def has_mark(self, mark: str) -> bool:
        chosen = self._editing.selected() if self._editing.has_selection() else None
        if chosen is None:
            return bool(getattr(self._editing.look_here(), mark))
        return shaping.has_mark(self._editing.rows, *chosen, mark)

    def toggle_mark(self, mark: str) -> bool:
        editing = self._editing
        editing.flush()
        chosen = editing.selected()
        if chosen is not None:
            return editing.run(shaping.toggle_mark(editing.rows, *chosen, mark))
        if editing.kind_here() in PLAIN | ATOMS:
            return False
        look = editing.look_here()
        on = not getattr(look, mark)
        editing.choose(replace(look, strong=on) if mark == "strong" else replace(look, emphasis=on))
        return True

    def clear_marks(self) -> bool:
        editing = self._editing
        editing.flush()
        chosen = editing.selected()
        if chosen is None:
            editing.choose(Span(""))
            return True
        return editing.run(shaping.clear_marks(editing.rows, *chosen))

    def link(self) -> str:
        """The address of the link under the caret, "" for none."""
        spot = Spot(*self._editing.caret().start)
        row = self._editing.rows[spot.row]
        at = 0
        for span in row.inline:
            if span.link and at <= spot.offset <= at + len(span.text):
                return span.link
            at += len(span.text)
        return ""

    def photo(self) -> str:
        rows, at = self._editing.rows, self._editing.caret().row
        photo = rows[at - 1 if rows[at].kind is RowKind.CAPTION else at].payload
        return photo.src if isinstance(photo, Figure) else ""

    def set_link(self, url: str) -> bool:
        editing = self._editing
        editing.flush()
        caret = editing.caret()
        return editing.run(shaping.set_link(editing.rows, Spot(*caret.start), Spot(*caret.end), url))

    def block(self) -> int:
        """The block of the body under the caret, -1 in headline and standfirst."""
        return self._editing.sync.page.block_of(self._editing.caret().row)

    def insertion_block(self) -> int:
        """How many blocks stand before something that is put in at the caret."""
        row = self._editing.caret().row
        return 0 if row < HEAD else self._editing.sync.page.block_of(row) + 1

    def move_block(self, by: int) -> bool:
        """The block under the caret one place up (-1) or down (1)."""
        editing = self._editing
        editing.flush()
        block = self.block()
        upper = block + min(by, 0)
        starts = editing.sync.page.starts
        if block < 0 or not 0 <= upper < len(starts) - 1:
            return False
        splice = shaping.swap_blocks(editing.rows, starts, upper)
        caret = editing.caret()
        edges = (*starts, len(editing.rows))
        lower = edges[upper + 2] - edges[upper + 1]
        shift = edges[upper] - edges[upper + 1] if by < 0 else lower
        at = Spot(caret.row + shift, caret.offset)
        return editing.run(replace(splice, caret=at))
