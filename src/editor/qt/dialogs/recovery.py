"""Texts that no save has confirmed, each beside what its file says, with their times. Nothing is replaced by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shiboken6 import isValid

from editor.app.recovering import Unsaved, put_away, unsaved_texts
from editor.app.session import DocumentSession
from editor.app.versioning import keep_opened
from editor.library.workspace import Workspace
from editor.model.article import Article
from editor.qt.desk import Desk
from editor.qt.dialogs.texts import Legend, Pair, Text, TextsSheet
from editor.qt.panels.banner import Notice
from editor.work import Cancel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor.qt.dialogs.sheet import Sheet
    from editor.qt.window import MainWindow


class RecoverySheet(TextsSheet):
    """Every unsaved text of the workspace: take it, keep it as an article of its own, or leave what was saved."""

    def __init__(self, desk: Desk, window: MainWindow, workspace: Workspace) -> None:
        say = desk.say
        super().__init__(desk, window, say("recovery.title"), Legend("recovery.gone", "recovery.new"))
        self.setObjectName("recoverySheet")
        self.subtitle.setText(say("recovery.hint"))
        self.subtitle.show()
        self._window, self._workspace = window, workspace
        self._found: tuple[Unsaved, ...] = ()
        self.footer.addStretch()
        self.leave_button = self.add_action("", say("recovery.leave"), self._leave)
        self.copy_button = self.add_action("", say("texts.copy"), self._copy, icon="copy-plus")
        self.take_button = self.add_action("primary", say("recovery.take"), self._take)
        self.list.currentRowChanged.connect(lambda row: self._allow(on=True))
        self._look()

    def _look(self) -> None:
        journal = self._desk.saver.journal
        own = journal.path if journal is not None and journal.is_ours else None
        self._allow(on=False)
        self._desk.saver.jobs.run(
            "unsaved", lambda cancel: unsaved_texts(self._workspace, own), self.list_texts, self._failed
        )

    def list_texts(self, found: tuple[Unsaved, ...]) -> None:
        """Show these."""
        self._found = found
        self.show_texts([self._text(item) for item in found], self._desk.say("recovery.none"))
        self._allow(on=bool(found))
        self.refit()

    def _text(self, item: Unsaved) -> Text:
        say, messages = self._desk.say, self._desk.messages
        when = messages.moment(item.kept.written)
        if item.saved is None:
            hint = say("recovery.gone-article")
        else:
            hint = say("recovery.saved", when=_saved_at(item, messages.moment))
        return Text(
            item.article.headline or item.folder.name,
            f"{say('recovery.typed', when=when)}\n{hint}",
            lambda: _pair(item),
        )

    def _allow(self, *, on: bool) -> None:
        item = self._chosen_item()
        self.leave_button.setEnabled(on and item is not None)
        self.copy_button.setEnabled(on and item is not None)
        self.take_button.setEnabled(on and item is not None and item.saved is not None)

    def _chosen_item(self) -> Unsaved | None:
        return self._found[self.chosen] if 0 <= self.chosen < len(self._found) else None

    def _take(self) -> None:
        """What is saved becomes a version, the unsaved text the next state of the article: one undo step away."""
        item = self._chosen_item()
        if item is None or item.saved is None or not self._window.open_article(item.folder):
            return
        session, saved = self._desk.session, item.saved

        def keep(cancel: Cancel) -> None:
            keep_opened(self._workspace, saved, "replaced", datetime.now(UTC))
            put_away(self._workspace, item, datetime.now(UTC))

        def done(nothing: None) -> None:
            if session is not None and session is self._desk.session:
                _apply(session, item.article)
            self._settle("recovery.taken")

        self._run(keep, done)

    def _copy(self) -> None:
        item = self._chosen_item()
        if item is not None:
            self._allow(on=False)
            self._desk.disk.keep_copy(
                item.folder, lambda: item.article, lambda: self._put_away(item, ""), self._refusal()
            )

    def _leave(self) -> None:
        item = self._chosen_item()
        if item is not None:
            self._put_away(item, "recovery.left")

    def _put_away(self, item: Unsaved, told: str) -> None:
        self._run(lambda cancel: put_away(self._workspace, item, datetime.now(UTC)), lambda nothing: self._settle(told))

    def _run(self, work: Callable[[Cancel], None], done: Callable[[None], None]) -> None:
        if isValid(self):
            self._allow(on=False)
        self._desk.saver.jobs.run("recovery", work, done, self._refusal())

    def _settle(self, told: str) -> None:
        """On to the next text, or away when there is none."""
        say = self._desk.say
        self._desk.settled.emit("unsaved")
        if told:
            self._desk.noticed.emit(Notice("success", say(told), say("versions.there")))
        if len(self._found) > 1 and isValid(self):
            self._look()
        else:
            self.leave()


def _pair(item: Unsaved) -> Pair:
    return (item.saved.article if item.saved is not None else Article()), item.article


def _apply(session: DocumentSession, article: Article) -> None:
    session.seal()
    session.apply(replace(article, lastmod=session.article.lastmod), "disk")


def _saved_at(item: Unsaved, moment: Callable[[datetime], str]) -> str:
    """When the file was written, as the disk says it."""
    try:
        written = (item.folder / "article.md").stat().st_mtime
    except OSError:
        return "?"
    return moment(datetime.fromtimestamp(written, UTC))


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget] | None:
    if window.desk.workspace is None:
        return None
    sheet = RecoverySheet(window.desk, window, window.desk.workspace)
    return sheet, sheet.view
