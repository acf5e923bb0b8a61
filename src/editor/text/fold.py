"""Vietnamese without its marks, for addresses and search. đ is a letter of its own that Unicode does not decompose."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
    }
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$")


def unaccented(text: str) -> str:
    """ "Đảng ủy" → "Dang uy"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def search_key(text: str) -> str:
    """What two words that a reader takes for the same one have in common: no marks, no case."""
    return unaccented(text).casefold()


def is_same(one: str, other: str) -> bool:
    """Whether two names are one: alike but for case, or one of them typed without any marks ("dang uy", "Đảng ủy").

    "bão" and "báo" are two words.
    """
    if one.casefold() == other.casefold():
        return True
    key = search_key(one)
    return key == search_key(other) and key in {one.casefold(), other.casefold()}


def slug(text: str, max_bytes: int = 89) -> str:
    """An ASCII address for a headline or a file: "Đảng ủy 2022!" → "dang-uy-2022"; "" when no letter is left.

    Cut at a word, never in it where that can be helped. 89 bytes leave room for a date and a hyphen in a folder name
    of at most 100 bytes (format.md 1). A name that Windows reserves gets "-1".
    """
    words = re.findall(r"[a-z0-9]+", unaccented(text).lower())
    out = ""
    for word in words:
        longer = f"{out}-{word}" if out else word
        if len(longer) > max_bytes:
            break
        out = longer
    out = out or "".join(words)[:max_bytes]
    return f"{out}-1" if _RESERVED.match(out) else out
