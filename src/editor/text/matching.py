"""Where words stand in a text: with or without case, whole words, with or without Vietnamese marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from editor.text.fold import unaccented


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `words` as typed, NFC."""

    words: str
    case: bool = False  # capitals and small letters differ
    whole: bool = False  # not inside a longer word
    bare: bool = False  # "ha noi" is "Hà Nội" too


class _Letters(dict[int, str]):
    """A letter as a query sees it, for `str.translate`: learnt as letters come. Every letter stays one letter."""

    def __init__(self, *, case: bool, bare: bool) -> None:
        super().__init__()
        self._case, self._bare = case, bare

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        key = unaccented(letter) if self._bare else letter
        key = key if self._case else key.casefold()
        self[code] = key if len(key) == 1 else letter
        return self[code]


@cache
def _letters(*, case: bool, bare: bool) -> _Letters:
    return _Letters(case=case, bare=bare)


def matches(text: str, query: Query) -> Iterator[tuple[int, int]]:
    """(start, end) of each place in code points, from left to right; none lies over another. `text` is NFC."""
    letters = _letters(case=query.case, bare=query.bare)
    wanted, here = query.words.translate(letters), text.translate(letters)
    at = here.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if query.whole and not _is_whole(here, at, end):
            at = here.find(wanted, at + 1)
            continue
        yield at, end
        at = here.find(wanted, end)


def _is_whole(text: str, start: int, end: int) -> bool:
    """No letter or digit goes on at an edge that is a letter or digit itself."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not before and not after
