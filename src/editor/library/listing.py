"""What the library shows of an article without opening it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

from editor.model.article import Resource
from editor.model.blocks import figures_of
from editor.model.finding import FieldPlace, Finding, Severity

if TYPE_CHECKING:
    from editor.errors import EditorError
    from editor.model.article import Article


PLAIN_PHOTO = Resource("")
"""A photo that is shown as it is."""


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
    photo: Resource = PLAIN_PHOTO  # how the thumbnail's photo is turned and blurred, and its focal point


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


def line_of_article(folder: Path, article: Article, modified: datetime) -> Listed:
    """The line of an article that was read. Args: modified: of its file."""
    return Listed(
        folder=folder,
        id=article.id,
        headline=article.headline,
        status=str(article.status),
        section=article.sections[0] if article.sections else "",
        date=article.date,
        modified=modified,
        thumbnail=thumbnail_of(article),
        photo=_marks(article.resource(thumbnail_of(article))),
    )


def _marks(resource: Resource) -> Resource:
    """What of a photo's facts changes how a small picture of it looks."""
    return Resource("", rotate=resource.rotate, blur=resource.hidden, focus=resource.focus)


class Listing(Sequence[Listed]):
    """The lines of a library, the newest first by the date that a folder's name begins with.

    A line is put together when it is asked for: of ten thousand a reader sees ten.
    """

    def __init__(self, articles: Path, kept: bytes) -> None:
        """Args: kept: a folder's name, a slash, what the index keeps of it; in order, with zeros between."""
        self._articles = articles
        self._kept = kept

    @cached_property
    def _lines(self) -> list[bytes]:
        return self._kept.split(b"\0") if self._kept else []

    @overload
    def __getitem__(self, at: int) -> Listed: ...
    @overload
    def __getitem__(self, at: slice) -> Listing: ...
    def __getitem__(self, at: int | slice) -> Listed | Listing:
        if isinstance(at, slice):
            return Listing(self._articles, b"\0".join(self._lines[at]))
        return self._line(self._lines[at])

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Listed]:
        return map(self._line, self._lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self._articles, self._kept))

    def _line(self, kept: bytes) -> Listed:
        from editor.library.tables import listed_of

        folder, _, line = kept.decode("utf-8", errors="surrogatepass").partition("/")
        return listed_of(self._articles / folder, line)


def comments_lost(text: str) -> tuple[Finding, ...]:
    """The finding for a file that is about to be rewritten and whose front matter holds comments."""
    from editor.source.frontmatter import has_comments

    if not has_comments(text):
        return ()
    return (Finding("comment-lost", Severity.WARNING, FieldPlace("")),)
