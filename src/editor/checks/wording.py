"""Slips in the text itself. A false alarm costs more than a slip that stays: every pattern is narrow on purpose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from editor.checks.context import Context, Fault
from editor.checks.pieces import Role
from editor.checks.placeholders import placeholders
from editor.model.blocks import Source
from editor.model.finding import BlockPlace
from editor.text.counts import syllables
from editor.text.sentences import sentences

_ADDRESS = re.compile(
    r"""\b[a-z][a-z0-9+.-]{0,20}://\S*[\w/]                 # an address with its scheme
      | (?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+       # an e-mail address
      | \bwww\.\S*[\w/]
      | (?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|gov|edu|info|io)(?:/\S*[\w/])?\b
      | (?:\.{1,2}[/\\])+\S*                              # a relative path
      | \b\w+(?:::\w+)+                                   # a name in a program, an IPv6 address
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DOUBLED = re.compile(
    r"""(?<![.…\[(])(?!(?<=\d)\.\.\d)\.\.(?![.…/\\])          # two stops: no ellipsis, no range 1..10, no [..]
      | (?<=[\w”"')\]%])(?:,,+|;;+|[,;:][.,;:](?=\s|$|[”"]))  # a comma, semicolon or colon and another mark
      | (?<![,;])(?:,,+|;;+)(?=\s|$)
      | (?<=\w)[?!]\.(?=\s|$)
      | (?<=[a-zà-ỹ])\.[”"]\.(?=\s|$)                      # a stop inside the quotation and one behind it
    """,
    re.VERBOSE,
)
_TWO_MARKS = re.compile(r"[.,;:?!][.,;:?!”\"]")
_AFTER_WORD = re.compile(r"(?<![\w.])(\w{2,})\.(?:[,;:](?=\s|$)|[?!])")
"""A stop and another mark: right after an abbreviation ("TP.," "Inc.,"), a slip after any other word."""

_SHORTENED = frozenset(
    (
        *("tr", "tp", "tx", "gs", "ts", "bs", "ths", "vs", "etc", "al", "st", "dr", "mr", "ms", "co", "inc", "ltd"),
        *("corp", "jr", "sr", "no", "vol", "pp", "ed", "est", "approx"),
    )
)
_FIRST_WORDS = 6
_SAMPLE = 60  # letters
_LONGEST_WORD = 60  # letters; more stand together only by accident


def double_punctuation(context: Context) -> Iterator[Fault]:
    """Two marks where one belongs: "..", ",,", ";;", ",." and the like.

    "..." and "…" are an ellipsis, "?!", "!!" and "???" are a tone of voice, "v.v..." is customary; a mark after an
    abbreviation's stop, addresses, paths, and a space before a mark are no double punctuation.
    """
    for piece in context.pieces:
        for start, end in doubled(piece.text):
            yield Fault(piece.at(start, end), (("word", piece.text[start:end][:_SAMPLE]),))


def long_sentence(context: Context) -> Iterator[Fault]:
    """A sentence of more syllables than the newsroom wants (70; format.md 7); cells and small print are left out."""
    most = context.newsroom.limits.sentence_syllables
    for piece in context.pieces:
        if piece.role in {Role.CELL, Role.SMALL}:
            continue
        for start, end, count in _sentence_lengths(piece.text):
            if count > most:
                words = " ".join(piece.text[start:end].split()[:_FIRST_WORDS])
                yield Fault(piece.at(start, end), (("n", count), ("most", most), ("words", words)))


def placeholder_left(context: Context) -> Iterator[Fault]:
    """A mark for "to be filled in" that is still there (see `editor.checks.placeholders`)."""
    for piece in context.pieces:
        for start, end in placeholders(piece.text):
            yield Fault(piece.at(start, end), (("word", piece.text[start:end]),))


def not_in_dialect(context: Context) -> Iterator[Fault]:
    """Markdown that the page does not have: kept verbatim and shown as such, but a CMS may print it as it stands."""
    for index, block in enumerate(context.article.body):
        if isinstance(block, Source):
            yield Fault(BlockPlace(index), (("text", block.text.strip().split("\n", 1)[0][:_SAMPLE]),))


def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of what is an address or a path and follows its own rules of punctuation."""
    return tuple(match.span() for match in _ADDRESS.finditer(text)) if "." in text or ":" in text else ()


@lru_cache(maxsize=4096)
def doubled(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each word that ends in doubled punctuation, the marks included."""
    if not _TWO_MARKS.search(text):
        return ()
    marks = [match.span() for match in _DOUBLED.finditer(text)]
    marks += [match.span() for match in _AFTER_WORD.finditer(text) if not _may_be_shortened(match[1])]
    spared = addresses(text) if marks else ()
    found: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        at = bisect_right(spared, (start, len(text))) - 1
        if at >= 0 and start < spared[at][1]:
            continue
        near = max(0, start - _LONGEST_WORD)
        word_start = max(text.rfind(" ", near, start), text.rfind("\n", near, start), near - 1) + 1
        if found and word_start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((word_start, end))
    return tuple(found)


def _may_be_shortened(word: str) -> bool:
    """Vietnamese abbreviations are capitals or a few known ones; others are ASCII and begin with a capital (Calif.)."""
    return word.isupper() or word.lower() in _SHORTENED or (word.isascii() and word[0].isupper())


@lru_cache(maxsize=4096)
def _sentence_lengths(text: str) -> tuple[tuple[int, int, int], ...]:
    return tuple((start, end, syllables(text[start:end])) for start, end in sentences(text))
