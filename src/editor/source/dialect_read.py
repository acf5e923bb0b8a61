"""The body's Markdown, read (format.md 3). What lies outside the dialect becomes a `Source`, character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.model.blocks import (
    Block,
    Body,
    Box,
    BoxBlock,
    Embed,
    Figure,
    Gallery,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Source,
    Span,
    Table,
    text_of,
)
from editor.model.finding import BlockPlace, Finding, Severity
from editor.model.inline import tidy_inline
from editor.model.normal import tidy_body
from editor.model.normal_body import attribution_of
from editor.source.dialect_events import Events, Node, OutsideDialectError, name_of, parse
from editor.source.dialect_inline import read_inline, read_paragraph

_MARKER = re.compile(r"\s*<!--[ \t]*(gallery|pull|box untitled|box|)[ \t]*-->\s*$")
_ALERT = re.compile(rb"\[!(NOTE|QUOTE)\][ \t]*(?:\n|$)", re.IGNORECASE)
_SAMPLE = 60  # characters of a Source that its finding quotes
_BLOCKS = frozenset(
    ("Paragraph", "Heading", "List", "BlockQuote", "CodeBlock", "HtmlBlock", "Table", "Rule", "FootnoteDefinition")
)


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
    nodes = list(events.children(0, len(events.list))) if events else []
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
        self._nodes = list(events.children(0, len(events.list)))
        self._definitions = _definitions(markdown)

    def body(self) -> Iterator[Block]:
        end = 0
        at = 0
        while at < len(self._nodes):
            start = self._line_start(self._nodes[at])
            yield from self._between(end, start)
            blocks, count = self._blocks(at)
            yield from blocks
            at += count
            end = max(end, self._nodes[at - 1].end)
        yield from self._between(end, len(self._source))

    def _line_start(self, node: Node) -> int:
        return self._source.rfind(b"\n", 0, node.start) + 1

    def _between(self, start: int, end: int) -> Iterator[Source]:
        """What the parser is silent about: definitions of link addresses."""
        text = self._source[start:end]
        if text.strip():
            yield Source(text.decode())

    def _kept(self, first: Node, last: Node) -> Source:
        return Source(self._source[self._line_start(first) : last.end].decode())

    def _blocks(self, at: int) -> tuple[list[Block], int]:
        """The blocks that begin with a node, and how many nodes they take."""
        node = self._nodes[at]
        marker = self._marker(node)
        if marker == "":
            return [], 1
        if marker == "gallery":
            return self._gallery(at)
        if marker is not None:
            return self._marked(at, marker)
        try:
            return list(self._block(node)), 1
        except OutsideDialectError:
            return [self._kept(node, node)], 1

    def _marker(self, node: Node) -> str | None:
        """The word in a comment of ours, "" for the one that only parts two blocks; None for any other node."""
        if node.name != "HtmlBlock":
            return None
        html = "".join(self._events.list[at][0].get("Html", "") for at in range(node.first, node.last))
        match = _MARKER.match(html)
        return match[1] if match else None

    def _gallery(self, at: int) -> tuple[list[Block], int]:
        figures: list[Figure] = []
        stop = at + 1
        while stop < len(self._nodes) and (more := self._only_figures(self._nodes[stop])):
            figures.extend(more)
            stop += 1
        if not figures:
            return [self._kept(self._nodes[at], self._nodes[at])], 1
        if stop < len(self._nodes) and self._marker(self._nodes[stop]) == "":
            stop += 1
        return [Gallery(tuple(figures))], stop - at

    def _only_figures(self, node: Node) -> list[Figure]:
        if node.name != "Paragraph":
            return []
        try:
            blocks = list(read_paragraph(self._events, node.first, node.last))
        except OutsideDialectError:
            return []
        figures = [block for block in blocks if isinstance(block, Figure)]
        return figures if len(figures) == len(blocks) else []

    def _marked(self, at: int, marker: str) -> tuple[list[Block], int]:
        """A comment of ours and the block quote that it is about."""
        node = self._nodes[at]
        quote = self._nodes[at + 1] if at + 1 < len(self._nodes) else node
        if quote.name != "BlockQuote":
            return [self._kept(node, node)], 1
        try:
            self._has_no_definition(quote)
            children = self._children(quote)
            if marker == "pull":
                return [PullQuote(*self._quoted(children))], 2
            return [self._box(children, titled=marker == "box")], 2
        except OutsideDialectError:
            return [self._kept(node, quote)], 2

    def _block(self, node: Node) -> Iterator[Block]:
        if node.name == "Paragraph":
            yield from read_paragraph(self._events, node.first, node.last)
        elif node.name == "BlockQuote":
            self._has_no_definition(node)
            yield self._quote_or_alert(node)
        else:
            self._has_no_definition(node)
            yield self._common(node)

    def _children(self, node: Node) -> list[Node]:
        return list(self._events.children(node.first, node.last))

    def _has_no_definition(self, node: Node) -> None:
        """Inside a quote or a list a definition of an address would be lost."""
        if any(node.start <= start < node.end for start in self._definitions):
            raise OutsideDialectError

    def _quote_or_alert(self, node: Node) -> Block:
        children = self._children(node)
        alert = _ALERT.match(self._source, children[0].start) if children else None
        if alert is None or children[0].name != "Paragraph":
            return Quote(*self._quoted(children))
        first = children[0]
        after = next(
            (at + 1 for at in range(first.first, first.last) if self._events.list[at][0] == "SoftBreak"), first.last
        )
        children[0] = Node(first.name, first.tag, after, first.last, first.start, first.end)
        if alert[1].upper() == b"QUOTE":
            return PullQuote(*self._quoted(children))
        return self._box(children if after < first.last else children[1:], titled=True)

    def _quoted(self, children: list[Node]) -> tuple[tuple[Inline, ...], str]:
        """The paragraphs of a quote and its attribution."""
        if any(child.name != "Paragraph" for child in children):
            raise OutsideDialectError
        inlines = (read_inline(self._events, child.first, child.last) for child in children)
        paragraphs = tuple(tidy for inline in inlines if (tidy := tidy_inline(inline, breaks=True)))
        attribution = attribution_of(paragraphs)
        return (paragraphs[:-1], attribution) if attribution else (paragraphs, "")

    def _box(self, children: list[Node], *, titled: bool) -> Box:
        title = self._title(children[0]) if titled and children else ""
        blocks = [block for child in children[1 if title else 0 :] for block in self._boxed(child)]
        return Box(title, tuple(blocks))

    def _title(self, node: Node) -> str:
        """The words of a first paragraph that is only `**…**`, plain and on one line."""
        if node.name != "Paragraph":
            return ""
        if any(self._events.list[at][0] in ("SoftBreak", "HardBreak") for at in range(node.first, node.last)):
            return ""
        if any(child.name != "Strong" for child in self._children(node)):
            return ""
        inline = tidy_inline(read_inline(self._events, node.first, node.last), breaks=True)
        return text_of(inline) if all(span == Span(span.text, strong=True) for span in inline) else ""

    def _boxed(self, node: Node) -> Iterator[BoxBlock]:
        if node.name == "Paragraph":
            for block in read_paragraph(self._events, node.first, node.last):
                yield Paragraph((Span(block.url, link=block.url),)) if isinstance(block, Embed) else block
        elif self._marker(node) != "":
            yield self._common(node)

    def _common(self, node: Node) -> BoxBlock:
        """The blocks that may stand in a box too."""
        match node.name:
            case "Heading":
                level = int(node.tag["Heading"]["level"][1:])
                if level not in (2, 3):
                    raise OutsideDialectError
                return Heading(level, read_inline(self._events, node.first, node.last))
            case "List":
                return self._list(node, levels=2)
            case "BlockQuote":
                return Quote(*self._quoted(self._children(node)))
            case "Table":
                return self._table(node)
            case "Rule":
                return Rule()
            case _:
                raise OutsideDialectError

    def _list(self, node: Node, *, levels: int) -> List:
        start = node.tag["List"]
        if not levels or start not in (None, 0, 1):
            raise OutsideDialectError
        items = tuple(self._item(child, levels - 1) for child in self._children(node))
        return List(start is not None, items)

    def _item(self, node: Node, levels: int) -> ListItem:
        first, stop = node.first, self._words_end(node)
        blocks = list(self._events.children(stop, node.last))
        if first == stop and blocks and blocks[0].name == "Paragraph":
            first, stop = blocks[0].first, blocks[0].last
            del blocks[0]
        inline = read_inline(self._events, first, stop)
        if not blocks:
            return ListItem(inline)
        if len(blocks) > 1 or blocks[0].name != "List":
            raise OutsideDialectError
        return ListItem(inline, self._list(blocks[0], levels=levels))

    def _words_end(self, node: Node) -> int:
        """Where the words of a tight item end: at the first block in it."""
        for at in range(node.first, node.last):
            event = self._events.list[at][0]
            name = name_of(event.get("Start", "")) if isinstance(event, dict) else event
            if name in _BLOCKS:
                return at
        return node.last

    def _table(self, node: Node) -> Table:
        if any(alignment != "None" for alignment in node.tag["Table"]):
            raise OutsideDialectError
        return Table(tuple(self._row(row) for row in self._children(node)))

    def _row(self, node: Node) -> tuple[Inline, ...]:
        cells = self._children(node)
        if cells and self._source[cells[-1].end : node.end].strip(b" \t\n|"):
            raise OutsideDialectError  # cells beyond the head's width, which the parser drops
        return tuple(read_inline(self._events, cell.first, cell.last) for cell in cells)


def _definitions(markdown: str) -> tuple[int, ...]:
    """Where addresses of links are defined, in bytes."""
    if "]:" not in markdown:
        return ()
    import pyromark

    return tuple(facts["span"]["start"] for facts in pyromark.reference_definitions(markdown).values())
