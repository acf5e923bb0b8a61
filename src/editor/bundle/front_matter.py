"""The head of an index.md under the names that a site's own templates ask for: a profile's `keys`, as YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from editor.model.article import Fields, Plain
from editor.render.address import href
from editor.render.edition import Edition
from editor.source.frontmatter import Bare, dump
from editor.source.writer import front_matter

CONSTANT = "="
"""Begins a source that is the value itself: "=post"."""

_OURS = (
    *("title", "slug", "date", "lastmod", "draft", "lang", "kicker", "description", "dateline", "authors"),
    *("story_type", "categories", "tags", "cover", "resources", "seo", "canonical", "corrections"),
)
"""Taken as our own file has them."""


def mapped(edition: Edition, keys: Mapping[str, str]) -> str:
    """The YAML without its fences, keys in the profile's order; what the article does not have is left out.

    Args:
        keys: the site's name → where its value comes from: one of `SOURCES`, or "=" and the value.
    """
    ours = dict(front_matter(edition.article, bundle=True).pairs)
    pairs = ((name, _value(source, edition, ours)) for name, source in keys.items())
    return dump(Fields(tuple((name, value) for name, value in pairs if value not in ("", (), Fields()))))


def _value(source: str, edition: Edition, ours: Mapping[str, Plain]) -> Plain:
    if source.startswith(CONSTANT):
        return source.removeprefix(CONSTANT)
    made = _MADE.get(source)
    return made(edition) if made else ours.get(source, "")


def _author(edition: Edition) -> Plain:
    return ", ".join(author.name for author in edition.article.authors)


def _section(edition: Edition) -> Plain:
    sections = edition.article.sections
    return sections[0].rsplit("/", maxsplit=1)[-1] if sections else ""


def _image(edition: Edition) -> Plain:
    """The lead image with the address that it will have, as social cards want it."""
    cover = edition.cover
    if cover is None or cover.src not in edition.photos:
        return ""
    file = edition.photos[cover.src].largest
    size = (("width", Bare(str(file.width))), ("height", Bare(str(file.height))))
    alt = (("alt", cover.alt),) if cover.alt else ()
    return Fields((("path", href(edition.base + file.path)), *size, *alt))


def _related(edition: Edition) -> Plain:
    items = []
    for item in edition.article.related:
        facts = {
            "title": item.title,
            "url": item.url or edition.addresses.get(item.id, ""),
            "section": item.section,
        }
        items.append(Fields(tuple((name, value) for name, value in facts.items() if value)))
    return tuple(items)


_MADE: Mapping[str, Callable[[Edition], Plain]] = MappingProxyType(
    {
        "slug": lambda edition: edition.slug,
        "lang": lambda edition: edition.lang,
        "id": lambda edition: edition.article.id,
        "author": _author,
        "section": _section,
        "image": _image,
        "related": _related,
    }
)
SOURCES = frozenset((*_OURS, *_MADE))
"""What a profile's `keys` may take: keys of our own file, and what is made of them for others."""
