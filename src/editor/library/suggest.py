"""Which published stories belong beside an article, and why. Pure: the index gathers, this ranks.

As in BM25, a term counts by how rare it is; a title that says it in few words counts more than a long one. What is new
here: pairs of syllables instead of words, names and tags weigh more, and what is recent at the article's day comes
first among equals.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from editor.library.clues import Name, NameKind, background, names_of, shared_run, strength, terms_of, title_key
from editor.model.blocks import figures_of, text_of

if TYPE_CHECKING:
    from editor.model.article import Article

_HEADLINE, _TAG, _STANDFIRST, _CAPTION = 1.0, 1.0, 0.55, 0.3
_BODY, _BODY_MOST = 0.2, 0.7
_ALONE = 0.3  # below it a term is a syllable or says little: among hundreds of words of a text it says nothing
_TELLING = 0.5  # who shares nothing stronger is as near as the section and the day say
_NAMED = 1.4  # a term that is part of a name; a place's is less: a paper's own town is everywhere
_PLACED = 0.8
_TITLE_HIT, _TAG_HIT, _ABOUT_HIT = 1.0, 0.8, 0.4
_PRIOR = 400.0  # texts that are thought to stand beside those counted: in a small archive every word is rare
_USUAL_TITLE = 14  # pairs of syllables
_RARITY = 1.5  # a rare term counts as a word that was asked for and as one that was found
_GATHERED = 64  # terms that candidates are looked for by
_LATER_DAYS = 2
_LITTLE = 0.04  # of the best score: what shares less is no relation


class Reason(StrEnum):
    TAG = "same-tag"
    PERSON = "same-person"
    PLACE = "same-place"
    ORGANISATION = "same-organisation"
    NAME = "same-name"
    TOPIC = "same-topic"
    SECTION = "same-section"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that could be related: one of ours has an `id`, a published one a `url`."""

    title: str
    about: str = ""
    tags: tuple[str, ...] = ()
    section: str = ""
    day: date | None = None
    url: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate with the strongest reason for it; `words` are what is shared, for the reader."""

    candidate: Candidate
    reason: Reason
    words: str
    score: float  # 0–1, 1 for the best


@dataclass(frozen=True, slots=True)
class Question:
    """What an article asks for."""

    weights: Mapping[str, float]
    kinds: Mapping[str, tuple[Reason, str]]  # of a term: what sharing it means, and its words
    tags: Mapping[str, str]  # key → as written
    section: str
    day: date
    taken: frozenset[str]  # ids, addresses and title keys that are no suggestion


def question_of(article: Article, today: date, day: date | None = None) -> Question:
    """Args: day: of the article, `today` where it has none."""
    weights: dict[str, float] = defaultdict(float)
    names: list[Name] = []
    _add(weights, names, (article.headline, article.kicker), _HEADLINE)
    _add(weights, names, article.tags, _TAG)
    _add(weights, names, (article.standfirst,), _STANDFIRST)
    _add(weights, names, (text_of(figure.caption) for figure in figures_of(article.body)), _CAPTION)
    for term, count in _body(article).items():
        if strength(term) < _ALONE:
            continue
        weights[term] += min(_BODY * (1 + math.log(count)), _BODY_MOST)
    kinds = dict(_kinds(names, article.tags))
    strong = {
        term: weight * strength(term) * _by_name(kinds.get(term))
        for term, weight in weights.items()
        if strength(term) > 0
    }
    taken = {article.id, article.canonical, title_key(article.headline)}
    for related in article.related:
        taken |= {related.id, related.url, title_key(related.title)}
    section = article.sections[0] if article.sections else ""
    tags = {title_key(tag): tag for tag in article.tags}
    return Question(strong, kinds, tags, section, day or today, frozenset(taken - {""}))


def _by_name(kind: tuple[Reason, str] | None) -> float:
    return 1.0 if kind is None else _PLACED if kind[0] is Reason.PLACE else _NAMED


def rarity(documents: int, found: int, term: str) -> float:
    """How much a term tells that stands in `found` of so many texts; what is known of such terms counts like more."""
    share = (found + _PRIOR * background(term)) / (documents + _PRIOR)
    return max(-math.log(share), 0.1) / math.log(1000)


def gathering(question: Question, documents: int, found: Mapping[str, int]) -> tuple[str, ...]:
    """The terms to look for candidates by, the most telling first. Args: found: in how many texts each term stands."""
    most = max(documents * 0.12, 300.0)
    worth = {
        term: weight * rarity(documents, found[term], term) ** _RARITY
        for term, weight in question.weights.items()
        if 0 < found.get(term, 0) <= most
    }
    return tuple(sorted(worth, key=lambda term: -worth[term])[:_GATHERED])


def ranked(
    question: Question, candidates: Iterable[Candidate], documents: int, found: Mapping[str, int], limit: int
) -> tuple[Suggestion, ...]:
    """The best candidates first, each story once, without the article itself and what it has already."""
    value = {
        term: weight * rarity(documents, found.get(term, 0), term) ** _RARITY
        for term, weight in question.weights.items()
    }
    scored = [(*_scored(question, candidate, value), candidate) for candidate in _eligible(question, candidates)]
    scored.sort(key=lambda item: (-item[0], -(item[3].day or date.min).toordinal(), item[3].title))
    best = scored[0][0] if scored else 0.0
    telling = {term: worth for term, worth in value.items() if strength(term) >= _TELLING}
    out: list[Suggestion] = []
    seen: set[str] = set()
    for score, reason, words, candidate in scored:
        key = title_key(candidate.title)
        if key in seen or (score < best * _LITTLE and reason is Reason.TOPIC):
            continue
        seen.add(key)
        shown = (reason, words) if reason is not Reason.TOPIC else _topic(question, candidate, telling)
        out.append(Suggestion(candidate, *shown, round(score / best, 4) if best else 0.0))
        if len(out) == limit:
            break
    return tuple(out)


def _topic(question: Question, candidate: Candidate, telling: Mapping[str, float]) -> tuple[Reason, str]:
    """The words that are shared, of the title before others; where they are a name, that is the reason."""
    shared = (shared_run(text, telling) for text in (candidate.title, *candidate.tags, candidate.about))
    words = next(filter(None, shared), "")
    named = {name: reason for reason, name in question.kinds.values()}
    return named.get(words, Reason.TOPIC), words


def _add(weights: dict[str, float], names: list[Name], texts: Iterable[str], weight: float) -> None:
    """A term counts once a part of the article, in the part that counts most fully, in the others by half."""
    for text in texts:
        names += names_of(text)
        for term in terms_of(text):
            weights[term] = max(weights[term], weight) + min(weights[term], weight) / 2


def _body(article: Article) -> Counter[str]:
    from editor.library.words import fields_of

    counts: Counter[str] = Counter()
    for paragraph in fields_of(article)[2].split("\n"):
        counts.update(terms_of(paragraph))
    return counts


_OF_KIND = {
    NameKind.PERSON: Reason.PERSON,
    NameKind.PLACE: Reason.PLACE,
    NameKind.ORGANISATION: Reason.ORGANISATION,
    NameKind.OTHER: Reason.NAME,
}


def _kinds(names: Sequence[Name], tags: Sequence[str]) -> Iterator[tuple[str, tuple[Reason, str]]]:
    for name in names:
        for term in name.terms:
            if strength(term) >= _TELLING:  # not "Việt Nam"
                yield term, (_OF_KIND[name.kind], name.words)


def _eligible(question: Question, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    for candidate in candidates:
        targets = {candidate.id, candidate.url} - {""}
        if candidate.title and not targets & question.taken and title_key(candidate.title) not in question.taken:
            yield candidate


@lru_cache(maxsize=2048)
def _zones(candidate: Candidate) -> Mapping[str, float]:
    """How much each term of a candidate counts, by the best place that it stands in."""
    zones = dict.fromkeys(terms_of(candidate.about), _ABOUT_HIT)
    for tag in candidate.tags:
        zones.update(dict.fromkeys(terms_of(tag), _TAG_HIT))
    zones.update(dict.fromkeys(terms_of(candidate.title), _TITLE_HIT))
    return zones


def _scored(question: Question, candidate: Candidate, value: Mapping[str, float]) -> tuple[float, Reason, str]:
    zones = _zones(candidate)
    shares: dict[tuple[Reason, str], float] = defaultdict(float)
    tells = False
    for term, zone in zones.items():
        if term in value:
            shares[question.kinds.get(term, (Reason.TOPIC, ""))] += value[term] * zone
            tells = tells or strength(term) >= _TELLING
    pairs = sum(1 for term in terms_of(candidate.title) if "_" in term)
    score = sum(shares.values()) / (0.5 + 0.5 * math.sqrt(pairs / _USUAL_TITLE))
    for tag in candidate.tags:
        written = question.tags.get(title_key(tag))
        if written is not None:
            shares[Reason.TAG, written] += score + 1.0  # the clearest reason for a reader
            score += 0.15 * score + 0.1
            tells = True
    when = _by_day(question.day, candidate.day)
    if tells and score > 0:
        (reason, words), _ = max(shares.items(), key=lambda item: item[1])
        return score * _by_section(question.section, candidate.section) * when, reason, words
    near = 0.01 * when * (1 + min(score, 0.9))
    if question.section and candidate.section == question.section:
        return 2 * near, Reason.SECTION, candidate.section
    return near, Reason.RECENT, ""


def _by_section(own: str, other: str) -> float:
    if own and own == other:
        return 1.15
    return 1.07 if own and own.split("/", maxsplit=1)[0] == other.split("/", maxsplit=1)[0] else 1.0


def _by_day(day: date, other: date | None) -> float:
    """What was news when the article was written comes first; what came later cannot have been chosen for it."""
    if other is None:
        return 0.85
    age = (day - other).days
    if age < -_LATER_DAYS:
        return 0.6
    return 0.7 + 0.2 * math.exp(-max(age, 0) / 365) + 0.2 * math.exp(-max(age, 0) / 30)
