"""What the library's list asks of the index: which articles, in which order, what each line shows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, LiteralString, NamedTuple

from editor.library import tables, words
from editor.library.database import DamagedIndexError, holes, rows_of, statement
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
_ORDERS: Mapping[Order, LiteralString] = {
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


class Among(NamedTuple):
    """The rows that an answer may come from: a condition on `articles` with its values, and where the numbers lie."""

    condition: LiteralString = "1"
    values: tuple[object, ...] = ()
    low: int = 0
    high: int = tables.ARCHIVE


EVERY_ARTICLE = Among()
_ARCHIVED = Among(low=tables.ARCHIVE, high=1 << 60)
_LINES = "SELECT row, folder, line, crc FROM articles"
_LINES_AND_TEXTS = "SELECT row, folder, line, crc, texts.* FROM articles LEFT JOIN texts USING (row)"
_MATCHING = "SELECT rowid FROM found WHERE found MATCH ? AND"
_BETWEEN = "rowid >= ? AND rowid < ?"


def shelf(connection: Connection, wanted: Wanted) -> Shelf:
    """The answer to what is wanted."""
    among = _among(wanted)
    asked = words.asked(wanted.query)
    times: tuple[float, ...] = ()
    if asked:
        rows = best(connection, asked, MOST_HITS, among)
    else:
        chosen = "SELECT row, day" if wanted.order == "date" else "SELECT row, modified"
        sql = statement(chosen, "FROM articles WHERE", among.condition, "ORDER BY", _ORDERS[wanted.order])
        found = rows_of(connection, sql, among.values)
        rows = [row for row, _ in found]
        times = tuple(time for _, time in found) if wanted.order != "headline" else ()
    return Shelf(tuple(rows), times, _place(connection, wanted.folder, rows))


def offer(connection: Connection) -> Offer:
    """What the filters offer."""
    counts = rows_of(connection, "SELECT status, count(*) FROM articles GROUP BY status")
    sections = rows_of(connection, "SELECT DISTINCT section FROM articles WHERE section <> '' ORDER BY section")
    authors = rows_of(connection, "SELECT DISTINCT authors FROM articles")
    names = {name for (several,) in authors for name in several.split("\n") if name}
    return Offer(
        {status or "problem": count for status, count in counts},
        tuple(section for (section,) in sections),
        tuple(sorted(names)),
    )


def page(connection: Connection, articles: Path, rows: Sequence[int], query: str) -> tuple[Shown, ...]:
    """The lines of these numbers, in their order. Args: articles: where the folders are."""
    asked = words.asked(query)
    lines = {}
    sql = statement(_LINES_AND_TEXTS if asked else _LINES, "WHERE row IN", holes(len(rows)))
    for row, folder, line, crc, *fields in rows_of(connection, sql, rows):
        if tables.checksum(folder, line) != crc:
            raise DamagedIndexError
        lines[row] = _shown(row, tables.listed_of(articles / folder, line), fields[1:], asked)
    return tuple(lines[row] for row in rows if row in lines)


def by_id(connection: Connection, articles: Path, ids: Sequence[str]) -> dict[str, Listed]:
    """The lines of articles by their ids, as far as there are such."""
    sql = statement("SELECT id, folder, line FROM articles WHERE id IN", holes(len(ids)))
    found = rows_of(connection, sql, ids)
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
    for row in _best(connection, words.matching(asked), limit, _ARCHIVED):
        (line,) = connection.execute("SELECT line FROM archive WHERE row = ?", (row,)).fetchone() or ("[]",)
        title, _, _, section, date, url, _ = json.loads(line)
        out.append(Published(title, url, section, date, words.met(title, asked)))
    return tuple(out)


def best(connection: Connection, asked: Sequence[words.Asked], limit: int, among: Among = EVERY_ARTICLE) -> list[int]:
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
            rows.update(dict.fromkeys(_best(connection, words.matching(query, fields), limit, among)))
    return list(rows)[:limit]


def _best(connection: Connection, matching: str, limit: int, among: Among) -> list[int]:
    if among.condition != "1":  # a filter comes before the choice of the newest, or nothing may be left of them
        chosen = statement("rowid IN (SELECT row FROM articles WHERE", among.condition, ")")
        return _numbers(connection, chosen, (matching, *among.values, limit))
    newest = statement(_MATCHING, _BETWEEN, "ORDER BY rowid DESC LIMIT 1 OFFSET ?")
    oldest = rows_of(connection, newest, (matching, among.low, among.high, _RANKED))
    low = oldest[0][0] if oldest else among.low
    return _numbers(connection, _BETWEEN, (matching, low, among.high, limit))


def _numbers(connection: Connection, chosen: LiteralString, values: Sequence[object]) -> list[int]:
    """What matches, the best first, as one row: for each row that SQLite gives, Python waits for the other threads."""
    ranked = statement(_MATCHING, chosen, "ORDER BY rank LIMIT ?")
    ((told,),) = rows_of(connection, statement("SELECT json_group_array(rowid) FROM (", ranked, ")"), values)
    return list(json.loads(told))


def _among(wanted: Wanted) -> Among:
    """The articles that the filters let pass."""
    parts: list[LiteralString] = []
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
    return Among(" AND ".join(parts) or "1", tuple(values))


def _place(connection: Connection, folder: str, rows: Sequence[int]) -> int:
    if not folder:
        return -1
    found = rows_of(connection, "SELECT row FROM articles WHERE folder = ?", (folder,))
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
