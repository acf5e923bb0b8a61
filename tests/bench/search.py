"""Search per typed letter at 10,000 and 100,000 articles, against a bare engine query with the same words.

CPU time: all of it is work of one thread, and other programs do not count.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from made_library import made
from measure import Row, run

QUERIES = (
    "đảng ủy phường",
    "ha noi",
    "boi duong can bo",
    "cầu đi bộ",
    "nguyen thi tuyen",
    "trường học số",
    "xa phuong",
)


def rows() -> Iterator[Row]:
    for count, aim in ((10_000, 5.0), (100_000, 20.0)):
        said = run(Path(__file__), count).said
        yield Row(f"search per letter at {count:,}, p95 / {aim:g} ms", said["p95"], aim, "ms", 1)
        yield Row("  p50 / a bare query of default FTS5", said["p50"], said["bare50"], "ms")
        yield Row("  p95 / a bare query of default FTS5", said["p95"], said["bare95"], "ms")
        yield Row(
            "  related stories for one article, p95 / 50 ms", said["suggest"], 50.0, "ms", 1 if aim < 10 else None
        )


def letters() -> Iterator[str]:
    for words in QUERIES:
        for end in range(1, len(words) + 1):
            yield words[:end]


def measured(count: int) -> dict[str, float]:
    """Both engines with the same texts; only the queries are timed."""
    from datetime import date

    from editor.library import browsing, gathering, tables, words
    from editor.library.listing import Listed

    with tempfile.TemporaryDirectory() as folder:
        ours = sqlite3.connect(f"{folder}/ours")
        ours.executescript(f"PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; {tables.TABLES}")
        bare = sqlite3.connect(f"{folder}/bare")
        bare.execute("CREATE VIRTUAL TABLE found USING fts5(text)")
        articles = []
        for row, item in enumerate(made(count), 1):
            texts = (item.headline, item.standfirst, "\n".join(item.paragraphs), "", "\n".join(item.tags), item.author)
            listed = Listed(
                Path(item.slug),
                f"made-{item.number}",
                item.headline,
                "draft",
                item.section,
                item.day.isoformat(),
                _moment(item.day),
                "",
            )
            line = tables.line_of(listed, (item.author,))
            ours.execute(
                tables.INSERT,
                (
                    item.slug,
                    1,
                    1,
                    0.0,
                    0.0,
                    listed.id,
                    "draft",
                    item.section,
                    "",
                    "",
                    line,
                    tables.checksum(item.slug, line),
                ),
            )
            tables.learn(ours, row, texts)
            bare.execute("INSERT INTO found(rowid, text) VALUES (?, ?)", (row, words.bare("\n".join(texts))))
            if len(articles) < 20:
                articles.append(_article(item))
        ours.execute("INSERT INTO found(found) VALUES ('optimize')")
        ours.execute("INSERT INTO clues(clues) VALUES ('optimize')")
        ours.commit()
        bare.commit()
        place = Path(folder)
        own = _timed(lambda letter: browsing.hits(ours, place, letter, 20))
        other = _timed(lambda letter: _bare(bare, words.bare(letter.lower())))
        suggested = []
        for article in articles:
            begin = time.thread_time()
            gathering.suggested(ours, article, date(2026, 11, 24), 10)
            suggested.append((time.thread_time() - begin) * 1e3)
    own_figures = {"p50": _at(own, 0.5), "p95": _at(own, 0.95), "suggest": _at(suggested, 0.95)}
    return own_figures | {"bare50": _at(other, 0.5), "bare95": _at(other, 0.95)}


def _article(item):  # type: ignore[no-untyped-def]
    from editor.model.article import Article
    from editor.model.blocks import Paragraph, plain

    return Article(
        headline=item.headline,
        standfirst=item.standfirst,
        sections=(item.section,),
        tags=item.tags,
        body=tuple(Paragraph(plain(text)) for text in item.paragraphs),
    )


def _moment(day):  # type: ignore[no-untyped-def]
    from datetime import UTC, datetime

    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _bare(connection: sqlite3.Connection, letters: str) -> list[tuple[int]]:
    found = [f'"{word}"' for word in letters.split()]
    query = " AND ".join([*found[:-1], f"{found[-1]} *"])
    sql = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT 20"
    return connection.execute(sql, (query,)).fetchall()


def _timed(ask) -> list[float]:  # type: ignore[no-untyped-def]
    times = []
    for turn in range(3):
        for letter in letters():
            begin = time.thread_time()
            ask(letter)
            if turn:
                times.append((time.thread_time() - begin) * 1e3)
    return times


def _at(times: list[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
