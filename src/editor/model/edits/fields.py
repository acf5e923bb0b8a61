"""Edits of fields: headline, slug, sections, tags, authors, dates and the like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from editor.errors import EditError
from editor.model.article import Article, Author, Seo, Status
from editor.text.clean import clean, clean_line
from editor.text.fold import is_same, slug

_KEYS = {"title": "headline", "description": "standfirst", "section": "sections", "categories": "sections"}
"""Front-matter keys whose field has another name (format.md 2)."""

_LINES = frozenset(
    [
        "lang",
        "headline",
        "slug",
        "date",
        "lastmod",
        "kicker",
        "standfirst",
        "dateline",
        "story_type",
        "cover",
        "canonical",
        "embargo",
    ]
)


def set_field(article: Article, name: str, value: str | Iterable[str]) -> Article:
    """A field by its front-matter key or by its name in `Article`.

    Args:
        name: also "seo.title" and "seo.description".
        value: text; an iterable of texts for sections, tags and authors' names.
    Raises:
        EditError: no such field, a value of the wrong shape, or a status that there is not.
    """
    name = _KEYS.get(name, name)
    if name in {"sections", "tags", "authors"}:
        return _set_list(article, name, [value] if isinstance(value, str) else list(value))
    if not isinstance(value, str):
        raise EditError(reason="one-value", field=name)
    if name in _LINES:
        line: dict[str, Any] = {name: clean_line(value)}  # a text of Article: a test looks at every name above
        return replace(article, **line)
    match name:
        case "note":
            return replace(article, note=clean(value).strip())
        case "status":
            if value not in set(Status):
                raise EditError(reason="no-such-status", field=name, value=value)
            return replace(article, status=Status(value))
        case "seo.title":
            return replace(article, seo=replace(article.seo or Seo(), title=clean_line(value)))
        case "seo.description":
            return replace(article, seo=replace(article.seo or Seo(), description=clean_line(value)))
        case _:
            raise EditError(reason="no-such-field", field=name)


def _set_list(article: Article, name: str, values: list[str]) -> Article:
    lines = [line for value in values if (line := clean_line(value))]
    if name == "sections":
        return set_sections(article, lines)
    if name == "tags":
        bare = replace(article, tags=())
        for tag in lines:
            bare = add_tag(bare, tag)
        return bare
    known = {author.name: author for author in article.authors}
    return replace(article, authors=tuple(known.get(line, Author(line)) for line in dict.fromkeys(lines)))


def set_sections(article: Article, paths: Iterable[str]) -> Article:
    """Full paths ("Tin tức/Chính trị"), the main section first; each stands once."""
    lines = [line for path in paths if (line := clean_line(path))]
    return replace(article, sections=tuple(dict.fromkeys(lines)))


def set_main_section(article: Article, path: str) -> Article:
    """This section first, the others behind it in their order; one that was not there is added."""
    line = clean_line(path)
    if not line:
        raise EditError(reason="no-such-section", field="categories")
    return set_sections(article, (line, *(known for known in article.sections if known != line)))


def add_tag(article: Article, tag: str) -> Article:
    """One more tag. One that is a known tag in other case, or typed without its marks, changes nothing."""
    line = clean_line(tag)
    if not line or any(is_same(known, line) for known in article.tags):
        return article
    return replace(article, tags=(*article.tags, line))


def remove_tag(article: Article, tag: str) -> Article:
    if tag not in article.tags:
        raise EditError(reason="no-such-tag", field="tags", value=tag)
    return replace(article, tags=tuple(known for known in article.tags if known != tag))


def add_author(article: Article, author: Author) -> Article:
    """One more name in the byline. The same name twice changes nothing."""
    name = clean_line(author.name)
    if not name:
        raise EditError(reason="no-name", field="authors")
    if any(known.name == name for known in article.authors):
        return article
    return replace(article, authors=(*article.authors, replace(author, name=name)))


def remove_author(article: Article, name: str) -> Article:
    if all(author.name != name for author in article.authors):
        raise EditError(reason="no-such-author", field="authors", value=name)
    return replace(article, authors=tuple(author for author in article.authors if author.name != name))


def set_slug(article: Article, text: str) -> Article:
    """The address part; whatever is typed becomes one ("Đảng ủy 2022" → "dang-uy-2022")."""
    return replace(article, slug=slug(text))
