"""What differs between two texts, as a person reads it: paragraph by paragraph, and inside a paragraph word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "gone", "new"]

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.4
"""Two paragraphs that have less than this in common are one that went and one that came."""
_MOST_WORDS = 4000
"""Beyond this a paragraph is compared as a whole: the comparison is quadratic."""
_MOST_PAIRS = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `role` says what it is ("headline", "paragraph", "caption", …); another role is another line."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are in both texts, in the first only ("gone") or in the second only ("new")."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A paragraph of the comparison; an unchanged one is one piece of "same"."""

    role: str
    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return all(piece.kind == "same" for piece in self.pieces)


def compared(before: Sequence[Line], after: Sequence[Line]) -> tuple[Compared, ...]:
    """Both texts woven into one, in reading order."""
    return tuple(_compared(before, after))


def _compared(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Compared]:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield from (_whole("same", line) for line in before[start:end])
        else:
            yield from _replaced(before[start:end], after[new_start:new_end])


def _replaced(gone: Sequence[Line], new: Sequence[Line]) -> Iterator[Compared]:
    """Pairs what resembles each other, in order; the rest went or came."""
    at = 0
    for line in gone:
        partner = next((k for k in range(at, min(len(new), at + _MOST_PAIRS)) if _are_alike(line, new[k])), None)
        if partner is None:
            yield _whole("gone", line)
            continue
        yield from (_whole("new", other) for other in new[at:partner])
        yield Compared(new[partner].role, tuple(_words(line.text, new[partner].text)))
        at = partner + 1
    yield from (_whole("new", other) for other in new[at:])


def _are_alike(one: Line, other: Line) -> bool:
    from difflib import SequenceMatcher

    if one.role != other.role and "detail" in {one.role, other.role}:
        return False
    if one.role in {"headline", "standfirst"} or other.role in {"headline", "standfirst"}:
        return one.role == other.role  # a headline is compared with a headline, however new
    if one.role == "detail":
        return one.text.split("\t")[1] == other.text.split("\t")[1]
    words, others = one.text.split(), other.text.split()
    if max(len(words), len(others)) > _MOST_WORDS:
        return False
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _words(before: str, after: str) -> Iterator[Piece]:
    from difflib import SequenceMatcher

    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(one), len(other)) > 2 * _MOST_WORDS:
        yield from (piece for piece in (Piece("gone", before), Piece("new", after)) if piece.text)
        return
    pieces: list[Piece] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(one[start:end])))
            continue
        pieces.append(Piece("gone", "".join(one[start:end])))
        pieces.append(Piece("new", "".join(other[new_start:new_end])))
    yield from _joined([piece for piece in pieces if piece.text])


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A blank alone between two changes belongs to them: changed words are read as phrases, not as a stutter."""
    at = 0
    while at < len(pieces):
        run = at
        while run < len(pieces) and (pieces[run].kind != "same" or (run > at and not pieces[run].text.strip())):
            run += 1
        if run == at:
            yield pieces[at]
            at += 1
            continue
        if not pieces[run - 1].text.strip() and pieces[run - 1].kind == "same":
            run -= 1
        part = pieces[at:run]
        gone = "".join(piece.text for piece in part if piece.kind != "new")
        new = "".join(piece.text for piece in part if piece.kind != "gone")
        if gone.strip() or any(piece.kind == "gone" for piece in part):
            yield Piece("gone", gone)
        if new.strip() or any(piece.kind == "new" for piece in part):
            yield Piece("new", new)
        at = run


def _whole(kind: Kind, line: Line) -> Compared:
    return Compared(line.role, (Piece(kind, line.text),))
