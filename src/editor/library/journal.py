"""The journal: what somebody typed and no save has confirmed yet, on this computer (trust.md rule 4).

A journal is a file of records (`editor.library.records`). The first holds the whole text, the others what changed, so
that a key costs the same in a short article and in a long one.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
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


@dataclass(frozen=True, slots=True)
class Kept:
    """The last text that a journal holds, in the form of `article.md`."""

    folder: Path  # the article's
    text: str
    base_hash: str  # of the article.md that it was typed over
    counter: int  # records so far; order comes from this, never from the clock
    written: datetime  # UTC, for display


class Journal:
    """The journal of one article. One object writes; any may read."""

    def __init__(self, folder: Path) -> None:
        """Args: folder: the article's folder in its workspace."""
        self._folder = folder
        self.path = journal_folder(folder.parents[1]) / f"{journal_name(folder)}{_ENDING}"
        self._text: str | None = None  # what the file on disk ends with; None when this object has not written it
        self._base = ""
        self._checksum = ""
        self._size = 0
        self._counter = 0
        self._seen = False

    @property
    def is_ours(self) -> bool:
        """Whether what the file holds is known to this object, so that it may be overwritten or taken away."""
        return self._seen

    def read(self) -> Kept | None:
        """What is kept, None when nothing is.

        Raises:
            FileUnreadableError: reason "damaged": not one whole record is left.
            UnknownSchemaError: a newer Standfirst wrote it.
        """
        try:
            content = files.read_bytes(self.path)
        except FileMissingError:
            self._seen = True
            return None
        kept = _replayed(self.path, self._folder, content)
        self._seen = True
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
        if before is None or self._size > _GROWTH * (len(before) + 4096) or not self._append(head, before, text):
            self._start({**head, "base": base_hash, "folder": str(self._folder), "text": text})
        self._text, self._base = text, base_hash

    def remove(self, saved_hash: str) -> bool:
        """Drop what is kept once it is safe elsewhere.

        A journal that this object has neither read nor written holds what nobody has looked at yet: it stays.

        Args:
            saved_hash: what a save has returned. The file is read back; when it holds something else, the journal stays
                and this returns False.
        """
        if not self._seen or files.digest(files.read_bytes(self._folder / "article.md")) != saved_hash:
            return False
        self.discard()
        return True

    def discard(self) -> None:
        """Drop what is kept because somebody said so."""
        with files.writing(self.path):
            self.path.unlink(missing_ok=True)
        self._text = None
        self._seen = True

    def _append(self, head: records.Record, before: str, text: str) -> bool:
        """Whether the change could be added; not when somebody else has written the file meanwhile."""
        line, checksum = records.line({**head, **records.change(before, text)}, self._checksum)
        try:
            files.append(self.path, line, expected_size=self._size)
        except ChangedOnDiskError:
            self._seen = False
            return False
        self._checksum = checksum
        self._size += len(line)
        return True

    def _start(self, record: records.Record) -> None:
        line, checksum = records.line(record, "")
        files.make_folder(self.path.parent)
        with files.writing(self.path):
            if not self._seen and self.path.exists():
                self._set_aside()
        files.write_atomic(self.path, line)
        self._seen = True
        self._checksum = checksum
        self._size = len(line)

    def _set_aside(self) -> None:
        number = 1
        while (aside := self.path.with_name(f"{journal_name(self._folder)}.{number}{_ENDING}")).exists():
            number += 1
        files.write_atomic(aside, files.read_bytes(self.path), expected_hash="")  # a kill here leaves both, never none


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
