"""Names and figures that one article writes in two ways.

Precision first: two people may differ by a mark alone (Hùng, Hưng), so names of two syllables count as one only when
they are the same sounds in two spellings (Hòa/Hoà, Lý/Lí, Lắk/Lắc); longer ones also when only marks differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from editor.checks.context import Context, Fault
from editor.checks.pieces import Piece, Role
from editor.text.fold import search_key

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?![\w,.]?\d)")
_LONG_NAME = 3  # syllables
_MOST = 6
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def name_variants(context: Context) -> Iterator[Fault]:
    """A name in two spellings; the rarer one is told, the later of two that are as frequent."""
    yield from _variants(context, names, _sounds)


def figure_variants(context: Context) -> Iterator[Fault]:
    """A figure once with stops, once with commas between its thousands."""
    yield from _variants(context, figures, lambda figure: figure.replace(",", "."))


def _variants(
    context: Context, find: Callable[[str], tuple[tuple[int, int], ...]], same: Callable[[str], str]
) -> Iterator[Fault]:
    met: dict[str, list[tuple[str, Piece, int, int]]] = {}
    for piece in context.pieces:
        if piece.role is Role.SMALL:
            continue
        for start, end in find(piece.text):
            written = piece.text[start:end]
            met.setdefault(same(written), []).append((written, piece, start, end))
    for places in met.values():
        counts = Counter(written for written, *_ in places)
        if len(counts) < 2:
            continue
        usual = max(counts, key=lambda written: counts[written])
        for written, piece, start, end in places:
            if written != usual:
                yield Fault(piece.at(start, end), (("word", written), ("other", usual)))


@lru_cache(maxsize=4096)
def names(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of runs of words with capitals; all capitals are a headline's look, not a name."""
    found: list[tuple[int, int, int]] = []  # with the number of syllables
    for match in _WORD.finditer(text):
        if not match[0][0].isupper():
            continue
        start, end = match.span()
        if found and text[found[-1][1] : start] == " ":
            first, _, count = found.pop()
            found.append((first, end, count + 1))
        else:
            found.append((start, end, 1))
    return tuple((start, end) for start, end, count in found if 1 < count <= _MOST and not text[start:end].isupper())


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _FIGURE.finditer(text))


@lru_cache(maxsize=8192)
def _sounds(name: str) -> str:
    """Equal for two spellings of one name."""
    syllables = name.split(" ")
    if len(syllables) >= _LONG_NAME:
        return " ".join(_ending(search_key(syllable)) for syllable in syllables)
    return " ".join(_ending(_tone_apart(syllable.lower())) for syllable in syllables)


def _tone_apart(syllable: str) -> str:
    """The tone at the end, wherever it stands: hòa and hoà are one."""
    letters = unicodedata.normalize("NFD", syllable)
    tones = "".join(mark for mark in letters if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in _TONES)) + tones


def _ending(syllable: str) -> str:
    """k and c, y and i at a syllable's end sound the same; the tone may follow."""
    body = syllable.rstrip(_TONES)
    tones = syllable[len(body) :]
    if body.endswith("k") and len(body) > 1:
        body = f"{body[:-1]}c"
    if body.endswith("y") and len(body) == 2:  # lý, mỹ, kỹ; not thúy, may
        body = f"{body[:-1]}i"
    if body.startswith("k") and len(body) > 1 and body[1] not in "eêiyh":
        body = f"c{body[1:]}"
    return body + tones
