"""Every photo of a workspace by what it looks like, so that one that was used before is recognised.

Kept in local app data, made from the files alone, and brought up to date by their size and time: it can be deleted at
any time. Only new and changed files are decoded, in no hurry: a workspace that was never looked at may have tens of
thousands, and somebody writes meanwhile.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from editor.images.asset import ENDINGS
from editor.images.likeness import alike
from editor.library.database import Database
from editor.library.places import workspace_folder
from editor.work import Cancel

_FILE = "photos.db"
_VERSION = 1
_TABLES = (
    "CREATE TABLE photo (article TEXT, file TEXT, size INTEGER, modified INTEGER, likeness TEXT,"
    " PRIMARY KEY (article, file)) WITHOUT ROWID;"
)
_AT_ONCE = 32  # photos between two writes: what was measured is not lost when somebody closes the sheet
_ENDINGS = frozenset({*(ending.lstrip(".") for ending in ENDINGS.values()), "jpeg"})


@dataclass(frozen=True, slots=True)
class Used:
    """A stored photo: its article's folder and its `src` there."""

    folder: Path
    src: str


class _Stored(NamedTuple):
    article: str
    file: str
    size: int
    modified: int


class UsedPhotos:
    """The photos of one workspace. Not for several threads at once."""

    def __init__(self, root: Path) -> None:
        """Args: root: of the workspace."""
        self._articles = root / "articles"
        self._database = Database(workspace_folder(root) / _FILE, _TABLES, _VERSION)

    def close(self) -> None:
        self._database.connection.close()

    def refresh(self, measure: Callable[[Path], int], cancel: Cancel | None = None) -> int:
        """Measure what is new or changed, forget what is gone; how many photos were measured.

        After each photo it rests for as long as that one took.

        Args:
            measure: the likeness of a file, 0 for one that cannot be read; called without any lock held.
        Raises CancelledError, what was measured until then stays; FileUnreadableError.
        """
        return self._database.surviving(lambda: self._refresh(measure, cancel or Cancel()), lambda: None)

    def like(self, wanted: Mapping[int, int]) -> Mapping[int, tuple[Used, ...]]:
        """For each key, the photos that look like its likeness, the most alike first."""
        return self._database.surviving(lambda: self._like(wanted), lambda: None)

    def _refresh(self, measure: Callable[[Path], int], cancel: Cancel) -> int:
        known = {_Stored(*row): None for row in self._rows("SELECT article, file, size, modified FROM photo")}
        there = dict.fromkeys(self._there(cancel))
        gone = [(one.article, one.file) for one in known if one not in there]
        connection = self._database.connection
        with connection:
            connection.executemany("DELETE FROM photo WHERE article = ? AND file = ?", gone)
        # newest articles first: what was used last week matters most
        new = sorted((one for one in there if one not in known), reverse=True)
        for start in range(0, len(new), _AT_ONCE):
            measured = []
            for one in new[start : start + _AT_ONCE]:
                if cancel.is_set:
                    break
                begin = time.monotonic()
                bits = measure(self._articles / one.article / "images" / one.file)
                measured.append((*one, f"{bits:x}"))
                cancel.wait(time.monotonic() - begin)
            with connection:
                connection.executemany("INSERT OR REPLACE INTO photo VALUES (?, ?, ?, ?, ?)", measured)
            cancel.check()
        return len(new)

    def _like(self, wanted: Mapping[int, int]) -> Mapping[int, tuple[Used, ...]]:
        found: dict[int, list[tuple[int, Used]]] = {}
        for article, file, bits in self._rows("SELECT article, file, likeness FROM photo WHERE likeness <> '0'"):
            for key, far in alike(int(bits, 16), wanted):
                found.setdefault(key, []).append((far, Used(self._articles / article, f"images/{file}")))
        ordered = {key: sorted(hits, key=lambda hit: (hit[0], str(hit[1].folder))) for key, hits in found.items()}
        return {key: tuple(used for _, used in hits) for key, hits in ordered.items()}

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._database.connection.execute(query)]

    def _there(self, cancel: Cancel) -> Iterator[_Stored]:
        for article in _entries(self._articles):
            cancel.check()
            if not article.name.startswith("."):
                for file in _entries(f"{article.path}{os.sep}images"):
                    is_photo = file.name.rpartition(".")[2].lower() in _ENDINGS
                    if is_photo and file.is_file(follow_symlinks=False):
                        facts = file.stat(follow_symlinks=False)
                        yield _Stored(article.name, file.name, facts.st_size, facts.st_mtime_ns)


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing in one that is not there or cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
