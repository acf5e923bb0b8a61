"""What every match of a regular expression must hold: where that is not, nothing need be searched for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_TOKEN = re.compile(
    r"""(?P<escape>\\.)
      | (?P<class>\[\^?\]?(?:\\.|[^\\\]])*\])
      | (?P<many>[?*+]|\{[^}]*\})
      | (?P<open>\() | (?P<close>\)) | (?P<choice>\|)
      | (?P<any>[.^$])
      | (?P<letter>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_MORE_FOLLOWS = frozenset("pPNuUxgkL0123456789")  # escapes with something of their own after them
_LEAST = 2  # letters: a single one stands in every paragraph


def literals_of(pattern: str) -> tuple[str, ...]:
    """The runs of letters outside of groups, classes and choices, in small letters, the longest first.

    Careful rather than clever: what it does not understand ends the run.
    """
    if re.search(r"\(\?[a-zA-Z]*x", pattern):
        return ()  # its spaces mean nothing
    runs = [""]
    depth = 0
    for token in _TOKEN.finditer(pattern):
        kind, text = token.lastgroup, token[0]
        depth += (kind == "open") - (kind == "close")
        if depth or kind == "close":
            runs.append("")
        elif kind == "choice":
            return ()  # of the whole: no part must be there
        elif kind == "letter" or (kind == "escape" and not text[1].isalnum()):
            runs[-1] += text[-1]
        elif kind == "escape" and text[1] in _MORE_FOLLOWS:
            break
        else:
            runs[-1:] = [_before(runs[-1], text), ""]
    kept = {run.lower() for run in runs if len(run) >= _LEAST}
    return tuple(sorted(kept, key=lambda run: (-len(run), run)))


def choices_of(pattern: str) -> tuple[str, ...]:
    """Letters of which some must be there, a run for each branch of a choice: of the whole pattern, else of one of its
    groups. () when a branch has none.
    """
    if re.search(r"\(\?[a-zA-Z]*x", pattern):
        return ()
    whole = _branches(pattern)
    for branches in (whole,) if len(whole) > 1 else map(_branches, _groups(pattern)):
        found = [literals_of(branch) for branch in branches]
        if all(found):
            return tuple(runs[0] for runs in found)
    return ()


def _branches(pattern: str) -> list[str]:
    """What stands between the bars, those in groups not counted."""
    ends, depth = [-1], 0
    for token in _TOKEN.finditer(pattern):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup == "choice" and not depth:
            ends.append(token.start())
    return [pattern[start + 1 : end] for start, end in pairwise([*ends, len(pattern)])]


def _groups(pattern: str) -> Iterator[str]:
    """The insides of the groups that must be met, those in groups not counted."""
    start, depth = 0, 0
    for token in _TOKEN.finditer(pattern):
        kind = token.lastgroup
        if kind == "open":
            start = token.end() if not depth else start
            depth += 1
        elif kind == "close":
            depth -= 1
            inside = pattern[start : token.start()].removeprefix("?:")
            if (
                not depth
                and not inside.startswith("?")
                and pattern[token.end() : token.end() + 1] not in {"?", "*", "{"}
            ):
                yield inside


def _before(run: str, quantifier: str) -> str:
    """A run without its last letter, when that need not be there."""
    return run[:-1] if quantifier[0] in "?*{" else run
