"""Where the page and the disk say different things: changed elsewhere, not written, left over from a crash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.errors import ChangedOnDiskError, EditorError, NoArticleError, TakenOverError
from editor.files import digest, read_bytes
from editor.library.workspace import Opened, Workspace
from editor.qt.keeping import VersionKeeper
from editor.qt.panels.banner import Notice
from editor.qt.recovering import Recovery
from editor.qt.retrying import Retry
from editor.qt.watching import Watcher
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.session import DocumentSession
    from editor.model.article import Article
    from editor.qt.desk import Desk


class Reconciler(QObject):
    """Says so and offers one step. Whichever text is shown, the other is one undo, a journal or a version away."""

    library_touched = Signal()
    asked = Signal(str)  # a sheet that shows two texts: "conflict", "recovered", "recovery"
    gone = Signal(object)  # DocumentSession: the workspace is there, the article's folder is not

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        watcher = Watcher(desk.jobs, self)
        self.watch_library, self.watch_article = watcher.watch_library, watcher.watch_article
        self.is_waiting, self.stop = watcher.is_waiting, watcher.stop
        self.versions = VersionKeeper(desk)
        self.recovery = Recovery(desk)
        self.recovery.asked.connect(self.asked)
        watcher.article_touched.connect(self.look)
        watcher.library_touched.connect(self.library_touched)
        self.retry = Retry(desk)
        desk.saver.failed.connect(self._save_failed)

    def look(self) -> None:
        """Take the open article's file when it says something else now, unless there is text that it lacks."""
        workspace, session = self._desk.workspace, self._desk.session
        if workspace is None or session is None or self._desk.saver.is_saving():
            return  # our own save looks at the file itself
        folder, known = session.folder, session.content_hash
        self._desk.jobs.run(
            "disk", lambda cancel: _changed(workspace, folder, known), lambda opened: self._show(opened, known), _unread
        )

    def recover(self, opened: Opened) -> None:
        """An article has been opened: keep its file's text as a version, take up what no save has confirmed."""
        self.versions.opened(opened)
        self.recovery.recover(opened)

    def keep_copy(
        self,
        source: Path,
        article: Callable[[], Article],
        done: Callable[[], object],
        failed: Callable[[EditorError], None],
    ) -> None:
        """Make a text an article of its own, in a worker, and offer to open it.

        Args: source: the folder with its photos. article: reads the text; may raise EditorError.
        """
        desk, workspace = self._desk, self._desk.workspace
        if workspace is None:
            return
        suffix = desk.say("texts.copy-suffix")

        def make(cancel: Cancel) -> Path:
            from editor.app.copies import keep_as_article

            text = article()
            headline = f"{text.headline} ({suffix})".strip()
            return keep_as_article(workspace, source, text, headline, datetime.now(UTC))

        def made(folder: Path) -> None:
            desk.refresh()
            notice = Notice(
                "success", desk.say("texts.copied"), folder.name, desk.say("texts.open"), lambda: self._reopen(folder)
            )
            desk.noticed.emit(notice)
            done()

        desk.jobs.run(("copy", source), make, made, failed)

    def _show(self, opened: Opened | None, known: str) -> None:
        """Args: known: the hash of the file as it was known when it was looked at."""
        desk, session = self._desk, self._desk.session
        if opened is None or session is None or session.folder != opened.folder or desk.saver.is_saving():
            return
        if session.content_hash != known:
            self.look()  # it was saved after it was read: this is what it said before
            return
        if session.is_modified:
            desk.saver.save_now()  # finds two texts, says so, keeps both
            return
        session.reload(opened.article, opened.content_hash)
        desk.checker.reread(opened)
        desk.noticed.emit(Notice("info", desk.say("disk.newer"), desk.say("disk.newer-hint")))

    def _save_failed(self, error: EditorError, folder: Path) -> None:
        """What happened, that the text is kept, what can be done; an article that was left offers to come back."""
        desk, say, session = self._desk, self._desk.say, self._desk.session
        if session is None or session.folder != folder:
            notice = Notice(
                "danger",
                say("save.left"),
                desk.messages.error(error),
                say("save.reopen"),
                lambda: self._reopen(folder),
                about="left",
            )
        elif isinstance(error, ChangedOnDiskError):
            notice = Notice(
                "warning",
                say("changed-on-disk"),
                say("changed-on-disk.hint"),
                say("texts.compare"),
                lambda: self.asked.emit("conflict"),
                "disk",
            )
        elif isinstance(error, TakenOverError):
            notice = Notice("warning", "", desk.messages.error(error), about="disk")
        elif isinstance(error, NoArticleError):
            self._tell_gone(session)
            return
        else:
            notice = self._again(desk.messages.error(error))
        desk.noticed.emit(notice)

    def _tell_gone(self, session: DocumentSession) -> None:
        """Either a drive is gone and will come back, or somebody has renamed, moved or deleted just this folder."""
        desk, workspace = self._desk, self._desk.workspace
        if workspace is None:
            return
        sentence = desk.say("save.gone", folder=session.folder.name)

        def still_there(_: object) -> None:
            if desk.session is session:
                self.gone.emit(session)

        def away(error: EditorError) -> None:
            desk.noticed.emit(self._again(sentence))

        desk.jobs.run("gone", lambda cancel: workspace.check_there(), still_there, away)

    def _again(self, sentence: str) -> Notice:
        say = self._desk.say
        act = self._desk.saver.save_now
        return Notice("danger", say("save.failed"), sentence, say("action.retry"), act, about="disk")

    def _reopen(self, folder: Path) -> None:
        self._desk.attempt(lambda: self._desk.open_article(folder))


def _changed(workspace: Workspace, folder: Path, known: str) -> Opened | None:
    """What the article's file says now, None when it says what is known."""
    if digest(read_bytes(workspace.article_file(folder))) == known:
        return None
    return workspace.load(folder)


def _unread(error: EditorError) -> None:
    """A file that cannot be read just now: the next save says why, and keeps the text."""
