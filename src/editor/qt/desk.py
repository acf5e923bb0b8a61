"""What is open: a workspace, an article, its saver and its checks. Panels look at this; the window owns it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.messages import Messages
from editor.app.session import DocumentSession
from editor.app.settings import Settings
from editor.errors import ChangedOnDiskError, EditorError
from editor.library.listing import Listed, thumbnail_of
from editor.library.workspace import Opened, Saved, Workspace
from editor.model.article import Article
from editor.model.newsroom import Newsroom
from editor.qt.checking import Checker
from editor.qt.holding import Hold
from editor.qt.jobs_bridge import JobsBridge
from editor.qt.panels.banner import Notice
from editor.qt.panels.thumbnails import Thumbnails
from editor.qt.saving import Saver
from editor.qt.theme import Theme

T = TypeVar("T")
_AFTER_PAINT = 30  # ms: the page is shown before the library is read


class Desk(QObject):
    """The open workspace and article. Everything slow runs in `jobs`; everything that goes wrong becomes a notice."""

    workspace_opened = Signal()
    listed = Signal(tuple)  # of Listed
    session_opened = Signal()
    article_changed = Signal(object)  # Change
    noticed = Signal(object)  # Notice
    export_moved = Signal(int, int, str)  # progress of the worker: done, of how many, which file

    def __init__(self, theme: Theme, messages: Messages, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.messages = messages
        self.settings = settings
        self.jobs = JobsBridge(self)
        self.thumbnails = Thumbnails(self.jobs, self)
        self.saver = Saver(self)
        self.checker = Checker(self.jobs, self)
        self._hold = Hold(self.saver.jobs, self)
        self.workspace: Workspace | None = None
        self.newsroom = Newsroom()
        self.session: DocumentSession | None = None
        self.articles: tuple[Listed, ...] = ()
        self._end: Callable[[], None] | None = None
        self._listing = QTimer(self)
        self._listing.setSingleShot(True)
        self._listing.setInterval(_AFTER_PAINT)
        self._listing.timeout.connect(self.refresh)
        self.saver.failed.connect(self._save_failed)
        self.saver.saved.connect(self._saved)
        self.checker.failed.connect(self.report)
        self._hold.taken.connect(self._held_elsewhere)

    def say(self, code: str, **facts: object) -> str:
        """A sentence of the window, in its language."""
        return self.messages.say(code, **facts)

    def open_workspace(self, path: Path) -> None:
        """Raises WorkspaceMissingError; the list of articles arrives later by `listed`."""
        workspace = Workspace.open(path)
        self.close_article()
        newsroom, problems = workspace.settings()
        self.workspace, self.newsroom = workspace, newsroom
        self.settings = self.settings.with_workspace(workspace.root)
        self.articles = ()
        self.workspace_opened.emit()
        self._listing.start()
        if problems:
            self._settings_problem(problems[0])

    def refresh(self) -> None:
        """Read the list of articles again."""
        workspace = self.workspace
        if workspace is None:
            return
        self.jobs.run("list", lambda cancel: workspace.list(), self._show_list, self.report)

    def open_article(self, folder: Path) -> None:
        """Open an article, saving the one before. Raises NoArticleError, FormatError, FileUnreadableError."""
        workspace = self.workspace
        if workspace is None or (self.session is not None and self.session.folder == folder):
            return
        opened = workspace.load(folder)
        self.close_article()
        session = DocumentSession(folder, opened.article, self.newsroom, opened.content_hash)
        self.session = session
        self._end = session.subscribe(self.article_changed.emit)
        self.saver.attach(workspace, session)
        self.checker.attach(opened, session)
        self._hold.take(workspace.root, folder, opened.article)
        self.session_opened.emit()
        self._recover(opened)

    def close_article(self) -> None:
        """Save and put away what is open."""
        if self.session is None:
            return
        self.saver.detach()
        self.checker.detach()
        self._hold.release()
        if self._end is not None:
            self._end()
        self.session = None

    def new_article(self) -> Path | None:
        """An empty article, open; None when it could not be made."""
        if self.workspace is None:
            return None
        folder = self.attempt(self._create)
        if folder is not None:
            self.attempt(lambda: self.open_article(folder))
            self.refresh()
        return folder

    def edit(self, change: Callable[[Article], Article], gesture: str = "", origin: str = "details") -> None:
        """Change the open article from a panel, as one undo step (or one with others of its gesture)."""
        session = self.session
        if session is not None:
            self.attempt(lambda: session.apply(change(session.article), origin, gesture))

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Do something that may fail for a reason that a person understands; the reason is shown."""
        try:
            return act()
        except EditorError as error:
            self.report(error)
            return None

    def report(self, error: EditorError, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show an error inside the window."""
        self.noticed.emit(Notice("danger", "", self.messages.error(error), action, act))

    def is_busy(self) -> bool:
        """Whether anything that was asked for is still on its way: for tests and pictures."""
        waiting = self._listing.isActive() or self.checker.is_waiting() or self._hold.is_waiting()
        return waiting or self.jobs.is_busy() or self.saver.jobs.is_busy()

    def close(self) -> None:
        """Save and let go of everything; afterwards nothing runs any more."""
        self.saver.finish()
        self.close_article()
        self.saver.close()
        self.jobs.close()

    def _create(self) -> Path:
        if self.workspace is None:
            raise AssertionError
        return self.workspace.create(Article(lang=self.newsroom.lang), datetime.now(UTC))

    def _show_list(self, listed: tuple[Listed, ...]) -> None:
        self.articles = listed
        self.listed.emit(listed)

    def _saved(self, saved: Saved) -> None:
        """The line of the open article in the list; the others are not read again for it."""
        session = self.session
        if session is None or not saved.written:
            return
        for finding in saved.findings:
            self.noticed.emit(Notice("warning", "", self.messages.finding(finding)))
        line = _line(session.folder, session.article)
        others = tuple(item for item in self.articles if item.folder != session.folder)
        self._show_list((line, *others))

    def _save_failed(self, error: EditorError) -> None:
        if isinstance(error, ChangedOnDiskError):
            self.noticed.emit(
                Notice("warning", "", self.messages.error(error), self.say("conflict.take"), self._take_disk)
            )
        else:
            self.report(error, self.say("action.retry"), self.saver.save_now)

    def _take_disk(self) -> None:
        """Show what stands on the disk; undo brings back what stood here, and saves it over."""
        workspace, session = self.workspace, self.session
        if workspace is None or session is None:
            return
        opened = self.attempt(lambda: workspace.load(session.folder))
        if opened is not None:
            session.reload(opened.article, opened.content_hash)
            self.noticed.emit(Notice("info", self.say("conflict.taken"), self.say("conflict.taken-hint")))

    def _recover(self, opened: Opened) -> None:
        """What was typed and never saved comes back as an edit: undo gives the file's text."""
        from editor.library.journal import newer_than_saved
        from editor.source.reader import read

        kept = self.attempt(lambda: newer_than_saved(opened.folder))
        session = self.session
        if kept is None or session is None:
            return
        found = self.attempt(lambda: read(kept.text))
        if found is None:
            return
        article = found[0]
        when = self.messages.moment(kept.written)

        def take() -> None:
            session.apply(article, "disk")

        if kept.base_hash == opened.content_hash:
            take()
            self.noticed.emit(Notice("info", self.say("recovered", when=when), self.say("recovered.hint")))
        else:
            notice = Notice("warning", self.say("kept", when=when), self.say("kept.hint"), self.say("kept.take"), take)
            self.noticed.emit(notice)

    def _held_elsewhere(self, error: EditorError) -> None:
        self.noticed.emit(Notice("warning", "", self.messages.error(error)))

    def _settings_problem(self, problem: object) -> None:
        from editor.source.newsroom import SettingsProblem

        if isinstance(problem, SettingsProblem):
            self.noticed.emit(Notice("warning", "", self.say(problem.code, **problem.facts)))


def _line(folder: Path, article: Article) -> Listed:
    """The list's line of an article that was saved just now."""
    section = article.sections[0] if article.sections else ""
    status, now = str(article.status), datetime.now(UTC)
    return Listed(folder, article.id, article.headline, status, section, article.date, now, thumbnail_of(article))
