"""What every match of a regular expression must hold: where that is not, nothing need be searched for."""

from __future__ import annotations

import re

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


def _before(run: str, quantifier: str) -> str:
    """A run without its last letter, when that need not be there."""
    return run[:-1] if quantifier[0] in "?*{" else run
