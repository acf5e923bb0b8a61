"""What a text is about, as terms that two texts can share: pairs of syllables, rare words, names. Pure.

A Vietnamese word is one or two syllables, and a syllable alone says little: "lý" stands in "quản lý", "xử lý", "lý
luận". So pairs of neighbouring syllables carry the meaning, single ones only help; words of other languages, numbers
with letters and abbreviations stand for themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from editor.library.clue_words import (
    ALIASES,
    COMMON,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    PLACES,
    SAME_PLACE,
    SURNAMES,
    TELLING,
    THIN,
    TITLES,
)
from editor.text.clean import nfc
from editor.text.telex import is_syllable, syllable_key

_CLAUSE = re.compile(r"[^\w\s&-]+|\n|\s[-–—]\s")
_WORD = re.compile(r"[^\W_]+")
_ALIAS = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(ALIASES, key=len, reverse=True)))})(?!\w)")
_PAIR = "_"
_ACRONYM = "0"


class NameKind(StrEnum):
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "name"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: the terms of its pairs of syllables."""

    words: str  # as written, "Nguyễn Thị Tuyến"
    kind: NameKind
    terms: tuple[str, ...]


@lru_cache(maxsize=65_536)
def strength(term: str) -> float:
    """How much a term says by its make alone, 0–1, whatever its text."""
    first, pair, second = term.partition(_PAIR)
    if pair:
        common = (first in COMMON) + (second in COMMON)
        return (1.0, 0.35, 0.0)[common] * (0.4 if term in THIN else 1.0)
    if term in COMMON:
        return 0.0
    if term.isdigit():
        return 0.2
    if term.endswith(_ACRONYM):
        return 1.6
    if term in TELLING:
        return 0.7
    return 0.22 if is_syllable(term) or len(term) < 3 else 1.6  # a foreign word is as much as a pair and its parts


def background(term: str) -> float:
    """The share of texts in which a term is to be expected before any were counted."""
    return 0.05 if term in THIN else 0.01 if _PAIR not in term and is_syllable(term) else 0.001


@lru_cache(maxsize=4096)
def terms_of(text: str) -> Mapping[str, int]:
    """The terms of a text, with how often each stands in it."""
    terms: Counter[str] = Counter()
    for words in _clauses(text):
        keys = _keys_of(words)
        terms.update(keys)
        terms.update(pair for _, pair in _pairs(words, keys))
    for term, other in SAME_PLACE.items():
        if term in terms:
            terms[other] += terms[term]
    return MappingProxyType({term: count for term, count in terms.items() if strength(term)})


def shared_run(text: str, value: Mapping[str, float]) -> str:
    """The words of a text that stand together and are worth most by their terms; "" when none is."""
    best, found = 0.0, ""
    for words in _clauses(text):
        keys = _keys_of(words)
        pairs = dict(_pairs(words, keys))
        at = 0
        while at < len(words):
            worth, end = value.get(keys[at], 0.0), at + 1
            while end < len(words) and value.get(pairs.get(end - 1, ""), 0.0) > 0:
                worth += value[pairs[end - 1]]
                end += 1
            if worth > best:
                best, found = worth, " ".join(words[at:end])
            at = end
    return found


def names_of(text: str) -> tuple[Name, ...]:
    """The proper names of a text, each once."""
    names: dict[str, Name] = {}
    for words in _clauses(text):
        for name in _names(words, _keys_of(words)):
            names.setdefault(name.words, name)
    return tuple(names.values())


def indexed(texts: Iterable[str]) -> str:
    """The terms of a text's parts as one line for the full-text index, each once."""
    found: dict[str, None] = {}
    for text in texts:
        found.update(dict.fromkeys(terms_of(text)))
    return " ".join(found)


@lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """What two titles of the same story have in common."""
    return " ".join(syllable_key(word.lower()) for words in _clauses(title) for word in words)


def _clauses(text: str) -> Iterator[list[str]]:
    spelled = _ALIAS.sub(lambda match: ALIASES[match[0]], nfc(text))
    for clause in _CLAUSE.split(spelled):
        words = _WORD.findall(clause)
        if words:
            yield words


def _keys_of(words: Sequence[str]) -> list[str]:
    """AI is not "ai": what is written in capitals among other words is a word of its own."""
    if all(_shouted(word) for word in words if not word.isdigit()):
        return [syllable_key(word.lower()) for word in words]
    return [f"{syllable_key(word.lower())}{_ACRONYM if _shouted(word) else ''}" for word in words]


def _pairs(words: Sequence[str], keys: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(place, term) of neighbours; a name begins at its capital, so "phố Hồ" of "thành phố Hồ Chí Minh" is no pair."""
    for at, (one, other) in enumerate(pairwise(words)):
        if not (one[0].islower() and other[0].isupper()):
            yield at, f"{keys[at]}{_PAIR}{keys[at + 1]}"


def _names(words: Sequence[str], keys: Sequence[str]) -> Iterator[Name]:
    """Runs of at least two words with capitals. A clause all in capitals has none: nobody can tell."""
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and words[end][0].isupper() and not _shouted(words[end]):
            end += 1
        start = at
        while start < end and (keys[start] in COMMON or keys[start] in TITLES):
            start += 1
        if end - start >= 2:
            before = keys[start - 1] if start else ""
            yield _name(words[start:end], keys[start:end], before)
        at = max(end, at) + 1


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.isalpha()


def _name(words: Sequence[str], keys: Sequence[str], before: str) -> Name:
    terms = tuple(f"{one}{_PAIR}{other}" for one, other in pairwise(keys))
    return Name(" ".join(words), _kind(keys, terms, before), terms)


def _kind(keys: Sequence[str], terms: Sequence[str], before: str) -> NameKind:
    if before in PLACE_WORDS or keys[0] in PLACE_WORDS or terms[0] in PLACES:
        return NameKind.PLACE
    if keys[0] in SURNAMES and len(keys) <= 4:
        return NameKind.PERSON
    if keys[0] not in ORGANISATION_WORDS and any(term in PLACES for term in terms):
        return NameKind.PLACE
    return NameKind.ORGANISATION if keys[0] in ORGANISATION_WORDS else NameKind.OTHER
