"""Imported text that was typed before Unicode: told, converted, and said so.

It is converted without asking, because nobody can read it as it stands; the finding names the encoding, and
`--keep-encoding` (`convert=False`) leaves every letter alone.
"""

from __future__ import annotations

import re
from html import unescape

from editor.model.finding import FieldPlace, Finding, Severity
from editor.text import legacy

_ENTITY = re.compile(r"&(?:#\d{2,3}|#x[0-9a-f]{2}|[a-z]{2,6}[0-9]?);", re.I)
_BLOCK = re.compile(r"(?=<(?:p|h[1-6]|li|td|th|div|blockquote|br|tr)\b)", re.I)
_NAMES = {legacy.Legacy.TCVN3: "TCVN3 (ABC)", legacy.Legacy.VNI: "VNI-Windows"}


def modern(text: str, *, convert: bool = True, markup: bool = False) -> tuple[str, tuple[Finding, ...]]:
    """The text in Unicode, and what was found; text that is Unicode already comes back as it is.

    Args:
        convert: False leaves the text and only says what it is.
        markup: it is HTML: letters may be written as entities, and a line is what a block holds.
    """
    plain = _BLOCK.sub("\n", _ENTITY.sub(_letter, text)) if markup else text
    kind = legacy.recognised(plain)
    if kind is None:
        return text, ()
    if not convert:
        return text, (_finding("legacy-kept", kind),)
    return legacy.converted(plain, kind), (_finding("legacy-converted", kind),)


def _letter(match: re.Match[str]) -> str:
    """A Latin-1 letter for its entity; others, and the characters of markup, stay entities."""
    letter = unescape(match[0])
    return letter if len(letter) == 1 and "\u00a1" <= letter <= "\u00ff" else match[0]


def _finding(code: str, kind: legacy.Legacy) -> Finding:
    return Finding(code, Severity.WARNING, FieldPlace("body"), (("encoding", _NAMES[kind]),))
