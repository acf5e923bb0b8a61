"""The journal: what somebody typed and no save has confirmed yet, on this computer (trust.md rule 4).

A journal is a file of records (`editor.library.records`). The first holds the whole text, the others what changed, so
that a key costs the same in a short article and in a long one.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from editor import files
from editor.errors import ChangedOnDiskError, FileMissingError, FileUnreadableError, UnknownSchemaError
from editor.library import records
from editor.library.places import workspace_folder

VERSION = 1
"""Of the records. A newer one is refused and left alone, every older one is read."""

_ENDING = ".journal"
_GROWTH = 8
"""A journal of more than this many times its text is written anew."""

_NAME_BYTES = 200
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Kept:
    """The last text that a journal holds, in the form of `article.md`."""

    folder: Path  # the article's
    text: str
    base_hash: str  # of the article.md that it was typed over
    counter: int  # records so far; order comes from this, never from the clock
    written: datetime  # UTC, for display


@dataclass(frozen=True, slots=True)
class _End:
    """What a file held when it was last looked at: its last line's checksum, chained, stands for all before it."""

    size: int = 0  # bytes; 0 when there is no file
    at: int = 0  # where the last whole line begins
    checksum: bytes = b""

    @classmethod
    def of(cls, content: bytes) -> _End:
        at = content.rfind(b"\n", 0, content.rfind(b"\n")) + 1
        return cls(len(content), at, content[at : at + records.CHECKSUM])

    def begins(self, content: bytes) -> bool:
        """Whether the file still holds this, with or without something added."""
        return len(content) >= self.size and content[self.at : self.at + len(self.checksum)] == self.checksum


class Journal:
    """The journal of one article. One object writes; any may read.

    Where two windows have one article, each keeps its text in a file of its own: a stranger's is neither written over,
    nor added to, nor taken away.
    """

    def __init__(self, folder: Path) -> None:
        """Args: folder: the article's folder in its workspace."""
        self._folder = folder
        self.path = journal_folder(folder.parents[1]) / f"{journal_name(folder)}{_ENDING}"
        self._text: str | None = None  # what the file on disk ends with; None when this object has not written it
        self._base = ""
        self._counter = 0
        self._known: _End | None = None  # as this object last read or wrote it; None when it has done neither
        self._tried = b""  # on its way: after an error nobody knows how much of it has come

    @property
    def is_ours(self) -> bool:
        """Whether this object has read or written the file, so that it may be overwritten or taken away."""
        return self._known is not None

    def read(self) -> Kept | None:
        """What is kept, None when nothing is.

        Raises:
            FileUnreadableError: reason "damaged": not one whole record is left.
            UnknownSchemaError: a newer Standfirst wrote it.
        """
        content = _content(self.path)
        if content is None:
            self._know(_End())
            return None
        kept = _replayed(self.path, self._folder, content)
        self._know(_End.of(content))
        self._counter = max(self._counter, kept.counter)
        return kept

    def write(self, text: str, base_hash: str) -> None:
        """Keep a text; it is on the disk when this returns. The same text again writes nothing.

        A journal that this object has neither read nor written is set aside first, never overwritten.

        Raises: FileUnwritableError, DiskFullError: what was kept before is still there.
        """
        if text == self._text and base_hash == self._base:
            return
        self._counter += 1
        head: records.Record = {"v": VERSION, "n": self._counter, "at": datetime.now(UTC).isoformat(timespec="seconds")}
        before = self._text if base_hash == self._base else None
        self._text = None  # until this write has succeeded nobody knows how the file ends
        if before is None or not self._append(head, before, text):
            self._start({**head, "base": base_hash, "folder": str(self._folder), "text": text})
        self._text, self._base = text, base_hash

    def remove(self, saved_hash: str) -> bool:
        """Drop what is kept once it is safe elsewhere.

        A journal that this object has neither read nor written holds what nobody has looked at yet: it stays.

        Args:
            saved_hash: what a save has returned. The file is read back; when it holds something else, the journal stays
                and this returns False.
        """
        if not self.is_ours or files.digest(files.read_bytes(self._folder / "article.md")) != saved_hash:
            return False
        self.discard()
        return True

    def discard(self) -> None:
        """Drop what is kept because somebody said so; what another window has put in its place stays."""
        if self._locate() is not None:
            with files.writing(self.path):
                self.path.unlink(missing_ok=True)
        self._text = None
        self._know(_End())

    def _append(self, head: records.Record, before: str, text: str) -> bool:
        """Whether the change could be added; not to a file that has grown long or that somebody else has written."""
        end = self._known
        if end is None or end.size > _GROWTH * (len(before) + 4096):
            return False
        self._tried, checksum = records.line({**head, **records.change(before, text)}, end.checksum.decode())
        try:
            files.append(self.path, self._tried, size=end.size, at=end.at, holds=end.checksum)
        except ChangedOnDiskError:
            return False
        self._know(_End(end.size + len(self._tried), end.size, checksum.encode()))
        return True

    def _start(self, record: records.Record) -> None:
        """Write the file anew; again when another window has come between."""
        line, _ = records.line(record, "")
        files.make_folder(self.path.parent)
        for tries_left in reversed(range(_TRIES)):
            try:
                self._put(line)
            except ChangedOnDiskError:
                if not tries_left:
                    raise
            else:
                break
        self._know(_End.of(line))

    def _put(self, line: bytes) -> None:
        """Over what the file held if that is ours, in a place of its own where a stranger's stands."""
        content = self._locate()
        if content is None and (stranger := _content(self.path)) is not None:
            if self.is_ours:
                self.path = self._free_path()
            else:
                self._set_aside(stranger)
                content = stranger
        self._tried = line
        files.write_atomic(self.path, line, expected_hash="" if content is None else files.digest(content))

    def _set_aside(self, content: bytes) -> None:
        files.write_atomic(self._free_path(), content, expected_hash="")  # a kill here leaves both, never none

    def _free_path(self) -> Path:
        beside = (self.path.with_name(f"{journal_name(self._folder)}.{number}{_ENDING}") for number in count(1))
        return next(path for path in beside if not path.exists())

    def _locate(self) -> bytes | None:
        """What our file holds, wherever another window has set it aside; None when there is none of ours."""
        if self._known is None or not (self._known.size or self._tried):
            return None
        beside = f"{journal_name(self._folder)}."
        for path in (self.path, *(path for path in journals(self._folder.parents[1]) if path.name.startswith(beside))):
            content = _content(path)
            if content is not None and self._is_mine(content, self._known):
                self.path = path
                return content
        return None

    def _is_mine(self, content: bytes, end: _End) -> bool:
        """Whether it is what this object left, with as much of the last attempt as may have come."""
        return content == self._tried or (end.begins(content) and self._tried.startswith(content[end.size :]))

    def _know(self, end: _End) -> None:
        self._known, self._tried = end, b""


def _content(path: Path) -> bytes | None:
    try:
        return files.read_bytes(path)
    except FileMissingError:
        return None


def newer_than_saved(folder: Path) -> Kept | None:
    """What a journal of this article holds beyond the saved file, None when nothing. Raises as `Journal.read`."""
    kept = Journal(folder).read()
    if kept is None or files.digest(files.read_bytes(folder / "article.md")) == files.digest(kept.text.encode("utf-8")):
        return None
    return kept


def journals(root: Path) -> tuple[Path, ...]:
    """The journal files of a workspace, those set aside included; for recovery at the start."""
    folder = journal_folder(root)
    return tuple(sorted(folder.glob(f"*{_ENDING}"))) if folder.is_dir() else ()


def read_file(path: Path) -> Kept:
    """A journal file by its own path. Raises as `Journal.read`, and FileMissingError."""
    return _replayed(path, None, files.read_bytes(path))


def journal_folder(root: Path) -> Path:
    """Where a workspace's journals are, on this computer."""
    return workspace_folder(root) / "journals"


def names_kept(root: Path) -> tuple[str, ...]:
    """What folders of articles are called of which this computer keeps something beside the article."""
    folder = journal_folder(root)
    return tuple(path.name.partition(".")[0] for path in folder.iterdir()) if folder.is_dir() else ()


def journal_name(folder: Path) -> str:
    """The journal's name; a folder that we did not name may be too long with an ending."""
    name = os.fsencode(folder.name)
    return folder.name if len(name) <= _NAME_BYTES else hashlib.sha256(name).hexdigest()


def _replayed(path: Path, folder: Path | None, content: bytes) -> Kept:
    kept: Kept | None = None
    for record in records.records(content):
        if int(record["v"]) > VERSION:
            raise UnknownSchemaError(path, schema=record["v"])
        counter, written = int(record["n"]), datetime.fromisoformat(str(record["at"]))
        if kept is None:
            place = folder or Path(str(record["folder"]))
            kept = Kept(place, str(record["text"]), str(record["base"]), counter, written)
        else:
            kept = Kept(kept.folder, records.changed(kept.text, record), kept.base_hash, counter, written)
    if kept is None:
        raise FileUnreadableError(path, reason="damaged")
    return kept
