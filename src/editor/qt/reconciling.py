"""Where the page and the disk say different things: changed elsewhere, not written, left over from a crash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.errors import ChangedOnDiskError, EditorError, NoArticleError
from editor.files import digest, read_bytes
from editor.library.workspace import Opened, Workspace
from editor.qt.panels.banner import Notice
from editor.qt.watching import Watcher

if TYPE_CHECKING:
    from editor.qt.desk import Desk


class Reconciler(QObject):
    """Says so and offers one step. Whichever version is shown, the other is one undo or the journal away."""

    library_touched = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        watcher = Watcher(self)
        self.watch_library, self.watch_article = watcher.watch_library, watcher.watch_article
        self.is_waiting, self.stop = watcher.is_waiting, watcher.stop
        watcher.article_touched.connect(self.look)
        watcher.library_touched.connect(self.library_touched)
        desk.saver.failed.connect(self._save_failed)

    def look(self) -> None:
        """Take the open article's file when it says something else now, unless there is text that it lacks."""
        workspace, session = self._desk.workspace, self._desk.session
        if workspace is None or session is None or self._desk.saver.is_saving():
            return  # our own save looks at the file itself
        folder, known = session.folder, session.content_hash
        self._desk.jobs.run("disk", lambda cancel: _changed(workspace, folder, known), self._show, _unread)

    def recover(self, opened: Opened) -> None:
        """What was typed and never saved comes back as an edit: undo gives the file's text."""
        from editor.library.journal import newer_than_saved
        from editor.source.reader import read

        desk, say, session = self._desk, self._desk.say, self._desk.session
        kept = desk.attempt(lambda: newer_than_saved(opened.folder))
        if kept is None or session is None:
            return
        found = desk.attempt(lambda: read(kept.text))
        if found is None:
            return
        article = found[0]
        when = desk.messages.moment(kept.written)

        def take() -> None:
            session.apply(article, "disk")

        if kept.base_hash == opened.content_hash:
            take()
            desk.noticed.emit(Notice("info", say("recovered", when=when), say("recovered.hint")))
        else:
            notice = Notice("warning", say("kept", when=when), say("kept.hint"), say("kept.take"), take)
            desk.noticed.emit(notice)

    def _show(self, opened: Opened | None) -> None:
        desk, session = self._desk, self._desk.session
        if opened is None or session is None or session.folder != opened.folder or desk.saver.is_saving():
            return
        if opened.content_hash == session.content_hash:
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
                say("changed-on-disk.take"),
                self._take_disk,
                "disk",
            )
        else:
            gone = isinstance(error, NoArticleError)
            sentence = say("save.gone", folder=folder.name) if gone else desk.messages.error(error)
            notice = Notice(
                "danger", say("save.failed"), sentence, say("action.retry"), desk.saver.save_now, about="disk"
            )
        desk.noticed.emit(notice)

    def _reopen(self, folder: Path) -> None:
        self._desk.attempt(lambda: self._desk.open_article(folder))

    def _take_disk(self) -> None:
        """Show what stands on the disk; undo brings back what stood here, and saves it over."""
        desk, session = self._desk, self._desk.session
        workspace = desk.workspace
        if workspace is None or session is None:
            return
        opened = desk.attempt(lambda: workspace.load(session.folder))
        if opened is not None:
            session.reload(opened.article, opened.content_hash)
            desk.checker.reread(opened)
            desk.noticed.emit(Notice("info", desk.say("changed-on-disk.taken"), desk.say("changed-on-disk.taken-hint")))


def _changed(workspace: Workspace, folder: Path, known: str) -> Opened | None:
    """What the article's file says now, None when it says what is known."""
    if digest(read_bytes(workspace.article_file(folder))) == known:
        return None
    return workspace.load(folder)


def _unread(error: EditorError) -> None:
    """A file that cannot be read just now: the next save says why, and keeps the text."""
