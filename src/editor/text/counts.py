"""Counts that a newsroom uses. Vietnamese counts syllables (chữ): words are separated by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"(?:[.!?…]+[”\"’')\]]*)(?=\s+|$)|\n+")


def syllables(text: str) -> int:
    """Space-separated words with at least one letter or digit: "29/10/2021" and "47-KH/TU" are one each."""
    return sum(1 for word in text.split() if any(letter.isalnum() for letter in word))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence in code points, edge spaces left out."""
    start = 0
    for match in _END.finditer(text):
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield start + lead, end - (len(piece) - len(piece.rstrip()))
