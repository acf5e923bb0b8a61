"""What was made of photos before, kept on this computer: by what went in, so that nothing in it can be out of date.

Every entry is a file of its own, written hidden and renamed, so several processes share one folder without a lock. An
entry that was damaged is noticed by its hash, removed and made anew. Nothing here ever fails an export: a cache that
cannot be read is empty, and one that cannot be written stays as it is.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import randbelow
from typing import NamedTuple

from editor.files import digest, mark, write_new

LIMIT = 2_000_000_000
"""Bytes that the cache may take, where the caller says nothing."""

_HASH = 32  # bytes of SHA-256 before an entry's content
_ABANDONED = 3600.0  # seconds after which a hidden file is what a killed writer left
_ROOM = 10  # a cache that is full gives up a tenth
_OFTEN = 64  # one look at the size for a 64th of the limit written, on average over all processes


class _Kept(NamedTuple):
    used: int  # ns
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class PhotoCache:
    """Bytes by key. The least recently used go first when `limit` (bytes) is passed."""

    folder: Path
    limit: int = LIMIT

    def get(self, key: str) -> bytes | None:
        """What was put under a key (any text), or None."""
        path = self._path(key)
        try:
            entry = path.read_bytes()
            if hashlib.sha256(entry[_HASH:]).digest() == entry[:_HASH]:
                os.utime(path)
                return entry[_HASH:]
            path.unlink()
        except OSError:  # not there, or gone meanwhile
            return None
        return None

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes, as far as the disk lets us."""
        path = self._path(key)
        hidden = path.with_name(f".{path.name[:16]}.{mark()}.tmp")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # photos under embargo are nobody else's
            path.parent.mkdir(exist_ok=True)
            write_new(hidden, hashlib.sha256(content).digest() + content, sync=False)
            hidden.replace(path)
        except OSError:  # full, read-only, or open in another process on Windows
            with contextlib.suppress(OSError):
                hidden.unlink(missing_ok=True)
            return
        if randbelow(max(1, self.limit // _OFTEN)) <= len(content):
            self.trim()

    def trim(self) -> None:
        """Back below the limit, and what killed writers left is removed."""
        kept = sorted(self._entries())
        total = sum(entry.size for entry in kept)
        if total <= self.limit:
            return
        for entry in kept:
            with contextlib.suppress(OSError):
                entry.path.unlink(missing_ok=True)
                total -= entry.size
            if total <= self.limit - self.limit // _ROOM:
                return

    def _path(self, key: str) -> Path:
        name = digest(key.encode())
        return self.folder / name[:2] / name[2:]

    def _entries(self) -> Iterator[_Kept]:
        for folder in _listed(self.folder):
            for file in _listed(folder):
                try:
                    status = file.lstat()
                    if file.suffix != ".tmp":
                        yield _Kept(status.st_mtime_ns, status.st_size, file)
                    elif time.time() - status.st_mtime > _ABANDONED:
                        file.unlink()
                except OSError:  # another process was quicker
                    continue


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
