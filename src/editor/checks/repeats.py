"""Words typed twice. Vietnamese doubles words on purpose (xanh xanh, ngày ngày, luôn luôn): only words that never are
doubled count, and longer phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from editor.checks.context import Context, Fault
from editor.checks.pieces import Role

_NEVER_TWICE = (
    *("của", "và", "các", "những", "được", "cho", "với", "tại", "theo", "để", "bị", "sẽ", "cùng", "nhưng", "hoặc"),
    *("hay", "nếu", "thì", "mà", "rằng", "cũng", "trên", "dưới", "vào", "khi", "vì", "bởi", "do", "tuy", "gồm"),
    *("the", "of", "and", "to", "in", "for", "with", "on", "at", "by", "from", "is", "are", "was", "were", "a", "an"),
)
"""Left out because they are doubled on purpose: là là, đã đã, từ từ, không không, rất rất, nào nào, ai ai, so so."""

_TWICE = re.compile(rf"(?<![\w-])({'|'.join(_NEVER_TWICE)})[ \u00a0]+(\1)(?![\w-])", re.IGNORECASE)
_PHRASE = re.compile(r"(?<![\w-])((?:\w+ ){2,5}\w+) (\1)(?![\w-])")
_HINT_LENGTH = 12


def repeated_word(context: Context) -> Iterator[Fault]:
    """A small word twice in a row ("của của"), or three words and more ("Ủy ban nhân dân Ủy ban nhân dân")."""
    for piece in context.pieces:
        if piece.role is Role.SMALL:
            continue
        for start, end in repeats(piece.text):
            yield Fault(piece.at(start, end), (("word", piece.text[start:end]),))


@lru_cache(maxsize=4096)
def repeats(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each doubling, both halves included."""
    found = [match.span() for match in _TWICE.finditer(text) if match[1].islower() == match[2].islower()]
    if len(text) >= _HINT_LENGTH and not text.isupper():
        found += [match.span() for match in _PHRASE.finditer(text) if _says_something(match[1])]
    return tuple(sorted(found))


def _says_something(phrase: str) -> bool:
    """Not figures, not one word again and again."""
    words = phrase.split(" ")
    return len(set(words)) > 1 and not all(word.isdigit() for word in words)
