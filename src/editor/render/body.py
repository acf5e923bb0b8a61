"""The body of an article as HTML nodes, in two flavours: the page of our bundle, and what is pasted into a CMS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from editor.model.blocks import (
    Block,
    Box,
    BoxBlock,
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
    Span,
    Table,
    text_of,
)
from editor.render.address import href, may_be_linked
from editor.render.corrections import correction_blocks
from editor.render.edition import Edition
from editor.render.element import Element, Node, element, html
from editor.render.figure import figure_node
from editor.render.inline import inline_nodes
from editor.render.words import word


def body_html(edition: Edition) -> str:
    """body.html: a fragment that CMS editors leave whole (format.md 4), corrections at its end."""
    blocks = (*edition.article.body, *correction_blocks(edition))
    return html(BodyRenderer(edition, for_paste=True).nodes(blocks))


@dataclass(slots=True)
class BodyRenderer:
    """Renders one body once; keeps count of what a page numbers.

    Args:
        for_paste: plain `<img>`, quotes as `<blockquote>` with `<cite>`, no roles or ids.
        first_is_eager: whether the body's first photo is the page's first.
    """

    edition: Edition
    for_paste: bool = False
    first_is_eager: bool = True
    _level: int = 1  # of the last heading; 1 is the headline
    _photos: int = 0
    _names: list[str] = field(default_factory=list)

    def nodes(self, blocks: Iterable[Block | BoxBlock]) -> tuple[Node, ...]:
        return tuple(node for block in blocks for node in self._block(block))

    def _block(self, block: Block | BoxBlock) -> Iterator[Node]:
        match block:
            case Paragraph():
                yield element("p", *inline_nodes(block.inline))
            case Heading():
                yield self._heading(block)
            case List():
                yield self._list(block)
            case Quote():
                yield self._quote(block, "quote")
            case PullQuote():
                yield self._quote(block, "quote pull")
            case Figure():
                yield from self._figure(block)
            case Gallery():
                yield from self._gallery(block)
            case Box():
                yield self._box(block)
            case Table():
                yield from self._table(block)
            case _:
                yield from self._plain_block(block)

    def _plain_block(self, block: Embed | Rule | Source) -> Iterator[Node]:
        match block:
            case Embed(url):
                words = element("a", url, href=href(url)) if may_be_linked(url) else url
                yield element("p", words, class_="embed")
            case Rule():
                yield element("hr")
            case Source(text):
                for paragraph in source_paragraphs(text):
                    yield element("p", *inline_nodes(paragraph.inline))
            case _:
                assert_never(block)

    def _heading(self, block: Heading) -> Element:
        # A level is never skipped: screen readers' users navigate by it.
        self._level = min(max(block.level, 2), self._level + 1)
        return element(f"h{self._level}", *inline_nodes(block.inline))

    def _list(self, block: List) -> Element:
        items = []
        for item in block.items:
            inner = (self._list(item.sublist),) if item.sublist else ()
            items.append(element("li", *inline_nodes(item.inline), *inner))
        return element("ol" if block.ordered else "ul", *items)

    def _quote(self, block: Quote | PullQuote, kind: str) -> Element:
        paragraphs = [element("p", *inline_nodes(paragraph)) for paragraph in block.paragraphs]
        signed = f"— {block.attribution}" if block.attribution else ""
        if self.for_paste:
            cite = (element("p", element("cite", signed)),) if signed else ()
            return element("blockquote", *paragraphs, *cite)
        caption = (element("figcaption", signed),) if signed else ()
        return element("figure", element("blockquote", *paragraphs), *caption, class_=kind)

    def _figure(self, block: Figure, *, in_gallery: bool = False) -> Iterator[Element]:
        if block.src in self.edition.photos:
            self._photos += 1
            eager = self.first_is_eager and self._photos == 1
            yield figure_node(self.edition, block, eager=eager, for_paste=self.for_paste, in_gallery=in_gallery)

    def _gallery(self, block: Gallery) -> Iterator[Node]:
        figures = [node for figure in block.figures for node in self._figure(figure, in_gallery=True)]
        if self.for_paste or not figures:
            yield from figures
        else:
            yield element("div", *figures, class_="gallery", role="group", aria_label=self._name("gallery"))

    def _box(self, block: Box) -> Element:
        if self.for_paste:
            head = (element("p", element("strong", block.title)),) if block.title else ()
            return element("aside", *head, *self.nodes(block.blocks), class_="box")
        if not block.title:
            return element("aside", *self.nodes(block.blocks), class_="box", aria_label=self._name("box"))
        name = self._unique(block.title)
        ident = f"box-{len(self._names)}"
        self._level = 2
        labelled = {"aria_labelledby": ident} if name == block.title else {"aria_label": name}
        title = element("h2", block.title, class_="box-title", id=ident)
        return element("aside", title, *self.nodes(block.blocks), class_="box", **labelled)

    def _table(self, block: Table) -> Iterator[Node]:
        if not block.rows:
            return
        head, *rows = block.rows
        titles = [_head_cell(cell) for cell in head]
        lines = [element("tr", *(element("td", *inline_nodes(cell)) for cell in row)) for row in rows]
        body = (element("tbody", *lines),) if lines else ()
        table = element("table", element("thead", element("tr", *titles)), *body)
        if self.for_paste:
            yield element("figure", table, class_="table")
        else:
            yield element("div", table, class_="table", role="group", tabindex=0, aria_label=self._name("table"))

    def _name(self, key: str) -> str:
        return self._unique(word(key, self.edition.lang))

    def _unique(self, name: str) -> str:
        """Two regions of a page must not sound alike."""
        self._names.append(name)
        times = self._names.count(name)
        return name if times == 1 else f"{name} {times}"


def source_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """What lies outside our dialect as plain words: nothing is lost, nothing of it is markup any more."""
    pieces = (piece.strip("\n") for piece in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(Paragraph(_plain_lines(piece)) for piece in pieces if piece.strip())


def _plain_lines(text: str) -> Inline:
    lines = [line.strip() for line in text.split("\n")]
    return (Span("\n".join(line for line in lines if line)),)


def _head_cell(cell: Inline) -> Element:
    if not text_of(cell).strip():
        return element("td")  # an empty <th> says nothing to a screen reader
    return element("th", *inline_nodes(cell), scope="col")
