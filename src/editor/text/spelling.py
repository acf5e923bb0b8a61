"""Which words of a text are misspelt, and what may have been meant.

Precision matters more than recall: names, abbreviations, numbers, addresses, words joined by hyphens (how Vietnamese
writes foreign ones: "xì-căng-đan") and words with capitals inside are not looked at. English words are right in
Vietnamese text, and Vietnamese syllables in English text. Bare Latin letters in Vietnamese text that are neither are a
foreign word ("webp", "kimbap"), unless they look like a syllable that lost its marks ("duong", "nghanh"), maybe with
two letters swapped ("khogn"), like what was typed without a typing tool ("dduowngf"), or like a longer English word
with a slip ("goverment"). Tried on 288,000 words of translated programs: 70 words with
Vietnamese marks were named, all but 9 of them slips of the key; those 9 are loan words that are known now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from editor.text.fold import unaccented
from editor.text.legacy import is_syllable
from editor.text.likeness import apart
from editor.text.loanwords import LOANWORDS
from editor.text.syllables import all_syllables, by_letters, from_telex
from editor.text.usual import usual

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_JOINED = frozenset("0123456789@_/\\#&+=°²³~^*%$")
"""Beside one of these a run of letters is part of something else: a number, an address, a code."""
_ENDS = frozenset(".!?…:;\n")
_OPENS = frozenset("“‘\"'«([–—-• ")
_WESTERN = re.compile("[éèêëàâäçïîñöôüûù]")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ENOUGH = 5
_SWAPPED = 5  # letters from which on a syllable with two letters swapped is told
_LONG = 7  # letters from which on a word that is nearly English is taken for a slip


class Place(NamedTuple):
    """Code points of a word in a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speller:
    """Knows the right words.

    `english` gives how often a word is used; `personal` words are small letters, as `personal_word` makes them.
    """

    english: Mapping[str, int]
    personal: Set[str] = frozenset()
    is_vietnamese: bool = True
    _syllables: frozenset[str] = field(default_factory=all_syllables, repr=False)

    def misspelt(self, text: str) -> tuple[Place, ...]:
        """The words that nobody knows, in order. `text` is NFC."""
        return tuple(
            place for place in _looked_at(text, hyphens=not self.is_vietnamese) if not self._knows(text, place)
        )

    def _knows(self, text: str, place: Place) -> bool:
        word = text[place.start : place.end]
        if word[0].isupper() and not _begins_sentence(text, place):
            return True
        lower = personal_word(word)
        if self._is_known(lower):
            return True
        # a capital at a sentence's start may be a name; only letters of Vietnamese spelling tell a slip of the key
        return word[0].isupper() and (lower.isascii() or lower in self.english)

    def _is_known(self, word: str) -> bool:
        if word in self._syllables or word in self.english or word in self.personal or word in LOANWORDS:
            return True
        if self._is_foreign(word):
            return True
        if not any(letter in "aeiouy" for letter in unaccented(word)) and len(word) <= 4:
            return True  # a unit or an abbreviation
        if "'" in word:
            return all(part in self.english or len(part) <= 2 for part in word.split("'"))
        return len(word) > 3 and bool(_WESTERN.search(word)) and unaccented(word) in self.english

    def _is_foreign(self, word: str) -> bool:
        if not self.is_vietnamese or not word.isascii() or "'" in word or is_syllable(word) or from_telex(word):
            return False
        if len(word) >= _SWAPPED and any(near in by_letters() for near in _swapped(word)):
            return False
        return len(word) < _LONG or not any(near in self.english for near in _edited(word))

    def suggestions(self, word: str, nearby: Set[str] = frozenset()) -> tuple[str, ...]:
        """What may have been meant, the likeliest first, with the capital of the word.

        Args:
            nearby: small words of the same article: what it says elsewhere is likelier.
        """
        lower = personal_word(word)
        meant = from_telex(lower) if lower.isascii() else ""
        found = sorted({*self._candidates(lower)} - {lower}, key=lambda one: self._far(lower, one, nearby))
        best = list(dict.fromkeys([meant, *found] if meant else found))[:_ENOUGH]
        return tuple(one[0].upper() + one[1:] for one in best) if word[0].isupper() else tuple(best)

    def _far(self, word: str, other: str, nearby: Set[str]) -> tuple[float, int, str]:
        """How far a word is from one that may have been meant: what is used much is nearer."""
        rank = usual().get(other, 0)
        nearer = (1.5 if rank else 0.0) + (0.5 if other in nearby else 0.0)
        return apart(word, other) - nearer, rank or -self.english.get(other, 0), other

    def _candidates(self, word: str) -> Iterator[str]:
        letters = unaccented(word)
        close = {letters, *_edited(letters)}
        syllables = by_letters()
        if self.is_vietnamese or not word.isascii():
            yield from (one for near in close for one in syllables.get(near, ()))
        if word.isascii():
            yield from (near for near in close if near in self.english)


def personal_word(word: str) -> str:
    """A word as personal lists hold it: small letters, a straight apostrophe."""
    return word.replace("’", "'").lower()


def words_of(text: str) -> Iterator[str]:
    """Every run of letters, small."""
    return (personal_word(match[0]) for match in _WORD.finditer(text))


def word_at(text: str, offset: int) -> Place | None:
    """The word that a place stands in or beside."""
    return next((Place(*m.span()) for m in _WORD.finditer(text) if m.start() <= offset <= m.end()), None)


def _looked_at(text: str, *, hyphens: bool) -> Iterator[Place]:
    """Words that a dictionary can judge. Args: hyphens: the parts of joined words are words."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        if end - start < 2 or any(letter.isupper() for letter in word[1:]):
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        if (before in _JOINED and before) or (after in _JOINED and after):
            continue
        joints = "." if hyphens else ".-"
        inner_before = before and before in joints and text[start - 2 : start - 1].isalnum()
        inner_after = after and after in joints and text[end + 1 : end + 2].isalnum()
        if not inner_before and not inner_after:
            yield Place(start, end)


def _begins_sentence(text: str, place: Place) -> bool:
    """Whether a capital stands here because a sentence begins; before another capital it is a name all the same."""
    before = text[: place.start].rstrip("“‘\"'«([–—-• \u00a0")
    if before and before[-1] not in _ENDS:
        return False
    following = _WORD.search(text, place.end)
    return following is None or not following[0][0].isupper() or following.start() - place.end > 1


def _swapped(word: str) -> Iterator[str]:
    """Two neighbours the wrong way round."""
    return (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))


def _edited(word: str) -> set[str]:
    """Every word that one slip of the key makes of another: a letter too many, too few, wrong, or two swapped."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return {
        *(left + right[1:] for left, right in halves if right),
        *_swapped(word),
        *(left + letter + right[1:] for left, right in halves if right for letter in _ALPHABET),
        *(left + letter + right for left, right in halves for letter in _ALPHABET),
    }
