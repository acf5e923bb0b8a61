"""The body's Markdown, read (format.md 3). What lies outside the dialect becomes a `Source`, character by character."""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_left
from collections.abc import Iterable

from editor.model.blocks import Block, Body, Figure, Gallery, Source, text_of
from editor.model.finding import BlockPlace, Finding, Severity
from editor.model.normal import tidy_body, tidy_inline
from editor.source.dialect_blocks import marker, read_block, read_marked
from editor.source.dialect_events import Events, Node, OutsideDialectError, parse
from editor.source.dialect_inline import read_inline, read_paragraph

_GROUPS = re.compile(r"\n(?:[ \t]*\n)+")
_SAMPLE = 60  # characters of a Source that its finding quotes


def read_body(markdown: str, lang: str = "vi") -> tuple[Body, tuple[Finding, ...]]:
    """The normal form of a body, and a finding for each piece of it that lies outside the dialect."""
    body = tidy_body(read_blocks(markdown), lang)
    return body, source_findings(body)


def source_findings(body: Body) -> tuple[Finding, ...]:
    """A finding for every block that is not ours, at its place."""
    return tuple(
        Finding(
            "not-in-dialect",
            Severity.WARNING,
            BlockPlace(index, 0, len(block.text)),
            (("text", block.text[:_SAMPLE].split("\n", maxsplit=1)[0]),),
        )
        for index, block in enumerate(body)
        if isinstance(block, Source)
    )


def read_blocks(markdown: str) -> Body:
    """The blocks as they stand, not yet tidy. `markdown` is clean (editor.text.clean)."""
    events = parse(markdown)
    if events is None:
        return (Source(markdown),)
    return tuple(_Reading(events, markdown).body())


def read_title(markdown: str) -> str:
    """The words of a text that is one heading of the first level, plain; "" for any other."""
    events = parse(markdown)
    nodes = list(events.children(0, len(events.items))) if events else []
    if events is None or len(nodes) != 1 or nodes[0].name != "Heading" or nodes[0].tag["Heading"]["level"] != "H1":
        return ""
    try:
        inline = tidy_inline(read_inline(events, nodes[0].first, nodes[0].last), breaks=False)
    except OutsideDialectError:
        return ""
    return text_of(inline) if not any(span.link for span in inline) else ""


class _Reading:
    """One text being read, block by block."""

    def __init__(self, events: Events, markdown: str) -> None:
        self._events = events
        self._source = events.source
        self._nodes = self._whole_lines(events.children(0, len(events.items)))
        self._definitions = _definitions(markdown)

    def body(self) -> list[Block]:
        blocks: list[Block] = []
        end = at = 0
        while at < len(self._nodes):
            start = self._line_start(self._nodes[at])
            silent = self._between(end, start)
            found, count = self._blocks(at)
            blocks += _unparted(silent, found) if silent else found
            at += count
            end = max(end, self._nodes[at - 1].end)
        return blocks + self._between(end, len(self._source))

    def _whole_lines(self, nodes: Iterable[Node]) -> list[Node]:
        """The nodes, those that share a line (footnotes do) as one that is none of ours."""
        whole: list[Node] = []
        for node in map(self._ended, nodes):
            if whole and self._line_start(node) < whole[-1].end:
                whole[-1] = whole[-1]._replace(name="", end=max(node.end, whole[-1].end))
            else:
                whole.append(node)
        return whole

    def _ended(self, node: Node) -> Node:
        """The parser lets a list reach over a definition below it."""
        return node._replace(end=self._events.items[node.last - 1][1]["end"]) if node.name == "List" else node

    def _line_start(self, node: Node) -> int:
        return self._source.rfind(b"\n", 0, node.start) + 1

    def _between(self, start: int, end: int) -> list[Source]:
        """What the parser is silent about: definitions of link addresses, each group of lines by itself."""
        text = self._source[start:end]
        return [Source(part) for part in _GROUPS.split(text.decode()) if part.strip()] if text.strip() else []

    def _kept(self, first: Node, last: Node) -> Source:
        return Source(self._source[self._line_start(first) : last.end].decode())

    def _blocks(self, at: int) -> tuple[list[Block], int]:
        """The blocks that begin with a node, and how many nodes they take."""
        node = self._nodes[at]
        word = marker(self._events, node)
        if word == "":
            return [], 1
        if word == "gallery":
            return self._gallery(at)
        if word is not None:
            return self._marked(at, word)
        if node.name == "Paragraph" or not self._hides_definition(node):
            with contextlib.suppress(OutsideDialectError):
                return read_block(self._events, node), 1
        return [self._kept(node, node)], 1

    def _gallery(self, at: int) -> tuple[list[Block], int]:
        figures: list[Figure] = []
        stop = at + 1
        while stop < len(self._nodes) and (more := self._only_figures(self._nodes[stop])):
            figures.extend(more)
            stop += 1
        if not figures:
            return [self._kept(self._nodes[at], self._nodes[at])], 1
        if stop < len(self._nodes) and marker(self._events, self._nodes[stop]) == "":
            stop += 1
        return [Gallery(tuple(figures))], stop - at

    def _only_figures(self, node: Node) -> list[Figure]:
        if node.name != "Paragraph":
            return []
        try:
            blocks = read_paragraph(self._events, node.first, node.last)
        except OutsideDialectError:
            return []
        figures = [block for block in blocks if isinstance(block, Figure)]
        return figures if len(figures) == len(blocks) else []

    def _marked(self, at: int, word: str) -> tuple[list[Block], int]:
        """A comment of ours and the block quote that it is about."""
        node = self._nodes[at]
        quote = self._nodes[at + 1] if at + 1 < len(self._nodes) else node
        if quote.name != "BlockQuote":
            return [self._kept(node, node)], 1
        if not self._hides_definition(quote):
            with contextlib.suppress(OutsideDialectError):
                return [read_marked(self._events, quote, word)], 2
        return [self._kept(node, quote)], 2

    def _hides_definition(self, node: Node) -> bool:
        """Whether an address of links is defined inside a quote or a list, where it would be lost."""
        return bisect_left(self._definitions, node.start) != bisect_left(self._definitions, node.end)


def _unparted(silent: list[Source], found: list[Block]) -> list[Block]:
    """What is kept right below a definition stays right below it: a blank line could make something else of it."""
    above, below = silent[-1], found[0] if found else None
    if isinstance(below, Source) and above.text.endswith("\n"):
        return [*silent[:-1], Source(above.text + below.text), *found[1:]]
    return [*silent, *found]


def _definitions(markdown: str) -> tuple[int, ...]:
    """Where addresses of links are defined, in bytes, first to last."""
    if "]:" not in markdown:
        return ()
    import pyromark

    return tuple(sorted(facts["span"]["start"] for facts in pyromark.reference_definitions(markdown).values()))
