"""Where a sentence ends in Vietnamese (and English) news text.

A semicolon or a colon never ends one. A full stop does, unless it belongs to an abbreviation (TP., PGS.TS., v.v. before
a small letter), to an initial before a small letter (chị H. cho biết) or to a number at the sentence's start (1. Mở
đầu). "…", "...", "?" and "!" do unless a small letter follows: `“Đi đâu?” anh hỏi` is one sentence. A doubled stop
("2022.. qua đó") is a full stop with a slip of the key. A line break always ends one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[”\"’'»)\]]*)(?=\s|$)|\n+")
_SHORT = 4  # letters: "tr.", "Inc.", "etc." before a small letter are taken for abbreviations
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
    start = 0
    for match in _END.finditer(text):
        if match["stop"] and not _ends(text, start, match):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    following = _next_letter(text, match.end())
    stop = match["stop"]
    if stop != ".":
        return stop == ".." or not following.islower()
    if match["close"]:
        return not following.islower()
    return not _is_abbreviation(text[start : match.start()], following)


def _is_abbreviation(before: str, following: str) -> bool:
    """Whether the full stop after `before`, the sentence so far, only shortens a word.

    A lone capital (chị H.) may end a sentence as well as shorten a name: only a small letter after it tells.
    """
    before = before.lstrip()
    found = _LAST_WORD.search(before)
    if found is None:
        return False
    word = found[0].lstrip("./&-")
    if found.start() == 0 and (word.isdigit() or len(word) == 1):
        return True
    if following.isdigit() and word.lower() in _BEFORE_FIGURE:
        return True
    if word[:1].isupper() and (word.lower() in _BEFORE_NAME or _all_before_names(word)):
        return True
    return following.islower() and (len(word) <= _SHORT or "." in word)


def _all_before_names(word: str) -> bool:
    """PGS.TS, GS.BS: several in a row."""
    return all(part in _BEFORE_NAME for part in word.lower().split("."))


def _next_letter(text: str, at: int) -> str:
    """The first letter or digit after `at`, past spaces, opening quotes and dashes; "" at the end of the line."""
    for letter in text[at:]:
        if letter == "\n":
            return ""
        if letter.isalnum():
            return letter
    return ""


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield start + lead, end - (len(piece) - len(piece.rstrip()))
