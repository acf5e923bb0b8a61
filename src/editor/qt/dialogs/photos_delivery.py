"""The end of the photo sheet: photos are stored in the worker, then put into the article as one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from editor.app.media import Outside, Stored, put_in, store_each
from editor.app.photo_batch import Batch, figure_and_resource
from editor.app.session import DocumentSession
from editor.errors import EditorError
from editor.model.article import Article
from editor.model.blocks import text_of
from editor.qt.desk import Desk
from editor.qt.panels.cover import short
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.qt.window import MainWindow


class Delivery:
    """Puts a batch behind `after` blocks of the article that was open when the sheet was."""

    def __init__(self, window: MainWindow, session: DocumentSession, after: int | None) -> None:
        self._window = window
        self._session = session
        self._after = after

    def start(self, batch: Batch, done: Callable[[], None], failed: Callable[[EditorError], None]) -> None:
        """Store and put in; `failed` when nothing could be stored. What concerns one photo is told in the window."""
        folder = self._session.folder
        outside = [Outside(one.key, one.source, one.name, one.text("caption")) for one in batch.usable]

        def work(cancel: Cancel) -> Stored:
            return store_each(outside, folder, cancel)

        def finish(stored: Stored) -> None:
            done()
            self._put(batch, stored)

        self._window.desk.jobs.run((id(self), "store"), work, finish, failed)

    def cancel(self) -> None:
        self._window.desk.jobs.cancel((id(self), "store"))

    def _put(self, batch: Batch, stored: Stored) -> None:
        window, session = self._window, self._session
        for problem in stored.problems.values():
            window.desk.report(problem)
        if window.session is not session:
            return
        window.flush()
        photos = [(one, stored.srcs[one.key]) for one in batch.usable if one.key in stored.srcs]
        placed = [figure_and_resource(photo, src) for photo, src in photos]
        cover = next((src for photo, src in photos if photo.key == batch.lead), "")
        session.apply(put_in(session.article, placed, self._after, cover), "photo")
        if placed:
            window.details.choose_photo(placed[0][0].src)
            window.places.show_photo(placed[0][0].src)


def place_words(desk: Desk, article: Article, after: int | None) -> str:
    """Where the photos will stand; None: they stand in the article already, which is named."""
    say = desk.say
    if after is None:
        return short(article.headline, 70) or say("library.untitled")
    words = _words_before(article, after)
    if words:
        return say("photos.after", words=short(words, 46))
    return say("photos.here" if after else "photos.first")


def _words_before(article: Article, after: int) -> str:
    """Of the nearest text above a place of the body."""
    for block in reversed(article.body[:after]):
        inline = getattr(block, "inline", None) or getattr(block, "caption", None)
        if inline:
            return " ".join(text_of(inline).split())
    return ""
