"""A file to a draft, by its ending; photos that stand beside the file are found on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from editor import files
from editor.errors import EmptyFileError, FileError, FileUnreadableError, FormatError, UnknownFormatError
from editor.ingest.draft import Draft, WantedPhoto
from editor.ingest.encoding import read_foreign
from editor.ingest.limit import limited
from editor.ingest.markdown import read_markdown
from editor.ingest.page import read_page
from editor.ingest.plain import read_plain

_READERS: dict[str, Callable[[str], Draft]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
_LONG = 1_000_000
"""Characters: a longer text is read in a process with a time limit; a page with its scripts has 0.3 million."""


def read_file(path: Path) -> Draft:
    """An outside file as a draft, within seconds whatever it holds.

    Raises:
        UnknownFormatError: an ending that we do not read.
        FileMissingError, FileUnreadableError: not there, not to be read, or no text.
        EmptyFileError: nothing in it, or nothing but page furniture.
        FrontMatterError, UnknownSchemaError, TooHardError.
    """
    kind = path.suffix.lower()
    reader = _READERS.get(kind)
    if reader is None and path.is_dir():
        raise FileUnreadableError(path, reason="EISDIR")
    if reader is None:
        raise UnknownFormatError(path, kind=kind or path.name)
    text = read_foreign(path)
    try:
        draft = limited(reader, text) if len(text) > _LONG and reader is not read_markdown else reader(text)
    except FormatError as error:
        error.file = str(path)
        raise
    article = draft.article
    if not article.headline and not article.standfirst and not article.body:
        raise EmptyFileError(path)
    return replace(draft, wanted=tuple(_beside(path, photo) for photo in draft.wanted))


def file_name(src: str) -> str:
    """The file's name at the end of an address or a path, decoded: "…/%E1%BA%A2nh%201.jpg?w=600" → "Ảnh 1.jpg"."""
    address = src.replace("\\", "/")
    if re.match(r"(?:[a-z][a-z0-9+.-]+:)?//", address, re.I):
        try:
            address = urlsplit(address).path
        except ValueError:
            return ""
    else:
        address = re.split(r"[?#]", address, maxsplit=1)[0] or address
    return unquote(address).rsplit("/", 1)[-1]


def _beside(source: Path, photo: WantedPhoto) -> WantedPhoto:
    """The photo's file, when it stands beside the source or below it: at its path, or by its name."""
    name = file_name(photo.src)
    if photo.content or not name:
        return photo
    local = unquote(re.split(r"[?#]", photo.src, maxsplit=1)[0])
    for candidate in (local, photo.src, name, f"{source.stem}_files/{name}", f"images/{name}"):
        if (found := _inside(source.parent, candidate)) is not None:
            return replace(photo, path=found)
    return photo


def _inside(folder: Path, name: str) -> Path | None:
    """A file of the folder; None when it is not there, or leads out of the folder or through a link."""
    if "\0" in name or "://" in name:
        return None
    try:
        with files.reading(folder):
            path = files.inside(folder, name)
            return path if path.is_file() else None
    except FileError:
        return None
