"""What is open: a workspace, an article, its saver and its checks. Panels look at this; the window owns it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.messages import Messages
from editor.app.session import DocumentSession, PendingSave
from editor.app.settings import Settings
from editor.errors import EditorError, WorkspaceMissingError
from editor.files import named
from editor.library.listing import Listed
from editor.library.workspace import Saved, Workspace
from editor.model.article import Article
from editor.model.history import START, Caret
from editor.model.newsroom import Newsroom
from editor.qt.catalogue import Catalogue
from editor.qt.checking import Checker
from editor.qt.holding import Hold
from editor.qt.jobs_bridge import JobsBridge
from editor.qt.later import FirstPaint
from editor.qt.panels.banner import Notice
from editor.qt.panels.thumbnails import Thumbnails
from editor.qt.reconciling import Reconciler
from editor.qt.saving import Saver
from editor.qt.theme import Theme

if TYPE_CHECKING:
    from editor.source.settings_tree import SettingsProblem

T = TypeVar("T")


class Desk(QObject):
    """The open workspace and article. Everything slow runs in `jobs`; everything that goes wrong becomes a notice."""

    workspace_opened = Signal()
    listed = Signal(object)  # Sequence of Listed
    leaving = Signal()  # the open article is about to be put away: what is still being typed belongs to it
    session_opened = Signal()
    article_changed = Signal(object)  # Change
    noticed = Signal(object)  # Notice
    settled = Signal(str)  # what notices of this kind were about is over
    toasted = Signal(object)  # Toasted

    def __init__(self, theme: Theme, messages: Messages, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.messages = messages
        self.settings = settings
        self.jobs = JobsBridge(self)
        self.leisure = JobsBridge(self, workers=1)  # what takes minutes and nobody waits for
        self.catalogue = Catalogue(self)
        self.thumbnails = Thumbnails(self.jobs, self)
        self.saver = Saver(self)
        self.checker = Checker(self.jobs, self)
        self.hold = Hold(self.saver.jobs, self)
        self.disk = Reconciler(self)
        self.carets: dict[Path, Caret] = {}  # where each article was left
        self.workspace: Workspace | None = None
        self.newsroom = Newsroom()
        self.session: DocumentSession | None = None
        self.articles: Sequence[Listed] = ()  # every one, the newest first; a line is made when it is looked at
        self._end: Callable[[], None] | None = None
        self._listing = QTimer(self)
        self._listing.setSingleShot(True)
        self.painted = FirstPaint(parent or self)
        self._listing.timeout.connect(self.refresh)
        self.saver.saved.connect(self._saved)
        self.disk.library_touched.connect(self._listing.start)
        self.checker.failed.connect(self.report)
        self.checker.faulty.connect(lambda problems: self._settings_problem(problems[0], len(problems) - 1))

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
        self.catalogue.open(workspace)
        self.workspace_opened.emit()
        self.painted.then(self._listing.start)
        if problems:
            self._settings_problem(problems[0], len(problems) - 1)

    def refresh(self) -> None:
        """Read the list of articles again."""
        workspace = self.workspace
        if workspace is None:
            return
        self.disk.watch_library(workspace.root)
        self.catalogue.refresh(self._list_came, self._list_failed)

    def open_article(self, folder: Path) -> None:
        """Open an article, saving the one before. Raises NoArticleError, FormatError, FileUnreadableError."""
        workspace = self.workspace
        if workspace is None or (self.session is not None and self.session.folder == folder):
            return
        self.saver.settle(folder)  # somebody who comes straight back finds what they have just typed
        opened = workspace.load(folder)
        self.close_article()
        session = DocumentSession(folder, opened.article, self.newsroom, opened.content_hash)
        session.caret = self.carets.get(folder, START)
        self.session = session
        self._end = session.subscribe(self.article_changed.emit)
        self.saver.attach(workspace, session)
        begun = session.history.present
        self.painted.now_or_then(lambda: self.saver.recall(session, begun))
        self.checker.attach(opened, session)
        self.hold.take(workspace.root, folder, opened.article)
        self.disk.watch_article(folder)
        self.session_opened.emit()
        self.disk.recover(opened)

    def close_article(self) -> None:
        """Save and put away what is open."""
        if self.session is None:
            return
        self.leaving.emit()
        self.saver.detach()
        self.carets[self.session.folder] = self.session.caret
        # Before anything is waited for: a save that fails from now on is of an article that was left.
        self.session = None
        self.disk.watch_article(None)
        self.checker.detach()
        self.hold.release()
        if self._end is not None:
            self._end()

    def look_again(self) -> None:
        """Somebody comes back to the window: what may have changed meanwhile is read again."""
        if self.workspace is not None:
            self._listing.start()
            self.disk.look()

    def new_article(self) -> Path | None:
        """An empty article, open; None when it could not be made."""
        workspace = self.workspace
        if workspace is None:
            return None
        folder = self.attempt(lambda: workspace.create(Article(lang=self.newsroom.lang), datetime.now(UTC)))
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
        except OSError as error:
            self.report(named(error))
        return None

    def report(self, error: EditorError, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show an error inside the window."""
        about = "disk" if isinstance(error, WorkspaceMissingError) else ""
        self.noticed.emit(Notice("danger", "", self.messages.error(error), action, act, about))

    def toast(self, words: str, undo: Callable[[], object] | None = None, icon: str = "", keys: str = "") -> None:
        """Say for 8 s what was done, with a way back: `undo`, and the key that does the same ("Ctrl+Z")."""
        from editor.qt.panels.toast import Toasted

        self.toasted.emit(Toasted(words, undo, icon or "circle-check", keys))

    def is_busy(self) -> bool:
        """Whether anything that was asked for is still on its way: for tests and pictures."""
        waiting = (self.painted, self.checker, self.hold, self.disk)
        working = (self.jobs, self.leisure, self.saver.jobs, self.catalogue)
        busy = self._listing.isActive() or any(part.is_busy() for part in working)
        return busy or any(part.is_waiting() for part in waiting)

    def close(self) -> None:
        """Save and let go of everything; afterwards nothing runs any more."""
        self.saver.finish()
        self.close_article()
        self.workspace = None
        self.painted.forget()
        self._listing.stop()
        self.disk.stop()
        self.saver.close()
        self.catalogue.close()
        self.jobs.close()
        self.leisure.close()

    def _list_came(self, listed: Sequence[Listed]) -> None:
        self.settled.emit("list")
        if self.saver.state.kind != "holding":
            self.settled.emit("disk")
        self._show_list(listed)

    def _list_failed(self, error: EditorError) -> None:
        sentence, again = self.messages.error(error), self.say("action.retry")
        self.noticed.emit(Notice("danger", "", sentence, again, self.refresh, about="list"))

    def _show_list(self, listed: Sequence[Listed]) -> None:
        self.articles = listed
        self.listed.emit(listed)

    def _saved(self, saved: Saved, pending: PendingSave) -> None:
        """The line of the article in the list; the others are not read again for it."""
        if self.saver.state.kind != "holding":
            self.settled.emit("disk")
            self.settled.emit("list")
        if not saved.written:
            return
        for finding in saved.findings:
            self.noticed.emit(Notice("warning", "", self.messages.finding(finding)))
        self.catalogue.relearn(pending.folder, self._show_list)

    def _settings_problem(self, problem: SettingsProblem, more: int) -> None:
        title = self.say("settings.problem")
        if more:
            title = self.say("settings.problems", n=more + 1)
        sentence = self.say(problem.code, **problem.facts)
        self.noticed.emit(Notice("warning", title, sentence, about="settings"))
