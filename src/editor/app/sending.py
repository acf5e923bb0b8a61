"""An article as one file, for a memory stick or a mail: `.standfirst`, a zip with everything that the desk needs.

    manifest.json      {format: "standfirst-article", schema, id, files: [{path, bytes, sha256}]}
    article.md         as it is saved: status, notes and ignored checks included
    images/…           the originals, untouched

Nothing of the computer it comes from is in it: neither paths nor names. What it brings is checked against the manifest,
within the limits of any zip from outside.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from editor import files
from editor.errors import EditorError, FileMissingError, FileUnreadableError, TooHardError, UnknownSchemaError
from editor.ingest.package import MAX_BYTES, Package
from editor.library.workspace import ARTICLE_FILE, Workspace
from editor.model.article import Article
from editor.model.blocks import figures_of
from editor.model.finding import FieldPlace, Finding, Severity
from editor.source.reader import read
from editor.text.fold import slug
from editor.work import Cancel, Progress, no_progress

ENDING = ".standfirst"
FORMAT = "standfirst-article"
SCHEMA = 1
_MANIFEST = "manifest.json"
_TIME = (1980, 1, 1, 0, 0, 0)  # the zip's own times say nothing
_PHOTO = re.compile(r"images/[A-Za-z0-9][A-Za-z0-9._-]{0,150}\.(?:jpe?g|png|webp|gif|heic|heif)$", re.IGNORECASE)
_TEXT_BYTES = 8 * 1024 * 1024
_PHOTO_BYTES = 128 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Received:
    """The article in its new place; a finding when its id was taken or a photo did not come along."""

    folder: Path
    article_id: str
    findings: tuple[Finding, ...] = ()


def file_name(article: Article, folder: Path) -> str:
    """What the file is called at first."""
    return f"{slug(article.headline) or folder.name}{ENDING}"


def send(
    workspace: Workspace,
    folder: Path,
    out: Path,
    *,
    cancel: Cancel | None = None,
    progress: Progress = no_progress,
) -> Path:
    """Write the saved article of a folder with its photos into one file, whole or not at all.

    A photo that is missing stays out; the article says so where it comes to.

    Raises:
        NoArticleError, FileUnreadableError, FormatError; TooHardError: the photos are larger than such a file may be.
        FileUnwritableError, DiskFullError: of `out`. CancelledError.
    """
    cancel = cancel or Cancel()
    article = workspace.load(folder).article
    photos = _photos(article)
    contents = {ARTICLE_FILE: files.read_bytes(workspace.article_file(folder))}
    for number, name in enumerate(photos):
        cancel.check()
        progress(number, len(photos) + 1, Path(name).name)
        try:
            contents[name] = files.read_bytes(files.inside(folder, name))
        except FileMissingError:
            continue
        if sum(map(len, contents.values())) > MAX_BYTES:
            raise TooHardError(out)
    files.write_atomic(out, _packed(article.id, contents))
    progress(len(photos) + 1, len(photos) + 1, out.name)
    return out


def receive(workspace: Workspace, file: Path, now: datetime) -> Received:
    """Put a sent article into a workspace: with its id where that is free, else with a new one.

    Raises:
        FileMissingError; FileUnreadableError: no such file of ours, damaged, or changed on its way.
        UnknownSchemaError: from a newer Standfirst. TooHardError: a bomb. FormatError: of its article.
    """
    try:
        return _received(workspace, file, now)
    except EditorError as error:
        if not error.file or not Path(error.file).is_absolute():
            error.file = str(file)
        raise


def _received(workspace: Workspace, file: Path, now: datetime) -> Received:
    workspace.check_there()
    with files.reading(file):
        if file.stat().st_size > MAX_BYTES + _TEXT_BYTES:
            raise TooHardError(file)
    contents = _unpacked(Package(files.read_bytes(file)))
    try:
        text = contents.pop(ARTICLE_FILE).decode("utf-8")
    except (KeyError, UnicodeDecodeError) as error:
        raise FileUnreadableError(file, reason="damaged") from error
    article, findings = read(text)
    if article.id and any(listed.id == article.id for listed in workspace.list()):
        findings = (*findings, Finding("id-taken", Severity.WARNING, FieldPlace("body"), (("id", article.id),)))
        article = replace(article, id="")

    def fill(hidden: Path) -> None:
        if contents:
            files.make_folder(hidden / "images")
        for name, content in contents.items():
            place = files.inside(hidden, name)
            with files.writing(place):
                files.write_new(place, content)

    folder = workspace.create(article, now, fill)
    return Received(folder, workspace.load(folder).article.id, findings)


def _photos(article: Article) -> tuple[str, ...]:
    """The `src` of every photo that the article shows or knows, each once."""
    used = (figure.src for figure in figures_of(article.body))
    known = (resource.src for resource in article.resources)
    return tuple(src for src in dict.fromkeys((*used, article.cover, *known)) if _PHOTO.match(src))


def _packed(article_id: str, contents: dict[str, bytes]) -> bytes:
    listed = [{"path": name, "bytes": len(data), "sha256": files.digest(data)} for name, data in contents.items()]
    manifest = {"format": FORMAT, "schema": SCHEMA, "id": article_id, "files": listed}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in {_MANIFEST: json.dumps(manifest, indent=1).encode(), **contents}.items():
            photo = name.startswith("images/")  # as small as it gets
            kind = zipfile.ZIP_STORED if photo else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, _TIME), data, compress_type=kind)
    return stream.getvalue()


def _unpacked(package: Package) -> dict[str, bytes]:
    """What the manifest lists, as it was sent. Everything else stays packed."""
    manifest = _manifest(package)
    contents: dict[str, bytes] = {}
    for item in manifest["files"]:
        name, wanted = _entry(item)
        if name not in package:
            raise FileUnreadableError(reason="damaged")
        data = package.read(name, _TEXT_BYTES if name == ARTICLE_FILE else _PHOTO_BYTES)
        if files.digest(data) != wanted or name.casefold() in (known.casefold() for known in contents):
            raise FileUnreadableError(reason="damaged")
        contents[name] = data
    return contents


def _entry(item: object) -> tuple[str, str]:
    """(path, SHA-256) of a line of the manifest; only the article and photos in their folder are such."""
    name, wanted = (item.get("path"), item.get("sha256")) if isinstance(item, dict) else (None, None)
    if not isinstance(name, str) or not isinstance(wanted, str):
        raise FileUnreadableError(reason="damaged")
    if name != ARTICLE_FILE and not _PHOTO.match(name):
        raise FileUnreadableError(reason="damaged")
    return name, wanted


def _manifest(package: Package) -> dict[str, Any]:
    try:
        found = json.loads(package.read(_MANIFEST, _TEXT_BYTES)) if _MANIFEST in package else None
    except (ValueError, RecursionError) as error:
        raise FileUnreadableError(reason="damaged") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("files"), list):
        raise FileUnreadableError(reason="damaged")
    schema = found.get("schema")
    if not isinstance(schema, int) or schema > SCHEMA:
        raise UnknownSchemaError(schema=schema)
    return found
