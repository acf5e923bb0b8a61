"""Looks for what could be related in the index: by the terms that tell most, then `suggest` ranks what was found."""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, LiteralString

from editor.library import suggest, tables
from editor.library.database import holes, rows_of, statement
from editor.library.suggest import Candidate, Question, Suggestion
from editor.text import moment

if TYPE_CHECKING:
    from sqlite3 import Connection

    from editor.model.article import Article

_LOOKED_AT = 120  # candidates that are ranked
_NEWEST = 40  # of each kind, where too little is shared
_ASKED = 160  # terms whose frequency is looked up


def suggested(connection: Connection, article: Article, today: date, limit: int) -> tuple[Suggestion, ...]:
    """The best candidates for an article, of the library and of the archive."""
    written = moment.parse(article.date)
    question = suggest.question_of(article, today, written.date() if written else None)
    ((documents,),) = rows_of(connection, "SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM archive)")
    found = _frequencies(connection, question)
    chosen = suggest.gathering(question, documents, found)
    scores: dict[int, float] = defaultdict(float)
    for term, rows in zip(chosen, _standing(connection, chosen), strict=True):
        worth = question.weights[term] * suggest.rarity(documents, found[term], term)
        for row in rows:
            scores[row] += worth
    rows = heapq.nlargest(_LOOKED_AT, scores, key=scores.__getitem__)
    if len(rows) < limit + len(question.taken):
        rows += [row for row in _newest(connection) if row not in scores]
    return suggest.ranked(question, _candidates(connection, rows), documents, found, limit)


def _frequencies(connection: Connection, question: Question) -> Mapping[str, int]:
    """In how many texts each term stands; the terms that count least are not asked for."""
    asked = sorted(question.weights, key=lambda term: -question.weights[term])[:_ASKED]
    counted = rows_of(connection, statement("SELECT term, doc FROM terms WHERE term IN", holes(len(asked))), asked)
    return dict.fromkeys(asked, 0) | dict(counted)


def _standing(connection: Connection, terms: Sequence[str]) -> Iterator[list[int]]:
    """For each term the numbers of the texts that it stands in.

    They come as one value each: of a row, Python makes a tuple, and waits for the other threads before it.
    """
    standing: LiteralString = "SELECT json_group_array(rowid) FROM clues WHERE clues MATCH ?"
    for term in terms:
        ((told,),) = rows_of(connection, standing, (f'"{term}"',))
        yield json.loads(told)


def _newest(connection: Connection) -> Iterator[int]:
    for kind in ("SELECT row FROM articles", "SELECT row FROM archive"):
        for (row,) in rows_of(connection, statement(kind, "ORDER BY day DESC LIMIT ?"), (_NEWEST,)):
            yield row


def _candidates(connection: Connection, rows: Sequence[int]) -> Iterator[Candidate]:
    ours = [row for row in rows if row < tables.ARCHIVE]
    begun = "SELECT line, standfirst, substr(body, 1, 600), tags FROM articles JOIN texts USING (row) WHERE row IN"
    for line, standfirst, body, tags in rows_of(connection, statement(begun, holes(len(ours))), ours):
        ident, headline, _, section, written, *_ = json.loads(line)
        if ident:
            about = tables.lead_of((headline, standfirst, body))
            kept = tuple(tag for tag in tags.split("\n") if tag)
            yield Candidate(headline, about, kept, section, _day(written), id=ident)
    others = [row for row in rows if row >= tables.ARCHIVE]
    archived = statement("SELECT line FROM archive WHERE row IN", holes(len(others)))
    for (line,) in rows_of(connection, archived, others):
        title, about, tags, section, written, url, _ = json.loads(line)
        yield Candidate(title, about, tuple(tags), section, _day(written), url=url)


def _day(written: str) -> date | None:
    day = moment.parse(written)
    return day.date() if day else None
