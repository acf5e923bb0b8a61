"""What the library shows of an article without opening it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from editor.model.blocks import figures_of
from editor.model.finding import FieldPlace, Finding, Severity

if TYPE_CHECKING:
    from editor.errors import EditorError
    from editor.model.article import Article


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the library. An article that cannot be read has a `problem`, and its folder's name as headline."""

    folder: Path
    id: str
    headline: str
    status: str  # "draft", "review", "ready"; "" with a problem
    section: str  # the main section's full path, "" for none
    date: str  # as typed, "" for none
    modified: datetime  # of the file, UTC; the epoch when it cannot be told
    thumbnail: str  # src of the cover or the first photo, "" for none
    problem: EditorError | None = None


def thumbnail_of(article: Article) -> str:
    """The src of the photo that stands for an article: its cover, else its first photo, else ""."""
    return article.cover or next((figure.src for figure in figures_of(article.body)), "")


def of_problem(folder: Path, problem: EditorError) -> Listed:
    """The line of an article that needs attention."""
    try:
        modified = datetime.fromtimestamp(folder.stat(follow_symlinks=False).st_mtime, UTC)
    except OSError:
        modified = datetime.fromtimestamp(0, UTC)
    return Listed(folder, "", folder.name, "", "", "", modified, "", problem)


def newest_first(listed: Iterable[Listed]) -> tuple[Listed, ...]:
    """By the date that the folder's name begins with, then by name."""
    return tuple(sorted(listed, key=lambda item: item.folder.name, reverse=True))


def comments_lost(text: str) -> tuple[Finding, ...]:
    """The finding for a file that is about to be rewritten and whose front matter holds comments."""
    from editor.source.frontmatter import has_comments

    if not has_comments(text):
        return ()
    return (Finding("comment-lost", Severity.WARNING, FieldPlace("")),)
