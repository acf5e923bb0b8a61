"""Quotation marks, apostrophes, dashes and ellipses as they are printed, for what was typed on a keyboard.

Only what nobody could have meant as it stands is changed: a hyphen between spaces stays ("kinh tế - xã hội"), and so do
inches and feet, and everything inside an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTES = {
    "de": ("„", "“", "‚", "‘"),
    "fr": ("«\u00a0", "\u00a0»", "“", "”"),
    "ru": ("«", "»", "„", "“"),
}
_CURLY = ("“", "”", "‘", "’")
"""Vietnamese, English and whatever has no line of its own: double and single, opening and closing."""

_TYPED = re.compile(r"[\"']|(?<!-)--(?!-)|(?<!\.)\.{3}(?!\.)")
_OPENS = frozenset("([{<“‘«„‚-–—/")
"""After one of these, and after white space, a quotation begins."""
_ADDRESS = re.compile(r"://|^www\.|@|\\")


@dataclass(frozen=True, slots=True)
class Correction:
    """The text from `start` up to `end` (code points) is to be `words`."""

    start: int
    end: int
    words: str


def corrections(text: str, start: int, end: int, lang: str) -> tuple[Correction, ...]:
    """What is to be changed in the part of a text that was typed just now, from left to right."""
    return tuple(_corrections(text, start, end, _QUOTES.get(lang[:2].lower(), _CURLY), lang))


def _corrections(text: str, start: int, end: int, quotes: tuple[str, ...], lang: str) -> Iterator[Correction]:
    so_far = text  # with the marks before already put right: they say which quotations are open
    for match in _TYPED.finditer(text):
        low, high = match.span()
        if low >= end:
            return
        if high <= start or _ADDRESS.search(_token(text, low)):
            continue
        words = _printed(match[0], so_far, low, high, quotes, lang)
        if words is not None:
            yield Correction(low, high, words)
            so_far = so_far[:low] + words[0].ljust(high - low, words[-1]) + so_far[high:]


def _printed(typed: str, text: str, low: int, high: int, quotes: tuple[str, ...], lang: str) -> str | None:
    before, after = text[low - 1 : low], text[high : high + 1]
    match typed:
        case "...":
            return "…"
        case "--":
            return "—" if before.isalpha() and after.isalpha() and lang.startswith("en") else "–"
        case '"':
            return _quote(text, low, before, quotes[0], quotes[1])
        case _:
            if before.isalpha() and after.isalpha():
                return "’"
            if _begins(before) and after.isdigit():
                return "’"  # the ’90s
            return _quote(text, low, before, quotes[2], quotes[3])


def _quote(text: str, at: int, before: str, opening: str, closing: str) -> str | None:
    """Opening at a word's beginning, closing behind one; None for 12" and 5', where no quotation is open."""
    if _begins(before):
        return opening
    earlier = text[:at]
    is_open = earlier.rfind(opening.strip()) > earlier.rfind(closing.strip())
    return None if before.isdigit() and not is_open else closing


def _begins(before: str) -> bool:
    return not before or before.isspace() or before in _OPENS


def _token(text: str, at: int) -> str:
    """The run without white space around a place."""
    start = max(text.rfind(space, 0, at) for space in " \n\u00a0") + 1
    ends = [found for space in " \n\u00a0" if (found := text.find(space, at)) >= 0]
    return text[start : min(ends, default=len(text))]
