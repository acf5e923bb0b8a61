"""A file to a draft, by its ending; photos that stand beside the file are found on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from editor.errors import FormatError, UnknownFormatError
from editor.ingest.draft import Draft
from editor.ingest.encoding import read_foreign
from editor.ingest.page import read_page
from editor.ingest.plain import read_plain

_READERS: dict[str, Callable[[str], Draft]] = {
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".txt": read_plain,
}


def read_file(path: Path) -> Draft:
    """Raises UnknownFormatError, FileError."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownFormatError(path, kind=path.suffix.lower() or path.name)
    text = read_foreign(path)
    if not text.strip():
        raise FormatError(path)
    return reader(text)
