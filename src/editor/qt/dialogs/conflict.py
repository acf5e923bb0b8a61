"""Somebody else has written the file while it was edited here: both texts shown, both kept, whatever is chosen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from editor.app.session import DocumentSession
from editor.app.versioning import keep_article, keep_opened
from editor.library.workspace import Opened, Workspace
from editor.qt.desk import Desk
from editor.qt.dialogs.texts import Legend, Pair, Text, TextsSheet
from editor.qt.panels.banner import Notice
from editor.work import Cancel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor.model.article import Article
    from editor.qt.dialogs.sheet import Sheet
    from editor.qt.window import MainWindow


class ConflictSheet(TextsSheet):
    """What stands on the disk beside what stands on the page."""

    def __init__(self, desk: Desk, window: QWidget, workspace: Workspace, session: DocumentSession) -> None:
        say = desk.say
        super().__init__(desk, window, say("conflict.title"), Legend("conflict.gone", "conflict.new"))
        self.setObjectName("conflictSheet")
        self.subtitle.setText(say("conflict.hint"))
        self.subtitle.show()
        self._workspace, self._session = workspace, session
        self.footer.addStretch()
        self.copy_button = self.add_action("", say("conflict.copy"), self._copy, icon="copy-plus")
        self.theirs_button = self.add_action("", say("conflict.theirs"), self._take_theirs)
        self.mine_button = self.add_action("primary", say("conflict.mine"), self._keep_mine)
        self.show_texts([Text("", "", self._pair)])

    def _pair(self) -> Pair:
        return self._workspace.load(self._session.folder).article, self._mine()

    def _mine(self) -> Article:
        return self._session.history.present

    def _decide(self, keep: Callable[[Opened, Article], object], then: Callable[[Opened], object]) -> None:
        """Read the file once more, keep as a version what is about to leave, then act on the page."""
        workspace, session, mine = self._workspace, self._session, self._session.article

        def read(cancel: Cancel) -> Opened:
            opened = workspace.load(session.folder)
            keep(opened, mine)
            return opened

        def act(opened: Opened) -> None:
            if self._desk.session is session:
                then(opened)
            self.leave()

        self._allow(on=False)
        self._desk.jobs.run("conflict", read, act, self._refusal())

    def _keep_mine(self) -> None:
        """Their text becomes a version, ours is written over it: now it is known what it is written over."""

        def then(opened: Opened) -> None:
            self._session.content_hash = opened.content_hash
            self._desk.saver.save_now()
            self._tell("conflict.kept-mine")

        self._decide(self._keep_theirs, then)

    def _take_theirs(self) -> None:
        """Our text becomes a version and stays one undo step away."""

        def then(opened: Opened) -> None:
            self._reload(opened)
            self._tell("conflict.kept-theirs")

        self._decide(self._keep_ours, then)

    def _copy(self) -> None:
        """Ours goes on as an article of its own, theirs stays where it is."""
        mine = self._session.article

        def then() -> None:
            self._decide(self._keep_ours, self._reload)

        self._allow(on=False)
        self._desk.disk.keep_copy(self._session.folder, lambda: mine, then, self._refusal())

    def _keep_theirs(self, opened: Opened, mine: Article) -> None:
        keep_opened(self._workspace, opened, "replaced", datetime.now(UTC))

    def _keep_ours(self, opened: Opened, mine: Article) -> None:
        keep_article(self._workspace, self._session.folder, mine, "unsaved", datetime.now(UTC))

    def _reload(self, opened: Opened) -> None:
        self._session.reload(opened.article, opened.content_hash)
        self._desk.checker.reread(opened)

    def _tell(self, code: str) -> None:
        say = self._desk.say
        self._desk.noticed.emit(Notice("success", say(code), say("versions.there")))


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget] | None:
    desk = window.desk
    if desk.workspace is None or desk.session is None:
        return None
    sheet = ConflictSheet(desk, window, desk.workspace, desk.session)
    return sheet, sheet.mine_button
