"""The texts of an article in reading order, each with the place that its characters have on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from editor.model.article import Article, Resource
from editor.model.blocks import Block, Figure, Table, figures_of, text_of
from editor.model.finding import BlockPlace, FieldPlace, PhotoPlace, Place
from editor.model.rows import Row, RowKind, unfold


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


_ROLES = {
    RowKind.H2: Role.HEADING,
    RowKind.H3: Role.HEADING,
    RowKind.BOX_TITLE: Role.HEADING,
    RowKind.CAPTION: Role.CAPTION,
    RowKind.ATTRIBUTION: Role.SMALL,
}


def pieces_of(article: Article) -> tuple[Piece, ...]:
    """Every text that readers will see: headline and standfirst, then the body; what is kept verbatim is left out."""
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
    return tuple(
        piece for row, offset in rows_of(block) for piece in _pieces_of_row(row, BlockPlace(index, offset, offset))
    )


def _pieces_of_row(row: Row, anchor: BlockPlace) -> Iterator[Piece]:
    match row.payload:
        case None if row.text:
            yield Piece(_ROLES.get(row.kind, Role.PROSE), row.text, anchor)
        case Figure(src=src, credit=credit, alt=alt):
            for part, text in (("alt", alt), ("credit", credit)):
                if text:
                    yield Piece(Role.SMALL, text, PhotoPlace(src, part) if src else anchor)
        case Table(rows=rows):
            for cell in (text_of(cell) for cells in rows for cell in cells):
                if cell:
                    yield Piece(Role.CELL, cell, anchor)
        case _:
            pass


@lru_cache(maxsize=4096)
def _figures_of_block(block: Block) -> tuple[tuple[Figure, int], ...]:
    """Each figure with where its row begins in the block's flat text."""
    figures = figures_of((block,))
    offsets = (offset for row, offset in rows_of(block) if isinstance(row.payload, Figure)) if figures else ()
    return tuple(zip(figures, offsets, strict=True))


def rows_of(block: Block) -> Iterator[tuple[Row, int]]:
    """A block's rows, each with where it begins in the block's flat text (`editor.model.rows.flat_text`)."""
    offset = 0
    for row in unfold((block,)):
        yield row, offset
        offset += len(row.text) + 1
