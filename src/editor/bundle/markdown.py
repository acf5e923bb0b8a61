"""index.md: the article file as receiving sites read it. Hugo's is our own format; Pelican reads a head of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.bundle.profile import Profile
from editor.model.blocks import Block, Heading, List, ListItem, Paragraph, Span, plain
from editor.model.normal import tidy_body
from editor.render.edition import Edition
from editor.source.dialect_write import write_body
from editor.source.writer import write
from editor.text.labels import CORRECTION, RELATED

_IMAGE = re.compile(r"(?<!\\)\]\((?=images/)")


def index_md(edition: Edition, profile: Profile) -> str:
    """The file's text; the edition's photos are named relative to it."""
    text = _pelican(edition) if profile.front_matter == "pelican" else write(edition.article, bundle=True)
    # Our images are the only addresses that begin so: a bracket in copy is written with a backslash.
    return _IMAGE.sub(f"]({profile.image_prefix}", text) if profile.image_prefix else text


def _pelican(edition: Edition) -> str:
    """`Key: value` lines that Python-Markdown's meta extension reads, then the body.

    Pelican splits tags and authors at ";" and runs the summary through Markdown. What its themes have no place for (a
    lead image outside the text, corrections, related) stands in the text.
    """
    article = edition.article
    modified = edition.time(article.lastmod)
    head = {
        "Title": _title(article.headline),
        "Slug": edition.slug,
        "Date": edition.time(article.date) or modified,
        "Modified": modified,
        "Authors": _listed(author.name for author in article.authors),
        "Category": _name(article.sections[0]) if article.sections else "",
        "Tags": _listed(article.tags),
        "Lang": edition.lang,
        "Kicker": _title(article.kicker),
        "Dateline": _title(article.dateline),
        "Summary": write_body((Paragraph(plain(article.standfirst)),), edition.lang).strip(),
    }
    lines = "".join(f"{key}: {value}\n" for key, value in head.items() if value)
    return f"{lines}\n{write_body(tidy_body(tuple(_pelican_body(edition)), edition.lang), edition.lang)}"


def _pelican_body(edition: Edition) -> Iterator[Block]:
    article = edition.article
    lead = edition.cover_outside_body
    if lead:
        yield lead
    yield from article.body
    lang = edition.lang.split("-", maxsplit=1)[0].lower()
    if article.corrections:
        yield Heading(2, plain(CORRECTION.get(lang, CORRECTION["en"])))
        for correction in article.corrections:
            yield Paragraph(plain(": ".join(filter(None, (correction.date[:10], correction.text)))))
    if article.related:
        yield Heading(2, plain(RELATED.get(lang, RELATED["en"])))
        yield List(
            ordered=False,
            items=tuple(
                ListItem((Span(item.title or item.url, link=item.url or edition.addresses.get(item.id, "")),))
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
