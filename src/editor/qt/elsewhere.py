"""The open article cannot go on in its place: somebody took it over, or its folder is gone. It goes on in another."""

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
    """Somebody has taken over: with what is unsaved at once, else with the first key. The file is written no more."""
    desk = window.desk
    desk.saver.hold_back()
    moving = _Moving(window, session, ("lease.copied", "lease.copied-hint"))
    if session.is_modified:
        moving.begin()
        return
    desk.noticed.emit(Notice("warning", desk.say("lease.lost"), desk.say("lease.lost-hint"), about="lease"))

    def changed(change: Change) -> None:
        end()
        if change.origin != "disk":
            QTimer.singleShot(0, window, moving.begin)

    end = session.subscribe(changed)


def offer_another_place(window: MainWindow, session: DocumentSession) -> None:
    """The workspace is there and the article's folder is not: renamed, moved or deleted by somebody."""
    say = window.desk.say
    sentence = say("gone.hint", folder=session.folder.name)
    go_on = _Moving(window, session, ("gone.copied", "gone.copied-hint"), is_gone=True).begin
    window.desk.noticed.emit(Notice("danger", say("gone.title"), sentence, say("gone.go-on"), go_on, about="disk"))


class _Moving:
    """The journal keeps what is typed until the other place stands; the article there then goes on with it."""

    def __init__(
        self, window: MainWindow, session: DocumentSession, said: tuple[str, str], *, is_gone: bool = False
    ) -> None:
        """Args: said: codes of what is told when it goes on in a copy."""
        self._window = window
        self._desk = window.desk
        self._session = session
        self._said = said
        self._is_gone = is_gone
        self._suffix = f"({window.desk.say('texts.copy-suffix')})"

    def begin(self) -> None:
        desk, session = self._desk, self._session
        workspace = desk.workspace
        if desk.session is not session or workspace is None:
            return
        desk.saver.hold_back()
        snapshot, journal = session.article, desk.saver.journal

        def stands(folder: Path) -> None:
            when_free(self._window, lambda: self._made(folder, snapshot, journal))

        key = ("copy", session.folder)
        desk.jobs.run(key, lambda cancel: self._make(workspace, snapshot), stands, desk.report)

    def _make(self, workspace: Workspace, snapshot: Article) -> Path:
        from editor.app.copies import keep_as_article, moved_to

        session = self._session
        moved = moved_to(workspace, session.folder, snapshot.id, session.content_hash) if self._is_gone else None
        return moved or keep_as_article(
            workspace, session.folder, snapshot, self._headline(snapshot), datetime.now(UTC)
        )

    def _made(self, folder: Path, snapshot: Article, journal: Journal | None) -> None:
        desk = self._desk
        self._window.open_article(folder)
        latest = self._session.article  # now it has the word that was still being composed
        there = desk.session
        if there is None or there.folder != folder:
            return
        fresh, said = there.article, self._said
        if fresh.id == latest.id:
            there.apply(replace(latest, lastmod=fresh.lastmod), "disk")
            said = ("gone.moved", "gone.moved-hint")
        elif latest != snapshot:
            headline = self._headline(latest)  # somebody may be writing just that
            there.apply(replace(latest, id=fresh.id, slug=fresh.slug, headline=headline), "disk")
        desk.saver.keep()  # in the journal of there before the old one goes
        self._bring_photos(there)
        if journal is not None:
            desk.saver.jobs.run("old-journal", lambda cancel: journal.discard(), _done, _quiet)
        desk.settled.emit("disk")
        desk.refresh()
        desk.noticed.emit(Notice("info", desk.say(said[0]), desk.say(said[1]), about="lease"))

    def _bring_photos(self, there: DocumentSession) -> None:
        """Those that came into the article while its other place was made."""
        source, article, surface = self._session.folder, there.article, self._window.surface

        def bring(cancel: Cancel) -> None:
            from editor.app.copies import bring_photos

            bring_photos(source, there.folder, article)

        self._desk.jobs.run(("photos", there.folder), bring, lambda _: surface.look_for_photos(), self._desk.report)

    def _headline(self, article: Article) -> str:
        return f"{article.headline} {self._suffix}".strip()


def _done(result: object) -> None:
    """Nothing to tell."""


def _quiet(error: EditorError) -> None:
    """A journal that could not be taken away is offered once more."""
