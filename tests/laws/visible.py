"""The words of an article that a reader of the paper sees."""

from __future__ import annotations

from collections.abc import Iterator

from editor.model.blocks import (
    Block,
    Body,
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Table,
    figures_of,
    text_of,
)
from editor.model.normal import tidy_address
from editor.text.clean import clean


def texts_of(block: Block) -> Iterator[str]:
    """The visible texts of a block, in reading order."""
    match block:
        case (
            Quote(paragraphs=paragraphs, attribution=attribution)
            | PullQuote(paragraphs=paragraphs, attribution=attribution)
        ):
            yield from map(text_of, paragraphs)
            yield attribution
        case Box(title=title, blocks=blocks):
            yield title
            for inner in blocks:
                yield from texts_of(inner)
        case Figure() | Gallery():
            for figure in figures_of((block,)):
                yield from (figure.alt, text_of(figure.caption), figure.credit)
        case List():
            yield from _texts_of_list(block)
        case Table(rows=rows):
            yield from (text_of(cell) for row in rows for cell in row)
        case Embed(url=url):
            yield tidy_address(url)
        case Paragraph(inline=inline) | Heading(inline=inline):
            yield text_of(inline)


def _texts_of_list(block: List) -> Iterator[str]:
    for item in block.items:
        yield text_of(item.inline)
        if item.sublist:
            yield from _texts_of_list(item.sublist)


def words_of(body: Body) -> list[str]:
    """Every visible word but those of blocks kept as they stand; the dash of an attribution is none."""
    texts = (clean(text) for block in body for text in texts_of(block))
    return [
        word
        for text in texts
        for word in text.replace("\t", " ").replace("\n", " ").split(" ")
        if word not in ("", "—")
    ]
