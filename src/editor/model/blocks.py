"""The body of an article: a tuple of blocks, in newsroom terms. Values never change; an edit makes new ones.

`tidy` (editor.model.tidy) says what a file can hold; in memory a body may be looser (empty paragraphs under the caret).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look. `"\\n"` in the text is a hard break. Marks nest link > strong > emphasis."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""  # the address, "" for none


Inline: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    inline: Inline = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A subhead inside the text: level 2 or 3 (the headline is level 1 and not part of the body). No hard breaks."""

    level: int
    inline: Inline = ()


@dataclass(frozen=True, slots=True)
class ListItem:
    inline: Inline = ()
    sublist: List | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list, two levels at most: an item's sublist holds items without sublists."""

    ordered: bool
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody, part of the copy. The attribution is plain single-line text without the dash."""

    paragraphs: tuple[Inline, ...]
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A quote that repeats or stresses, set apart from the copy."""

    paragraphs: tuple[Inline, ...]
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo in the text with what is printed under it.

    Its size (column, wide, small), focal point, rights and the like belong to the file: `Article.resources`, by `src`.
    """

    src: str  # relative to the article, "images/01-….jpg"; the key of its Resource
    caption: Inline = ()  # strong, links and hard breaks; no emphasis
    credit: str = ""  # plain, without the label "Ảnh:"
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Gallery:
    """Two or more photos shown together."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the head; every row is as wide as the widest. Cells hold no hard breaks."""

    rows: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Embed:
    """Something that lives elsewhere: a video, a post. Only its address is ours."""

    url: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A dividing line."""


@dataclass(frozen=True, slots=True)
class Source:
    """Markdown outside our dialect, kept character by character, shown as it stands and written back unchanged."""

    text: str


BoxBlock: TypeAlias = Paragraph | Heading | List | Quote | Figure | Table | Rule


@dataclass(frozen=True, slots=True)
class Box:
    """Hộp thông tin: a frame beside the copy. The title is plain text, "" for none. Headings in it are level 3."""

    title: str
    blocks: tuple[BoxBlock, ...]


Block: TypeAlias = (
    Paragraph | Heading | List | Quote | PullQuote | Box | Figure | Gallery | Table | Embed | Rule | Source
)
Body: TypeAlias = tuple[Block, ...]


def text_of(inline: Inline) -> str:
    """The visible words of an inline; hard breaks are "\\n"."""
    return "".join(span.text for span in inline)


def plain(text: str) -> Inline:
    """An inline without any mark; `()` for no text."""
    return (Span(text),) if text else ()


def figures_of(body: Body) -> tuple[Figure, ...]:
    """Every photo of a body in reading order, those in galleries and boxes included."""
    found: list[Figure] = []
    for block in body:
        match block:
            case Figure():
                found.append(block)
            case Gallery(figures=figures):
                found.extend(figures)
            case Box(blocks=blocks):
                found.extend(inner for inner in blocks if isinstance(inner, Figure))
            case _:
                pass
    return tuple(found)
