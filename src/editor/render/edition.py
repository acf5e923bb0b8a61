"""Everything that the renderers of one bundle share: the article as it leaves, its photos, and where it will stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from editor.model.article import Article
from editor.model.blocks import Figure, figures_of, plain
from editor.model.newsroom import Newsroom
from editor.render.address import may_be_linked
from editor.text.moment import parse, written

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


def language(article: Article, newsroom: Newsroom) -> str:
    """The article's language tag ("vi", "en-GB": BCP 47); the newsroom's when its field holds something else."""
    return next((tag for tag in (article.lang, newsroom.lang) if _LANGUAGE.match(tag)), "vi")


def zone(newsroom: Newsroom) -> tzinfo:
    """Where a time without an offset is meant."""
    try:
        return ZoneInfo(newsroom.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One file of a photo in the bundle; `path` is relative to the page, sizes are pixels."""

    path: str
    width: int
    height: int
    mime: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo's files by format, narrowest first. There is always at least one JPEG."""

    jpegs: tuple[PhotoFile, ...]
    webps: tuple[PhotoFile, ...] = ()
    pieces: Mapping[str, PhotoFile] = field(default_factory=dict)  # of the lead photo: by shape, "16:9"

    @property
    def largest(self) -> PhotoFile:
        return self.jpegs[-1]

    @property
    def shared(self) -> PhotoFile:
        """What a social post shows."""
        return self.pieces.get("1.91:1", self.largest)


@dataclass(frozen=True, slots=True)
class Edition:
    """One article as one bundle holds it.

    Args:
        article: `public(article)`: every `src` names a file of the bundle.
        photos: by that `src`.
        addresses: where related articles of ours stand, by their id.
    """

    article: Article
    slug: str
    newsroom: Newsroom
    photos: Mapping[str, Photo] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The article's language, the newsroom's when the field holds no language tag."""
        return language(self.article, self.newsroom)

    @property
    def address(self) -> str:
        """Where the page will stand: the article's own canonical address or the site's folder of this slug; or ""."""
        canonical = self.article.canonical
        if canonical and may_be_linked(canonical):
            return canonical
        return self.base

    @property
    def base(self) -> str:
        """What makes a path in the bundle absolute; "" when the newsroom names no site."""
        return f"{self.newsroom.url.rstrip('/')}/{self.slug}/" if self.newsroom.url else ""

    @property
    def cover(self) -> Figure | None:
        """The lead image with its words: the chosen one, else the first photo of the body."""
        figures = figures_of(self.article.body)
        src = self.article.cover
        if not src:
            return figures[0] if figures else None
        found = next((figure for figure in figures if figure.src == src), None)
        return found or self.cover_outside_body

    @property
    def cover_outside_body(self) -> Figure | None:
        """A lead image that stands above the text only; its words are those of its resource."""
        src = self.article.cover
        if not src or src not in self.photos or any(figure.src == src for figure in figures_of(self.article.body)):
            return None
        resource = self.article.resource(src)
        return Figure(src, plain(resource.title), resource.credit, resource.alt)

    def moment(self, text: str) -> datetime | None:
        return parse(text, zone(self.newsroom))

    def time(self, text: str) -> str | None:
        """A field's time as ISO text with an offset, None when it holds none."""
        moment = self.moment(text)
        return written(moment) if moment else None
