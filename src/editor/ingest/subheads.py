"""Lines that stand over a part of the text without being marked as heads, and levels of heads that skip one."""

from __future__ import annotations

import re

from editor.ingest.pieces import Marked, Piece, Role, all_words, is_wholly, words
from editor.ingest.settle import names_of
from editor.model.blocks import Heading, Inline, Paragraph, Span, text_of

_MOST = 100  # characters
_PROSE = 60  # characters: what follows a subhead is a paragraph, no label
_LEAST_CAPITALS = 6  # letters: "TTXVN" and "HẾT" are none
_ENDS = re.compile(r"[.?!…:;,”\"]$")
_OPENS = re.compile(r"[-–—•*“\"(\[>#]|(?:PV|P\.V|Hỏi|Đáp|Q|A)\b\W")
_MOST_OF_ALL = 2 / 3  # of the paragraphs: where more have a bold line over them, the lines are questions


def with_subheads(pieces: list[Piece]) -> list[Piece]:
    """Short bold lines, or lines in capitals, between paragraphs become subheads.

    Not the first line, not the last one, no question, nobody's name, no beginning of a speech, not where heads are
    marked as such, and not where most paragraphs have a bold line over them.
    """
    if any(isinstance(piece, Heading) for piece in pieces):
        return pieces
    found = [at for at in range(1, len(pieces) - 1) if _stands_over(pieces, at)]
    prose = sum(1 for piece in pieces if isinstance(piece, Paragraph | Marked) and len(words(piece)) >= _PROSE)
    if len(found) > prose * _MOST_OF_ALL:
        return pieces
    return [_head(piece) if at in found else piece for at, piece in enumerate(pieces)]


def with_levels(pieces: list[Piece]) -> list[Piece]:
    """Where all heads of a text are of the third level, they are of the second: nothing stands above them."""
    levels = {piece.level for piece in pieces if isinstance(piece, Heading)}
    if levels != {3}:
        return pieces
    return [Heading(2, piece.inline) if isinstance(piece, Heading) else piece for piece in pieces]


def _stands_over(pieces: list[Piece], at: int) -> bool:
    piece, below = pieces[at], pieces[at + 1]
    inline: Inline = getattr(piece, "inline", ())
    text = text_of(inline).strip()
    if not isinstance(piece, Paragraph | Marked) or (isinstance(piece, Marked) and piece.role is not Role.CENTRE):
        return False
    if not 2 < len(text) <= _MOST or "\n" in text or _ENDS.search(text) or _OPENS.match(text):
        return False
    if any(span.link for span in inline) or not (is_wholly(inline, "strong") or _is_in_capitals(text)):
        return False
    follows = isinstance(below, Paragraph | Marked) and not is_wholly(getattr(below, "inline", ()), "strong")
    is_name = not text.isupper() and bool(names_of(text, least=2))  # who speaks
    return follows and not is_name and len(all_words(below)) >= _PROSE


def _is_in_capitals(text: str) -> bool:
    return text.isupper() and sum(1 for letter in text if letter.isalpha()) >= _LEAST_CAPITALS


def _head(piece: Piece) -> Heading:
    inline: Inline = getattr(piece, "inline", ())
    return Heading(2, tuple(Span(span.text, False, span.emphasis, span.link) for span in inline))
