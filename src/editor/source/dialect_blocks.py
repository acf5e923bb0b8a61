"""The blocks that the parser's nodes are. Nodes that are none of ours raise OutsideDialectError."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.model.blocks import (
    Block,
    Box,
    BoxBlock,
    Embed,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Span,
    Table,
    text_of,
)
from editor.model.normal import tidy_inline
from editor.model.normal_body import attribution_of
from editor.source.dialect_events import Events, Node, OutsideDialectError, name_of
from editor.source.dialect_inline import read_inline, read_paragraph

_MARKER = re.compile(r"\s*<!--[ \t]*(gallery|pull|box untitled|box|)[ \t]*-->\s*$")
_ALERT = re.compile(rb"\[!(NOTE|QUOTE)\][ \t]*(?:\n|$)", re.IGNORECASE)
_BLOCKS = frozenset(
    ("Paragraph", "Heading", "List", "BlockQuote", "CodeBlock", "HtmlBlock", "Table", "Rule", "FootnoteDefinition")
)


def marker(events: Events, node: Node) -> str | None:
    """The word in a comment of ours, "" for the one that only parts two blocks; None for any other node."""
    if node.name != "HtmlBlock":
        return None
    html = "".join(event.get("Html", "") for event, _ in events.items[node.first : node.last])
    match = _MARKER.match(html)
    return match[1] if match else None


def read_block(events: Events, node: Node) -> list[Block]:
    """The blocks that a node at the top of the text is: one, but for a figure and the words after it."""
    if node.name == "Paragraph":
        return [*read_paragraph(events, node.first, node.last)]
    if node.name == "BlockQuote":
        return [_quote_or_alert(events, node)]
    return [_read_common(events, node)]


def read_marked(events: Events, quote: Node, word: str) -> Block:
    """The block quote that a comment ("pull", "box", "box untitled") stands before."""
    children = list(events.children(quote.first, quote.last))
    return PullQuote(*_quoted(events, children)) if word == "pull" else _box(events, children, titled=word == "box")


def _quote_or_alert(events: Events, node: Node) -> Block:
    children = _children(events, node)
    alert = _ALERT.match(events.source, children[0].start) if children else None
    if alert is None or children[0].name != "Paragraph":
        return Quote(*_quoted(events, children))
    first = children[0]
    after = next((at + 1 for at in range(first.first, first.last) if events.items[at][0] == "SoftBreak"), first.last)
    children[0] = Node(first.name, first.tag, after, first.last, first.start, first.end)
    if alert[1].upper() == b"QUOTE":
        return PullQuote(*_quoted(events, children))
    return _box(events, children if after < first.last else children[1:], titled=True)


def _quoted(events: Events, children: list[Node]) -> tuple[tuple[Inline, ...], str]:
    """The paragraphs of a quote and its attribution."""
    if any(child.name != "Paragraph" for child in children):
        raise OutsideDialectError
    inlines = (read_inline(events, child.first, child.last) for child in children)
    paragraphs = tuple(tidy for inline in inlines if (tidy := tidy_inline(inline, breaks=True)))
    attribution = attribution_of(paragraphs)
    return (paragraphs[:-1], attribution) if attribution else (paragraphs, "")


def _box(events: Events, children: list[Node], *, titled: bool) -> Box:
    title = _title(events, children[0]) if titled and children else ""
    blocks = [block for child in children[1 if title else 0 :] for block in _boxed(events, child)]
    return Box(title, tuple(blocks))


def _title(events: Events, node: Node) -> str:
    """The words of a first paragraph that is only `**…**`, plain and on one line."""
    first = node.first
    if node.name != "Paragraph" or events.items[first][0] != {"Start": "Strong"} or events.ends[first] != node.last - 1:
        return ""
    inline = tidy_inline(read_inline(events, first, node.last), breaks=True)
    is_line = not any(isinstance(event, str) for event, _ in events.items[first : node.last])
    return text_of(inline) if is_line and inline == (Span(text_of(inline), strong=True),) else ""


def _boxed(events: Events, node: Node) -> Iterator[BoxBlock]:
    if node.name == "Paragraph":
        for block in read_paragraph(events, node.first, node.last):
            yield Paragraph((Span(block.url, link=block.url),)) if isinstance(block, Embed) else block
    elif marker(events, node) != "":
        yield _read_common(events, node)


def _read_common(events: Events, node: Node) -> BoxBlock:
    """The blocks that may stand in a box too."""
    match node.name:
        case "Heading":
            level = int(node.tag["Heading"]["level"][1:])
            if level not in (2, 3):
                raise OutsideDialectError
            return Heading(level, read_inline(events, node.first, node.last))
        case "List":
            return _list(events, node, levels=2)
        case "BlockQuote":
            return Quote(*_quoted(events, _children(events, node)))
        case "Table":
            return _table(events, node)
        case "Rule":
            return Rule()
        case _:
            raise OutsideDialectError


def _list(events: Events, node: Node, *, levels: int) -> List:
    start = node.tag["List"]
    if not levels or start not in (None, 0, 1):
        raise OutsideDialectError
    items = tuple(_item(events, child, levels - 1) for child in _children(events, node))
    return List(start is not None, items)


def _item(events: Events, node: Node, levels: int) -> ListItem:
    first, stop = node.first, _words_end(events, node)
    blocks = list(events.children(stop, node.last))
    if first == stop and blocks and blocks[0].name == "Paragraph":
        first, stop = blocks[0].first, blocks[0].last
        del blocks[0]
    inline = read_inline(events, first, stop)
    if not blocks:
        return ListItem(inline)
    if len(blocks) > 1 or blocks[0].name != "List":
        raise OutsideDialectError
    return ListItem(inline, _list(events, blocks[0], levels=levels))


def _words_end(events: Events, node: Node) -> int:
    """Where the words of a tight item end: at the first block in it."""
    for at in range(node.first, node.last):
        event = events.items[at][0]
        name = name_of(event.get("Start", "")) if isinstance(event, dict) else event
        if name in _BLOCKS:
            return at
    return node.last


def _table(events: Events, node: Node) -> Table:
    if any(alignment != "None" for alignment in node.tag["Table"]):
        raise OutsideDialectError
    return Table(tuple(_row(events, row) for row in _children(events, node)))


def _row(events: Events, node: Node) -> tuple[Inline, ...]:
    cells = _children(events, node)
    if cells and events.source[cells[-1].end : node.end].strip(b" \t\n|"):
        raise OutsideDialectError  # cells beyond the head's width, which the parser drops
    return tuple(read_inline(events, cell.first, cell.last) for cell in cells)


def _children(events: Events, node: Node) -> list[Node]:
    return list(events.children(node.first, node.last))
