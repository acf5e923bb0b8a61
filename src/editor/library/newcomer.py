"""A new article's folder is made hidden and appears whole, in one step; the next one clears what a killed one left."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor import files
from editor.errors import EditorError, FileUnwritableError
from editor.files.exchange import rename_into_place

_BEGINNING = ".new-"
_HIDDEN = re.compile(r"\.new-(?P<mark>\w+-\d+-\w+)$")
_NAME_BYTES = 100


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A folder that nobody sees yet."""

    folder: Path
    wanted: str

    def appear(self, taken: Collection[str]) -> Path:
        """Show it under a name that is new without regard to case, on the disk when this returns.

        Args: taken: names that it may not have, folded. Raises FileUnwritableError, DiskFullError.
        """
        number = 1
        while True:
            ending = "" if number == 1 else f"-{number}"
            name = self.wanted.casefold()[: _NAME_BYTES - len(ending)].rstrip("-.") + ending
            place = self.folder.with_name(name)
            number += 1
            if name in taken:
                continue
            with files.writing(place):
                try:
                    rename_into_place(self.folder, place)
                except FileExistsError:
                    continue
                _sync(place)
            return place


@contextlib.contextmanager
def newcomer(parent: Path, wanted: str) -> Iterator[Newcomer]:
    """A new hidden folder in `parent`; if it has not appeared at the end, it is removed.

    Args: wanted: the name that it is to have; errors inside speak of that one.
    """
    folder = parent / f"{_BEGINNING}{files.mark()}"
    with files.writing(parent / wanted):
        folder.mkdir()
        _clear_leftovers(parent, folder.stat().st_mtime)
    try:
        yield Newcomer(folder, wanted)
    except EditorError as error:
        error.file = error.file.replace(str(folder), str(parent / wanted), 1)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sync(place: Path) -> None:
    try:
        files.sync_folder(place.parent)
    except OSError:
        # After the rename the outcome is unknown: look before speaking (trust.md, rule 3).
        try:
            is_there = place.is_dir()
        except OSError as error:
            raise FileUnwritableError(place, reason="unknown") from error
        if not is_there:
            raise


def _clear_leftovers(parent: Path, now: float) -> None:
    """What cannot be looked at or removed is hidden, and stays. `now` is by the clock of the disk."""
    with contextlib.suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            found = _HIDDEN.match(entry.name)
            if found and entry.is_dir(follow_symlinks=False):
                age = now - entry.stat(follow_symlinks=False).st_mtime
                if files.is_left_over(found["mark"], age):
                    shutil.rmtree(entry.path, ignore_errors=True)
