"""The parser's events as the reader walks them: nested pieces of a flat list, with their place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

Event: TypeAlias = Any
"""pyromark's: {"Start": tag}, {"End": tag}, {"Text": "…"}, {"Html": "…"} …, or "SoftBreak", "HardBreak", "Rule"."""

Tag: TypeAlias = Any
"""What starts: a name ("Paragraph"), or a name with facts ({"Link": {"dest_url": …}})."""

MAX_CHARACTERS = 2_000_000
MAX_EVENTS = 400_000
"""Beyond these no person wrote the text; it is kept as it stands (an article of 50,000 words has 300,000 and 5,000)."""


class OutsideDialectError(Exception):
    """A block holds something that our blocks cannot; its text is kept as it stands. Never leaves `source`."""


@dataclass(frozen=True, slots=True)
class Node:
    """One nested piece: `events[first:last]` is what is in it, `start` and `end` its bytes in the text."""

    name: str
    tag: Tag
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Events:
    """A parsed text. `list` holds (event, {"start": byte, "end": byte})."""

    list: list[tuple[Event, Any]]
    source: bytes

    def children(self, first: int, last: int) -> Iterator[Node]:
        """The pieces right inside `list[first:last]`; a lone event (text, a rule) is a piece without an inside."""
        events = self.list
        at = first
        while at < last:
            event, place = events[at]
            tag = event.get("Start") if isinstance(event, dict) else None
            if tag is None:
                yield Node(name_of(event), event, at, at, place["start"], place["end"])
                at += 1
                continue
            stop = self.end_of(at)
            yield Node(name_of(tag), tag, at + 1, stop, place["start"], place["end"])
            at = stop + 1

    def end_of(self, start: int) -> int:
        """The index of the end that belongs to the start at an index."""
        depth = 0
        for at in range(start, len(self.list)):
            event = self.list[at][0]
            if isinstance(event, dict):
                if "Start" in event:
                    depth += 1
                elif "End" in event:
                    depth -= 1
                    if not depth:
                        return at
        return len(self.list)


def parse(markdown: str) -> Events | None:
    """The events of a text; None for one that no person wrote."""
    import pyromark

    options = (
        pyromark.Options.ENABLE_TABLES
        | pyromark.Options.ENABLE_FOOTNOTES
        | pyromark.Options.ENABLE_STRIKETHROUGH
        | pyromark.Options.ENABLE_TASKLISTS
    )
    if len(markdown) > MAX_CHARACTERS:
        return None
    stream = pyromark.events_with_range(markdown, options=options, merge_text=True)
    events = list(islice(stream, MAX_EVENTS + 1))
    return Events(events, markdown.encode()) if len(events) <= MAX_EVENTS else None


def name_of(tag: Tag) -> str:
    """The name of a tag or of a lone event."""
    return tag if isinstance(tag, str) else str(next(iter(tag)))
