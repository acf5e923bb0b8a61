"""The index's database file: opened, told from damage, made anew, or kept in memory where the disk refuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, LiteralString, TypeVar

from editor.errors import EditorError, FileUnreadableError
from editor.files import clear_leftovers, make_folder, mark
from editor.library.state import alone

T = TypeVar("T")

_BUSY_SECONDS = 10.0
_TRIES = 50
_CACHE_KB = 16_000  # ten thousand articles' index in memory, as far as it is asked for
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
        for _ in range(_TRIES):
            try:
                return work()
            except TROUBLE as error:
                code = _code(error)
                if code in _BUSY:
                    raise FileUnreadableError(self.path, reason="busy") from error
                if code != sqlite3.SQLITE_CONSTRAINT:
                    self.start_anew(in_memory=code in _REFUSED)
                    break
                self.connection.rollback()  # another process has written the same row: what it knows we need not learn
        try:
            restore()
            return work()
        except TROUBLE as error:
            raise FileUnreadableError(self.path, reason="damaged") from error

    def start_anew(self, *, in_memory: bool = False) -> None:
        """An empty database in the place of this one."""
        self.generation += 1
        self.connection.close()
        self.connection = self._memory() if in_memory else self._made(is_damaged=True)

    def _opened(self) -> sqlite3.Connection:
        try:
            make_folder(self.path.parent)
            connection = self._usable()
        except EditorError:
            return self._memory()
        except TROUBLE as error:
            return self._memory() if _code(error) in _REFUSED | _BUSY else self._made(is_damaged=True)
        return connection or self._made(is_damaged=False)

    def _usable(self) -> sqlite3.Connection | None:
        """The file, when it is of our version."""
        connection = _connected(str(self.path))
        if connection.execute("PRAGMA user_version").fetchone()[0] == self._version:
            return connection
        connection.close()
        return None

    def _made(self, *, is_damaged: bool) -> sqlite3.Connection:
        """One process makes the file, hidden, and puts it in its place; those who came at the same time use it."""
        try:
            with alone(self.path):
                present = None if is_damaged else self._usable()
                if present is not None:
                    return present
                fresh = self.path.with_name(f".{self.path.name}.{mark()}.tmp")
                try:
                    self._with_tables(_connected(str(fresh), journal="MEMORY")).close()
                    clear_leftovers(self.path.parent, fresh.stat().st_mtime)
                    self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)
                    fresh.replace(self.path)
                finally:
                    with suppress(OSError):  # the next one clears it
                        fresh.unlink(missing_ok=True)
                return _connected(str(self.path))
        except (OSError, EditorError, *TROUBLE):
            return self._memory()  # the disk refuses: what follows needs none

    def _memory(self) -> sqlite3.Connection:
        return self._with_tables(_connected(":memory:"))

    def _with_tables(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        connection.executescript(f"BEGIN; {self._tables} PRAGMA user_version = {self._version}; COMMIT;")
        return connection


def statement(*parts: LiteralString) -> LiteralString:
    """SQL out of words that stand in our code; whatever comes from elsewhere goes in as a value, by a "?"."""
    return " ".join(parts)


def holes(count: int) -> LiteralString:
    """(?, ?, …) for so many values."""
    return f"({', '.join('?' * count)})"


def rows_of(connection: sqlite3.Connection, sql: LiteralString, values: Sequence[object] = ()) -> list[Any]:
    """All rows of an answer, as bare tuples."""
    return connection.execute(sql, tuple(values)).fetchall()


def _connected(name: str, journal: LiteralString = "") -> sqlite3.Connection:
    """Args: journal: "MEMORY" where nobody else has the file, and no second one may stay of a kill."""
    connection = sqlite3.connect(name, timeout=_BUSY_SECONDS, check_same_thread=False)
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    if journal:
        connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute("PRAGMA synchronous = OFF")  # lost in a power cut, it is made anew
    return connection


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & _PRIMARY
