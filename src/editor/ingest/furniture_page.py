"""Where furniture begins and ends among the pieces of an article: where running text goes on, the article does."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from editor.ingest.furniture_lines import (
    BACK,
    COUNT,
    HASHTAGS,
    PROSE,
    SUBHEADS,
    TAG_LINE,
    TITLE_MIN,
    Kind,
    heading_kind,
    is_imprint,
    is_linked,
    is_of_buttons,
    key,
)
from editor.ingest.pieces import Marked, Piece, Role, all_words, words
from editor.ingest.settle import names_of, signs
from editor.model.blocks import Heading, List

_SENTENCE = 30  # characters: a shorter line with a full stop is no evidence of running text
_SIGNED = 60  # characters of a byline
FULL_STOP = re.compile(r"(?<![.…])\.[”\"’')\]]*$")


class Look(StrEnum):
    """What a piece looks like among furniture."""

    PROSE = "prose"  # running text, told by its length
    SENTENCE = "sentence"  # shorter, with a full stop: running text, or the teaser under a title
    TITLE = "title"
    NEITHER = "neither"  # a photo, a quote, a subhead: they stand in an article and beside titles


_TEXT = {Look.PROSE, Look.SENTENCE}


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring paragraphs below the heading of furniture."""

    start: int
    end: int
    paragraphs: int
    is_prose: bool
    titles: int  # between it and the run before, or the heading

    @property
    def is_plain(self) -> bool:
        return self.paragraphs > 1


class Page:
    """The pieces of an article, and where furniture stands among them; made in one pass over each piece."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.looks = [_look(piece) for piece in pieces]
        self._prose = [0, *accumulate(look is Look.PROSE for look in self.looks)]
        self._text = [0, *accumulate(look in _TEXT for look in self.looks)]
        self.labels = [self._label(at) for at in range(len(pieces))]
        self._followed = self._followed_by_text()

    def _label(self, at: int) -> Kind | None:
        """The kind of furniture that a piece opens where it stands."""
        piece = self.pieces[at]
        text = words(piece)
        kind = heading_kind(text)
        return None if kind and kind is not Kind.RELATED and self._is_subhead(at, kind) else kind

    def _is_subhead(self, at: int, kind: Kind) -> bool:
        """Whether a word of furniture is the article's own: running text follows it directly."""
        piece = self.pieces[at]
        text = words(piece)
        if not SUBHEADS.match(key(text)) or COUNT.search(text) or is_linked(piece):
            return False
        if kind is Kind.COMMENTS and at == 0:
            return True  # the name of the section, above the headline
        if not self._stands_over_text(at):
            return False
        # buttons stand between the headline or the standfirst and the text
        return kind is not Kind.SHARE or self._text[at] > 1 or re.match(BACK, key(text)) is not None

    def _stands_over_text(self, at: int) -> bool:
        """Whether running text follows a line, right under it or under a photo or a quote."""
        below = at + 1
        while below < len(self.pieces) and not isinstance(self.pieces[below], List) and not words(self.pieces[below]):
            below += 1
        return below < len(self.pieces) and self.looks[below] in _TEXT

    def _followed_by_text(self) -> list[bool]:
        """For each piece, whether running text stands between it and the next furniture."""
        found = [False] * len(self.pieces)
        for at in range(len(self.pieces) - 2, -1, -1):
            opens = self.labels[at + 1] not in {None, Kind.SHARE}
            found[at] = not opens and (self.looks[at + 1] in _TEXT or found[at + 1])
        return found

    def is_below_the_text(self, at: int) -> bool:
        return not self._followed[at]

    def is_above_the_text(self, at: int) -> bool:
        return self._text[at] == 0

    def is_last(self, at: int) -> bool:
        """Whether nothing of the article but its byline and its tags follows a line."""
        below = at + 1
        if below == len(self.pieces) or self.labels[below] is not None or self._is_signed(below):
            return True
        text = words(self.pieces[below])
        return TAG_LINE.match(text) is not None or HASHTAGS.match(text) is not None

    def end_of_buttons(self, at: int) -> int:
        """Where the share buttons that begin here end: lists of networks' names go with their heading."""
        end = at + 1
        while end < len(self.pieces) and self.labels[end] is None and is_of_buttons(self.pieces[end]):
            end += 1
        return end

    def end_of_furniture(self, at: int) -> int:
        """Where the furniture that begins here ends: where the article goes on, else at its next heading."""
        following = (number for number in range(at + 1, len(self.pieces)) if self.labels[number] not in _INSIDE)
        end = next(following, len(self.pieces))
        runs = self._runs(at + 1, end)
        prose = [run for run in runs if run.is_prose]
        if prose and self._prose[-1] - self._prose[at] > self._prose[at]:
            runs = prose
        elif self.labels[at] is Kind.COMMENTS or self._is_signed(self._above(at)):
            return end
        else:
            runs = self._going_on(runs, end)
        return self._with_what_stands_over(runs[0].start, at) if runs else end

    def byline(self, at: int, end: int) -> frozenset[int]:
        """Indexes of lines among titles that sign the article; none where a byline stands above them."""
        if self.labels[at] is Kind.COMMENTS or self._is_signed(self._above(at)):
            return frozenset()
        return frozenset(number for number in range(at + 1, end) if self._is_signed(number))

    def _above(self, at: int) -> int:
        """The last piece above that is no share button; -1 for none."""
        at -= 1
        while at >= 0 and (self.labels[at] is Kind.SHARE or is_of_buttons(self.pieces[at])):
            at -= 1
        return at

    def _is_signed(self, at: int) -> bool:
        if not 0 <= at < len(self.pieces):
            return False
        piece = self.pieces[at]
        text = words(piece)
        set_apart = isinstance(piece, Marked) and piece.role is Role.RIGHT
        return 0 < len(text) <= _SIGNED and (set_apart or signs(text)) and bool(names_of(text))

    def _runs(self, start: int, end: int) -> list[_Run]:
        """Runs of paragraphs; what is neither text nor title does not part them."""
        runs: list[_Run] = []
        joins = False
        titles = 0
        for at in range(start, end):
            look = self.looks[at]
            if look is Look.TITLE and not (runs and self._is_list_of_text(at)):
                titles, joins = titles + 1, False
            elif look in _TEXT and joins:
                last = runs[-1]
                is_prose = last.is_prose or look is Look.PROSE
                runs[-1] = replace(last, end=at + 1, paragraphs=last.paragraphs + 1, is_prose=is_prose)
            elif look in _TEXT:
                runs.append(_Run(at, at + 1, 1, look is Look.PROSE, titles))
                titles, joins = 0, True
        return runs

    def _is_list_of_text(self, at: int) -> bool:
        return isinstance(self.pieces[at], List) and not is_linked(self.pieces[at])

    def _going_on(self, runs: list[_Run], end: int) -> list[_Run]:
        """The runs with which the article goes on; teasers, each alone under its title, are none."""
        below = sum(1 for at in range(runs[-1].end, end) if self.looks[at] is Look.TITLE) if runs else 0
        if not any(run.is_plain for run in runs):
            if len(runs) > 1 and len({run.titles for run in runs}) == 1:
                return []
            if len(runs) == 1 and runs[0].titles == 1 and below > 1:
                return []
        return [run for run in runs if run.is_plain or self._is_text(run, end)]

    def _is_text(self, run: _Run, end: int) -> bool:
        """Whether a paragraph that stands alone among titles is more than a teaser."""
        below = next((at for at in range(run.end, end) if self.looks[at] is not Look.NEITHER), end)
        if below < end and is_linked(self.pieces[below]) and len(all_words(self.pieces[below])) >= TITLE_MIN:
            return False
        return run.is_prose or (run.titles > 1 and below == end) or (below < end and self._is_signed(below))

    def _with_what_stands_over(self, start: int, label: int) -> int:
        """A subhead or a photo right above the first paragraph belongs to it."""
        while start - 1 > label and self.looks[start - 1] is Look.NEITHER and self.labels[start - 1] is None:
            start -= 1
        return start


_INSIDE = {None, Kind.SHARE}


def _look(piece: Piece) -> Look:
    if isinstance(piece, List):
        return Look.TITLE
    text = words(piece)
    if is_linked(piece):
        return Look.TITLE
    if not text or isinstance(piece, Heading):
        return Look.NEITHER
    if is_imprint(text):
        return Look.TITLE
    if len(text) >= PROSE:
        return Look.PROSE
    return Look.SENTENCE if len(text) >= _SENTENCE and FULL_STOP.search(text) else Look.TITLE
