"""The search index and the library's metadata, in a database on this computer. Disposable: the files are the truth.

Every word stands in the index twice, as written and without its marks (`editor.library.words`): a query word without
marks looks among the bare ones ("dang uy" finds "Đảng ủy"), one with marks only among those written so ("đảng" is not
"đang").
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from editor import __version__
from editor.errors import EditorError, FormatError
from editor.library import words
from editor.library.database import DamagedIndexError, Database
from editor.library.listing import Listed, newest_first, of_problem, thumbnail_of
from editor.library.places import workspace_folder
from editor.work import Cancel, Progress, no_progress

if TYPE_CHECKING:
    from editor.library.workspace import Opened

T = TypeVar("T")

VERSION = zlib.crc32(f"1 {__version__}".encode()) & 0x7FFFFFFF
"""Of the tables and of what is read into them: another release makes its own."""

_RACY_NS = 2_000_000_000
"""A file this young when it is read may change again without a new time: FAT counts two seconds."""

_BATCH = 256
"""Articles between two commits: what a cancelled refresh has read stays."""

_RANKED = 300
"""Ranking costs some microseconds an article."""

_ABOUT = ("headline", "tags", "authors")
_META = ("folder", "size", "mtime", "id", "headline", "status", "section", "date", "thumbnail", "problem")
_FOUND = ", ".join(f"{field}, {field}_bare" for field in words.FIELDS)
_WEIGHTS = ", ".join(f"{weight}, {weight}" for weight in words.WEIGHTS)
_TABLES = f"""
CREATE TABLE articles (row INTEGER PRIMARY KEY, folder TEXT UNIQUE, {", ".join(_META[1:])}, checksum INTEGER);
CREATE TABLE texts (row INTEGER PRIMARY KEY, {", ".join(words.FIELDS)});
CREATE VIRTUAL TABLE found USING fts5(
    {_FOUND}, content='', prefix='1 2 3', detail=column, tokenize="unicode61 remove_diacritics 0"
);
INSERT INTO found(found, rank) VALUES ('rank', 'bm25({_WEIGHTS})');
"""  # noqa: S608 — every name is ours
_FORGET = f"INSERT INTO found(found, rowid, {_FOUND}) VALUES ('delete', ?{', ?, ?' * len(words.FIELDS)})"  # noqa: S608
_LEARN = f"INSERT INTO found(rowid, {_FOUND}) VALUES (?{', ?, ?' * len(words.FIELDS)})"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found. `marks` are (start, end) of the met words in `excerpt`."""

    folder: Path
    id: str
    headline: str
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    score: float  # 1 for the best one, falling with the place


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did. Articles that cannot be read are not searched; each is named with the reason."""

    read: int
    removed: int
    problems: tuple[tuple[Path, EditorError], ...]


class Index:
    """The index of one workspace, for one thread at a time. A context manager."""

    def __init__(self, root: Path, read: Callable[[Path], Opened]) -> None:
        """Args: read: loads the article of a folder, or raises EditorError."""
        self._articles = root / "articles"
        self._read = read
        self._folders: tuple[Path, ...] = ()
        self._current: tuple[Mapping[str, Any], ...] | None = None  # every row, where the last refresh changed none
        self._database = Database(workspace_folder(root) / "index.sqlite3", _TABLES, VERSION)

    def refresh(
        self, folders: Iterable[Path], cancel: Cancel | None = None, progress: Progress = no_progress
    ) -> Refreshed:
        """Read the articles whose file has another size or time than last time, and forget those that are gone.

        Args:
            folders: every article's folder of the workspace.
        """
        self._folders = tuple(folders)
        cancel = cancel or Cancel()
        return self._surviving(lambda: self._refresh(cancel, progress))

    def rebuild(
        self, folders: Iterable[Path], cancel: Cancel | None = None, progress: Progress = no_progress
    ) -> Refreshed:
        """Forget everything, then `refresh`."""
        self._database.start_anew()
        return self.refresh(folders, cancel, progress)

    def listed(self) -> tuple[Listed, ...]:
        """The lines of the library as of the last refresh, the newest first."""
        folders = {folder.name: folder for folder in self._folders}
        return self._surviving(
            lambda: newest_first(
                _line(folders[row["folder"]], row) for row in self._current or self._rows() if row["folder"] in folders
            )
        )

    def search(self, query: str, limit: int = 20) -> tuple[Hit, ...]:
        """The articles that hold every word of a query, the best first; the last word may be the beginning of one."""
        asked = words.asked(query)
        return self._surviving(lambda: tuple(self._hits(asked, limit))) if asked else ()

    def close(self) -> None:
        self._database.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _surviving(self, work: Callable[[], T]) -> T:
        return self._database.surviving(work, lambda: self._refresh(Cancel(), no_progress))

    def _execute(self, sql: str, values: Iterable[object] = ()) -> Any:
        return self._database.connection.execute(sql, tuple(values))

    def _rows(self) -> Iterator[Mapping[str, Any]]:
        for row in self._execute("SELECT * FROM articles"):
            _, *meta, checksum = row
            if checksum != _checksum(meta):
                raise DamagedIndexError
            yield row

    def _refresh(self, cancel: Cancel, progress: Progress) -> Refreshed:
        self._current = None
        known = {row["folder"]: row for row in self._rows()}
        gone = known.keys() - {folder.name for folder in self._folders}
        read = 0
        problems: list[tuple[Path, EditorError]] = []
        try:
            for name in sorted(gone):
                self._forget(known[name]["row"])
            for done, folder in enumerate(self._folders):
                cancel.check()
                row, stamp = known.get(folder.name), _stamp(folder)
                if row is not None and stamp[0] >= 0 and (row["size"], row["mtime"]) == stamp:
                    problem = _revived(row["problem"])
                else:
                    progress(done, len(self._folders), folder.name)
                    problem = self._learn(folder, stamp, None if row is None else row["row"])
                    read += 1
                    if not read % _BATCH:
                        self._database.connection.commit()
                if problem is not None:
                    problems.append((folder, problem))
        finally:
            self._database.connection.commit()
        if not read and not gone:
            self._current = tuple(known.values())
        return Refreshed(read, len(gone), tuple(problems))

    def _learn(self, folder: Path, stamp: tuple[int, int], row: int | None) -> EditorError | None:
        if row is not None:
            self._forget(row)
        if time.time_ns() - stamp[1] < _RACY_NS:
            stamp = (stamp[0], -1)
        try:
            article = self._read(folder).article
        except EditorError as problem:
            if not isinstance(problem, FormatError):
                stamp = (-1, -1)  # not the file's content: it may be mended without a new time
            self._insert((folder.name, *stamp, "", "", "", "", "", "", _kept(problem)), None)
            return problem
        texts = words.fields_of(article)
        section = article.sections[0] if article.sections else ""
        line = (article.id, article.headline, str(article.status), section, article.date, thumbnail_of(article))
        self._insert((folder.name, *stamp, *line, ""), texts)
        return None

    def _insert(self, meta: tuple[object, ...], texts: tuple[str, ...] | None) -> None:
        holes = ", ".join("?" * (len(_META) + 1))
        sql = f"INSERT INTO articles({', '.join(_META)}, checksum) VALUES ({holes})"  # noqa: S608 — names are ours
        row = self._execute(sql, (*meta, _checksum(meta))).lastrowid
        if texts is not None:
            self._execute(f"INSERT INTO texts VALUES (?{', ?' * len(texts)})", (row, *texts))  # noqa: S608
            self._execute(_LEARN, (row, *words.columns(texts)))

    def _forget(self, row: int) -> None:
        for texts in self._execute("SELECT * FROM texts WHERE row = ?", (row,)).fetchall():
            self._execute(_FORGET, (row, *words.columns(texts[1:])))
        for table in ("texts", "articles"):
            self._execute(f"DELETE FROM {table} WHERE row = ?", (row,))  # noqa: S608

    def _hits(self, asked: tuple[words.Asked, ...], limit: int) -> Iterator[Hit]:
        """Articles that are about the words, told by their headlines and tags, before those that have them in the text.

        Of very many only the newest `_RANKED` are ranked: whoever gets more than that types another word.
        """
        about = self._best(words.matching(asked, _ABOUT), limit)
        rows = dict.fromkeys([*about, *(self._best(words.matching(asked), limit) if len(about) < limit else ())])
        for place, row in enumerate(list(rows)[:limit]):
            texts = self._execute("SELECT * FROM texts WHERE row = ?", (row,)).fetchone()
            meta = self._execute("SELECT folder, id, headline FROM articles WHERE row = ?", (row,)).fetchone()
            if texts is None or meta is None:
                raise DamagedIndexError
            excerpt, marks = words.excerpt(texts[1:], asked)
            yield Hit(self._articles / meta["folder"], meta["id"], meta["headline"], excerpt, marks, 1 / (1 + place))

    def _best(self, matching: str, limit: int) -> list[int]:
        newest = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
        oldest = self._execute(newest, (matching, _RANKED)).fetchone()
        best = "SELECT rowid FROM found WHERE found MATCH ? AND rowid >= ? ORDER BY rank LIMIT ?"
        return [row[0] for row in self._execute(best, (matching, oldest[0] if oldest else 0, limit))]


def _line(folder: Path, row: Mapping[str, Any]) -> Listed:
    problem = _revived(row["problem"])
    if problem is not None:
        return of_problem(folder, problem)
    modified = _stamp(folder)[1] if row["mtime"] < 0 else row["mtime"]
    return Listed(
        folder=folder,
        id=row["id"],
        headline=row["headline"],
        status=row["status"],
        section=row["section"],
        date=row["date"],
        modified=datetime.fromtimestamp(max(modified, 0) / 1e9, UTC),
        thumbnail=row["thumbnail"],
    )


def _stamp(folder: Path) -> tuple[int, int]:
    """Size and time (ns) of an article's file; (-1, -1) when there is none."""
    try:
        status = os.lstat(f"{folder}{os.sep}article.md")  # a Path each would double the time of a large library
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns


def _checksum(meta: Sequence[object]) -> int:
    return zlib.crc32(repr([*meta]).encode("utf-8", errors="surrogatepass"))


def _kept(problem: EditorError) -> str:
    facts = {name: value if isinstance(value, int) else str(value) for name, value in problem.facts.items()}
    return json.dumps({"code": problem.code, "file": problem.file, "facts": facts})


def _revived(kept: str) -> EditorError | None:
    """The error that `_kept` has written, None for none."""
    if not kept:
        return None
    stored = json.loads(kept)
    kind = next((kind for kind in _kinds(EditorError) if kind.code == stored["code"]), EditorError)
    return kind(stored["file"], **stored["facts"])


def _kinds(kind: type[EditorError]) -> Iterator[type[EditorError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)
