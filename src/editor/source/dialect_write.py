"""The body's Markdown, written in the one canonical way (format.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

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
    Table,
)
from editor.model.normal import tidy_body
from editor.model.normal_body import DASH
from editor.source.escapes import BREAK, escape, escape_path
from editor.source.inline_write import write_inline
from editor.text.labels import photo_label

_SEPARATOR = "<!-- -->"
_INDENT = "    "
_MARKER = re.compile(r"<!--[ \t]*(?:gallery|pull|box untitled|box)[ \t]*-->$")
_QUOTE = re.compile(r" {0,3}>")
_ITEM = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)")


def write_body(body: Body, lang: str = "vi") -> str:
    """The Markdown of a body's normal form, ending with a line end; "" for an empty one.

    Args:
        lang: of the article; the label before a credit is written in it.
    """
    return write_tidy_body(tidy_body(body, lang), lang)


def write_tidy_body(body: Body, lang: str) -> str:
    """`write_body` of a body that is in its normal form already."""
    text = _joined(body, lang)
    return f"{text}\n" if text else ""


def _joined(blocks: Sequence[Block], lang: str) -> str:
    parts: list[str] = []
    for index, block in enumerate(blocks):
        if index and _would_merge(blocks[index - 1], block):
            parts.append(_SEPARATOR)
        parts.append(_block(block, lang))
    return "\n\n".join(parts)


def _would_merge(before: Block, after: Block) -> bool:
    """Whether Markdown takes two neighbours for one: lists, block quotes, and indented code under either."""
    if isinstance(before, Source) and _MARKER.match(before.text):
        return True
    if _is_list(before):
        return _is_list(after) or _is_indented(after)
    if _is_quote(before):
        return _is_quote(after) and not _has_marker(after)
    return _is_indented(before) and _is_indented(after)


def _is_list(block: Block) -> bool:
    return isinstance(block, List) or (isinstance(block, Source) and _ITEM.match(block.text) is not None)


def _is_quote(block: Block) -> bool:
    return isinstance(block, Quote | PullQuote | Box) or (
        isinstance(block, Source) and (_QUOTE.match(block.text) is not None or _has_marker(block))
    )


def _has_marker(block: Block) -> bool:
    return isinstance(block, PullQuote | Box) or (isinstance(block, Source) and block.text.startswith("<!--"))


def _is_indented(block: Block) -> bool:
    return isinstance(block, Source) and block.text.startswith((_INDENT, "\t"))


def _block(block: Block, lang: str) -> str:
    match block:
        case PullQuote(paragraphs=paragraphs, attribution=attribution):
            return f"<!-- pull -->\n\n{_quote(paragraphs, attribution)}"
        case Box():
            return _box(block, lang)
        case Gallery(figures=figures):
            photos = "\n\n".join(_figure(figure, lang) for figure in figures)
            return f"<!-- gallery -->\n\n{photos}\n\n{_SEPARATOR}"
        case Embed(url=url):
            return f"<{url}>"
        case Source(text=text):
            return text
        case _:
            return _common(block, lang)


def _common(block: BoxBlock, lang: str) -> str:
    match block:
        case Paragraph(inline=inline):
            return write_inline(inline)
        case Heading(level=level, inline=inline):
            return f"{'#' * level} {write_inline(inline, line_start=False, heading=True)}"
        case List():
            return _list(block, "")
        case Quote(paragraphs=paragraphs, attribution=attribution):
            return _quote(paragraphs, attribution)
        case Figure():
            return _figure(block, lang)
        case Table(rows=rows):
            return _table(rows)
        case Rule():
            return "---"
        case _:
            assert_never(block)


def _list(block: List, indent: str) -> str:
    return "\n".join(_item(item, "1." if block.ordered else "-", indent) for item in block.items)


def _item(item: ListItem, marker: str, indent: str) -> str:
    words = write_inline(item.inline).replace("\n", f"\n{indent}{_INDENT}")
    text = f"{indent}{marker} {words}"
    return f"{text}\n{_list(item.sublist, indent + _INDENT)}" if item.sublist else text


def _quote(paragraphs: tuple[Inline, ...], attribution: str) -> str:
    parts = [write_inline(inline) for inline in paragraphs]
    if attribution:
        parts.append(f"{DASH}{escape(attribution)}")
    return _quoted("\n\n".join(parts))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _box(box: Box, lang: str) -> str:
    title = f"**{escape(box.title)}**" if box.title else ""
    text = "\n\n".join(filter(None, (title, _joined(box.blocks, lang))))
    marker = "<!-- box untitled -->" if not title and _begins_bold(box.blocks) else "<!-- box -->"
    return f"{marker}\n\n{_quoted(text)}"


def _begins_bold(blocks: Sequence[BoxBlock]) -> bool:
    first = blocks[0]
    return isinstance(first, Paragraph) and all(span.strong for span in first.inline)


def _figure(figure: Figure, lang: str) -> str:
    image = f"![{escape(figure.alt)}]({escape_path(figure.src)})"
    caption = f"_{write_inline(figure.caption, line_start=False)}_" if figure.caption else ""
    credit = f"{photo_label(lang)} {escape(figure.credit)}" if figure.credit else ""
    words = " ".join(filter(None, (caption, credit)))
    return f"{image}{BREAK}{words}" if words else image


def _table(rows: tuple[tuple[Inline, ...], ...]) -> str:
    lines = [_row([write_inline(cell, line_start=False) for cell in row]) for row in rows]
    lines.insert(1, _row(["---"] * len(rows[0])))
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
