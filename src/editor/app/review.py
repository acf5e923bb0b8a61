"""Everything that is to be said about an article: what its reader met, and what the checks find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.checks import Known, regraded, run_checks
from editor.checks.run import in_reading_order
from editor.model.blocks import figures_of
from editor.model.finding import Severity
from editor.model.ignoring import Ignored, decision_on, ignored_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from editor.errors import EditorError
    from editor.images.asset import ImageAsset
    from editor.library.workspace import Opened
    from editor.model.article import Article
    from editor.model.finding import Finding
    from editor.model.newsroom import Newsroom
    from editor.source.settings_tree import SettingsProblem


@dataclass(frozen=True, slots=True)
class Review:
    """What is open, in reading order; what somebody decided to leave, with the decision; what the house style's file
    holds that cannot be used."""

    findings: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, Ignored], ...] = ()
    problems: tuple[SettingsProblem, ...] = ()


def review(opened: Opened, newsroom: Newsroom, now: datetime) -> tuple[Finding, ...]:
    """The reader's findings and the checks', in reading order, graded by the newsroom, without the ignored ones."""
    return review_edited(opened, opened.article, newsroom, now)


def review_edited(opened: Opened, article: Article, newsroom: Newsroom, now: datetime) -> tuple[Finding, ...]:
    """`review` for an article as it stands on the page by now."""
    return whole_review(opened, article, newsroom, now).findings


def whole_review(
    opened: Opened, article: Article, newsroom: Newsroom, now: datetime, *, advice: bool = False
) -> Review:
    """All that there is to say about an article; `opened` says where it lives and what was read.

    Its photos are looked at, so call it off the window's thread.

    Args:
        now: aware; an embargo is measured against it.
        advice: with the rules that only advise.
    """
    return _whole(opened, article, newsroom, now, advice=advice)


def _whole(
    opened: Opened,
    article: Article,
    newsroom: Newsroom,
    now: datetime,
    *,
    advice: bool = False,
    only: Severity | None = None,
) -> Review:
    from editor.app.house_style import house_style_of, slow_patterns
    from editor.app.own_articles import own_articles

    root = opened.folder.parent.parent
    style, problems = house_style_of(root)
    known = Known(style, own_articles(root), advice)
    checked = run_checks(article, newsroom, look_at_photos(opened.folder, article), now, known, only)
    found = in_reading_order((*regraded(opened.findings, newsroom), *checked), article)
    decisions = ignored_in(article)
    decided = [(finding, decision_on(finding, article, decisions)) for finding in found]
    return Review(
        tuple(finding for finding, decision in decided if decision is None),
        tuple((finding, decision) for finding, decision in decided if decision is not None),
        (*problems, *slow_patterns(style)),
    )


def blockers(opened: Opened, newsroom: Newsroom, now: datetime) -> tuple[Finding, ...]:
    """Of `review`, what stops an export; nothing else is looked for."""
    findings = _whole(opened, opened.article, newsroom, now, only=Severity.BLOCKER).findings
    return tuple(finding for finding in findings if finding.severity is Severity.BLOCKER)


def look_at_photos(folder: Path, article: Article) -> Mapping[str, ImageAsset | EditorError]:
    """What lies under the `src` of every photo of the article, the cover included. Reads files unless it knows them."""
    from editor.app.photos import photo_cache
    from editor.images.catalog import look

    used = dict.fromkeys(figure.src for figure in figures_of(article.body))
    sources = [src for src in (*used, article.cover) if src]
    return look(folder, sources, photo_cache()) if sources else {}
