"""What is put in at the caret by name: dividing lines, tables, embeds, pull quotes, boxes."""

from __future__ import annotations

from editor.model import inserting, shaping
from editor.model.blocks import Rule, Table
from editor.model.page import Spot
from editor.model.rows import Atom, RowKind
from editor.model.writing import end_of
from editor.qt.surface.editing import Editing


class Inserting:
    """Each call is one undo step and says whether anything happened."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def rule(self) -> bool:
        """A dividing line below the block under the caret; writing goes on below it."""
        return self._atom(Rule())

    def embed(self, url: str) -> bool:
        """What lives at a web address; False, and nothing put in, when it is none."""
        embed = inserting.web_embed(url)
        return embed is not None and self._atom(embed)

    def table(self, table: Table) -> bool:
        """A table, which is selected then."""
        return bool(table.rows) and self._atom(table)

    def set_atom(self, row: int, was: Atom, atom: Atom) -> bool:
        """Another table, embed or photo in the row that shows `was`; False when it is not there any more."""
        editing = self._editing
        editing.flush()
        return editing.run(inserting.set_atom(editing.rows, row, was, atom))

    def pull_quote(self) -> bool:
        """The blocks that are chosen as one pull quote; paragraphs again when they are one."""
        editing = self._editing
        editing.flush()
        caret = editing.caret()
        first, last = caret.start[0], caret.end[0]
        return editing.run(shaping.set_kind(editing.rows, first, last, RowKind.PULL_QUOTE, editing.sync.fresh))

    def box(self, *, titled: bool = True) -> bool:
        """The blocks that are chosen in a box, the caret in its title, or in its text when it shall have none."""
        editing = self._editing
        editing.flush()
        caret = editing.caret()
        first, last = caret.start[0], caret.end[0]
        was = editing.rows[first].box
        done = editing.run(shaping.make_box(editing.rows, first, last, editing.sync.fresh))
        here = editing.caret().row
        if done and not was and not titled and here + 1 < len(editing.rows):
            editing.place(end_of(editing.rows, here + 1))
        return done

    def _atom(self, atom: Atom) -> bool:
        editing = self._editing
        editing.flush()
        return editing.run(inserting.insert_atom(editing.rows, Spot(*editing.caret().end).row, atom))


def empty_table(rows: int, columns: int) -> Table:
    """A table of empty cells, its head row among `rows`."""
    return Table((((),) * max(columns, 1),) * max(rows, 1))
