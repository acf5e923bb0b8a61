"""An open article: the value, its history, what is saved, and who wants to know of changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.errors import FormatError
from editor.library.undo import Kept
from editor.model.article import Article, Author, Related
from editor.model.history import START, Caret, History, Step
from editor.model.newsroom import Newsroom
from editor.text import moment

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from editor.library.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Change:
    """What observers get. `origin` says who made the change, so that nobody answers an echo.

    Origins: "page", "details", "photo", "undo", "redo", "save", "disk"; callers may add others.
    """

    before: Article
    after: Article
    origin: str


@dataclass(frozen=True, slots=True)
class PendingSave:
    """An article on its way to the disk: what to write, over which file."""

    folder: Path
    article: Article
    expected_hash: str


Observer = Callable[[Change], None]


class DocumentSession:
    """One open article. All edits pass through `apply`, so that undo crosses text, photos, tags and order."""

    def __init__(self, folder: Path, article: Article, newsroom: Newsroom, content_hash: str = "") -> None:
        """Args: content_hash: of article.md as it was read, for the next save."""
        self.folder = folder
        self.newsroom = newsroom
        self.content_hash = content_hash
        self.caret: Caret = START
        self.kept = Kept()  # what former sessions can still undo and redo
        self._history = History(article)
        self._saved = article
        self._observers: list[Observer] = []
        self._source: Callable[[], object] | None = None
        self._taking_in = False

    @property
    def article(self) -> Article:
        """The article as the page shows it: what the page has not handed over yet is taken in first."""
        self._take_in()
        return self._history.present

    def take_from(self, source: Callable[[], object] | None) -> None:
        """Ask this page, whenever somebody wants the article, to apply what it has not handed over yet."""
        self._source = source

    def _take_in(self) -> None:
        if self._source is None or self._taking_in:
            return
        self._taking_in = True
        try:
            self._source()
        finally:
            self._taking_in = False

    @property
    def history(self) -> History:
        return self._history

    @property
    def is_modified(self) -> bool:
        """Whether the article says something else than what was opened or saved last."""
        return not _same_content(self.article, self._saved)

    @property
    def can_undo(self) -> bool:
        return bool(self._history.past or self.kept.earlier)

    @property
    def can_redo(self) -> bool:
        return bool(self._history.future or self.kept.later)

    def subscribe(self, observer: Observer) -> Callable[[], None]:
        """Have every change told, in the order of subscription; the returned call ends it."""
        self._observers.append(observer)

        def end() -> None:
            if observer in self._observers:
                self._observers.remove(observer)

        return end

    def apply(self, after: Article, origin: str, gesture: str = "", caret: Caret | None = None) -> bool:
        """Make an edit present; whether anything changed.

        Args:
            gesture: equal non-empty gestures in a row are one undo step.
            caret: where the caret stands after the edit, and where redo puts it.
        """
        before = self._history.present
        came_from = self.caret
        if caret is not None:
            self.caret = caret
        if after == before:
            return False
        self._history = self._history.applied(after, came_from, self.caret, gesture)
        self.kept = replace(self.kept, later=())
        self._tell(before, origin)
        return True

    def seal(self) -> None:
        """End the gesture: the next edit is a new undo step."""
        self._history = self._history.sealed()

    def undo(self) -> bool:
        """Back before the last step; whether there was one."""
        self._take_in()
        self._recall()
        return self._step(self._history.undone(), "undo")

    def _recall(self) -> None:
        """Where this session's own steps end, the next one of the session before takes its place among them."""
        from editor.app.undoing import article_beyond, carets

        history, kept = self._history, self.kept
        try:
            if kept.earlier and not history.past:
                step = kept.earlier[-1]
                before = article_beyond(step, history.present)
                kept = replace(kept, earlier=kept.earlier[:-1])
                history = replace(history, past=(Step(before, history.present, *carets(step)),))
            if kept.later and not history.future:
                step = kept.later[-1]
                after = article_beyond(step, history.present)
                kept = replace(kept, later=kept.later[:-1])
                history = replace(history, future=(Step(history.present, after, *carets(step)),))
        except FormatError:  # written by another release: there is nothing to go to
            kept = Kept()
        self._history, self.kept = history, kept

    def redo(self) -> bool:
        """Forward again over what was undone last; whether there was anything."""
        self._take_in()
        self._recall()
        return self._step(self._history.redone(), "redo")

    def _step(self, stepped: tuple[History, Caret] | None, origin: str) -> bool:
        if stepped is None:
            return False
        before = self._history.present
        self._history, self.caret = stepped
        self._tell(before, origin)
        return True

    def save(self, workspace: Workspace, now: datetime) -> bool:
        """Write the article where it was read; whether anything had to be written.

        `lastmod` moves only when content changed. Raises ChangedOnDiskError, FileUnwritableError, DiskFullError: the
        article stays as it is here, and modified.
        """
        pending = self.begin_save(now)
        if pending is None:
            return False
        self.finish_save(pending, workspace.save(pending.folder, pending.article, pending.expected_hash))
        return True

    def begin_save(self, now: datetime) -> PendingSave | None:
        """What a worker may write; None when the file says it all already."""
        if not self.is_modified:
            return None
        article = self.article
        if _published(article) != _published(self._saved):
            article = replace(article, lastmod=moment.written(now))
        return PendingSave(self.folder, article, self.content_hash)

    def finish_save(self, pending: PendingSave, content_hash: str) -> None:
        """A save has been confirmed. What was typed meanwhile stays modified."""
        self._take_in()  # or whoever asks for the article while this is told would hear of two changes out of order
        self.content_hash = content_hash
        self._saved = pending.article
        before = self._history.present
        if before.lastmod != pending.article.lastmod:
            self._history = self._history.with_present(replace(before, lastmod=pending.article.lastmod))
            self._tell(before, "save")

    def reload(self, article: Article, content_hash: str) -> None:
        """Take what stands on the disk now; one undo step away from what stood here."""
        self._take_in()
        self.content_hash = content_hash
        self._saved = article
        self.apply(article, "disk")

    def _tell(self, before: Article, origin: str) -> None:
        change = Change(before, self._history.present, origin)
        for observer in tuple(self._observers):
            observer(change)


def _same_content(one: Article, other: Article) -> bool:
    """Whether two articles say the same but for the time of their last change."""
    if one.lastmod == other.lastmod:
        return one == other
    return replace(one, lastmod=other.lastmod) == other


def _published(article: Article) -> Article:
    """What a reader of the newspaper could notice: neither the desk's state nor its notes (`model.public`)."""
    return replace(
        article,
        lastmod="",
        note="",
        status=type(article.status).DRAFT,
        authors=tuple(Author(author.name) for author in article.authors),
        resources=tuple(replace(item, reviewed=None, extra=(), params_extra=()) for item in article.resources),
        related=tuple(Related(item.title, item.url, item.id, item.section) for item in article.related),
        extra=(),
        standfirst_extra=(),
    )
