"""The index's database file: opened, told from damage, made anew, or kept in memory where the disk refuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from editor.errors import EditorError, FileUnreadableError
from editor.files import make_folder

T = TypeVar("T")

_BUSY_SECONDS = 10.0
_PRIMARY = 0xFF  # SQLite's extended codes hold the primary code in their lowest byte
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_REFUSED = {
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM),
    *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS),
}


TROUBLE = (sqlite3.Error, UnicodeDecodeError)
"""What a damaged file can raise: SQLite's own complaints may quote bytes of it that are no text."""


class DamagedIndexError(sqlite3.DatabaseError):
    """A row says something else than when it was written."""


class Database:
    """A database that can always be lost: `surviving` makes it anew after damage."""

    def __init__(self, path: Path, tables: str, version: int) -> None:
        """Args: tables: SQL that makes them. version: kept in the file; a file of another version is made anew."""
        self.path = path
        self._tables = tables
        self._version = version
        self.generation = 0  # rises whenever what was known of rows is void
        self.connection = self._opened()

    def surviving(self, work: Callable[[], T], restore: Callable[[], object]) -> T:
        """Do work; when the file turns out to be damaged or the disk refuses, once more on a new, restored one.

        Raises FileUnreadableError (reason "busy") when another process holds the database too long.
        """
        try:
            return work()
        except TROUBLE as error:
            code = _code(error)
            if code in _BUSY:
                raise FileUnreadableError(self.path, reason="busy") from error
            self.start_anew(in_memory=code in _REFUSED)
        try:
            restore()
            return work()
        except TROUBLE as error:
            raise FileUnreadableError(self.path, reason="damaged") from error

    def start_anew(self, *, in_memory: bool = False) -> None:
        """An empty database in the place of this one."""
        self.generation += 1
        self.connection.close()
        self.connection = self._made(in_memory=in_memory)

    def _opened(self) -> sqlite3.Connection:
        try:
            make_folder(self.path.parent)
            connection = _connected(str(self.path))
            if connection.execute("PRAGMA user_version").fetchone()[0] == self._version:
                return connection
            connection.close()
        except EditorError:
            return self._made(in_memory=True)
        except TROUBLE as error:
            return self._made(in_memory=_code(error) in _REFUSED | _BUSY)
        return self._made()

    def _made(self, *, in_memory: bool = False) -> sqlite3.Connection:
        if not in_memory:
            try:
                for path in (self.path, self.path.with_name(f"{self.path.name}-journal")):
                    path.unlink(missing_ok=True)
                return self._with_tables(_connected(str(self.path)))
            except (OSError, sqlite3.Error):
                pass  # the disk refuses: what follows needs none
        return self._with_tables(_connected(":memory:"))

    def _with_tables(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        connection.executescript(f"BEGIN; {self._tables} PRAGMA user_version = {self._version}; COMMIT;")
        return connection


def _connected(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=_BUSY_SECONDS, check_same_thread=False)
    connection.execute("PRAGMA synchronous = OFF")  # lost in a power cut, it is made anew
    return connection


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & _PRIMARY
