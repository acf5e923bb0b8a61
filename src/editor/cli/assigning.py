"""`standfirst set`: KEY=VALUE becomes edits of an article. VALUE is text, never YAML. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from editor.cli.photo_keys import assign_photo, photo_src
from editor.cli.worded import wrong
from editor.model import edits
from editor.model.article import Article, Author, Correction, Status
from editor.model.blocks import figures_of
from editor.model.newsroom import Newsroom
from editor.text import moment
from editor.text.clean import clean, clean_line
from editor.text.fold import search_key, slug

_ALIASES = {
    "headline": "title",
    "standfirst": "description",
    "sections": "categories",
    "author": "authors",
    "tag": "tags",
    "correction": "corrections",
}
_TIMES = ("date", "lastmod", "embargo")
_LINES = ("title", "kicker", "description", "dateline", "story_type", "seo.title", "seo.description")
_LISTS = ("authors", "categories", "tags", "corrections", "related")
KEYS = (
    *("title", "slug", "date", "lastmod", "lang", "kicker", "description", "dateline", "authors", "story_type"),
    *("section", "categories", "tags", "cover", "resources.<N>.<…>", "related", "seo.title", "seo.description"),
    *("canonical", "embargo", "corrections", "status", "note", "body"),
)
"""Every key that `set` takes, in the order of the front matter."""

_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the values of fields are measured against."""

    newsroom: Newsroom
    now: datetime  # on the newsroom's clock

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.newsroom.timezone)


def pairs_of(words: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The values of each key, in the order of the command line. A list key may repeat, any other stands once."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        key, equals, value = word.partition("=")
        key = _ALIASES.get(key, key)
        if not equals or not key:
            raise wrong("no-pair", word=word)
        if key in found and key not in _LISTS:
            raise wrong("twice", field=key)
        found[key] = (*found.get(key, ()), value)
    return found


def assign(article: Article, pairs: Mapping[str, tuple[str, ...]], desk: Desk) -> Article:
    """All the fields of `pairs_of`, set one after the other.

    Raises UsageError: no such field (facts field, known), or a value that it does not take (field, value, hint).
    """
    for key, values in pairs.items():
        article = _assigned(article, key, values, desk)
    return article


def _assigned(article: Article, key: str, values: tuple[str, ...], desk: Desk) -> Article:
    if key in _LISTS:
        return _assign_list(article, key, [line for value in values if (line := clean_line(value))], desk)
    value = values[0]
    if key in _TIMES:
        return edits.set_field(article, key, _time(key, value, desk))
    if key in _LINES:
        return edits.set_field(article, key, value)
    if key.startswith("resources."):
        return assign_photo(article, key, value)
    special = _SPECIAL.get(key)
    if special is None:
        near = get_close_matches(key, KEYS, n=1)
        raise wrong("unknown-field", field=key, known=", ".join(KEYS), near=near[0] if near else "")
    return special(article, value, desk)


def _assign_list(article: Article, key: str, lines: list[str], desk: Desk) -> Article:
    match key:
        case "authors":
            return replace(article, authors=tuple(dict.fromkeys(_author(article, line, desk) for line in lines)))
        case "categories":
            return edits.set_sections(article, [section_path(line, desk.newsroom) for line in lines])
        case "tags":
            return edits.set_field(article, "tags", [_tag(line, desk.newsroom) for line in lines])
        case "corrections":
            return replace(article, corrections=tuple(_correction(article, line, desk) for line in lines))
        case _:
            if lines:
                raise wrong("use-relate", value=lines[0])
            return replace(article, related=())


def section_path(path: str, newsroom: Newsroom) -> str:
    """A section of the newsroom by its full path, or by its name where only one has it.

    Raises UsageError naming the nearest ones. A newsroom that lists none takes any.
    """
    known = [name for name, _ in newsroom.sections.paths()]
    if path in known or not known:
        return path
    named = [name for name in known if name.rpartition("/")[2] == path]
    if len(named) == 1:
        return named[0]
    raise wrong("bad-value", field="section", value=path, hint=", ".join(named or _nearest(path, known)))


def _tag(tag: str, newsroom: Newsroom) -> str:
    if newsroom.new_tags or tag in newsroom.tags:
        return tag
    same = [known for known in newsroom.tags if known.casefold() == tag.casefold()]
    if same:
        return same[0]
    raise wrong("bad-value", field="tags", value=tag, hint=", ".join(_nearest(tag, list(newsroom.tags))))


def _author(article: Article, name: str, desk: Desk) -> Author:
    if name.startswith("@"):
        person = desk.newsroom.person(name[1:])
        if person is None:
            known = [f"@{known.id}" for known in desk.newsroom.people]
            if not known:
                raise wrong("no-people", value=name)
            raise wrong("bad-value", field="authors", value=name, hint=", ".join(_nearest(name, known)))
        return Author(person.byline, person.id)
    return next((author for author in article.authors if author.name == name), Author(name))


def _correction(article: Article, text: str, desk: Desk) -> Correction:
    known = next((correction for correction in article.corrections if correction.text == text), None)
    return known or Correction(moment.written(desk.now), text)


def _time(key: str, value: str, desk: Desk) -> str:
    """A time as it is written in the file; one without an offset is one of the newsroom's zone."""
    text = clean_line(value)
    if not text:
        return ""
    parsed = moment.parse(text, desk.zone)
    if parsed is None:
        raise wrong("bad-value", field=key, value=value, hint=moment.written(desk.now))
    return text if moment.is_written(text) else moment.written(parsed)


def _set_slug(article: Article, value: str, desk: Desk) -> Article:
    if value and slug(value) != value:
        raise wrong("bad-value", field="slug", value=value, hint=slug(value) or "abc-2022")
    return edits.set_field(article, "slug", value)


def _set_lang(article: Article, value: str, desk: Desk) -> Article:
    if not _LANG.match(value):
        raise wrong("bad-value", field="lang", value=value, hint="vi, en")
    return edits.set_field(article, "lang", value)


def _set_canonical(article: Article, value: str, desk: Desk) -> Article:
    if value and not _ADDRESS.match(value):
        raise wrong("bad-value", field="canonical", value=value, hint="https://…")
    return edits.set_field(article, "canonical", value)


def _set_status(article: Article, value: str, desk: Desk) -> Article:
    if value not in set(Status):
        raise wrong("bad-value", field="status", value=value, hint=", ".join(Status))
    return edits.set_field(article, "status", value)


def _set_cover(article: Article, value: str, desk: Desk) -> Article:
    return replace(article, cover=photo_src(article, value) if value else "")


def _set_main_section(article: Article, value: str, desk: Desk) -> Article:
    if not clean_line(value):
        return replace(article, sections=())
    return edits.set_main_section(article, section_path(clean_line(value), desk.newsroom))


def _set_body(article: Article, value: str, desk: Desk) -> Article:
    from editor.source.dialect_read import read_body

    body = read_body(value, article.lang)[0]
    for src, times in Counter(figure.src for figure in figures_of(body)).items():
        if times > 1:  # a photo's file is what its words and its view hang on (format.md 2)
            raise wrong("photo-twice", photo=src)
    return replace(article, body=body)


def _set_note(article: Article, value: str, desk: Desk) -> Article:
    return edits.set_field(article, "note", clean(value))


def _refuse_draft(article: Article, value: str, desk: Desk) -> Article:
    raise wrong("derived-field", field="draft")


_SPECIAL: Mapping[str, Callable[[Article, str, Desk], Article]] = {
    "slug": _set_slug,
    "lang": _set_lang,
    "canonical": _set_canonical,
    "status": _set_status,
    "cover": _set_cover,
    "section": _set_main_section,
    "body": _set_body,
    "note": _set_note,
    "draft": _refuse_draft,
}


def _nearest(value: str, known: Sequence[str]) -> list[str]:
    """Up to five of the known values, those that look alike when marks and case do not count; else the first ones."""
    keys = {search_key(name.rpartition("/")[2]): name for name in reversed(known)}
    keys.update({search_key(name): name for name in known})
    near = get_close_matches(search_key(value), keys, n=5, cutoff=0.5)
    return list(dict.fromkeys(keys[key] for key in near)) or list(known[:5])
