"""Blocks and running text as JSON, and the small readers that refuse what is no such thing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeAlias, assert_never

from editor.errors import FormatError
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
)

Json: TypeAlias = dict[str, Any]
Sizes: TypeAlias = Mapping[str, str]
"""A photo's size by its src; told with each figure, kept in `resources`."""


def blocks_to(body: Body, sizes: Sizes) -> list[Json]:
    return [_block(block, sizes) for block in body]


def blocks_from(value: object, key: str) -> Body:
    """Raises FormatError naming the place ("body.3.level")."""
    return tuple(_block_from(mapping(item, at), at) for at, item in _numbered(value, key))


def _block(block: Block, sizes: Sizes) -> Json:
    match block:
        case Box(title=title, blocks=blocks):
            return {"kind": "box", "title": title, "blocks": [_block(inner, sizes) for inner in blocks]}
        case PullQuote(paragraphs=paragraphs, attribution=attribution):
            return {"kind": "pull_quote", **_quote(paragraphs, attribution)}
        case Gallery(figures=figures):
            return {"kind": "gallery", "figures": [_block(figure, sizes) for figure in figures]}
        case Embed(url=url):
            return {"kind": "embed", "url": url}
        case Source(text=words):
            return {"kind": "source", "text": words}
        case _:
            return _common(block, sizes)


def _common(block: BoxBlock, sizes: Sizes) -> Json:
    match block:
        case Paragraph(inline=inline):
            return {"kind": "paragraph", "inline": inline_to(inline)}
        case Heading(level=level, inline=inline):
            return {"kind": "heading", "level": level, "inline": inline_to(inline)}
        case List():
            return {"kind": "list", **_list(block)}
        case Quote(paragraphs=paragraphs, attribution=attribution):
            return {"kind": "quote", **_quote(paragraphs, attribution)}
        case Figure():
            return {
                "kind": "figure",
                "src": block.src,
                "caption": inline_to(block.caption),
                "credit": block.credit,
                "alt": block.alt,
                "size": sizes.get(block.src, ""),
            }
        case Table(rows=rows):
            return {"kind": "table", "rows": [[inline_to(cell) for cell in row] for row in rows]}
        case Rule():
            return {"kind": "rule"}
        case _:
            assert_never(block)


def _list(block: List) -> Json:
    return {"ordered": block.ordered, "items": [_item(item) for item in block.items]}


def _item(item: ListItem) -> Json:
    sublist = {"sublist": _list(item.sublist)} if item.sublist else {}
    return {"inline": inline_to(item.inline), **sublist}


def _quote(paragraphs: tuple[Inline, ...], attribution: str) -> Json:
    return {"paragraphs": [inline_to(inline) for inline in paragraphs], "attribution": attribution}


def inline_to(inline: Inline) -> list[Json]:
    """[{text, marks?, link?}]"""
    return [_span(span) for span in inline]


def _span(span: Span) -> Json:
    written: Json = {"text": span.text}
    marks = [mark for mark in ("strong", "emphasis") if getattr(span, mark)]
    if marks:
        written["marks"] = marks
    if span.link:
        written["link"] = span.link
    return written


def inline_from(value: object, key: str) -> Inline:
    return tuple(_span_from(mapping(item, at), at) for at, item in _numbered(value, key))


def _span_from(item: Json, key: str) -> Span:
    marks = texts(item, "marks")
    if not set(marks) <= {"strong", "emphasis"}:
        raise FormatError(key=f"{key}.marks")
    return Span(text(item, "text"), "strong" in marks, "emphasis" in marks, text(item, "link"))


def _block_from(item: Json, key: str) -> Block:
    match item.get("kind"):
        case "box":
            inner = _numbered(item.get("blocks"), f"{key}.blocks")
            return Box(text(item, "title"), tuple(_common_from(mapping(block, at), at) for at, block in inner))
        case "pull_quote":
            return PullQuote(*_quote_from(item, key))
        case "gallery":
            figures = _numbered(item.get("figures"), f"{key}.figures")
            return Gallery(tuple(_figure_from(mapping(figure, at), at) for at, figure in figures))
        case "embed":
            return Embed(text(item, "url"))
        case "source":
            return Source(text(item, "text"))
        case _:
            return _common_from(item, key)


def _figure_from(item: Json, key: str) -> Figure:
    if item.get("kind") != "figure":
        raise FormatError(key=f"{key}.kind")
    caption = inline_from(item.get("caption", []), f"{key}.caption")
    return Figure(text(item, "src"), caption, text(item, "credit"), text(item, "alt"))


def _common_from(item: Json, key: str) -> BoxBlock:
    match item.get("kind"):
        case "paragraph":
            return Paragraph(inline_from(item.get("inline"), f"{key}.inline"))
        case "heading":
            level = item.get("level")
            if level not in (2, 3):
                raise FormatError(key=f"{key}.level")
            return Heading(int(level), inline_from(item.get("inline"), f"{key}.inline"))
        case "list":
            return _list_from(item, key)
        case "quote":
            return Quote(*_quote_from(item, key))
        case "figure":
            return _figure_from(item, key)
        case "table":
            return Table(tuple(_row_from(row, at) for at, row in _numbered(item.get("rows"), f"{key}.rows")))
        case "rule":
            return Rule()
        case _:
            raise FormatError(key=f"{key}.kind")


def _list_from(item: Json, key: str, levels: int = 2) -> List:
    if not levels:
        raise FormatError(key=key)
    entries = []
    for at, value in _numbered(item.get("items"), f"{key}.items"):
        entry = mapping(value, at)
        sub = entry.get("sublist")
        sublist = None if sub is None else _list_from(mapping(sub, at), f"{at}.sublist", levels - 1)
        entries.append(ListItem(inline_from(entry.get("inline"), f"{at}.inline"), sublist))
    return List(flag(item.get("ordered"), f"{key}.ordered"), tuple(entries))


def _quote_from(item: Json, key: str) -> tuple[tuple[Inline, ...], str]:
    paragraphs = tuple(inline_from(value, at) for at, value in _numbered(item.get("paragraphs"), f"{key}.paragraphs"))
    return paragraphs, text(item, "attribution")


def _row_from(value: object, key: str) -> tuple[Inline, ...]:
    return tuple(inline_from(cell, at) for at, cell in _numbered(value, key))


def _numbered(value: object, key: str) -> list[tuple[str, object]]:
    """The items of a list, each with its place."""
    if not isinstance(value, list):
        raise FormatError(key=key)
    return [(f"{key}.{index}", item) for index, item in enumerate(value)]


def mapping(value: object, key: str) -> Json:
    if not isinstance(value, dict):
        raise FormatError(key=key)
    return value


def items(parent: Mapping[str, object], name: str) -> list[Json]:
    """A list of mappings; an absent one is empty."""
    return [mapping(item, at) for at, item in _numbered(parent.get(name, []), name)]


def text(parent: Mapping[str, object], name: str) -> str:
    """A text; an absent one is empty."""
    value = parent.get(name, "")
    if not isinstance(value, str):
        raise FormatError(key=name)
    return value


def texts(parent: Mapping[str, object], name: str) -> tuple[str, ...]:
    """A list of texts; an absent one is empty."""
    values = _numbered(parent.get(name, []), name)
    found = tuple(item for _, item in values if isinstance(item, str))
    if len(found) != len(values):
        raise FormatError(key=name)
    return found


def flag(value: object, key: str) -> bool:
    if not isinstance(value, bool):
        raise FormatError(key=key)
    return value


def number(value: object, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise FormatError(key=key)
    return value
