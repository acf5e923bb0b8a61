"""Bytes of a text file to clean text: byte-order mark, declared encoding, UTF-8, then what old Vietnamese files use."""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

from editor import files
from editor.errors import FileUnreadableError, TooHardError
from editor.text.clean import clean
from editor.text.legacy import recognised

MAX_BYTES = 32 * 1024 * 1024
"""A text, page or draft above this is refused unread: the longest newspaper page with photos inside is far below it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^<>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I
)
_VIETNAMESE_1258 = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ]|\u0300|\u0301|\u0303|\u0309|\u0323")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_foreign(path: Path) -> str:
    """The file's text, NFC, "\\n" line ends, without control characters.

    Raises:
        FileMissingError, FileUnreadableError: not there, or no text (a photo or a program by another name).
        TooHardError: over `MAX_BYTES`.
    """
    with files.reading(path):
        status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise FileUnreadableError(path, reason="EISDIR" if stat.S_ISDIR(status.st_mode) else "not-text")
    if status.st_size > MAX_BYTES:
        raise TooHardError(path)
    return clean(decoded(files.read_bytes(path), path))


def decoded(content: bytes, path: Path) -> str:
    """Raises FileUnreadableError when the bytes are no text in any encoding that we try."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding) or content.decode(encoding, "replace")
    if (text := _two_byte(content)) is not None:
        return text
    if _is_binary(content):
        raise FileUnreadableError(path, reason="not-text")
    if (text := _strictly(content, "utf-8")) is not None:
        return text
    if (declared := _DECLARED.search(content[:4096])) and (text := _declared(content, declared[1].decode("ascii"))):
        return text
    return _guessed(content)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(content: bytes, name: str) -> str:
    """In the encoding that the page names; "" for one that we cannot use, and for a "utf-8" that is none."""
    try:
        info = codecs.lookup(name)
    except LookupError:
        return ""
    if not getattr(info, "_is_text_encoding", True) or info.name.startswith(("utf-8", "utf-16", "utf-32")):
        return ""
    try:
        return content.decode(info.name, "replace")
    except (UnicodeError, ValueError):
        return ""


def _two_byte(content: bytes) -> str | None:
    """UTF-16 without a mark: half of all bytes of a Latin text are zero, all on the same side."""
    head = content[:4096]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return content.decode("utf-16-le", "replace")
    if even > half * 0.4 and odd < half * 0.05:
        return content.decode("utf-16-be", "replace")
    return None


def _is_binary(content: bytes) -> bool:
    """More than one control byte in two hundred: no text. A stray NUL in a page is cleaned away, not refused."""
    head = content[:65536]
    return len(_BINARY.findall(head)) > max(4, len(head) // 200)


def _guessed(content: bytes) -> str:
    """Broken UTF-8, else TCVN3 or VNI in Latin-1 letters, else the Windows code page for Vietnamese, else Western."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(letter > "\x7f" for letter in text) - broken  # in another encoding hardly any would come out
    if broken <= max(2, len(text) // 100, whole // 4):
        return text
    western = content.decode("cp1252", "replace")
    if recognised(western):
        return western
    vietnamese = content.decode("cp1258", "replace")
    if len(_VIETNAMESE_1258.findall(vietnamese)) > len(vietnamese) // 50:
        return vietnamese
    return western
