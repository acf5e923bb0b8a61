"""A standfirst that only its look sets apart: the first paragraph, all bold or all in italics, before longer text."""

from __future__ import annotations

import re
from itertools import takewhile

from editor.ingest.pieces import Marked, Piece, Role, all_words, is_wholly, words
from editor.model.blocks import Heading, Paragraph, text_of

_MOST = 700  # characters
_LEAST_LEANING = 40  # characters of one in italics: a shorter line is a motto or a note
_NOTE = re.compile(r"\W*(?:LTS|L\.T\.S|Lời tòa soạn|Lời toà soạn|Editor’s note|Editor's note|Ghi chú)\b", re.I)
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*$")


def set_apart(pieces: list[Piece], *, over: int = 0) -> tuple[str, list[Piece]]:
    """(standfirst, the pieces without it); ("", pieces) where the text just begins.

    Args:
        over: how many short lines may stand before it.
    """
    above = takewhile(lambda piece: isinstance(piece, Paragraph) and 0 < len(words(piece)) < _LEAST_LEANING, pieces)
    for skipped in range(min(over, sum(1 for _ in above)) + 1):
        standfirst, rest = _at_the_head(pieces[skipped:])
        if standfirst:
            return standfirst, pieces[:skipped] + rest
    return "", pieces


def _at_the_head(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    match pieces:
        case [Paragraph() | Marked(role=Role.CENTRE) as first, *rest] if any(map(all_words, rest)):
            text = " ".join(text_of(first.inline).split())
            strong, leaning = is_wholly(first.inline, "strong"), is_wholly(first.inline, "emphasis")
            apart = strong or (leaning and len(text) >= _LEAST_LEANING and not _NOTE.match(text))
            if apart and len(text) <= _MOST and _is_longest(text, rest):
                return text, rest
        case [Heading(inline=inline), *rest] if _SENTENCE_END.search(text := " ".join(text_of(inline).split())):
            if _LEAST_LEANING <= len(text) <= _MOST and _is_longest(text, rest):
                return text, rest
    return "", pieces


def _is_longest(text: str, rest: list[Piece]) -> bool:
    """Whether more text follows: some paragraph is at least half as long."""
    return any(len(all_words(piece)) > len(text) // 2 for piece in rest)
