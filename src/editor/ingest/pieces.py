"""Pieces: blocks as an importer meets them, some with a role that the source's look gives away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from editor.model.blocks import Block, Figure, Gallery, Heading, Inline, List, Paragraph, PullQuote, Quote, text_of


class Role(StrEnum):
    CAPTION = "caption"  # said to stand under a photo
    RIGHT = "right"  # set to the right, or marked as the author's
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph whose look says more than its words."""

    inline: Inline
    role: Role


Piece: TypeAlias = Block | Marked


def words(piece: Piece) -> str:
    """The visible text of a piece that is one line of text; "" for any other."""
    match piece:
        case Marked(inline=inline) | Paragraph(inline=inline) | Heading(inline=inline):
            return " ".join(text_of(inline).split())
        case _:
            return ""


def all_words(piece: Piece) -> str:
    """Some visible text of any piece, for a sample in a report."""
    match piece:
        case Figure(caption=caption):
            return text_of(caption)
        case Gallery(figures=figures):
            return " ".join(text_of(figure.caption) for figure in figures)
        case List(items=items):
            return " ".join(text_of(item.inline) for item in items)
        case Quote(paragraphs=paragraphs) | PullQuote(paragraphs=paragraphs):
            return " ".join(text_of(inline) for inline in paragraphs)
        case _:
            return words(piece)


def is_wholly(inline: Inline, mark: str) -> bool:
    """Whether every visible letter carries "strong" or "emphasis"."""
    seen = [getattr(span, mark) for span in inline if span.text.strip()]
    return bool(seen) and all(seen)


def blocks_of(pieces: list[Piece]) -> list[Block]:
    """The pieces without their roles."""
    return [Paragraph(piece.inline) if isinstance(piece, Marked) else piece for piece in pieces]
