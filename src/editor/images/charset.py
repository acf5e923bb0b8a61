"""Text in photo metadata: usually UTF-8, in older files whatever the writer's computer had.

IIM without its UTF-8 flag and EXIF, which has no flag at all, are read by a guess, in this order:

1. UTF-8: Vietnamese words are practically never valid UTF-8 by chance.
2. TCVN3 (ABC) and VNI-Windows: the words are Vietnamese syllables only when converted (`text.legacy`).
3. Mac Roman: small letters followed by bytes that are letters there and signs or nothing in Windows' code pages.
4. Windows-1258: what it alone holds (ă, đ, ơ, ư and the combining tones) stands in Vietnamese syllables.
5. Windows-1252, and Latin-1 for bytes that not even that one has.
"""

from __future__ import annotations

import re

from editor.text.clean import nfc
from editor.text.legacy import CONVERT, Legacy, is_syllable, recognised

_MAC = re.compile(rb"[a-z][\x87-\x8a\x8c-\x91\x9d\x9f]")
_SAMPLE = 20_000  # bytes that are looked at
_WORD = re.compile(r"\w+(?:[\u0300-\u0323]\w*)*")


def charset_of(raw: bytes) -> str:
    """The name of a codec of Python's, or of `Legacy`. The more text is looked at together, the better the guess."""
    if _decodes(raw, "utf-8"):
        return "utf-8"
    raw = raw[:_SAMPLE]
    legacy = recognised(raw.decode("latin-1"))
    if legacy is not None:
        return legacy.value
    if _MAC.search(raw):
        return "mac_roman"
    if _is_1258(raw):
        return "cp1258"
    return "cp1252" if _decodes(raw, "cp1252") else "latin-1"


def decoded(raw: bytes, charset: str = "") -> str:
    """The text up to its first NUL, in the charset that is named, or else guessed."""
    raw = raw.split(b"\0", 1)[0]
    charset = charset or charset_of(raw)
    if charset in set(Legacy):
        return CONVERT[Legacy(charset)](raw.decode("latin-1"))
    return raw.decode(charset, "replace")


def _decodes(raw: bytes, charset: str) -> bool:
    try:
        raw.decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def _is_1258(raw: bytes) -> bool:
    """Words that both code pages read alike say nothing; each other one must be a Vietnamese syllable."""
    if not _decodes(raw, "cp1258"):
        return False
    vietnamese, western = raw.decode("cp1258"), raw.decode("cp1252", "replace")
    if vietnamese == western:
        return False
    telling = set(_WORD.findall(vietnamese)) - set(_WORD.findall(western))
    return all(is_syllable(nfc(word)) for word in telling)
