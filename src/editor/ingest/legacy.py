"""Imported text that was typed before Unicode: told, converted, and said so.

It is converted without asking, because nobody can read it as it stands; the finding names the encoding, and
`--keep-encoding` (`convert=False`) leaves every letter alone.
"""

from __future__ import annotations

import re
from html import unescape

from editor.model.finding import FieldPlace, Finding, Severity
from editor.text import legacy
from editor.text.unseen import without_unseen

CAPITALS_CLASS = "old-capitals"
"""Readers of documents put words into a `<span>` of this class that a font of capitals (".VnTimeH") shows as such."""

_CAPITALS_FONT = re.compile(r"['\"\s]*\.vn[\w -]*h['\"\s]*$", re.I)
_CAPITALS = re.compile(rf'<span class="{CAPITALS_CLASS}">([^<]*)</span>')
_ENTITY = re.compile(r"&(?:#\d{2,3}|#x[0-9a-f]{2}|[a-z]{2,6}[0-9]?);", re.I)
_UNSEEN = re.compile(
    r"&(?:shy|ZeroWidthSpace|zwnj|NoBreak|lrm|#(?:173|xad|820[346]|x200[bce]|8288|x2060|65279|xfeff));", re.I
)
_BLOCK = re.compile(r"(?=<(?:p|h[1-6]|li|td|th|div|blockquote|br|tr)\b)", re.I)
_NAMES = {legacy.Legacy.TCVN3: "TCVN3 (ABC)", legacy.Legacy.VNI: "VNI-Windows"}


def modern(text: str, *, convert: bool = True, markup: bool = False) -> tuple[str, tuple[Finding, ...]]:
    """The text in Unicode, and what was found; one that is Unicode already loses only what nobody sees.

    Args:
        convert: False leaves the text and only says what it is.
        markup: it is HTML: letters may be written as entities, and a line is what a block holds.
    """
    plain = _ENTITY.sub(_letter, text) if markup else text
    kind = legacy.recognised(plain)
    if kind is None:
        return without_unseen(_UNSEEN.sub("", text) if markup else text), ()
    if not convert:
        return text, (_finding("legacy-kept", kind),)
    lines = _BLOCK.sub("\n", plain) if markup else plain
    done = _CAPITALS.sub(lambda match: match[1].upper(), legacy.converted(lines, kind))
    return done, (_finding("legacy-converted", kind),)


def is_capitals_font(name: str) -> bool:
    """Whether a TCVN3 font shows capitals for small letters: that encoding has no codes for most of them."""
    return _CAPITALS_FONT.match(name) is not None


def _letter(match: re.Match[str]) -> str:
    """A Latin-1 letter for its entity; others, and the characters of markup, stay entities."""
    letter = unescape(match[0])
    return letter if len(letter) == 1 and "\u00a1" <= letter <= "\u00ff" else match[0]


def _finding(code: str, kind: legacy.Legacy) -> Finding:
    return Finding(code, Severity.WARNING, FieldPlace("body"), (("encoding", _NAMES[kind]),))
