"""Somebody else has taken the open article over: what is typed here from now on goes into a copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from editor.errors import EditorError
from editor.qt.panels.banner import Notice
from editor.qt.when_free import when_free
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.session import Change, DocumentSession
    from editor.library.journal import Journal
    from editor.library.workspace import Workspace
    from editor.model.article import Article
    from editor.qt.window import MainWindow


def go_on_in_a_copy(window: MainWindow, session: DocumentSession) -> None:
    """With what is unsaved at once, else with the first key; the article's file is not written any more."""
    desk = window.desk
    desk.saver.hold_back()
    copying = _Copying(window, session)
    if session.is_modified:
        copying.begin()
        return
    desk.noticed.emit(Notice("warning", desk.say("lease.lost"), desk.say("lease.lost-hint"), about="lease"))

    def changed(change: Change) -> None:
        end()
        if change.origin != "disk":
            QTimer.singleShot(0, window, copying.begin)

    end = session.subscribe(changed)


class _Copying:
    """The journal keeps what is typed until the copy stands; the copy then goes on with it."""

    def __init__(self, window: MainWindow, session: DocumentSession) -> None:
        self._window = window
        self._desk = window.desk
        self._session = session
        self._suffix = f"({window.desk.say('texts.copy-suffix')})"

    def begin(self) -> None:
        desk, session = self._desk, self._session
        workspace = desk.workspace
        if desk.session is not session or workspace is None:
            return
        snapshot, journal = session.article, desk.saver.journal

        def stands(folder: Path) -> None:
            when_free(self._window, lambda: self._made(folder, snapshot, journal))

        key = ("copy", session.folder)
        desk.jobs.run(key, lambda cancel: self._make(workspace, snapshot), stands, desk.report)

    def _make(self, workspace: Workspace, snapshot: Article) -> Path:
        from editor.app.copies import keep_as_article

        return keep_as_article(workspace, self._session.folder, snapshot, self._headline(snapshot), datetime.now(UTC))

    def _made(self, folder: Path, snapshot: Article, journal: Journal | None) -> None:
        desk = self._desk
        self._window.open_article(folder)
        latest = self._session.article  # now it has the word that was still being composed
        copy = desk.session
        if copy is None or copy.folder != folder:
            return
        if latest != snapshot:
            fresh = copy.article
            headline = self._headline(latest)  # somebody may be writing just that
            copy.apply(replace(latest, id=fresh.id, slug=fresh.slug, headline=headline), "disk")
            desk.saver.keep()  # in the copy's own journal before the old one goes
            self._bring_photos(copy)
        if journal is not None:
            desk.saver.jobs.run("old-journal", lambda cancel: journal.discard(), _done, _quiet)
        desk.refresh()
        desk.noticed.emit(Notice("info", desk.say("lease.copied"), desk.say("lease.copied-hint"), about="lease"))

    def _bring_photos(self, copy: DocumentSession) -> None:
        """Those that came into the article while its copy was made."""
        source, article, surface = self._session.folder, copy.article, self._window.surface

        def bring(cancel: Cancel) -> None:
            from editor.app.copies import bring_photos

            bring_photos(source, copy.folder, article)

        self._desk.jobs.run(("photos", copy.folder), bring, lambda _: surface.look_for_photos(), self._desk.report)

    def _headline(self, article: Article) -> str:
        return f"{article.headline} {self._suffix}".strip()


def _done(result: object) -> None:
    """Nothing to tell."""


def _quiet(error: EditorError) -> None:
    """A journal that could not be taken away is offered once more."""
