"""The newsroom's own rules of writing (`editor.source.house_style`): thousands of them over one text in no time.

A rule of words is looked at where the longest of its words stands in the text, a pattern where its letters do
(`editor.checks.literals`), found by a few of them that no more other patterns have than need be (`_Shelf`). A pattern
that takes longer than `_SECONDS` over one text is not asked again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from editor.checks.context import Context, Fault
from editor.checks.literals import choices_of, literals_of
from editor.checks.wording import addresses
from editor.model.house_style import HouseRule, HouseStyle

_SECONDS = 0.05
_GRAM = 5  # letters, at most, by which a pattern is found
_TEXTS = 4096  # remembered: after a pause only a changed paragraph is read again
_WORD = re.compile(r"\w+")
_SPACES = str.maketrans({"\u00a0": " ", "\n": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Met:
    """Where a rule met something, and what stands in its place; "" when the rule only warns."""

    start: int
    end: int
    rule: HouseRule
    write: str


def house_style(context: Context) -> Iterator[Fault]:
    """What the newsroom writes in another way."""
    matcher = matcher_of(context.known.house_style)
    if matcher is None:
        return
    for piece in context.pieces:
        for met in matcher.met(piece.text):
            word = piece.text[met.start : met.end]
            instead = f"“{met.write}”" if met.write else met.rule.note
            if met.write and met.rule.note:
                instead = f"{instead} ({met.rule.note})"
            facts = (("word", word), ("instead", instead), ("write", met.write))
            yield Fault(piece.at(met.start, met.end), facts)


@lru_cache(maxsize=4)
def matcher_of(style: HouseStyle) -> Matcher | None:
    return Matcher(style) if style.rules else None


class Matcher:
    """The rules of a house style, made ready to be looked for."""

    def __init__(self, style: HouseStyle) -> None:
        self._words: dict[str, list[tuple[str, bool, HouseRule]]] = {}
        self._patterns = _Shelf(_Pattern(rule) for rule in style.rules if rule.is_pattern)
        self._memory: dict[str, tuple[Met, ...]] = {}
        for rule in style.rules:
            if not rule.is_pattern:
                self._learn(rule)

    @property
    def too_slow(self) -> tuple[HouseRule, ...]:
        """Patterns that are not asked any more."""
        return tuple(pattern.rule for pattern in self._patterns.all if pattern.is_slow)

    def met(self, text: str) -> tuple[Met, ...]:
        """Every place in the text, the longest match where two meet."""
        found = self._memory.get(text)
        if found is None:
            if len(self._memory) >= _TEXTS:
                self._memory.clear()
            found = self._memory[text] = self._looked(text)
        return found

    def _learn(self, rule: HouseRule) -> None:
        exactly = _has_inner_capital(rule.find) or _small(rule.find) == _small(rule.write)
        words = rule.find if exactly else _small(rule.find)
        tokens = _WORD.findall(_small(rule.find))
        self._words.setdefault(max(tokens, key=len), []).append((words.translate(_SPACES), exactly, rule))

    def _looked(self, text: str) -> tuple[Met, ...]:
        plain = text.translate(_SPACES)
        small = _small(plain)
        found = [*self._of_words(plain, small), *self._of_patterns(text, small)]
        if not found:
            return ()
        spared = addresses(text)
        kept = [met for met in found if not _lies_in(met, spared) and not _is_spared(met, small)]
        kept.sort(key=lambda met: (met.start, -met.end))
        apart: list[Met] = []
        for met in kept:
            if not apart or met.start >= apart[-1].end:
                apart.append(met)
        return tuple(apart)

    def _of_words(self, plain: str, small: str) -> Iterator[Met]:
        for token in set(_WORD.findall(small)):
            for words, exactly, rule in self._words.get(token, ()):
                text = plain if exactly else small
                at = text.find(words)
                while at >= 0:
                    end = at + len(words)
                    if _stands_alone(text, at, end):
                        yield Met(at, end, rule, _as_written(rule.write, plain[at:end], exactly=exactly))
                    at = text.find(words, end)

    def _of_patterns(self, text: str, small: str) -> Iterator[Met]:
        for pattern in self._patterns.near(small):
            if not pattern.is_slow and pattern.may_be_in(small):
                yield from pattern.met(text)


class _Shelf:
    """Patterns by a few letters in a row that all they meet must hold: one walk over a text finds those to be asked."""

    def __init__(self, patterns: Iterable[_Pattern]) -> None:
        self.all = tuple(patterns)
        grams = [[_grams(literal) for literal in pattern.keys] for pattern in self.all]
        used = Counter(gram for keys in grams for several in keys for gram in several)
        self._by_gram: dict[str, list[int]] = {}
        for place, keys in enumerate(grams):
            for several in keys or [set()]:  # "" for a pattern that may be anywhere
                rarest = min(several, key=lambda gram: (used[gram], gram), default="")
                self._by_gram.setdefault(rarest, []).append(place)

    def near(self, small: str) -> Iterator[_Pattern]:
        """The patterns whose letters may stand in a text in small letters, in the order of the file."""
        met = {"", *_grams_in(small)} & self._by_gram.keys()
        for place in sorted({place for gram in met for place in self._by_gram[gram]}):
            yield self.all[place]


def _grams(literal: str) -> set[str]:
    """The runs of `_GRAM` letters in it; a shorter one is its own."""
    length = min(len(literal), _GRAM)
    return {literal[at : at + length] for at in range(len(literal) - length + 1)} - {""}


def _grams_in(text: str) -> set[str]:
    """Every run of letters that a pattern can stand under."""
    return {text[at : at + length] for length in range(2, _GRAM + 1) for at in range(len(text) - length + 1)}


class _Pattern:
    """A pattern that is made ready when its letters are met for the first time."""

    __slots__ = ("_all", "_any", "_compiled", "is_slow", "rule")

    def __init__(self, rule: HouseRule) -> None:
        self.rule = rule
        self._all = literals_of(rule.find)
        self._any = () if self._all else choices_of(rule.find)
        self.is_slow = False
        self._compiled: Any = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Letters of which one run must be there for the pattern to be looked at; () when it may be anywhere."""
        return self._all[:1] or self._any

    def may_be_in(self, small: str) -> bool:
        if self._any:
            return any(literal in small for literal in self._any)
        return all(literal in small for literal in self._all)

    def met(self, text: str) -> Iterator[Met]:
        if self._compiled is None:
            import regex

            self._compiled = regex.compile(self.rule.find)
        try:
            matches = list(self._compiled.finditer(text, timeout=_SECONDS, concurrent=True))
        except TimeoutError:
            self.is_slow = True
            return
        write = self.rule.write
        for match in matches:
            if match.end() > match.start():
                yield Met(match.start(), match.end(), self.rule, match.expand(write) if write else "")


def _small(text: str) -> str:
    """In small letters, letter for letter: places in it are places in the text."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)


def _has_inner_capital(words: str) -> bool:
    """Whether somebody cared about capitals: "TP.HCM" and "COVID 19" are meant as they stand, "Sử dụng" is not."""
    return any(letter.isupper() for letter in words[1:])


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Not as a part of a longer word."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    first, last = text[start], text[end - 1]
    return not (first.isalnum() and before.isalnum()) and not (last.isalnum() and after.isalnum())


def _as_written(write: str, met: str, *, exactly: bool) -> str:
    """The replacement with the capitals of what it replaces."""
    if not write or exactly:
        return write
    if len(met) > 1 and met.isupper():
        return write.upper()
    return write[0].upper() + write[1:] if met[0].isupper() else write


def _lies_in(met: Met, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= met.start and met.end <= end for start, end in spans)


def _is_spared(met: Met, small: str) -> bool:
    """Whether it stands inside a phrase in which it is right, or inside what is to be written itself."""
    written = small[met.start : met.end]
    for phrase in (*met.rule.spared, met.write):
        words = _small(phrase).translate(_SPACES)
        inside = words.find(written) if words and words != written else -1
        while inside >= 0:
            start = met.start - inside
            if start >= 0 and small.startswith(words, start) and _stands_alone(small, start, start + len(words)):
                return True
            inside = words.find(written, inside + 1)
    return False
