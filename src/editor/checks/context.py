"""What a rule may look at: the article, and what is known about its newsroom, its photos and the time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from editor.checks.pieces import Photo, Piece, photos_of, pieces_of
from editor.errors import EditorError
from editor.model.article import Article
from editor.model.finding import Finding, Place, Severity
from editor.model.house_style import NO_STYLE, HouseStyle
from editor.model.newsroom import Newsroom

if TYPE_CHECKING:
    from editor.images.asset import ImageAsset

Assets: TypeAlias = "Mapping[str, ImageAsset | EditorError]"
"""What was found under each photo's `src`; a photo that nobody has looked at yet is absent and is not judged."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known around an article.

    `is_ours` tells whether an article of this id is in the workspace; without it nobody knows. `advice` asks for the
    rules that only advise; newsroom.yaml can ask for each of them.
    """

    house_style: HouseStyle = NO_STYLE
    is_ours: Callable[[str], bool] | None = None
    advice: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found, before the newsroom says how grave it is."""

    place: Place
    facts: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """One article under its checks, with what several rules need worked out once."""

    article: Article
    newsroom: Newsroom
    now: datetime
    assets: Assets = field(default_factory=lambda: MappingProxyType({}))
    photos: tuple[Photo, ...] = ()
    pieces: tuple[Piece, ...] = ()
    known: Known = field(default_factory=Known)

    @classmethod
    def of(cls, article: Article, newsroom: Newsroom, assets: Assets, now: datetime, known: Known) -> Context:
        return cls(article, newsroom, now, assets, photos_of(article), pieces_of(article), known)

    @property
    def zone(self) -> tzinfo:
        """The newsroom's time zone; that of `now` when the system does not know it."""
        try:
            return ZoneInfo(self.newsroom.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            return self.now.tzinfo or UTC


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for.

    Its words stand in resources/messages/*/checks.toml under the code. `newsroom.yaml` may change the severity.
    """

    code: str
    severity: Severity
    find: Callable[[Context], Iterator[Fault]]
    advice: bool = False  # asked for in the window, elsewhere only when newsroom.yaml grades it

    def findings(self, context: Context) -> Iterator[Finding]:
        """Nothing when the newsroom has switched the rule off."""
        graded = context.newsroom.severities
        severity = graded.get(self.code, self.severity)
        if severity is None or (self.advice and not context.known.advice and self.code not in graded):
            return
        for fault in self.find(context):
            yield Finding(self.code, severity, fault.place, fault.facts)
