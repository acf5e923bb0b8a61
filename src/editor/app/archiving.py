"""Importing what the paper has published into a workspace's archive: from files, never from the network.

A file is known by its content: XML is a feed or a sitemap, JSON is lines or a list, everything else a table. What of it
cannot be used is a finding with its line; the rest is taken.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from io import BufferedReader, RawIOBase
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from editor import files
from editor.app.archiving_feeds import BrokenFileError, Told, plain, read_feed
from editor.app.archiving_tables import in_utf8, read_lines, read_list, read_table
from editor.errors import FileMissingError, UnknownFormatError
from editor.library import archive
from editor.library.archive import Added, Item
from editor.model.finding import FieldPlace, Finding, Severity
from editor.text.clean import clean_line

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

    from editor.ingest.draft import ArchiveItem
    from editor.library.workspace import Workspace
    from editor.work import Cancel, Progress

_ENDINGS = {".xml", ".rss", ".atom", ".rdf", ".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".gz"}
_BYTES = 512 * 1024 * 1024  # of one file, unpacked
_ITEMS = 500_000  # of one call
_FINDINGS = 50  # of one file; what is more is counted


@dataclass(frozen=True, slots=True)
class Archived:
    """What an import brought. `findings` have the facts file and line; `skipped` counts all that was left out."""

    added: Added
    findings: tuple[Finding, ...]
    skipped: int
    files: int


def import_published(workspace: Workspace, places: Sequence[Path], cancel: Cancel, progress: Progress) -> Archived:
    """Put the published items of these files into the archive, one an address; the same again changes nothing.

    Args:
        places: files, or folders that are searched for feeds, sitemaps, tables and JSON.
    Raises:
        FileMissingError, FileUnreadableError: of a place; nothing was imported.
        UnknownFormatError: a folder holds nothing of the kind.
        FileUnwritableError, DiskFullError, ChangedOnDiskError, CancelledError.
    """
    newsroom = workspace.newsroom()
    paths = [path for place in places for path in _found(place)]
    reading = _Reading(newsroom.url, _zone(newsroom.timezone))
    items: list[Item] = []
    for number, path in enumerate(paths):
        progress(number, len(paths), path.name)
        for item in islice(reading.items(path), _ITEMS - len(items)):
            cancel.check()
            items.append(item)
    return Archived(archive.add(workspace.root, items), tuple(reading.findings), reading.skipped, len(paths))


def keep_offered(workspace: Workspace, offered: Iterable[ArchiveItem]) -> tuple[str, ...]:
    """Keep what imported pages offered beside their articles; the addresses that are new. Without one none is kept."""
    site = workspace.newsroom().url
    items = (
        Item(clean_line(found.title), urljoin(f"{site}/", found.url) if site else found.url, found.section)
        for found in offered
        if found.url
    )
    return archive.add(
        workspace.root, (item for item in items if item.title and archive.is_address(item.url))
    ).addresses


class _Reading:
    """Reads files one after the other and remembers what could not be used."""

    def __init__(self, site: str, zone: tzinfo) -> None:
        self._site = site
        self._zone = zone
        self.findings: list[Finding] = []
        self.skipped = 0
        self._of_file = 0

    def items(self, path: Path) -> Iterator[Item]:
        """Raises FileMissingError, FileUnreadableError."""
        self._of_file = 0
        try:
            with files.reading(path), BufferedReader(_Limited(path)) as stream:
                for line, told in _told(stream, path):
                    item = self._item(told)
                    if item is None:
                        self._skip(path, line, "object" if told is None else "fields")
                    else:
                        yield item
        except BrokenFileError as broken:
            self._skip(path, broken.line, broken.reason)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            self._skip(path, 1, "gz")

    def _item(self, told: Told | None) -> Item | None:
        if told is None:
            return None
        url = clean_line(str(told.get("url") or told.get("link") or ""))
        if self._site and url.startswith("/"):
            told = {**told, "url": urljoin(f"{self._site}/", url)}
        item = archive.item_of(told, self._zone)
        return item and replace(item, title=plain(item.title), section=plain(item.section))

    def _skip(self, path: Path, line: int, reason: str) -> None:
        self.skipped += 1
        self._of_file += 1
        if self._of_file <= _FINDINGS:
            facts = (("file", path.name), ("line", line))
            self.findings.append(Finding(f"archive.broken-{reason}", Severity.WARNING, FieldPlace(""), facts))


def _told(stream: BufferedReader[Any], path: Path) -> Iterator[tuple[int, Told | None]]:
    """The file's reader, by how it begins; JSON in UTF-16 is read as UTF-8."""
    beginning = stream.peek(4096)[:4096]
    if beginning[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        if b"<" in beginning[2:4]:
            return read_feed(stream)
        if {b"[", b"{"} & {beginning[2:3], beginning[3:4]}:
            stream = BufferedReader(in_utf8(stream, path))
            beginning = stream.peek(4096)[:4096]
    head = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        return read_feed(stream)
    return _json(stream, path, head) if head[:1] in {b"[", b"{"} else read_table(stream, path)


def _json(stream: BufferedReader[Any], path: Path, head: bytes) -> Iterator[tuple[int, Told | None]]:
    """Objects line by line, or one value over many lines."""
    by_line = head.startswith(b"{") and len(head.split(b"\n", 1)[0].strip()) > 1
    return read_lines(stream, path) if by_line else read_list(stream, path)


class _Limited(RawIOBase):
    """At most `_BYTES` of a file, unpacked where it is packed: a small packed file may be endless inside."""

    def __init__(self, path: Path) -> None:
        self._raw = path.open("rb")
        packed = self._raw.read(2) == b"\x1f\x8b"
        self._raw.seek(0)
        self._inner = gzip.GzipFile(fileobj=self._raw) if packed else self._raw
        self._left = _BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, room: Buffer) -> int:
        view = memoryview(room)
        piece = self._inner.read(len(view))
        self._left -= len(piece)
        if self._left < 0:
            raise BrokenFileError(1, "size")
        view[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._raw.close()
        super().close()


def _found(place: Path) -> Iterator[Path]:
    """A file itself; of a folder the files that may hold published items, by name, links left out."""
    if not place.exists():
        raise FileMissingError(place)
    if not place.is_dir():
        yield place
        return
    found = []
    with files.reading(place):
        for folder, folders, names in os.walk(place):
            folders.sort()
            found += [Path(folder, name) for name in sorted(names) if Path(name).suffix.lower() in _ENDINGS]
    found = [path for path in found if not path.is_symlink()]
    if not found:
        raise UnknownFormatError(place)
    yield from found


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
