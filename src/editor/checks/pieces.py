"""The texts of an article in reading order, each with the place that its characters have on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import assert_never

from editor.model.article import Article, Resource
from editor.model.blocks import (
    Block,
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    Inline,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Source,
    Table,
    figures_of,
    text_of,
)
from editor.model.finding import BlockPlace, FieldPlace, PhotoPlace, Place


class Role(StrEnum):
    """What a text is for; rules choose by it."""

    FIELD = "field"  # headline, kicker, standfirst and other single lines
    PROSE = "prose"  # paragraphs, items and quotes
    HEADING = "heading"  # subheads and box titles
    CAPTION = "caption"
    CELL = "cell"
    SMALL = "small"  # attribution, credit, alt text


@dataclass(frozen=True, slots=True)
class Piece:
    """One text and where it stands."""

    role: Role
    text: str
    anchor: Place  # of the text's first character; a photo's place and a table's cover all of the text

    def at(self, start: int, end: int) -> Place:
        """The place of some of its characters (code points)."""
        match self.anchor:
            case FieldPlace(name):
                return FieldPlace(name, start, end)
            case BlockPlace(block, offset) if self.role is not Role.CELL:
                return BlockPlace(block, offset + start, offset + end)
            case place:
                return place


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of the article: one in the text, or a cover that is not in the text."""

    src: str
    name: str | int  # what a sentence calls it: its number in reading order from 1, or a cover's file name
    caption: str
    credit: str
    alt: str
    resource: Resource
    anchor: BlockPlace | None  # of its row on the page; None for a cover that is not in the text

    def at(self, part: str = "") -> Place:
        """The place of the photo or of one of its parts; a photo without a file is found by its row."""
        if self.anchor and not self.src:
            return self.anchor
        return PhotoPlace(self.src, part)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a block: its text as `editor.model.rows` joins it, and the texts to look at in it."""

    role: Role
    text: str = ""
    figure: Figure | None = None
    cells: tuple[str, ...] = ()


def pieces_of(article: Article) -> tuple[Piece, ...]:
    """Every text that readers will see: headline and standfirst first, then the body. Text kept verbatim is left out."""
    fields = (
        ("kicker", article.kicker),
        ("title", article.headline),
        ("description", article.standfirst),
        ("dateline", article.dateline),
    )
    pieces = [Piece(Role.FIELD, text, FieldPlace(name)) for name, text in fields if text]
    for index, block in enumerate(article.body):
        pieces.extend(_pieces_of_block(index, block))
    cover = _loose_cover(article)
    if cover:
        texts = ((Role.CAPTION, "caption", cover.caption), (Role.SMALL, "credit", cover.credit))
        pieces.extend(Piece(role, text, cover.at(part)) for role, part, text in texts if text)
    return tuple(pieces)


def photos_of(article: Article) -> tuple[Photo, ...]:
    """Every photo in reading order, then the cover when the text does not show it."""
    resources = {resource.src: resource for resource in article.resources}
    photos: list[Photo] = []
    for index, block in enumerate(article.body):
        for figure, offset in _figures_of_block(block):
            photos.append(
                Photo(
                    src=figure.src,
                    name=len(photos) + 1,
                    caption=text_of(figure.caption),
                    credit=figure.credit,
                    alt=figure.alt,
                    resource=resources.get(figure.src) or Resource(figure.src),
                    anchor=BlockPlace(index, offset, offset),
                )
            )
    cover = _loose_cover(article)
    return (*photos, cover) if cover else tuple(photos)


def _loose_cover(article: Article) -> Photo | None:
    if not article.cover or any(figure.src == article.cover for figure in figures_of(article.body)):
        return None
    found = article.resource(article.cover)
    name = article.cover.rsplit("/", 1)[-1]
    return Photo(article.cover, name, found.title, found.credit, found.alt, found, None)


@lru_cache(maxsize=4096)
def _pieces_of_block(index: int, block: Block) -> tuple[Piece, ...]:
    """Cached, for the window checks again after each pause and most blocks are as they were."""
    pieces: list[Piece] = []
    offset = 0
    for line in _lines(block):
        anchor = BlockPlace(index, offset, offset)
        if line.text:
            pieces.append(Piece(line.role, line.text, anchor))
        pieces.extend(Piece(Role.CELL, cell, anchor) for cell in line.cells if cell)
        if line.figure:
            texts = (("alt", line.figure.alt), ("credit", line.figure.credit))
            place = line.figure.src
            pieces.extend(
                Piece(Role.SMALL, text, PhotoPlace(place, part) if place else anchor) for part, text in texts if text
            )
        offset += len(line.text) + 1
    return tuple(pieces)


@lru_cache(maxsize=4096)
def _figures_of_block(block: Block) -> tuple[tuple[Figure, int], ...]:
    """Each figure with where its row begins in the block's flat text."""
    found: list[tuple[Figure, int]] = []
    offset = 0
    for line in _lines(block):
        if line.figure:
            found.append((line.figure, offset))
        offset += len(line.text) + 1
    return tuple(found)


def _lines(block: Block) -> Iterator[_Line]:
    match block:
        case Paragraph(inline):
            yield _Line(Role.PROSE, text_of(inline))
        case Heading(inline=inline):
            yield _Line(Role.HEADING, text_of(inline))
        case List():
            yield from _items(block)
        case Quote(paragraphs, attribution) | PullQuote(paragraphs, attribution):
            yield from _quote(paragraphs, attribution)
        case Figure():
            yield from _figure(block)
        case Gallery(figures):
            for figure in figures:
                yield from _figure(figure)
        case Box(title, blocks):
            if title:
                yield _Line(Role.HEADING, title)
            for inner in blocks:
                yield from _lines(inner)
        case Table(rows):
            yield _Line(Role.CELL, cells=tuple(text_of(cell) for row in rows for cell in row))
        case Embed() | Rule() | Source():
            yield _Line(Role.SMALL)
        case _:
            assert_never(block)


def _items(block: List) -> Iterator[_Line]:
    for item in block.items:
        yield _Line(Role.PROSE, text_of(item.inline))
        if item.sublist:
            yield from _items(item.sublist)


def _quote(paragraphs: tuple[Inline, ...], attribution: str) -> Iterator[_Line]:
    for inline in paragraphs:
        yield _Line(Role.PROSE, text_of(inline))
    if attribution:
        yield _Line(Role.SMALL, attribution)


def _figure(figure: Figure) -> Iterator[_Line]:
    yield _Line(Role.SMALL, figure=figure)
    yield _Line(Role.CAPTION, text_of(figure.caption))
