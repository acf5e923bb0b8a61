"""Brings the index to what the articles' files say: what has another size or time is read, what is gone forgotten."""

from __future__ import annotations

import hashlib
import marshal
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from editor.errors import EditorError, FormatError
from editor.library import tables, words
from editor.library.database import DamagedIndexError, Database
from editor.library.folders import NOT_THERE, Folders, Stamp
from editor.library.listing import Listed, line_of_article, of_problem
from editor.library.turns import Turns
from editor.text import moment
from editor.text.fold import search_key
from editor.work import Cancel, Progress

if TYPE_CHECKING:
    from editor.library.workspace import Opened

T = TypeVar("T")

_RACY_NS = 2_000_000_000
"""A file this young when it is read may change again without a new time: FAT counts two seconds."""

_BATCH = 256
"""Articles between two commits: what a cancelled refresh has read stays."""

_MANY = 500  # articles read in one go after which the index is put in order
_MERGED = 200  # pages of a step, some milliseconds

_MERGE = (
    "INSERT INTO found(found, rank) VALUES ('merge', ?)",
    "INSERT INTO clues(clues, rank) VALUES ('merge', ?)",
)

_TURN = 0.01  # seconds of learning before others may ask


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did. Articles that cannot be read are not searched; each is named with the reason."""

    read: int
    removed: int
    problems: tuple[tuple[Path, EditorError], ...]


class Learner:
    """Writes articles into the index's tables."""

    def __init__(self, database: Database, turns: Turns, articles: Path, read: Callable[[Path], Opened]) -> None:
        self._database = database
        self._turns = turns
        self._articles = articles
        self._read = read

    def in_turns(self, learn: Callable[[T], object], items: Sequence[T], cancel: Cancel) -> None:
        """Learn items turn by turn. Raises CancelledError, DamagedIndexError when the database was made anew."""
        database = self._database.generation
        at = 0
        while at < len(items):
            self._turns.let_others()
            with self._turns:
                if self._database.generation != database:
                    raise DamagedIndexError
                until = time.perf_counter() + _TURN
                while at < len(items) and time.perf_counter() < until:
                    cancel.check()
                    learn(items[at])
                    at += 1
                    if not at % _BATCH:
                        self._database.connection.commit()

    def refresh(self, folders: Folders, cancel: Cancel, progress: Progress) -> Refreshed:
        """Nothing but names, sizes and times is looked at where they are all as they were."""
        names, stamps = folders.found, folders.stamps()
        if self._is_as_it_was(names, stamps):
            return Refreshed(0, 0, self._problems())
        known = {folder: (row, (size, mtime)) for row, folder, size, mtime in self._rows()}
        changed = sorted(
            name
            for name, stamp in zip(names, stamps, strict=True)
            if stamp == NOT_THERE or name not in known or known[name][1] != stamp
        )
        there = set(names)
        gone = [row for folder, (row, _) in known.items() if folder not in there]
        done = 0

        def learn(name: str) -> None:
            nonlocal done
            progress(done, len(changed), name)
            # asked again: it may have been saved, and learnt by somebody else, since everything was looked at
            self._learn(name, self._stamp(name), known[name][0] if name in known else None)
            done += 1

        try:
            self.in_turns(self._forget, gone, cancel)
            self.in_turns(learn, changed, cancel)
            if len(changed) > _MANY:
                self._merge(cancel)
            self._keep_snapshot(names, stamps)
        finally:
            with self._turns:
                self._database.connection.commit()
        return Refreshed(len(changed), len(gone), self._problems())

    def relearn(self, folder: Path) -> None:
        """Read one article anew, without looking at the others."""
        stamp = self._stamp(folder.name)
        with self._turns:
            connection = self._database.connection
            found = connection.execute("SELECT row FROM articles WHERE folder = ?", (folder.name,)).fetchone()
            connection.execute("DELETE FROM snapshot")
            if stamp == NOT_THERE:
                if found is not None:
                    self._forget(found[0])
            else:
                self._learn(folder.name, stamp, found[0] if found else None)
            connection.commit()

    def lines(self) -> bytes:
        """Of every article, the newest first, as `Listing` takes them. Raises DamagedIndexError."""
        with self._turns:
            found = self._database.connection.execute("SELECT digest, lines, crc FROM snapshot").fetchone()
        if found is None:
            return self._lines()
        digest, lines, crc = found
        if _checksum(digest, lines) != crc:
            raise DamagedIndexError
        return bytes(lines)

    def _is_as_it_was(self, names: Sequence[str], stamps: Sequence[Stamp]) -> bool:
        with self._turns:
            found = self._database.connection.execute("SELECT digest FROM snapshot").fetchone()
        return found is not None and found[0] == _digest(names, stamps)

    def _keep_snapshot(self, names: Sequence[str], stamps: Sequence[Stamp]) -> None:
        """The whole library in one piece, to be taken as it is while no file has another size or time."""
        with self._turns:
            young = any(mtime < 0 for _, _, _, mtime in self._rows())
            digest, lines = "" if young else _digest(names, stamps), self._lines()
            kept = (digest, lines, _checksum(digest, lines))
            self._database.connection.execute("INSERT OR REPLACE INTO snapshot VALUES (1, ?, ?, ?)", kept)

    def _stamp(self, name: str) -> Stamp:
        return Folders(self._articles, (name,)).stamps()[0]

    def _lines(self) -> bytes:
        with self._turns:
            found = self._database.connection.execute("SELECT folder, line, crc FROM articles").fetchall()
        if any(tables.checksum(folder, line) != crc for folder, line, crc in found):
            raise DamagedIndexError
        ordered = sorted(found, reverse=True)
        return "\0".join(f"{folder}/{line}" for folder, line, _ in ordered).encode("utf-8", errors="surrogatepass")

    def _rows(self) -> list[tuple[int, str, int, int]]:
        with self._turns:
            return self._database.connection.execute("SELECT row, folder, size, mtime FROM articles").fetchall()

    def _merge(self, cancel: Cancel) -> None:
        """After much new the full-text tables are put into one piece, in steps: a search is a third quicker then."""
        for merge in _MERGE:
            pages = -_MERGED  # the first step begins a merge of everything
            while True:
                cancel.check()
                self._turns.let_others()
                with self._turns:
                    connection = self._database.connection
                    before = connection.total_changes
                    connection.execute(merge, (pages,))
                    if connection.total_changes - before < 2:  # as FTS5's documentation has it: nothing was left to do
                        break
                pages = _MERGED

    def _problems(self) -> tuple[tuple[Path, EditorError], ...]:
        with self._turns:
            rows = self._database.connection.execute("SELECT folder, line FROM articles WHERE status = ''").fetchall()
        found = ((self._articles / folder, tables.problem_of(line)) for folder, line in sorted(rows))
        return tuple((folder, problem) for folder, problem in found if problem is not None)

    def _learn(self, name: str, stamp: tuple[int, int], row: int | None) -> None:
        if row is not None:
            self._forget(row)
        folder = self._articles / name
        modified = datetime.fromtimestamp(max(stamp[1], 0) / 1e9, UTC)
        if time.time_ns() - stamp[1] < _RACY_NS:
            stamp = (stamp[0], -1)
        try:
            article = self._read(folder).article
        except EditorError as problem:
            if not isinstance(problem, FormatError):
                stamp = NOT_THERE  # not the file's content: it may be mended without a new time
            self._insert(stamp, of_problem(folder, problem), (), None)
            return
        authors = tuple(author.name for author in article.authors)
        self._insert(stamp, line_of_article(folder, article, modified), authors, words.fields_of(article))

    def _insert(
        self, stamp: tuple[int, int], listed: Listed, authors: Sequence[str], texts: tuple[str, ...] | None
    ) -> None:
        line = tables.line_of(listed, authors)
        name = listed.folder.name
        day = moment.parse(listed.date) or listed.modified
        columns = (
            *(name, *stamp, listed.modified.timestamp(), day.timestamp()),
            *(listed.id, listed.status, listed.section),
            *("\n".join(("", *authors, "")), search_key(listed.headline), line, tables.checksum(name, line)),
        )
        row = self._database.connection.execute(tables.INSERT, columns).lastrowid
        if texts is not None and row is not None:
            tables.learn(self._database.connection, row, texts)

    def _forget(self, row: int) -> None:
        tables.forget(self._database.connection, row)
        self._database.connection.execute("DELETE FROM articles WHERE row = ?", (row,))


def _digest(names: Sequence[str], stamps: Sequence[Stamp]) -> str:
    told = marshal.dumps((tuple(names), list(stamps)), 2)  # the quickest; version 2 writes the same for the same
    return hashlib.sha256(told).hexdigest()


def _checksum(digest: str, lines: bytes) -> int:
    return zlib.crc32(lines, zlib.crc32(digest.encode("ascii", errors="replace")))
