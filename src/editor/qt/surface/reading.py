"""From the document to rows: what a text block of the page says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QTextBlock, QTextCharFormat

from editor.model.blocks import Span
from editor.model.row_json import atom_of
from editor.model.rows import ATOMS, Row, RowKind
from editor.model.spans import merged, with_text
from editor.qt.surface.formats import ATOM, BOX, GROUP, KIND, LEVEL, OBJECT, STAMP, fits, look_of, stamp_of

LINE = "\u2028"
"""Qt's hard break inside a block; "\\n" in the model."""
END = "\u2029"
"""Qt's end of a block, in a text that is put in."""

_KINDS = {kind.value: kind for kind in RowKind}


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows that a block holds: one, unless something came past us. `exact`: the block shows it as we write it."""

    rows: tuple[Row, ...]
    exact: bool


def utf16(text: str) -> int:
    """Length in Qt's units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def offset_in(block: QTextBlock, units: int) -> int:
    """Qt's offset in a block as code points."""
    text = block.text()
    if len(text) == block.length() - 1:
        return units
    return len(text.encode("utf-16-le", "surrogatepass")[: units * 2].decode("utf-16-le", "ignore"))


def is_whole(block: QTextBlock, text: str) -> bool:
    """Whether Python sees all of a block: half a surrogate pair is invisible to it."""
    return block.length() - 1 == utf16(text)


def read_block(block: QTextBlock) -> Reading:
    form = block.blockFormat()
    kind = _KINDS.get(form.stringProperty(KIND), RowKind.PARAGRAPH)
    bare = Row(kind, (), form.intProperty(LEVEL), form.intProperty(GROUP), form.intProperty(BOX))
    in_box = bare.box != 0
    exact = True
    read = 0
    parts: list[Row] = []
    spans: list[Span] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        text, chars = fragment.text(), fragment.charFormat()
        read += utf16(text)
        stamp = chars.stringProperty(STAMP)
        look = look_of(stamp)
        exact = exact and fits(stamp, kind, in_box)
        if OBJECT in text:
            exact = exact and text == OBJECT and kind in ATOMS
            for letter in text:
                atom = _atom(chars, bare) if letter == OBJECT else None
                if atom is not None:
                    parts.extend(_text_row(bare, spans))
                    parts.append(atom)
                    spans = []
                elif letter != OBJECT:
                    spans.append(with_text(look, letter))
        else:
            spans.append(with_text(look, text.replace(LINE, "\n")))
        iterator += 1
    exact = exact and read == block.length() - 1
    if spans or not parts:
        parts.extend(_text_row(bare, spans, keep=not parts))
    if not read:
        exact = exact and block.charFormat().stringProperty(STAMP) == stamp_of(kind, Span(""), in_box)
    exact = exact and len(parts) == 1 and parts[0].kind is kind
    return Reading(tuple(parts), exact)


def _text_row(bare: Row, spans: list[Span], *, keep: bool = False) -> tuple[Row, ...]:
    if not spans and not keep:
        return ()
    kind = RowKind.PARAGRAPH if bare.kind in ATOMS else bare.kind
    return (replace(bare, kind=kind, inline=merged(spans)),)


def _atom(chars: QTextCharFormat, bare: Row) -> Row | None:
    text = chars.stringProperty(ATOM)
    if not text:
        return None
    payload = atom_of(text)
    kind = RowKind(type(payload).__name__.lower())
    return Row(kind, (), 0, bare.group if kind is bare.kind else 0, bare.box, payload)
