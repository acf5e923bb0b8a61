"""Everything that is to be said about an article: what its reader met, and what the checks find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.checks import regraded, run_checks
from editor.checks.run import in_reading_order
from editor.model.blocks import figures_of

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


def review(opened: Opened, newsroom: Newsroom, now: datetime) -> tuple[Finding, ...]:
    """The reader's findings and the checks', in reading order, graded by the newsroom."""
    return review_edited(opened, opened.article, newsroom, now)


def review_edited(opened: Opened, article: Article, newsroom: Newsroom, now: datetime) -> tuple[Finding, ...]:
    """`review` for an article as it stands on the page by now; `opened` says where it lives and what was read.

    Its photos are looked at, so call it off the window's thread. `now` is aware; an embargo is measured against it.
    """
    found = run_checks(article, newsroom, look_at_photos(opened.folder, article), now)
    return in_reading_order((*regraded(opened.findings, newsroom), *found), article)


def look_at_photos(folder: Path, article: Article) -> Mapping[str, ImageAsset | EditorError]:
    """What lies under the `src` of every photo of the article, the cover included. Reads files unless it knows them."""
    from editor.app.photos import photo_cache
    from editor.images.catalog import look

    used = dict.fromkeys(figure.src for figure in figures_of(article.body))
    return look(folder, [src for src in (*used, article.cover) if src], photo_cache())
