"""index.md: the article file as receiving sites read it. Hugo's is our own format; Pelican reads a head of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from editor.bundle.photos import used_figures
from editor.bundle.profile import Profile
from editor.model.article import Article
from editor.model.blocks import Block, Figure, Heading, List, ListItem, Paragraph, Span, plain
from editor.render.edition import is_language
from editor.source.dialect_write import write_body
from editor.source.writer import write
from editor.text.labels import CORRECTION, RELATED
from editor.text.moment import parse, written

_IMAGE = re.compile(r"(?<!\\)\]\((?=images/)")


def index_md(article: Article, profile: Profile, slug: str, addresses: Mapping[str, str]) -> str:
    """The file's text; `article` is what leaves, its photos named relative to the file."""
    text = _pelican(article, slug, addresses) if profile.front_matter == "pelican" else write(article, bundle=True)
    # Our images are the only addresses that begin so: a bracket in copy is written with a backslash.
    return _IMAGE.sub(f"]({profile.image_prefix}", text) if profile.image_prefix else text


def _pelican(article: Article, slug: str, addresses: Mapping[str, str]) -> str:
    """`Key: value` lines that Python-Markdown's meta extension reads, then the body.

    Pelican splits tags and authors at ";" and runs the summary through Markdown. What its themes have no place for (a
    lead image outside the text, corrections, related) stands in the text.
    """
    date = parse(article.date) or parse(article.lastmod)
    modified = parse(article.lastmod)
    head = {
        "Title": _title(article.headline),
        "Slug": slug,
        "Date": written(date) if date else "",
        "Modified": written(modified) if modified else "",
        "Authors": _listed(author.name for author in article.authors),
        "Category": _name(article.sections[0]) if article.sections else "",
        "Tags": _listed(article.tags),
        "Lang": article.lang if is_language(article.lang) else "",
        "Kicker": _title(article.kicker),
        "Dateline": _title(article.dateline),
        "Summary": write_body((Paragraph(plain(article.standfirst)),), article.lang).strip(),
    }
    lines = "".join(f"{key}: {value}\n" for key, value in head.items() if value)
    return f"{lines}\n{write_body(tuple(_pelican_body(article, addresses)), article.lang)}"


def _pelican_body(article: Article, addresses: Mapping[str, str]) -> Iterator[Block]:
    resource = article.resource(article.cover)
    figures = used_figures(article)
    if article.cover and figures and figures[0].src == article.cover and figures[0] not in article.body:
        yield Figure(article.cover, plain(resource.title), resource.credit, resource.alt)
    yield from article.body
    lang = article.lang.split("-", maxsplit=1)[0].lower()
    if article.corrections:
        yield Heading(2, plain(CORRECTION.get(lang, CORRECTION["en"])))
        for correction in article.corrections:
            yield Paragraph(plain(": ".join(filter(None, (correction.date[:10], correction.text)))))
    if article.related:
        yield Heading(2, plain(RELATED.get(lang, RELATED["en"])))
        yield List(
            ordered=False,
            items=tuple(
                ListItem((Span(item.title or item.url, link=item.url or addresses.get(item.id, "")),))
                for item in article.related
            ),
        )


def _listed(names: Iterable[str]) -> str:
    """Each name ends with ";", or Pelican would split a single one at its commas."""
    return " ".join(f"{_name(name)};" for name in names)


def _name(text: str) -> str:
    return _harmless(text).replace(";", ",")


def _title(text: str) -> str:
    return _harmless(text).replace("&", "&amp;")


def _harmless(text: str) -> str:
    """Text that Pelican's themes print as HTML, in attributes too.

    They undo entities on the way (`striptags`), so what would be markup is replaced by what looks like it.
    """
    opened = re.sub(r'(^|[\s(\[])"', r"\1“", text)
    return opened.replace('"', "”").replace("<", "‹").replace(">", "›")
