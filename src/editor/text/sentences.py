"""Where a sentence ends in Vietnamese (and English) news text.

A semicolon or a colon never ends one. A full stop does, unless it belongs to an abbreviation (TP., PGS.TS., v.v. before
a small letter), to an initial before a small letter (chị H. cho biết) or to a number at the sentence's start (1. Mở
đầu). "…", "...", "?" and "!" do unless a small letter follows: `“Đi đâu?” anh hỏi` is one sentence. A doubled stop
("2022.. qua đó") is a full stop with a slip of the key. A line break always ends one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP = re.compile(r"(?<![.!?…])([.!?…]++)([”\"’'»)\]]*+)(?=\s|$)")
_LONG = 40  # letters: no abbreviation is longer
_SHORT = 3  # letters: "tr.", "Inc.", "etc." before a small letter are taken for abbreviations
_LAST_WORD = re.compile(r"[\w./&-]+$")

_BEFORE_NAME = frozenset(
    (
        *("tp", "tx", "tt", "tr", "gs", "pgs", "ts", "ths", "th.s", "tskh", "bs", "bscki", "bsckii", "ks", "kts", "ls"),
        *("cn", "cb", "nsnd", "nsưt", "nnd", "nnưt", "nxb", "đ/c", "đc", "gđ", "pgđ"),
        *("mr", "mrs", "ms", "dr", "prof", "st", "capt", "lt", "sgt", "rev", "jr", "sr"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "oct", "nov", "dec"),
    )
)
"""Abbreviations, written with a capital, that stand before a name: a capital letter after them begins no sentence."""

_BEFORE_FIGURE = frozenset(("no", "vol", "p", "pp", "tr", "fig", "q", "f"))
"""Abbreviations that stand before a number."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence in code points, edge spaces left out."""
    offset = 0
    for line in text.split("\n"):
        start = 0
        for match in _STOP.finditer(line):
            if _ends(line, start, match):
                yield from _trimmed(line, start, match.end(), offset)
                start = match.end()
        yield from _trimmed(line, start, len(line), offset)
        offset += len(line) + 1


def _ends(line: str, start: int, match: re.Match[str]) -> bool:
    stop, close = match.groups()
    following = _next_letter(line, match.end())
    if stop != "." or close:
        return stop == ".." or not following.islower()
    return not _is_abbreviation(line[start : match.start()], following)


def _is_abbreviation(before: str, following: str) -> bool:
    """Whether the full stop after `before`, the sentence so far, only shortens a word.

    A lone capital (chị H.) may end a sentence as well as shorten a name: only a small letter after it tells.
    """
    found = _LAST_WORD.search(before, max(0, len(before) - _LONG))
    if found is None:
        return False
    word = found[0].lstrip("./&-")
    if not before[: found.start()].strip() and (word.isdigit() or len(word) == 1):
        return True
    if following.isdigit() and word.lower() in _BEFORE_FIGURE:
        return True
    if word[:1].isupper() and (word.lower() in _BEFORE_NAME or _all_before_names(word)):
        return True
    return following.islower() and (len(word) == 1 or "." in word or (word.isascii() and len(word) <= _SHORT))


def _all_before_names(word: str) -> bool:
    """PGS.TS, GS.BS: several in a row."""
    return all(part in _BEFORE_NAME for part in word.lower().split("."))


def _next_letter(line: str, at: int) -> str:
    """The first letter or digit after `at`, past spaces, opening quotes and dashes; "" at the end of the line."""
    return next((letter for letter in line[at : at + _LONG] if letter.isalnum()), "")


def _trimmed(line: str, start: int, end: int, offset: int) -> Iterator[tuple[int, int]]:
    piece = line[start:end]
    words = piece.strip()
    if words:
        lead = piece.index(words[0])
        yield offset + start + lead, offset + start + lead + len(words)
