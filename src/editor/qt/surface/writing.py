"""From rows to the document, in place: only what differs is touched, so that the caret and a word that an input method
is composing stay where they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from editor.model.rows import Row, RowKind
from editor.qt.surface.formats import OBJECT, PLAIN_LOOK, Formats
from editor.qt.surface.reading import END, LINE, is_whole, utf16
from editor.qt.surface.strips import leader


class RowWriter:
    """Writes rows into a document, one block each."""

    def __init__(self, document: QTextDocument, formats: Formats) -> None:
        self.document = document
        self.formats = formats

    def load(self, rows: Sequence[Row]) -> None:
        """These rows and nothing else."""
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        self._rewrite(cursor, 0, rows[0], None)
        self._insert(cursor, 1, rows[1:], rows[0])
        cursor.endEditBlock()

    def write(
        self, start: int, have: Sequence[Row | None], want: Sequence[Row], before: Row | None, after: Row | None
    ) -> None:
        """Blocks from `start` on, which now show `have` (None: not known), show `want`.

        `before` and `after` are the rows around them: the space above a row depends on the row before it.
        """
        first = _common(have, want)
        last = _common(have[first:][::-1], want[first:][::-1])
        if start + first == 0 and len(have) == last and len(want) > last:
            last -= 1  # nothing can be put in before the first block: it is written over
        old, new = have[first : len(have) - last], want[first : len(want) - last]
        if not old and not new:
            return
        at = start + first
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        both = min(len(old), len(new))
        above = want[first - 1] if first else before
        for index in range(both):
            self._rewrite(cursor, at + index, new[index], above)
            above = new[index]
        if len(old) > both:
            self._remove(cursor, at + both, at + len(old))
        if len(new) > both:
            self._insert(cursor, at + both, new[both:], above)
        edge = max(at + both - 1, 0)
        shown = [*want, *([after] if after is not None else [])]
        fresh = range(at + both, at + len(new))  # they have their forms
        for number in range(max(edge, start), min(at + len(new) + 1, start + len(shown))):
            if number in fresh:
                continue
            above = before if number == start else shown[number - start - 1]
            self._form(cursor, self.document.findBlockByNumber(number), shown[number - start], above)
        self._lay_out_strips(start, want)
        cursor.endEditBlock()

    def _lay_out_strips(self, start: int, rows: Sequence[Row]) -> None:
        """The first photo of a gallery is as high as all of them need."""
        group = 0
        for number, row in enumerate(rows, start):
            if row.kind is RowKind.FIGURE and row.group and row.group != group:
                lead = leader(self.document.findBlockByNumber(number))
                self.document.markContentsDirty(lead.position(), lead.length())
            group = row.group

    def restyle(self, rows: Sequence[Row]) -> None:
        """The look of every row anew: another theme or zoom."""
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        above: Row | None = None
        block = self.document.firstBlock()
        for row in rows:
            self._form(cursor, block, row, above)
            self._look(cursor, block, row)
            above = row
            block = block.next()
        cursor.endEditBlock()

    def _rewrite(self, cursor: QTextCursor, number: int, row: Row, above: Row | None) -> None:
        block = self.document.findBlockByNumber(number)
        old, new = block.text(), shown_text(row)
        if not is_whole(block, old):
            _select(cursor, block.position(), block.position() + block.length() - 1)
            cursor.insertText(new, self._char(row))
        elif old != new:
            start = _common(old, new)
            end = _common(old[start:][::-1], new[start:][::-1])
            begin = block.position() + utf16(old[:start])
            _select(cursor, begin, begin + utf16(old[start : len(old) - end]))
            # a removal and an insertion apart: the caret of the view then stays at the side where it was
            cursor.removeSelectedText()
            cursor.insertText(new[start : len(new) - end], self._char(row))
        block = self.document.findBlockByNumber(number)
        self._form(cursor, block, row, above)
        self._look(cursor, block, row)

    def _insert(self, cursor: QTextCursor, number: int, rows: Sequence[Row], above: Row | None) -> None:
        """New blocks before a block, `above` is the row before them.

        What looks alike goes in together, ends of rows among it: each call of Qt costs as much as twenty words.
        """
        previous = self.document.findBlockByNumber(number - 1)
        cursor.setPosition(previous.position() + previous.length() - 1)
        formats, form = self.formats, previous.blockFormat()
        texts, look = [""], self._char(rows[0], whole=False)
        for row in rows:
            wanted, plain = formats.block(row, above), self._char(row, whole=False)
            if wanted is form and plain is look:
                texts.append(END)
            else:
                cursor.insertText("".join(texts), look)
                cursor.insertBlock(wanted, plain)
                texts, look, form = [], plain, wanted
            for shown, own in self._pieces(row):
                if own is not look:
                    cursor.insertText("".join(texts), look)
                    texts, look = [], own
                texts.append(shown)
            above = row
        cursor.insertText("".join(texts), look)

    def _remove(self, cursor: QTextCursor, first: int, end: int) -> None:
        above = self.document.findBlockByNumber(first - 1)
        last = self.document.findBlockByNumber(end - 1)
        _select(cursor, above.position() + above.length() - 1, last.position() + last.length() - 1)
        cursor.removeSelectedText()

    def _form(self, cursor: QTextCursor, block: QTextBlock, row: Row, above: Row | None) -> None:
        wanted = self.formats.block(row, above)
        if block.blockFormat() != wanted:
            cursor.setPosition(block.position())
            cursor.setBlockFormat(wanted)
        plain = self._char(row, whole=False)
        if block.charFormat() != plain:
            cursor.setPosition(block.position())
            cursor.setBlockCharFormat(plain)

    def _look(self, cursor: QTextCursor, block: QTextBlock, row: Row) -> None:
        """The char formats of a block whose text is right."""
        wrong: list[tuple[int, int, QTextCharFormat]] = []
        wanted = self._ranges(row)
        iterator = block.begin()
        start = block.position()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            low = fragment.position() - start
            high = low + fragment.length()
            shown = fragment.charFormat()
            wrong.extend(
                (max(low, begin), min(high, end), look)
                for begin, end, look in wanted
                if begin < high and end > low and shown != look
            )
            iterator += 1
        for begin, end, look in wrong:
            _select(cursor, start + begin, start + end)
            cursor.setCharFormat(look)

    def _pieces(self, row: Row) -> list[tuple[str, QTextCharFormat]]:
        """The text of a row as the document holds it, by looks."""
        if row.is_atom:
            return [(OBJECT, self.formats.atom(row))]
        char, kind, in_box = self.formats.char, row.kind, row.box != 0
        if len(row.inline) == 1:  # most rows
            (span,) = row.inline
            return [(span.text.replace("\n", LINE), char(kind, span, in_box))]
        return [(span.text.replace("\n", LINE), char(kind, span, in_box)) for span in row.inline]

    def _ranges(self, row: Row) -> list[tuple[int, int, QTextCharFormat]]:
        out: list[tuple[int, int, QTextCharFormat]] = []
        at = 0
        for text, look in self._pieces(row):
            end = at + utf16(text)
            out.append((at, end, look))
            at = end
        return out

    def _char(self, row: Row, *, whole: bool = True) -> QTextCharFormat:
        if row.is_atom and whole:
            return self.formats.atom(row)
        return self.formats.char(row.kind, PLAIN_LOOK, row.box != 0)


def shown_text(row: Row) -> str:
    """A row's text as the document holds it."""
    return OBJECT if row.is_atom else row.text.replace("\n", LINE)


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
