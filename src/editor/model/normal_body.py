"""The normal form of a body: what the article file can hold (format.md 3). Nothing is tidied under the caret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar, assert_never

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
    plain,
)
from editor.model.inline import tidy_address, tidy_inline, tidy_line, tidy_text

DASH = "— "
"""Begins an attribution, in the file and as read."""

_Part = TypeVar("_Part")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
_COMMENT = re.compile(r" {0,3}<!--")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})")


def tidy_body(body: Body, lang: str = "vi") -> Body:
    """A body as its file can hold it. `lang` is the article's; the normal form is the same in every language."""
    blocks: list[Block] = []
    for block in body:
        if isinstance(block, Paragraph):  # nearly every block
            words = tidy_inline(block.inline, breaks=True)
            if words:
                blocks.append(block if words is block.inline else Paragraph(words))
        else:
            blocks += _tidy_block(block)
    last = len(blocks) - 1
    return tuple(_closed(block) if index < last else block for index, block in enumerate(blocks))


def is_remote(src: str) -> bool:
    """Whether a photo's src is an address, not a path inside the article's folder."""
    return _SCHEME.match(src) is not None


def tidy_src(src: str) -> str:
    """A photo's path, as typed but clean; a photo elsewhere has an address like any link."""
    return tidy_address(src) if is_remote(src) else tidy_line(src)


def attribution_of(paragraphs: tuple[Inline, ...]) -> str:
    """Who is quoted, when the last of several paragraphs says so: "— Name", plain and on one line; else ""."""
    if len(paragraphs) < 2 or len(paragraphs[-1]) != 1:
        return ""
    span = paragraphs[-1][0]
    if span != Span(span.text) or "\n" in span.text or not span.text.startswith(DASH):
        return ""
    return tidy_line(span.text.removeprefix(DASH))


def _tidy_block(block: Block) -> Iterator[Block]:
    match block:
        case PullQuote(paragraphs=paragraphs, attribution=attribution):
            yield from (PullQuote(*words) for words in _quoted(paragraphs, attribution))
        case Box(title=title, blocks=inner):
            box = Box(tidy_line(title), tuple(tidy for item in inner for tidy in _tidy_boxed(item)))
            if box.title or box.blocks:
                yield box
        case Gallery(figures=figures):
            tidy = tuple(_tidy_figure(figure) for figure in figures)
            if len(tidy) > 1:
                yield Gallery(tidy)
            else:
                yield from tidy
        case Embed(url=url):
            yield from _tidy_embed(tidy_address(url))
        case Source(text=text):
            yield from _tidy_source(text)
        case _:
            yield from _tidy_common(block)


def _tidy_boxed(block: BoxBlock) -> Iterator[BoxBlock]:
    for tidy in _tidy_common(block):
        yield Heading(3, tidy.inline) if isinstance(tidy, Heading) else tidy


def _tidy_common(block: BoxBlock) -> Iterator[BoxBlock]:
    """The blocks that may stand in a box too; none when nothing is in it."""
    match block:
        case Paragraph(inline=inline):
            yield from (Paragraph(words) for words in _worded(inline, breaks=True))
        case Heading(level=level, inline=inline):
            yield from (Heading(min(max(level, 2), 3), words) for words in _worded(inline, breaks=False))
        case List(ordered=ordered, items=items):
            yield from (List(ordered, tidy) for tidy in _filled(_tidy_items(items)))
        case Quote(paragraphs=paragraphs, attribution=attribution):
            yield from (Quote(*words) for words in _quoted(paragraphs, attribution))
        case Figure():
            yield _tidy_figure(block)
        case Table(rows=rows):
            yield from (Table(tidy) for tidy in _filled(_tidy_rows(rows)))
        case Rule():
            yield block
        case _:
            assert_never(block)


def _filled(parts: tuple[_Part, ...]) -> Iterator[tuple[_Part, ...]]:
    if parts:
        yield parts


def _worded(inline: Inline, *, breaks: bool) -> Iterator[Inline]:
    return _filled(tidy_inline(inline, breaks=breaks))


def _quoted(paragraphs: tuple[Inline, ...], attribution: str) -> Iterator[tuple[tuple[Inline, ...], str]]:
    """The paragraphs and the attribution; nothing but an attribution is what is quoted."""
    words = tuple(tidy for inline in paragraphs for tidy in _worded(inline, breaks=True))
    source = tidy_line(attribution)
    if not words:
        words, source = tuple(_filled(plain(source))), ""
    elif not source:
        source = attribution_of(words)
        words = words[:-1] if source else words
    if words:
        yield words, source


def _tidy_figure(figure: Figure) -> Figure:
    return Figure(
        tidy_src(figure.src),
        tidy_inline(figure.caption, breaks=True, emphasis=False),
        tidy_line(figure.credit),
        tidy_line(figure.alt),
    )


def _tidy_items(items: tuple[ListItem, ...]) -> tuple[ListItem, ...]:
    """Items with words; a second level hangs on the item before it, or is the first level where there is none."""
    tidy: list[ListItem] = []
    for item in items:
        words = tidy_inline(item.inline, breaks=True)
        second = _second_level(item.sublist)
        if words:
            tidy.append(ListItem(words, second))
        elif second and tidy:
            above = tidy[-1]
            ordered = above.sublist.ordered if above.sublist else second.ordered
            inner = (above.sublist.items if above.sublist else ()) + second.items
            tidy[-1] = ListItem(above.inline, List(ordered, inner))
        elif second:
            tidy.extend(second.items)
    return tuple(tidy)


def _second_level(sublist: List | None) -> List | None:
    if sublist is None:
        return None
    items: list[ListItem] = []
    waiting = list(reversed(sublist.items))
    while waiting:
        item = waiting.pop()
        words = tidy_inline(item.inline, breaks=True)
        if words:
            items.append(ListItem(words))
        if item.sublist:
            waiting.extend(reversed(item.sublist.items))
    return List(sublist.ordered, tuple(items)) if items else None


def _tidy_rows(rows: tuple[tuple[Inline, ...], ...]) -> tuple[tuple[Inline, ...], ...]:
    """Every row as wide as the widest; the head stays when it is empty, other empty rows do not."""
    width = max((len(row) for row in rows), default=0)
    tidy = [tuple(tidy_inline(cell, breaks=False) for cell in row) + ((),) * (width - len(row)) for row in rows]
    kept = tuple(row for index, row in enumerate(tidy) if any(row) or index == 0)
    return kept if any(any(row) for row in kept) else ()


def _tidy_embed(url: str) -> Iterator[Block]:
    """Only an address on the web can be embedded; another one is a paragraph that links to it."""
    if _WEB.match(url):
        yield Embed(url)
    elif url:
        yield Paragraph(tidy_inline((Span(url, link=url),), breaks=True))


def _tidy_source(text: str) -> Iterator[Source]:
    lines = tidy_text(text).split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    if lines:
        yield Source("\n".join(lines))


def _closed(block: Block) -> Block:
    """A code block or comment that nobody ended is ended where other blocks follow: it would swallow them."""
    if not isinstance(block, Source):
        return block
    if _COMMENT.match(block.text) and "-->" not in block.text:
        return Source(f"{block.text}\n-->")
    opening = _FENCE.match(block.text)
    if opening is None:
        return block
    fence = opening[1]
    end = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
    if any(end.match(line) for line in block.text.split("\n")[1:]):
        return block
    return Source(f"{block.text}\n{fence}")
