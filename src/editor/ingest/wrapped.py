"""Text that was wrapped at a fixed width, as mail programs and old editors leave it: one paragraph a line again."""

from __future__ import annotations

import re
from itertools import pairwise

from editor.ingest.lines import piped

_WIDEST = 100  # characters: no line of a wrapped text is longer
_LEAST = 50  # a wrapped line is at least so long, but for the last of its paragraph
_NARROWEST = 60  # characters of the longest line, where no empty lines part the paragraphs
_FULL = 15  # characters that a full line may lack
_LIST_LINE = re.compile(r"\s*(?:[-*•+|>#!]|\d{1,3}[.)])\s?")
_INDENT = re.compile(r"[ \t\u00a0]{2,}\S|\t\S")


def unwrapped(text: str) -> str:
    """One paragraph a line, where the text is wrapped at a fixed width; any other text as it is.

    Paragraphs are parted by empty lines, else by an indent, else by a line that ends although the next word had room.
    """
    groups = [[line for line in group.split("\n") if line.strip()] for group in re.split(r"\n[ \t]*\n", text)]
    groups = [group for group in groups if group]
    inner = [line for group in groups for line in group[:-1]]
    longest = max((len(line) for group in groups for line in group), default=0)
    if len(inner) < 3 or longest > _WIDEST or any(piped(line) or _LIST_LINE.match(line) for line in inner):
        return text
    if sum(map(len, inner)) < len(inner) * _LEAST:
        return text
    tail = text[len(text.rstrip("\n")) :]
    indented = sum(1 for group in groups for line in group if _INDENT.match(line))
    if len(groups) > 1 and indented < 2:
        return "\n\n".join(map(_joined, groups)) + tail
    full = sum(1 for line in inner if len(line) >= longest - _FULL)
    if longest < _NARROWEST or full * 2 < len(inner):
        return text
    return "\n\n".join(_joined(lines) for group in groups for lines in _paragraphs(group, longest)) + tail


def _paragraphs(lines: list[str], width: int) -> list[list[str]]:
    found = [lines[:1]]
    for before, line in pairwise(lines):
        had_room = len(before.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) <= width
        if _INDENT.match(line) or had_room:
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _joined(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines)
