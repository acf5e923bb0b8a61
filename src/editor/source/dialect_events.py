"""The parser's events as the reader walks them: nested pieces of a flat list, with their place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

Event: TypeAlias = Any
"""pyromark's: {"Start": tag}, {"End": tag}, {"Text": "…"}, {"Html": "…"} …, or "SoftBreak", "HardBreak", "Rule"."""

Tag: TypeAlias = Any
"""What starts: a name ("Paragraph"), or a name with facts ({"Link": {"dest_url": …}})."""

MAX_CHARACTERS = 2_000_000
MAX_EVENTS = 60_000
"""Beyond these no person wrote it, and it is kept as it stands: 50,000 words are 300,000 characters, 10,000 events."""


class OutsideDialectError(Exception):
    """A block holds something that our blocks cannot; its text is kept as it stands. Never leaves `source`."""


class Node(NamedTuple):
    """One nested piece: `events[first:last]` is what is in it, `start` and `end` its bytes in the text."""

    name: str
    tag: Tag
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Events:
    """A parsed text.

    Attributes:
        items: (event, {"start": byte, "end": byte}).
        ends: for each start, the index of its end; for any other event its own index.
    """

    items: list[tuple[Event, Any]]
    ends: list[int]
    source: bytes

    def children(self, first: int, last: int) -> Iterator[Node]:
        """The pieces right inside `items[first:last]`; a lone event (text, a rule) is a piece without an inside."""
        at = first
        while at < last:
            event, place = self.items[at]
            stop = self.ends[at]
            if stop == at:
                yield Node(name_of(event), event, at, at, place["start"], place["end"])
            else:
                tag = event["Start"]
                yield Node(name_of(tag), tag, at + 1, stop, place["start"], place["end"])
            at = stop + 1


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
    return Events(events, _ends(events), markdown.encode()) if len(events) <= MAX_EVENTS else None


def _ends(events: list[tuple[Event, Any]]) -> list[int]:
    ends = list(range(len(events)))
    open_starts: list[int] = []
    for at, (event, _) in enumerate(events):
        if "Start" in event:
            open_starts.append(at)
        elif "End" in event:
            ends[open_starts.pop()] = at
    return ends


def name_of(tag: Tag) -> str:
    """The name of a tag or of a lone event."""
    return tag if isinstance(tag, str) else str(next(iter(tag)))
