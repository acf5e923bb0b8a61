"""The front matter of drafts written for other tools: Hugo, Jekyll, Eleventy (YAML, TOML), Pelican ("Title: …")."""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from editor.errors import FrontMatterError
from editor.ingest.settle import date_of
from editor.model.article import Article, Author, Fields, Plain
from editor.source import frontmatter
from editor.text import fold, moment
from editor.text.clean import clean_line

_NAMES = {
    "title": "headline",
    "headline": "headline",
    "description": "standfirst",
    "standfirst": "standfirst",
    "sapo": "standfirst",
    "summary": "standfirst",
    "excerpt": "standfirst",
    "lead": "standfirst",
    "subtitle": "standfirst",
    "date": "date",
    "published": "date",
    "pubdate": "date",
    "publishdate": "date",
    "slug": "slug",
    "lang": "lang",
    "language": "lang",
    "locale": "lang",
    "tags": "tags",
    "tag": "tags",
    "keywords": "tags",
    "categories": "sections",
    "category": "sections",
    "section": "sections",
    "authors": "authors",
    "author": "authors",
    "byline": "authors",
    "cover": "cover",
    "image": "cover",
    "featured_image": "cover",
    "thumbnail": "cover",
    "kicker": "kicker",
    "canonical": "canonical",
    "canonicalurl": "canonical",
}
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)(?:\n|^)\+\+\+[ \t]*(?:\n|$)", re.S | re.M)
_VALUE = re.compile(r"^([A-Za-z_][\w -]{0,40}:[ \t]+|[ \t]*-[ \t]+(?=[@`%&*!|>\[{]))(\S.*)$", re.M)
_CLOSERS = {'"': '"', "'": "'", "[": "]", "{": "}"}
_BLOCK_MARKS = frozenset({"|", ">", "|-", ">-", "|+", ">+"})
_PERCENT = re.compile(r"(?:%[^\n]*\n){1,3}")
_HOLDERS = frozenset({"params", "extra", "taxonomies"})  # under which Hugo and Zola keep a theme's own fields
_HEADER = re.compile(r"([A-Za-z][\w -]{0,30}):[ \t]*(.*)$")


@dataclass(frozen=True, slots=True)
class Foreign:
    """A draft's fields, as far as we know them, its body, and the keys that mean nothing to us."""

    fields: Mapping[str, Plain] = field(default_factory=dict)
    body: str = ""
    unknown: tuple[str, ...] = ()


def read_foreign_fields(text: str) -> Foreign:
    """Split a draft. Raises FrontMatterError (line, problem) for YAML or TOML that cannot be read."""
    if match := _TOML.match(text):
        return _foreign(_toml(match[1]), text[match.end() :])
    front, body, line = frontmatter.split(text)
    if line:
        return _foreign(_loaded(front, line).pairs, body)
    return _title_block(text) or _headers(text)


def _loaded(front: str, line: int) -> Fields:
    """The fields of a YAML text; where it is none, with the values in quotes that somebody typed without."""
    try:
        return frontmatter.load(front, line=line)
    except FrontMatterError:
        quoted = _VALUE.sub(_quoted, front)
        if quoted == front:
            raise
        with contextlib.suppress(FrontMatterError):
            return frontmatter.load(quoted, line=line)
        raise


def _quoted(match: re.Match[str]) -> str:
    """A value that YAML would take for something else, quoted: "Lũ về: ba xã bị cô lập", "@VTV", "“A” và “B”"."""
    value = match[2].rstrip()
    closer = _CLOSERS.get(value[:1], "")
    if value in _BLOCK_MARKS or (closer and (value.endswith(closer) or closer not in value[1:])):
        return match[0]  # whole, or begun and never ended: that is no text
    return match[1] + json.dumps(value, ensure_ascii=False)


def _title_block(text: str) -> Foreign | None:
    """Pandoc's three lines at the very top: "% title", "% authors", "% date"."""
    match = _PERCENT.match(text)
    if match is None:
        return None
    pairs = zip(("title", "authors", "date"), (line[1:].strip() for line in match[0].strip().split("\n")), strict=False)
    return _foreign(tuple((key, value) for key, value in pairs if value), text[match.end() :])


def article_of(foreign: Foreign) -> Article:
    """An article without a body from the fields."""
    value = foreign.fields
    headline = _text(value.get("headline", ""))
    return Article(
        lang=_text(value.get("lang", "")).replace("_", "-").split("-")[0].lower() or "vi",
        headline=headline,
        slug=fold.slug(_text(value.get("slug", ""))) or fold.slug(headline),
        date=_date(_text(value.get("date", ""))),
        kicker=_text(value.get("kicker", "")),
        standfirst=_text(value.get("standfirst", "")),
        authors=tuple(Author(name) for name in _texts(value.get("authors", ()))),
        sections=_texts(value.get("sections", ())),
        tags=_texts(value.get("tags", ())),
        cover=_text(value.get("cover", "")),
        canonical=_text(value.get("canonical", "")),
    )


def _foreign(pairs: tuple[tuple[str, Plain], ...], body: str) -> Foreign:
    fields: dict[str, Plain] = {}
    unknown: list[str] = []
    for key, value in _opened(pairs):
        name = _NAMES.get(key.strip().lower())
        if name is None or name in fields:
            unknown.append(key)
        elif value not in ("", (), Fields()):
            fields[name] = value
    return Foreign(fields, body, tuple(unknown))


def _opened(pairs: tuple[tuple[str, Plain], ...]) -> Iterator[tuple[str, Plain]]:
    """The pairs, at the end those that a theme's own table holds."""
    inner: list[tuple[str, Plain]] = []
    for key, value in pairs:
        if key.lower() in _HOLDERS and isinstance(value, Fields):
            inner.extend(value.pairs)
        else:
            yield key, value
    yield from inner


def _toml(text: str) -> tuple[tuple[str, Plain], ...]:
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise FrontMatterError(line=int(line[1]) + 1 if line else 1, problem=str(error)) from error
    return tuple((key, _plain(value)) for key, value in table.items())


def _plain(value: object) -> Plain:
    match value:
        case dict():
            return Fields(tuple((str(key), _plain(inner)) for key, inner in value.items()))
        case list():
            return tuple(_plain(item) for item in value)
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def _headers(text: str) -> Foreign:
    """Pelican's and MultiMarkdown's header lines: "Title: …" at the very top, up to the first empty line."""
    lines = text.split("\n")
    pairs: list[tuple[str, Plain]] = []
    at = 0
    while at < len(lines) and lines[at].strip():
        match = _HEADER.match(lines[at])
        if match:
            pairs.append((match[1], match[2].strip()))
        elif pairs and lines[at].startswith(("    ", "\t")):
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {lines[at].strip()}")
        else:
            return Foreign(body=text)
        at += 1
    if not pairs or _NAMES.get(pairs[0][0].lower()) is None or all(key.lower() != "title" for key, _ in pairs):
        return Foreign(body=text)
    return _foreign(tuple(pairs), "\n".join(lines[at:]))


def _text(value: Plain) -> str:
    """One line of a value: a list's first item, a mapping's name, image or src."""
    match value:
        case str():
            return clean_line(value)
        case Fields(pairs=pairs):
            known = {key.lower(): inner for key, inner in pairs}
            return next((_text(known[key]) for key in ("name", "image", "src", "url", "title") if key in known), "")
        case _:
            return _text(value[0]) if value else ""


def _texts(value: Plain) -> tuple[str, ...]:
    """Several names: a list, or one line with semicolons or, where it has none, commas between them."""
    if isinstance(value, str):
        found = [clean_line(part) for part in value.strip().strip("[]").split(";" if ";" in value else ",")]
    elif isinstance(value, Fields):
        found = [_text(value)]
    else:
        found = [_text(item) for item in value]
    return tuple(dict.fromkeys(text for text in found if text))


def _date(text: str) -> str:
    """ISO with "T" where it is a time; anything else as typed."""
    written = re.sub(r"^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?) *", r"\1T\2", text)
    written = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", written) if "T" in written else written
    return written if moment.parse(written) else date_of(text) or text
