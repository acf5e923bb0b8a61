"""What the library's list asks of the index: which articles, in which order, what each line shows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from editor.library import tables, words
from editor.library.database import DamagedIndexError
from editor.library.listing import Listed

if TYPE_CHECKING:
    from sqlite3 import Connection

Order = Literal["changed", "date", "headline"]
Marks = tuple[tuple[int, int], ...]

_RANKED = 150
"""Ranking costs some microseconds an article."""

_EXACT_WORDS = 2
"""Of so many words typed without marks some may be meant so: "ban" before "bạn". A longer phrase says it by itself."""

MOST_HITS = 120
"""Whoever gets more than that types another word."""

_ABOUT = ("headline", "tags", "authors")
_ORDERS: Mapping[Order, str] = {
    "changed": "modified DESC, row DESC",
    "date": "day DESC, row DESC",
    "headline": "sorted, row",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found. `marks` are (start, end) of the met words in `excerpt`."""

    folder: Path
    id: str
    headline: str
    excerpt: str
    marks: Marks
    score: float  # 1 for the best one, falling with the place


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the library is to be shown; "" and 0 leave a filter out.

    `status` is draft, review, ready, or "problem" for what cannot be read. `section` takes in those below it. `since`
    is in seconds since 1970, by the last change.
    """

    query: str = ""
    status: str = ""
    section: str = ""
    author: str = ""
    since: float = 0.0
    order: Order = "changed"
    folder: str = ""  # whose place is asked for: a folder's name


@dataclass(frozen=True, slots=True)
class Offer:
    """What the filters offer: of all articles of the library."""

    counts: Mapping[str, int] = field(default_factory=dict)  # articles by status, "problem" too
    sections: tuple[str, ...] = ()  # by name
    authors: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Shelf:
    """The numbers of articles in their order.

    `times` are seconds since 1970, one a row: of the last change, or of the date in that order. Hits of a search have
    none: they stand by how well they fit.
    """

    rows: tuple[int, ...]
    times: tuple[float, ...] = ()
    at: int = -1  # of the folder that was asked for


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the list. `excerpt` is "" where nothing was searched for; marks are (start, end) of the met words."""

    row: int
    listed: Listed
    headline_marks: Marks = ()
    excerpt: str = ""
    marks: Marks = ()


@dataclass(frozen=True, slots=True)
class Published:
    """An item of the archive that a search found."""

    title: str
    url: str
    section: str
    date: str
    marks: Marks = ()


def shelf(connection: Connection, wanted: Wanted) -> Shelf:
    """The answer to what is wanted."""
    where, values = _filters(wanted)
    asked = words.asked(wanted.query)
    times: tuple[float, ...] = ()
    if asked:
        rows = best(connection, asked, MOST_HITS, where, values)
    else:
        by = "day" if wanted.order == "date" else "modified"
        sql = f"SELECT row, {by} FROM articles WHERE {where} ORDER BY {_ORDERS[wanted.order]}"  # noqa: S608
        found = _plain(connection, sql, values)
        rows = [row for row, _ in found]
        times = tuple(time for _, time in found) if wanted.order != "headline" else ()
    return Shelf(tuple(rows), times, _place(connection, wanted.folder, rows))


def offer(connection: Connection) -> Offer:
    """What the filters offer."""
    counts = _plain(connection, "SELECT status, count(*) FROM articles GROUP BY status", ())
    sections = _plain(connection, "SELECT DISTINCT section FROM articles WHERE section <> '' ORDER BY section", ())
    authors = _plain(connection, "SELECT DISTINCT authors FROM articles", ())
    names = {name for (several,) in authors for name in several.split("\n") if name}
    return Offer(
        {status or "problem": count for status, count in counts},
        tuple(section for (section,) in sections),
        tuple(sorted(names)),
    )


def page(connection: Connection, articles: Path, rows: Sequence[int], query: str) -> tuple[Shown, ...]:
    """The lines of these numbers, in their order. Args: articles: where the folders are."""
    asked = words.asked(query)
    texts, joined = (", texts.*", "LEFT JOIN texts USING (row)") if asked else ("", "")
    holes = ", ".join("?" * len(rows))
    sql = f"SELECT row, folder, line, crc{texts} FROM articles {joined} WHERE row IN ({holes})"  # noqa: S608
    lines = {}
    for row, folder, line, crc, *fields in _plain(connection, sql, rows):
        if tables.checksum(folder, line) != crc:
            raise DamagedIndexError
        lines[row] = _shown(row, tables.listed_of(articles / folder, line), fields[1:], asked)
    return tuple(lines[row] for row in rows if row in lines)


def by_id(connection: Connection, articles: Path, ids: Sequence[str]) -> dict[str, Listed]:
    """The lines of articles by their ids, as far as there are such."""
    holes = ", ".join("?" * len(ids))
    found = _plain(connection, f"SELECT id, folder, line FROM articles WHERE id IN ({holes})", ids)  # noqa: S608
    return {ident: tables.listed_of(articles / folder, line) for ident, folder, line in found}


def hits(connection: Connection, articles: Path, query: str, limit: int) -> tuple[Hit, ...]:
    """The best hits of a query with their excerpts; none for a query without a word."""
    asked = words.asked(query)
    shown = page(connection, articles, best(connection, asked, limit) if asked else (), query)
    return tuple(
        Hit(item.listed.folder, item.listed.id, item.listed.headline, item.excerpt, item.marks, 1 / (1 + place))
        for place, item in enumerate(shown)
    )


def published(connection: Connection, query: str, limit: int) -> tuple[Published, ...]:
    """Items of the archive that hold every word of a query."""
    asked = words.asked(query)
    if not asked:
        return ()
    out = []
    for row in _best(connection, words.matching(asked), limit, "archive", ("1", ())):
        (line,) = connection.execute("SELECT line FROM archive WHERE row = ?", (row,)).fetchone() or ("[]",)
        title, _, _, section, date, url, _ = json.loads(line)
        out.append(Published(title, url, section, date, words.met(title, asked)))
    return tuple(out)


def best(
    connection: Connection,
    asked: Sequence[words.Asked],
    limit: int,
    where: str = "1",
    values: Sequence[object] = (),
) -> list[int]:
    """Articles that hold all these words, the best first.

    Those that are about the words, told by their headlines and tags, come before those that have them in the text; in
    both, what is written as it was typed comes first. Of very many only the newest `_RANKED` are ranked.
    """
    rows: dict[int, None] = {}
    exact = [words.Asked(word.text, bare=False, begins=word.begins) for word in asked]
    steps = [(exact, _ABOUT), (asked, _ABOUT), (exact, words.FIELDS), (asked, words.FIELDS)]
    if len(asked) > _EXACT_WORDS or not any(word.bare for word in asked):
        steps = steps[1::2]
    for query, fields in steps:
        if len(rows) < limit:
            found = _best(connection, words.matching(query, fields), limit, "articles", (where, values))
            rows.update(dict.fromkeys(found))
    return list(rows)[:limit]


def _best(
    connection: Connection, matching: str, limit: int, table: str, filters: tuple[str, Sequence[object]]
) -> list[int]:
    where, values = filters
    low, high = (0, tables.ARCHIVE) if table == "articles" else (tables.ARCHIVE, 1 << 60)
    if where != "1":  # a filter comes before the choice of the newest, or nothing may be left of them
        among = f"rowid IN (SELECT row FROM articles WHERE {where})"  # noqa: S608
        return _numbers(connection, among, (matching, *values, limit))
    newest = (
        "SELECT rowid FROM found WHERE found MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
    )
    oldest = _plain(connection, newest, (matching, low, high, _RANKED))
    return _numbers(connection, "rowid >= ? AND rowid < ?", (matching, oldest[0][0] if oldest else low, high, limit))


def _numbers(connection: Connection, among: str, values: Sequence[object]) -> list[int]:
    """What matches, the best first, as one row: for each row that SQLite gives, Python waits for the other threads."""
    ranked = f"SELECT rowid FROM found WHERE found MATCH ? AND {among} ORDER BY rank LIMIT ?"  # noqa: S608
    ((told,),) = _plain(connection, f"SELECT json_group_array(rowid) FROM ({ranked})", values)  # noqa: S608
    return list(json.loads(told))


def _filters(wanted: Wanted) -> tuple[str, tuple[object, ...]]:
    """A condition on `articles` with its values."""
    parts: list[str] = []
    values: list[object] = []
    if wanted.status:
        parts.append("status = ?")
        values.append("" if wanted.status == "problem" else wanted.status)
    if wanted.section:
        parts.append("(section = ? OR substr(section, 1, ?) = ?)")
        below = f"{wanted.section}/"
        values += [wanted.section, len(below), below]
    if wanted.author:
        parts.append("instr(authors, ?)")
        values.append(f"\n{wanted.author}\n")
    if wanted.since:
        parts.append("modified >= ?")
        values.append(wanted.since)
    return " AND ".join(parts) or "1", tuple(values)


def _place(connection: Connection, folder: str, rows: Sequence[int]) -> int:
    if not folder:
        return -1
    found = _plain(connection, "SELECT row FROM articles WHERE folder = ?", (folder,))
    return rows.index(found[0][0]) if found and found[0][0] in rows else -1


def _shown(row: int, listed: Listed, texts: Sequence[str | None], asked: Sequence[words.Asked]) -> Shown:
    """Args: texts: `words.FIELDS`; None for one that has none, empty where nothing was asked for."""
    if not asked:
        return Shown(row, listed)
    headline_marks = words.met(listed.headline, asked)
    known = [text for text in texts if text is not None]
    if not known:
        return Shown(row, listed, headline_marks)
    piece, marks = words.excerpt(known, asked)
    return Shown(row, listed, headline_marks, piece, marks)


def _plain(connection: Connection, sql: str, values: Sequence[object]) -> list[Any]:
    """Rows as bare tuples."""
    return connection.execute(sql, tuple(values)).fetchall()
