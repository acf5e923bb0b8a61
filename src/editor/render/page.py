"""index.html and related.html: the page of an article, with no script that runs and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from editor.model.blocks import plain
from editor.render.address import href, may_be_linked
from editor.render.body import BodyRenderer
from editor.render.corrections import correction_title
from editor.render.edition import Edition
from editor.render.element import Element, JsonScript, Node, document, element, html
from editor.render.figure import figure_node
from editor.render.inline import inline_nodes
from editor.render.structured_data import news_article
from editor.render.words import locale, spoken, word
from editor.text.labels import RELATED

STYLE = "assets/article.css"


def page_html(edition: Edition) -> str:
    head = element("head", *_head(edition))
    body = element("body", element("main", element("article", *_article(edition)), *_related(edition)))
    return document(element("html", head, body, lang=edition.lang))


def related_html(edition: Edition) -> str:
    """A `<nav>` with its heading; empty text when there is nothing related."""
    return html(_related(edition))


def page_parts(edition: Edition) -> dict[str, str]:
    """The pieces of the page as HTML, by the names that a newsroom's template has for them."""
    lead = edition.cover_outside_body
    pieces = {
        "head": _head(edition),
        "header": (element("header", *_header(edition)),),
        "lead": (figure_node(edition, lead, eager=True, for_paste=False),) if lead else (),
        "body": _body(edition),
        "corrections": _corrections(edition),
        "tags": _tags(edition),
        "related": _related(edition),
    }
    return {name: html(nodes) for name, nodes in pieces.items()}


def _head(edition: Edition) -> Iterator[Node]:
    article = edition.article
    title = article.seo.title or article.headline
    yield element("meta", charset="utf-8")
    yield element("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield element("title", title or edition.slug)
    description = article.seo.description or article.standfirst
    named = {
        "description": description,
        "author": ", ".join(author.name for author in article.authors),
        "robots": "max-image-preview:large",
    }
    yield from (element("meta", name=name, content=value) for name, value in named.items() if value)
    if edition.address:
        yield element("link", rel="canonical", href=href(edition.address))
    yield element("link", rel="stylesheet", href=STYLE)
    yield from _open_graph(edition, title, description)
    yield JsonScript("application/ld+json", news_article(edition))


def _open_graph(edition: Edition, title: str, description: str) -> Iterator[Node]:
    article, cover = edition.article, edition.cover
    facts: list[tuple[str, str | None]] = [
        ("og:type", "article"),
        ("og:locale", locale(edition.lang)),
        ("og:site_name", edition.newsroom.name),
        ("og:title", title),
        ("og:description", description),
        ("og:url", href(edition.address)),
    ]
    image = edition.photos[cover.src].shared if cover and cover.src in edition.photos else None
    if image and cover:
        facts += [
            ("og:image", href(edition.base + image.path)),
            ("og:image:width", str(image.width)),
            ("og:image:height", str(image.height)),
            ("og:image:alt", cover.alt),
        ]
    facts += [
        ("article:published_time", edition.time(article.date)),
        ("article:modified_time", edition.time(article.lastmod)),
        ("article:section", article.sections[0].rsplit("/", maxsplit=1)[-1] if article.sections else ""),
        *(("article:tag", tag) for tag in article.tags),
    ]
    yield from (element("meta", property=name, content=value) for name, value in facts if value)
    card: dict[str, str] = {"card": "summary_large_image" if image else "summary"}
    card |= {"title": title, "description": description}
    if image and cover:
        card |= {"image": href(edition.base + image.path), "image:alt": cover.alt}
    yield from (element("meta", name=f"twitter:{name}", content=value) for name, value in card.items() if value)


def _article(edition: Edition) -> Iterator[Node]:
    yield element("header", *_header(edition))
    lead = edition.cover_outside_body
    if lead:
        yield figure_node(edition, lead, eager=True, for_paste=False)
    yield element("div", *_body(edition), class_="body")
    yield from _corrections(edition)
    yield from _tags(edition)


def _body(edition: Edition) -> tuple[Node, ...]:
    first_is_eager = edition.cover_outside_body is None
    return BodyRenderer(edition, first_is_eager=first_is_eager).nodes(edition.article.body)


def _tags(edition: Edition) -> Iterator[Node]:
    if edition.article.tags:
        tags = (element("li", tag) for tag in edition.article.tags)
        yield element("ul", *tags, class_="tags", aria_label=word("tags", edition.lang))


def _header(edition: Edition) -> Iterator[Node]:
    article = edition.article
    if article.sections:
        yield element("p", " › ".join(article.sections[0].split("/")), class_="section")
    if article.kicker:
        yield element("p", article.kicker, class_="kicker")
    yield element("h1", article.headline)
    if article.standfirst:
        yield element("p", article.standfirst, class_="standfirst")
    if article.authors:
        yield element("p", ", ".join(author.name for author in article.authors), class_="byline")
    dated = tuple(_dated(edition))
    if dated:
        yield element("p", *dated, class_="dated")


def _dated(edition: Edition) -> Iterator[Node]:
    article, lang = edition.article, edition.lang
    if article.dateline:
        yield element("span", article.dateline, class_="dateline")
    published, modified = edition.moment(article.date), edition.moment(article.lastmod)
    if published:
        yield ", " if article.dateline else ""
        yield element("time", spoken(published, lang), datetime=edition.time(article.date))
    if published and modified and modified > published:
        yield f" · {word('updated', lang)} "
        yield element("time", spoken(modified, lang), datetime=edition.time(article.lastmod))


def _corrections(edition: Edition) -> Iterator[Node]:
    if edition.article.corrections:
        notes = _correction_notes(edition)
        yield element("section", *notes, class_="corrections", aria_labelledby="corrections")


def _correction_notes(edition: Edition) -> Iterator[Node]:
    yield element("h2", correction_title(edition.lang), id="corrections")
    for correction in edition.article.corrections:
        moment = edition.moment(correction.date)
        when: tuple[Node, ...] = ()
        if moment:
            when = (element("time", spoken(moment, edition.lang), datetime=edition.time(correction.date)), ": ")
        yield element("p", *when, *inline_nodes(plain(correction.text)))


def _related(edition: Edition) -> tuple[Element, ...]:
    items = [
        element("li", *_related_item(item.url or edition.addresses.get(item.id, ""), item.title, item.section))
        for item in edition.article.related
        if item.title or item.url
    ]
    if not items:
        return ()
    lang = edition.lang.split("-", maxsplit=1)[0].lower()
    title = element("h2", RELATED.get(lang, RELATED["en"]), id="related")
    return (element("nav", title, element("ul", *items), class_="related", aria_labelledby="related"),)


def _related_item(address: str, title: str, section: str) -> Iterator[Node]:
    if section:
        yield element("span", section.rsplit("/", maxsplit=1)[-1], class_="section")
        yield " "
    words = title or address
    yield element("a", words, href=href(address)) if address and may_be_linked(address) else words
