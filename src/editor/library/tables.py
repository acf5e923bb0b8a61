"""The index's tables, and how one text goes into them and out again.

Articles and items of the archive share the full-text tables; an archived item's number is above `ARCHIVE`. The texts
that were indexed are kept beside: a contentless FTS5 table forgets a text only when it is told it again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor import __version__
from editor.errors import EditorError
from editor.library import words
from editor.library.clues import indexed
from editor.library.database import holes, statement
from editor.library.listing import PLAIN_PHOTO, Listed
from editor.model.article import Region, Resource

if TYPE_CHECKING:
    from sqlite3 import Connection

VERSION = zlib.crc32(f"6 {__version__}".encode()) & 0x7FFFFFFF
"""Of the tables and of what is read into them: another release makes its own."""

ARCHIVE = 1 << 40
"""Numbers of archived items begin here."""

_LEAD = 500  # characters of a text without a standfirst that say what it is about
_FOUND = ", ".join(f"{field}, {field}_bare" for field in words.FIELDS)
_WEIGHTS = ", ".join(f"{weight}, {weight}" for weight in words.WEIGHTS)
TABLES = f"""
CREATE TABLE articles (
    row INTEGER PRIMARY KEY, folder TEXT UNIQUE, size, mtime, modified, day, id, status, section, authors, sorted, line,
    crc
);
CREATE TABLE snapshot (id INTEGER PRIMARY KEY, digest TEXT, lines TEXT, crc);
CREATE INDEX by_id ON articles(id);
CREATE INDEX by_change ON articles(modified);
CREATE INDEX broken ON articles(folder) WHERE status = '';
CREATE TABLE archive (row INTEGER PRIMARY KEY, file TEXT, target TEXT UNIQUE, day, line, crc);
CREATE TABLE archive_files (file TEXT PRIMARY KEY, size, mtime);
CREATE TABLE texts (row INTEGER PRIMARY KEY, {", ".join(words.FIELDS)});
CREATE VIRTUAL TABLE found USING fts5(
    {_FOUND}, content='', prefix='1 2 3', detail=column, tokenize="unicode61 remove_diacritics 0"
);
INSERT INTO found(found, rank) VALUES ('rank', 'bm25({_WEIGHTS})');
CREATE VIRTUAL TABLE clues USING fts5(
    terms, content='', detail=none, tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
);
CREATE VIRTUAL TABLE terms USING fts5vocab(clues, row);
"""  # noqa: S608 — every name is ours
INSERT = (
    "INSERT INTO articles(folder, size, mtime, modified, day, id, status, section, authors, sorted, line, crc) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_FORGET = statement("INSERT INTO found(found, rowid,", _FOUND, ") VALUES", holes(2 + 2 * len(words.FIELDS)))
_LEARN = statement("INSERT INTO found(rowid,", _FOUND, ") VALUES", holes(1 + 2 * len(words.FIELDS)))
_KEEP = statement("INSERT INTO texts VALUES", holes(1 + len(words.FIELDS)))


def checksum(folder: str, line: str) -> int:
    """Of what a row says: a damaged file is noticed by it."""
    return zlib.crc32(f"{folder}\n{line}".encode("utf-8", errors="surrogatepass"))


def line_of(listed: Listed, authors: Sequence[str]) -> str:
    """A line of the library as the index keeps it."""
    problem = None if listed.problem is None else _kept(listed.problem)
    nanoseconds = round(listed.modified.timestamp() * 1e6) * 1000
    return json.dumps(
        [
            *(listed.id, listed.headline, listed.status, listed.section, listed.date, nanoseconds),
            *(listed.thumbnail, _marks(listed.photo), list(authors), problem),
        ],
        ensure_ascii=False,
    )


def listed_of(folder: Path, line: str) -> Listed:
    """What `line_of` has kept."""
    ident, headline, status, section, date, modified, thumbnail, marks, _, problem = json.loads(line)
    return Listed(
        folder=folder,
        id=ident,
        headline=headline,
        status=status,
        section=section,
        date=date,
        modified=datetime.fromtimestamp(max(modified, 0) / 1e9, UTC),
        thumbnail=thumbnail,
        problem=_revived(problem),
        photo=_photo(marks),
    )


def problem_of(line: str) -> EditorError | None:
    """Why an article cannot be read, None when it can."""
    return None if line.endswith(", null]") else _revived(json.loads(line)[-1])


def learn(connection: Connection, row: int, texts: Sequence[str]) -> None:
    """Put a text (`words.FIELDS`) into the full-text tables."""
    connection.execute(_KEEP, (row, *texts))
    connection.execute(_LEARN, (row, *words.columns(texts)))
    connection.execute("INSERT INTO clues(rowid, terms) VALUES (?, ?)", (row, _clues(texts)))


def forget(connection: Connection, row: int) -> None:
    """Take a text out of them again."""
    for _, *texts in connection.execute("SELECT * FROM texts WHERE row = ?", (row,)).fetchall():
        connection.execute(_FORGET, ("delete", row, *words.columns(texts)))
        connection.execute("INSERT INTO clues(clues, rowid, terms) VALUES ('delete', ?, ?)", (row, _clues(texts)))
    connection.execute("DELETE FROM texts WHERE row = ?", (row,))


def lead_of(texts: Sequence[str]) -> str:
    """What a text is about in a few lines: its standfirst, else its beginning."""
    _, standfirst, body, *_ = texts
    return standfirst or body.partition("\n")[0][:_LEAD]


def _clues(texts: Sequence[str]) -> str:
    headline, _, _, _, tags, _ = texts
    return indexed((headline, lead_of(texts), tags))


def _marks(photo: Resource) -> list[Any]:
    """[] for most: neither turned nor blurred, without a focal point."""
    if photo == PLAIN_PHOTO:
        return []
    regions = [[region.x, region.y, region.width, region.height] for region in photo.blur]
    return [photo.rotate, photo.focus, regions]


def _photo(marks: Sequence[Any]) -> Resource:
    if not marks:
        return PLAIN_PHOTO
    rotate, focus, regions = marks
    return Resource(
        "", rotate=rotate, focus=(focus[0], focus[1]) if focus else None, blur=tuple(Region(*box) for box in regions)
    )


def _kept(problem: EditorError) -> Mapping[str, Any]:
    facts = {name: value if isinstance(value, int) else str(value) for name, value in problem.facts.items()}
    return {"code": problem.code, "file": problem.file, "facts": facts}


def _revived(stored: Mapping[str, Any] | None) -> EditorError | None:
    """The error that `_kept` has written, None for none."""
    if stored is None:
        return None
    kind = next((kind for kind in _kinds(EditorError) if kind.code == stored["code"]), EditorError)
    return kind(stored["file"], **stored["facts"])


def _kinds(kind: type[EditorError]) -> Iterator[type[EditorError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)
