"""Photos of the page by name: galleries, sizes, turns, another file. Every call is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from editor.model import edits, galleries
from editor.model.article import Resource
from editor.model.blocks import Figure, Gallery
from editor.model.page import Splice, Spot
from editor.model.rows import Row, RowKind
from editor.model.writing import erase, select_atom
from editor.qt.surface.editing import Editing
from editor.qt.surface.shaping import Shaping


class Figures:
    """Acts on the photo that is selected or whose caption the caret stands in."""

    def __init__(self, editing: Editing, shaping: Shaping) -> None:
        self._editing = editing
        self._shaping = shaping

    # -- which photo

    def row(self) -> int | None:
        return galleries.figure_at(self._editing.rows, self._editing.caret().row)

    def photo(self) -> Figure | None:
        row = self.row()
        payload = None if row is None else self._editing.rows[row].payload
        return payload if isinstance(payload, Figure) else None

    def row_of(self, src: str) -> int | None:
        """The row that shows the photo of this file."""
        return galleries.row_of(self._editing.rows, src)

    def in_gallery(self) -> bool:
        row = self.row()
        return row is not None and self._editing.rows[row].group != 0

    def select(self, src: str) -> bool:
        """Select the photo of this file."""
        row = galleries.row_of(self._editing.rows, src)
        return row is not None and self._editing.run(select_atom(row))

    # -- side by side

    def can_join(self) -> bool:
        """Whether the chosen photos, or the one under the caret and its neighbour, can be a gallery."""
        return self._gallery() is not None

    def make_gallery(self) -> bool:
        return self._run(self._gallery())

    def take_out(self) -> bool:
        row = self.row()
        return row is not None and self._run(galleries.take_out(self._editing.rows, row))

    def dissolve(self) -> bool:
        row = self.row()
        return row is not None and self._run(galleries.dissolve(self._editing.rows, row))

    def insert_gallery(self, photos: Sequence[tuple[Figure, Resource | None]], at: int | None = None) -> bool:
        """Photos side by side before block `at` of the body, or below the block under the caret; one alone is a photo.

        Their files are in the article's folder already (`app.media`).
        """
        editing = self._editing
        editing.flush()
        session = editing.session
        if session is None or not photos:
            return False
        place = self._shaping.insertion_block() if at is None else min(at, len(session.article.body))
        figures = tuple(figure for figure, _ in photos)
        block = Gallery(figures) if len(figures) > 1 else figures[0]
        article = edits.insert_block(session.article, block, place)
        for _, resource in photos:
            article = article if resource is None else edits.set_resource(article, resource)
        session.apply(article, "photo", editing.gesture())
        return self.select(figures[0].src)

    # -- one photo

    def turn(self, by: int) -> bool:
        """A quarter to the right (90) or to the left (-90). The file stays as it is."""
        return self._set(lambda known: replace(known, rotate=(known.rotate + by) % 360))

    def size(self) -> str:
        """ "column", "wide" or "small"; "" without a photo."""
        photo, session = self.photo(), self._editing.session
        if photo is None or session is None:
            return ""
        return session.history.present.resource(photo.src).size or "column"

    def set_size(self, size: str) -> bool:
        return self._set(lambda known: replace(known, size="" if size == "column" else size))

    def remove(self) -> bool:
        """The photo and its caption go."""
        row = self.row()
        return row is not None and self._run(erase(self._editing.rows, Spot(row, 0), Spot(row, 1)))

    def replace(self, src: str, resource: Resource) -> bool:
        """Another file in the place of `src`, `resource.src`; caption, credit, alt and size stay."""
        editing = self._editing
        editing.flush()
        session = editing.session
        if session is None or galleries.row_of(editing.rows, src) is None:
            return False
        session.apply(edits.replace_photo(session.article, src, resource), "photo", editing.gesture())
        return self.select(resource.src)

    def _gallery(self) -> Splice | None:
        rows, caret = self._editing.rows, self._editing.caret()
        first, last = caret.start[0], caret.end[0]
        while first < last and _is_empty(rows[first]):
            first += 1
        while last > first and _is_empty(rows[last]):
            last -= 1
        return galleries.gallery(rows, first, last, self._editing.sync.fresh)

    def _run(self, splice: Splice | None) -> bool:
        return splice is not None and self._editing.run(splice)

    def _set(self, change: Callable[[Resource], Resource]) -> bool:
        photo, session = self.photo(), self._editing.session
        if photo is None or session is None:
            return False
        known = session.article.resource(photo.src)
        return session.apply(edits.set_resource(session.article, change(known)), "photo", self._editing.gesture())


def _is_empty(row: Row) -> bool:
    return row.kind is RowKind.PARAGRAPH and not row.inline
