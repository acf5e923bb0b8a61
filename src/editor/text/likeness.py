"""How far two words lie apart, as slips of the key count: marks are lost sooner than letters."""

from __future__ import annotations

import unicodedata

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LETTER, _MARK = 2.0, 1.0


def apart(one: str, other: str) -> float:
    """Letters to change, put in, take out or swap with the next one at 2 each, marks at 1, another tone 1.

    The optimal string alignment of the letters; a tone counts wherever it stands in the word.
    """
    (left, tones), (right, wanted) = _split(one), _split(other)
    return _distance(left, right) + (_MARK if tones != wanted else 0)


def _split(word: str) -> tuple[str, frozenset[str]]:
    """Letters and marks one by one without tones, and the tones."""
    letters = unicodedata.normalize("NFD", word.replace("đ", "d\u0335"))
    return "".join(letter for letter in letters if letter not in _TONES), _TONES & {*letters}


def _distance(one: str, other: str) -> float:
    costs, wanted_costs = [_cost(letter) for letter in one], [_cost(letter) for letter in other]
    before: list[float] = []
    line = [0.0]
    for cost in wanted_costs:
        line.append(line[-1] + cost)
    for at, letter in enumerate(one):
        older, before = before, line
        line = [before[0] + costs[at]]
        for to, wanted in enumerate(other):
            changed = 0.0 if letter == wanted else max(costs[at], wanted_costs[to])
            cost = min(before[to + 1] + costs[at], line[to] + wanted_costs[to], before[to] + changed)
            if at and to and letter == other[to - 1] and one[at - 1] == wanted:
                cost = min(cost, older[to - 1] + _LETTER)
            line.append(cost)
    return line[-1]


def _cost(letter: str) -> float:
    return _MARK if unicodedata.combining(letter) else _LETTER
