"""Keeps the document and the rows of the article the same, in both directions, reading only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count

from PySide6.QtGui import QTextDocument

from editor.model.article import Article
from editor.model.page import Applied, Page, Splice
from editor.model.row_rules import settle_inline
from editor.model.rows import Row, RowKind
from editor.qt.surface import laying
from editor.qt.surface.formats import Formats
from editor.qt.surface.reading import Reading, read_block
from editor.qt.surface.writing import RowWriter


class Sync:
    """The document is a view of `page`. What Qt changes by itself is recorded as a dirty zone and read by `flush`.

    `rows_read` counts the rows that have been read: a key reads one, at any length of the article.
    """

    def __init__(self, document: QTextDocument, formats: Formats, on_dirty: Callable[[], None]) -> None:
        self._document = document
        self._writer = RowWriter(document, formats)
        self._on_dirty = on_dirty
        self._writing = False
        self._dirty: tuple[int, int] | None = None  # clean rows before, clean rows after
        self._torn = False  # an edit came past us before the page was laid out
        self._numbers = count(1)
        self.rows_read = 0
        self.shape = 0  # counts the changes after which more of the page looks different than the text that changed
        self.page = Page.of(Article())
        document.contentsChange.connect(self._record)
        self.load(Article())

    @property
    def formats(self) -> Formats:
        return self._writer.formats

    @property
    def is_dirty(self) -> bool:
        return self._dirty is not None

    @property
    def is_writing(self) -> bool:
        return self._writing

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """What happens to the document inside is ours and says nothing new."""
        before, self._writing = self._writing, True
        try:
            yield
        finally:
            self._writing = before

    def fresh(self) -> int:
        """A number that no group and no box of this page has ever had."""
        return next(self._numbers)

    def load(self, article: Article) -> None:
        """Show an article from its first row on, whatever was there."""
        self._dirty = None
        page = Page.like(Page(Article(), (), ()), article, self.fresh)
        self.shape += 1
        with self.quiet():
            self._writer.load(page.rows)
        self.page = page

    def show(self, article: Article) -> None:
        """Show another state of the same article; rows that did not change are not touched."""
        if article is self.page.article:
            return
        if (article.headline, article.standfirst, article.body) == self._shown():
            self.page = Page(article, self.page.rows, self.page.starts)
            return
        page = Page.like(self.page, article, self.fresh)
        self._write(0, self.page.rows, page.rows, None, None)
        self.page = page

    def _shown(self) -> tuple[object, ...]:
        article = self.page.article
        return (article.headline, article.standfirst, article.body)

    def apply(self, splice: Splice) -> Applied:
        """Make an edit in the model and show it. Nothing may be dirty."""
        applied = self.page.spliced(splice, self.fresh)
        self._show_applied(applied, self.page.rows[applied.start : applied.end])
        return applied

    def restyle(self, formats: Formats) -> None:
        """Another theme or zoom: looks change, rows do not."""
        self._writer.formats = formats
        laying.finish(self._document)
        with self.quiet():
            self._writer.restyle(self.page.rows)

    def flush(self) -> bool:
        """Take over what Qt has changed; whether the article is another one now."""
        if self._dirty is None:
            return False
        low, high = self._dirty
        self._dirty = None
        if self._torn:
            self._torn = False
            laying.again(self._document)
        blocks, rows = self._document.blockCount(), self.page.rows
        high = min(high, blocks, len(rows))
        low = min(low, blocks - high, len(rows) - high)
        readings = self._read(low, blocks - high)
        if len(readings) == 1 and low + 1 == len(rows) - high and _same_place(readings[0], rows[low]):
            return self._take_text(low, readings[0])
        return self._take_rows(low, len(rows) - high, readings)

    def _read(self, low: int, high: int) -> list[Reading]:
        readings: list[Reading] = []
        block = self._document.findBlockByNumber(low)
        for _ in range(low, high):
            readings.append(read_block(block))
            block = block.next()
        self.rows_read += len(readings)
        return readings

    def _take_text(self, at: int, reading: Reading) -> bool:
        row, old = reading.rows[0], self.page.rows[at]
        inline = settle_inline(row.kind, row.inline) if not row.is_atom else ()
        changed = inline != old.inline
        if changed:
            if not inline or not old.inline or row.kind is RowKind.CAPTION:
                self.shape += 1
            self.page = self.page.with_text(at, inline)
        if not reading.exact or inline != row.inline:
            above = self.page.rows[at - 1] if at else None
            self._write(at, [None], self.page.rows[at : at + 1], above, None)
        return changed

    def _take_rows(self, low: int, high: int, readings: list[Reading]) -> bool:
        before = self.page
        raw = tuple(row for reading in readings for row in reading.rows)
        applied = before.spliced(Splice(low, high, raw), self.fresh)
        have: list[Row | None] = [
            *before.rows[applied.start : low],
            *(None for _ in readings),  # their text may be right, the space above them need not be
            *before.rows[high : applied.end],
        ]
        self._show_applied(applied, have)
        return self.page.article != before.article

    def _show_applied(self, applied: Applied, have: Sequence[Row | None]) -> None:
        rows, end = applied.page.rows, applied.start + len(applied.rows)
        above = rows[applied.start - 1] if applied.start else None
        self._write(applied.start, have, applied.rows, above, rows[end] if end < len(rows) else None)
        self.page = applied.page

    def _write(
        self,
        start: int,
        have: Sequence[Row | None],
        want: Sequence[Row],
        above: Row | None,
        below: Row | None,
    ) -> None:
        self.shape += 1
        laying.finish(self._document)
        with self.quiet():
            self._writer.write(start, have, want, above, below)

    def _record(self, position: int, _removed: int, added: int) -> None:
        if self._writing:
            return
        self._torn = self._torn or laying.is_unfinished(self._document)
        end = min(position + added, self._document.characterCount() - 1)
        first = self._document.findBlock(position).blockNumber()
        last = self._document.findBlock(end).blockNumber()
        before, after = max(first, 0), max(self._document.blockCount() - 1 - last, 0)
        if self._dirty is not None:
            before, after = min(before, self._dirty[0]), min(after, self._dirty[1])
        self._dirty = (before, after)
        self._on_dirty()


def _same_place(reading: Reading, row: Row) -> bool:
    """Whether a block still holds the same row but for its text."""
    if len(reading.rows) != 1:
        return False
    read = reading.rows[0]
    return (read.kind, read.level, read.group, read.box, read.payload) == (
        row.kind,
        row.level,
        row.group,
        row.box,
        row.payload,
    )
