"""An article: what a reporter writes and what a CMS needs to know about it. Frozen values, no input or output."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from editor.model.blocks import Body

SCHEMA = 1
"""The version of the article file and of article.json. A newer one is refused, every older one is read."""


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping of an unknown key's value, order kept."""

    pairs: tuple[tuple[str, Plain], ...] = ()


Plain: TypeAlias = "str | tuple[Plain, ...] | Fields"
"""What a YAML value is to us: text, a list, or a mapping. Scalars are text as it was typed."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A key that we do not know, kept where it stood."""

    key: str
    value: Plain
    after: str = ""  # the key before it in the file, "" when it is the first


class Status(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs. `name` is what is printed (bút danh); `id` is the person in newsroom.yaml and never leaves."""

    name: str
    id: str = ""
    extra: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Crop:
    """A cut-out, in fractions (0–1) of the upright photo's width and height.

    Upright means as its EXIF orientation says, before `Resource.rotate`: turning a photo moves nothing that was marked
    on it. The same holds for `Region` and for the focal point.
    """

    name: str  # the ratio, "16:9"
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a photo, in fractions (0–1) as `Crop` has them."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Resource:
    """What belongs to a photo's file.

    Caption (`title`), alt and credit stand here only for a cover that is not in the body.
    """

    src: str
    title: str = ""
    alt: str = ""
    credit: str = ""
    creator: str = ""
    source: str = ""
    rights: str = ""
    size: str = ""  # "", "column", "wide" or "small"; "" means column
    focus: tuple[float, float] | None = None  # fractions from left and top
    crops: tuple[Crop, ...] = ()
    rotate: int = 0  # degrees clockwise: 0, 90, 180, 270
    blur: tuple[Region, ...] = ()  # made unrecognisable in everything that leaves; the original stays as it came
    decorative: bool = False  # says nothing: an empty alt text is right
    reviewed: bool | None = None  # None: nothing came from the file; False: came from it and nobody has read it yet
    extra: tuple[Extra, ...] = ()  # unknown keys of the resource
    params_extra: tuple[Extra, ...] = ()  # unknown keys of its params

    @property
    def hidden(self) -> tuple[Region, ...]:
        """What nobody shall recognise: `blur`, or all of it where somebody wrote a `blur` that we do not understand."""
        unread = any(extra.key == "blur" for extra in self.params_extra)
        return (Region(0, 0, 1, 1),) if unread else self.blur


@dataclass(frozen=True, slots=True)
class Related:
    """A related item: an outside address (`url`) or an article of ours (`id`), never both."""

    title: str
    url: str = ""
    id: str = ""
    section: str = ""
    origin: str = "picked"  # or "suggested"
    extra: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Seo:
    """Title and description for search engines and social posts, where they differ."""

    title: str = ""
    description: str = ""
    extra: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """Cải chính: what was wrong, dated."""

    date: str
    text: str
    extra: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """Everything about one article.

    Times (`date`, `lastmod`, `embargo`, a correction's date) are ISO 8601 text as typed, "" for none: what somebody
    typed is never rewritten, and a value that is no time is a finding, not a loss. `editor.text.moment` reads them.
    """

    id: str = ""
    lang: str = "vi"
    headline: str = ""
    slug: str = ""
    date: str = ""
    lastmod: str = ""
    kicker: str = ""
    standfirst: str = ""
    dateline: str = ""
    authors: tuple[Author, ...] = ()
    story_type: str = ""
    sections: tuple[str, ...] = ()  # full paths, "Tin tức/Chính trị"; the first is the main section
    tags: tuple[str, ...] = ()
    cover: str = ""  # the lead image's src
    resources: tuple[Resource, ...] = ()
    related: tuple[Related, ...] = ()
    seo: Seo = field(default_factory=Seo)
    canonical: str = ""
    embargo: str = ""
    corrections: tuple[Correction, ...] = ()
    status: Status = Status.DRAFT
    note: str = ""  # to the editor; never leaves
    body: Body = ()
    extra: tuple[Extra, ...] = ()
    standfirst_extra: tuple[Extra, ...] = ()  # unknown keys of the `standfirst` mapping

    def resource(self, src: str) -> Resource:
        """The resource of a file; an empty one when the front matter has none."""
        return next((item for item in self.resources if item.src == src), Resource(src))
