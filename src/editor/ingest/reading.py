"""A file to a draft, by its ending; photos that stand beside the file are found on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from editor import files
from editor.errors import (
    EmptyFileError,
    FileError,
    FileUnreadableError,
    FormatError,
    UnknownFormatError,
    UnknownSchemaError,
)
from editor.ingest.bundle_zip import unpacked
from editor.ingest.draft import Draft, WantedPhoto
from editor.ingest.encoding import read_foreign
from editor.ingest.legacy import modern
from editor.ingest.limit import limited
from editor.ingest.markdown import is_ours, read_markdown
from editor.ingest.packed import ENDINGS, read_packed
from editor.ingest.page import read_page
from editor.ingest.plain import read_plain
from editor.model.blocks import figures_of
from editor.model.finding import Finding
from editor.model.normal import tidy
from editor.source.article_json import from_json


def read_article_json(text: str) -> Draft:
    """The `article.json` of one of our bundles, with exactly the values that it says.

    Raises UnknownFormatError, UnknownSchemaError: it is something else; the caller names the file.
    """
    try:
        article = tidy(from_json(json.loads(text)))
    except UnknownSchemaError:
        raise
    except (ValueError, RecursionError, FormatError) as error:
        raise UnknownFormatError(kind=".json") from error
    return Draft(article, tuple(WantedPhoto(figure.src) for figure in figures_of(article.body)), ours=True)


_READERS: dict[str, Callable[[str], Draft]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".json": read_article_json,
}
_MARKUP = frozenset({".html", ".htm", ".xhtml"})
_LONG = 500_000
"""Characters: a longer text is read in a process with a time limit; a page with its scripts has 0.3 million."""


def read_file(path: Path, *, convert: bool = True) -> Draft:
    """An outside file as a draft, within seconds whatever it holds.

    Args:
        convert: text in TCVN3 (ABC) or VNI-Windows becomes Unicode; False only says what it is.
    Raises:
        UnknownFormatError: an ending that we do not read, or (reason "old-word") Word's format of before 2007.
        FileMissingError, FileUnreadableError: not there, not to be read, or no text.
        EmptyFileError: nothing in it, or nothing but page furniture.
        FrontMatterError, UnknownSchemaError, TooHardError.
    """
    if path.suffix.lower() == ".zip":
        return _read_zip(path, convert)
    draft = read_packed(path, convert=convert) if path.suffix.lower() in ENDINGS else _read_text(path, convert)
    article = draft.article
    if not article.headline and not article.standfirst and not article.body:
        raise EmptyFileError(path)
    return replace(draft, wanted=tuple(_beside(path, photo) for photo in draft.wanted))


def _read_text(path: Path, convert: bool) -> Draft:
    kind = path.suffix.lower()
    reader = _READERS.get(kind)
    if reader is None and path.is_dir():
        raise FileUnreadableError(path, reason="EISDIR")
    if reader is None:
        raise UnknownFormatError(path, kind=kind or path.name)
    text = read_foreign(path)
    findings: tuple[Finding, ...] = ()
    try:
        if reader is not read_article_json and not (reader is read_markdown and is_ours(text)):
            text, findings = modern(text, convert=convert, markup=kind in _MARKUP)
        draft = limited(reader, text) if len(text) > _LONG and reader is not read_markdown else reader(text)
    except FormatError as error:
        error.file = str(path)
        raise
    return replace(draft, findings=(*draft.findings, *findings))


def _read_zip(path: Path, convert: bool) -> Draft:
    """What is packed is gone afterwards: the draft carries its photos."""
    with unpacked(path) as inner:
        draft = read_file(inner.source, convert=convert)
        wanted = tuple(
            replace(photo, path=None, content=files.read_bytes(photo.path)) if photo.path else photo
            for photo in draft.wanted
        )
        return replace(draft, wanted=wanted, findings=(*inner.findings, *draft.findings))


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
