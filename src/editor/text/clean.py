"""The door for text: NFC, no control characters, no lone surrogates. Every text that enters passes here once."""

from __future__ import annotations

import re
import unicodedata

_BAD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffc\ufffe\uffff\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_SPACES = re.compile(r"[ \t\r\n]+")


def _replacement(match: re.Match[str]) -> str:
    return "\n" if match[0] in "\x0b\x0c\x85\u2028\u2029" else ""


def nfc(text: str) -> str:
    """Composed letters: what every comparison, count and file of ours holds."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """NFC text with "\\n" line ends and without control, bidi-override and object characters or lone surrogates.

    Line and paragraph separators (U+0085, U+2028, vertical tab …) become "\\n"; tabs stay.
    """
    return nfc(_BAD.sub(_replacement, text.replace("\r\n", "\n").replace("\r", "\n")))


def clean_line(text: str) -> str:
    """`clean` for single-line fields: breaks and tabs become one space, edges are trimmed; U+00A0 stays."""
    return _SPACES.sub(" ", clean(text)).strip(" ")


def is_clean(text: str) -> bool:
    """Whether `clean` would leave the text as it is."""
    if "\ufffc" in text or not text.isprintable():  # of the characters that print only U+FFFC is bad
        return "\r" not in text and _BAD.search(text) is None and unicodedata.is_normalized("NFC", text)
    return unicodedata.is_normalized("NFC", text)


def is_blank(text: str) -> bool:
    """Whether a reader sees nothing: only spaces of any width and characters without a shape (U+200B, U+00AD …)."""
    return all(letter.isspace() or unicodedata.category(letter) == "Cf" for letter in text)
