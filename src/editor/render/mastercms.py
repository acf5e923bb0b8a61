"""body.html as MasterCMS stores an article (format.md 6): photos and boxes are tables, standfirst and byline inside.

Our own importer reads the same article out of it. Corrections come back as text at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editor.model.blocks import Block, Box, BoxBlock, Embed, Figure, Gallery, Inline, PullQuote, Quote, Table
from editor.render.address import href, may_be_linked
from editor.render.body import BodyRenderer
from editor.render.corrections import correction_blocks
from editor.render.edition import Edition
from editor.render.element import Element, Node, element, html
from editor.render.figure import paste_file
from editor.render.inline import inline_nodes
from editor.text.labels import RELATED, photo_label

_TABLE = "MASTERCMS_TPL_TABLE"
_WIDTH = "width: 100%;"


def mastercms_body(edition: Edition) -> str:
    """Standfirst, lead image, text, byline, related: what a desk pastes as one piece."""
    return html(_nodes(edition))


def _nodes(edition: Edition) -> Iterator[Node]:
    article = edition.article
    if article.standfirst:
        yield element("p", *_place(article.dateline), article.standfirst, class_="detail-sapo")
    lead = edition.cover_outside_body
    if lead:
        yield from _photos((lead,), edition)
    blocks = (*article.body, *correction_blocks(edition))
    yield from _blocks(blocks, edition, BodyRenderer(edition, for_paste=True))
    if article.authors:
        names = ", ".join(author.name for author in article.authors)
        yield element("p", element("strong", names), style="text-align: right;")
    yield from _related(edition)


def _place(dateline: str) -> tuple[Node, ...]:
    return (element("span", dateline, class_="location"), " ") if dateline else ()


def _blocks(blocks: Iterable[Block | BoxBlock], edition: Edition, plain: BodyRenderer) -> Iterator[Node]:
    for block in blocks:
        match block:
            case Figure():
                yield from _photos((block,), edition)
            case Gallery(figures=figures):
                yield from _photos(figures, edition)
            case Box(title=title, blocks=inner):
                yield _box(title, inner, edition, plain)
            case Quote(paragraphs=paragraphs, attribution=attribution):
                yield _quote(paragraphs, attribution, None)
            case PullQuote(paragraphs=paragraphs, attribution=attribution):
                yield _quote(paragraphs, attribution, "pull")
            case Table(rows=rows):
                lines = (element("tr", *(element("td", *inline_nodes(cell)) for cell in row)) for row in rows)
                yield element("table", element("tbody", *lines), border=1, style=_WIDTH)
            case Embed(url=url) if may_be_linked(url):
                link = element("p", element("a", url, href=href(url)))
                yield element("div", link, data_oembed_url=href(url))
            case _:
                yield from plain.nodes((block,))


def _photos(figures: tuple[Figure, ...], edition: Edition) -> Iterator[Element]:
    """A row of photos and a row of what is said under them; one photo a column."""
    shown = [figure for figure in figures if figure.src in edition.photos]
    if not shown:
        return
    images = (element("td", _image(figure, edition)) for figure in shown)
    words = [tuple(_caption(figure, edition.lang)) for figure in shown]
    below = (element("tr", *(element("td", *nodes) for nodes in words)),) if any(words) else ()
    yield element("table", element("tbody", element("tr", *images), *below), class_=_TABLE, style=_WIDTH)


def _image(figure: Figure, edition: Edition) -> Element:
    file = paste_file(edition.photos[figure.src])
    return element("img", class_="__img_mastercms", src=file.path, alt=figure.alt)


def _caption(figure: Figure, lang: str) -> Iterator[Node]:
    """The credit on a line of its own, so that no full stop has to be put between them."""
    yield from inline_nodes(figure.caption)
    if figure.caption and figure.credit:
        yield element("br")
    if figure.credit:
        yield element("em", f"{photo_label(lang)} {figure.credit}")


def _quote(paragraphs: Iterable[Inline], attribution: str, kind: str | None) -> Element:
    signed = (element("p", element("cite", f"— {attribution}")),) if attribution else ()
    inner = (element("p", *inline_nodes(paragraph)) for paragraph in paragraphs)
    return element("blockquote", *inner, *signed, class_=kind)


def _box(title: str, blocks: tuple[BoxBlock, ...], edition: Edition, plain: BodyRenderer) -> Element:
    """A table of one cell; with a photo's table in it, a frame inside tells that it is no caption."""
    head = (element("p", element("strong", title)),) if title else ()
    inner: tuple[Node, ...] = (*head, *_blocks(blocks, edition, plain))
    if any(isinstance(block, Figure | Table) for block in blocks):
        inner = (element("div", *inner, class_="box"),)
    cell = element("tbody", element("tr", element("td", *inner)))
    return element("table", cell, class_=_TABLE, border=1, style=_WIDTH)


def _related(edition: Edition) -> Iterator[Element]:
    lang = edition.lang.split("-", maxsplit=1)[0].lower()
    items = []
    for item in edition.article.related:
        address = item.url or edition.addresses.get(item.id, "")
        words: Node = item.title or address
        if address and may_be_linked(address):
            words = element("a", words, href=href(address))
        items.append(element("li", words))
    if items:
        title = element("p", element("strong", RELATED.get(lang, RELATED["en"])))
        cell = element("td", title, element("ul", *items))
        yield element("table", element("tbody", element("tr", cell)), class_="__MB_ARTICLE_A", style=_WIDTH)
