"""Texts that no save has confirmed, met when an article or a workspace is opened: told with their times, both kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.errors import EditorError
from editor.library.journal import Journal, Kept
from editor.library.workspace import Opened
from editor.qt.panels.banner import Notice
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.recovering import Unsaved
    from editor.model.article import Article
    from editor.qt.desk import Desk

_LATER = 1500  # ms after a workspace was opened: nothing at the start waits for it


class Recovery(QObject):
    """What was typed over the file as it stands comes back as an edit; anything else is shown beside the file first."""

    asked = Signal(str)  # the name of a sheet

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.before: Article | None = None  # what the file said when the recovered text took its place on the page
        self.written: datetime | None = None  # when that text was written; None while the page shows the file's
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_LATER)
        self._rest.timeout.connect(self._look_for_others)
        desk.workspace_opened.connect(self._rest.start)

    def recover(self, opened: Opened) -> None:
        """Once, when an article has been opened."""
        from editor.source.reader import read

        desk, session, journal = self._desk, self._desk.session, self._desk.saver.journal
        self.before = self.written = None
        kept = desk.attempt(Journal(opened.folder).read)  # not by the saver's: what nobody has seen stays unseen
        if kept is None or session is None or journal is None or kept.text == opened.text:
            return
        found = desk.attempt(lambda: read(kept.text))
        if found is None:
            return
        article = replace(found[0], lastmod=opened.article.lastmod)
        if kept.base_hash == opened.content_hash or article == opened.article:
            journal.read()
            self.before, self.written = opened.article, kept.written
            if session.apply(article, "disk"):
                self._tell_taken(kept)
        else:
            self._tell_kept(kept)

    def _tell_taken(self, kept: Kept) -> None:
        say, when = self._desk.say, self._desk.messages.moment(kept.written)
        sentence = say("recovered.hint")
        compare = say("texts.compare")
        self._desk.noticed.emit(
            Notice("info", say("recovered", when=when), sentence, compare, lambda: self.asked.emit("recovered"))
        )

    def _tell_kept(self, kept: Kept) -> None:
        say, when = self._desk.say, self._desk.messages.moment(kept.written)
        self._desk.noticed.emit(
            Notice(
                "warning",
                say("kept", when=when),
                say("kept.hint"),
                say("texts.compare"),
                lambda: self.asked.emit("recovery"),
            )
        )

    def _look_for_others(self) -> None:
        """Texts of articles that are not open, and of articles that are gone."""
        workspace = self._desk.workspace
        if workspace is None:
            return

        def look(cancel: Cancel) -> tuple[Unsaved, ...]:
            from editor.app.recovering import unsaved_texts
            from editor.library.bin import empty_older
            from editor.library.undo import thin

            thin(workspace.root)
            with suppress(EditorError):  # a bin that cannot be looked at now is emptied another day
                empty_older(workspace, datetime.now(UTC))
            return unsaved_texts(workspace, self._own())

        self._desk.saver.jobs.run("unsaved", look, self._tell_others, _quiet)

    def _own(self) -> Path | None:
        journal = self._desk.saver.journal
        return journal.path if journal is not None and journal.is_ours else None

    def _tell_others(self, found: tuple[Unsaved, ...]) -> None:
        journal = self._desk.saver.journal  # the open article's first text was told when it was opened
        others = [item for item in found if journal is None or item.path != journal.path]
        if not others:
            return
        say = self._desk.say
        self._desk.noticed.emit(
            Notice(
                "warning",
                say("recovery.others", n=len({item.folder for item in others})),
                say("recovery.others-hint"),
                say("recovery.show"),
                lambda: self.asked.emit("recovery"),
                about="unsaved",
            )
        )


def _quiet(error: EditorError) -> None:
    """Journals that cannot be looked at now are there at the next start."""
