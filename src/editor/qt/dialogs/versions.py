"""What the article said before: listed, compared with what it says now, brought back as one undo step or as a copy."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from editor.app.session import DocumentSession
from editor.app.versioning import article_of, keep_article, versions_of
from editor.library.versions import Version
from editor.library.workspace import Workspace
from editor.qt.desk import Desk
from editor.qt.dialogs.texts import Legend, Pair, Text, TextsSheet
from editor.qt.panels.banner import Notice
from editor.work import Cancel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor.model.article import Article
    from editor.qt.dialogs.sheet import Sheet
    from editor.qt.window import MainWindow


class VersionsSheet(TextsSheet):
    """The versions of the open article, the last first."""

    def __init__(self, desk: Desk, window: QWidget, workspace: Workspace, session: DocumentSession) -> None:
        super().__init__(desk, window, desk.say("versions.title"), Legend("versions.gone", "versions.new"))
        self.setObjectName("versionsSheet")
        self._workspace, self._session = workspace, session
        self._present = session.article
        self._versions: tuple[Version, ...] = ()
        say = desk.say
        self.footer.addStretch()
        self.copy_button = self.add_action("", say("texts.copy"), self._copy, icon="copy-plus")
        self.restore_button = self.add_action("primary", say("versions.restore"), self._restore)
        self._allow(on=False)
        folder, article = session.folder, self._present
        desk.jobs.run(
            "versions", lambda cancel: versions_of(workspace, folder, article).all(), self._list, self._failed
        )

    def _list(self, versions: tuple[Version, ...]) -> None:
        self._versions = versions
        self._allow(on=bool(versions))
        self.show_texts([self._text(version) for version in versions], self._desk.say("versions.none"))
        self.refit()
        (self.list if len(versions) > 1 else self.view).setFocus()

    def _text(self, version: Version) -> Text:
        say, present = self._desk.say, self._present

        def pair() -> Pair:
            return article_of(version, present), present

        when = self._desk.messages.moment(version.kept)
        return Text(when, say(f"versions.reason.{version.reason}"), pair)

    def _chosen_version(self) -> Version | None:
        return self._versions[self.chosen] if 0 <= self.chosen < len(self._versions) else None

    def _restore(self) -> None:
        """What is here now becomes a version first; then the chosen one is the next state, one undo step away."""
        version = self._chosen_version()
        if version is None:
            return
        workspace, session, desk = self._workspace, self._session, self._desk
        present = session.article

        def read(cancel: Cancel) -> Article:
            after = article_of(version, present)
            keep_article(workspace, session.folder, present, "replaced", datetime.now(UTC))
            return after

        self._allow(on=False)
        desk.jobs.run("restore", read, lambda article: self._restored(version, article), self._refusal())

    def _restored(self, version: Version, article: Article) -> None:
        desk, session = self._desk, self._session
        if desk.session is session:
            session.seal()
            session.apply(article, "versions")
            desk.disk.versions.keep_at_next_save("restored")
            when = desk.messages.moment(version.kept)
            desk.noticed.emit(Notice("success", desk.say("versions.restored", when=when), desk.say("versions.undo")))
        self.leave()

    def _copy(self) -> None:
        version = self._chosen_version()
        if version is None:
            return
        self._allow(on=False)
        present, source = self._present, self._session.folder
        self._desk.disk.keep_copy(source, lambda: article_of(version, present), self.leave, self._refusal())


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget] | None:
    desk = window.desk
    if desk.workspace is None or desk.session is None:
        return None
    sheet = VersionsSheet(desk, window, desk.workspace, desk.session)
    return sheet, sheet.view
