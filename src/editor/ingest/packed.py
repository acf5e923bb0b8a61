"""Files of word processors, told apart by their bytes: an ending is what somebody typed, and ".doc" may be anything."""

from __future__ import annotations

import stat
from functools import partial
from pathlib import Path

from editor import files
from editor.errors import EditorError, FileUnreadableError, FormatError, TooHardError, UnknownFormatError
from editor.ingest import docx, odt, rtf
from editor.ingest.draft import Draft
from editor.ingest.encoding import decoded
from editor.ingest.legacy import modern
from editor.ingest.limit import limited
from editor.ingest.package import MAX_BYTES, Package
from editor.ingest.page import read_page
from editor.text.clean import clean

ENDINGS = frozenset({".docx", ".docm", ".odt", ".rtf", ".doc"})
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word up to 2003, and what is locked with a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_packed(path: Path, *, convert: bool = True) -> Draft:
    """A word processor's file as a draft, in a process of its own that has five seconds and two gigabytes.

    Raises:
        UnknownFormatError: Word's format of before 2007 (reason "old-word"), or none of them at all.
        FileUnreadableError: damaged, or locked with a password. FileMissingError, TooHardError.
    """
    content = _content(path)
    try:
        return _read(content, path, convert)
    except EditorError as error:
        error.file = str(path)
        raise


def _read(content: bytes, path: Path, convert: bool) -> Draft:
    if content.startswith(_COMPOUND):
        if _LOCKED in content:
            raise FileUnreadableError(reason="locked")
        raise UnknownFormatError(kind=path.suffix.lower(), reason="old-word")
    if content.startswith(b"PK\x03\x04"):
        package = Package(content)
        if docx.MAIN in package:
            return limited(partial(docx.read_docx, convert=convert), content)
        if odt.MAIN in package:
            return limited(partial(odt.read_odt, convert=convert), content)
        raise FileUnreadableError(reason="damaged")
    if b"{\\rtf" in content[:64]:
        return limited(partial(rtf.read_rtf, convert=convert), content)
    return _page(content, path, convert)


def _page(content: bytes, path: Path, convert: bool) -> Draft:
    """Word's "web page" under the name of a document; anything else is damaged."""
    if b"<html" not in content[:4096].lower():
        raise FileUnreadableError(reason="damaged")
    html, findings = modern(clean(decoded(content, path)), convert=convert, markup=True)
    try:
        draft = limited(read_page, html)
    except FormatError as error:
        raise TooHardError from error
    return Draft(draft.article, draft.wanted, draft.dropped, draft.archive_items, (*draft.findings, *findings))


def _content(path: Path) -> bytes:
    with files.reading(path):
        status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise FileUnreadableError(path, reason="EISDIR" if stat.S_ISDIR(status.st_mode) else "not-text")
    if status.st_size > MAX_BYTES:
        raise TooHardError(path)
    return files.read_bytes(path)
