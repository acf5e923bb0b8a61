"""What can be done with an article of the library without opening it: a copy, the bin and back, link, folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from editor.errors import EditorError
from editor.library.listing import Listed
from editor.qt.when_free import when_free

if TYPE_CHECKING:
    from editor.library.bin import BinEntry
    from editor.library.workspace import Workspace
    from editor.qt.window import MainWindow
    from editor.work import Cancel

_MENU = (
    *("", "article.duplicate", "older.open", "", "article.copy_link", "article.reveal", ""),
    "article.delete",
)


def attach(window: MainWindow) -> LibraryTool:
    return LibraryTool(window)


class LibraryTool(QObject):
    """Acts on the row at hand where the library has the focus or its menu is open, else on the open article."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk

    def act(self, verb: str) -> None:
        folder = self.folder()
        if folder is None:
            return
        {
            "duplicate": self._duplicate,
            "delete": self._throw_away,
            "copy-link": self._copy_link,
            "reveal": self._reveal,
        }[verb](folder)

    def is_on(self, verb: str) -> bool:
        return False

    def can(self, verb: str) -> bool:
        return self.folder() is not None

    def folder(self) -> Path | None:
        """The article that is meant."""
        library = self._window.library
        row = library.current() if library is not None and library.view.hasFocus() else None
        if row is not None:
            return row.folder
        session = self._desk.session
        if session is not None:
            return session.folder
        row = library.current() if library is not None else None
        return row.folder if row is not None else None

    def show_menu(self, listed: Listed, place: QPoint) -> None:
        """What the right mouse button or the menu key offers for a row."""
        window, actions = self._window, self._window.actions_
        window.library.view.setFocus()
        actions.refresh()
        menu = QMenu(window)
        menu.addAction(self._desk.say("library.open")).triggered.connect(lambda: window.open_article(listed.folder))
        for ident in _MENU:
            if not ident:
                menu.addSeparator()
            elif ident in actions.by_id:
                menu.addAction(actions.by_id[ident])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _duplicate(self, folder: Path) -> None:
        desk, workspace = self._desk, self._desk.workspace
        if workspace is None:
            return
        self._window.flush()

        def make(cancel: Cancel) -> Path:
            from editor.app.copies import keep_as_article

            article = workspace.load(folder).article
            headline = desk.say("library.copy-of", headline=article.headline or folder.name)
            return keep_as_article(workspace, folder, article, headline, datetime.now(UTC))

        def made(copy: Path) -> None:
            desk.refresh()
            when_free(self._window, lambda: self._window.open_article(copy))

        def duplicate() -> None:
            desk.saver.jobs.run(("duplicate", folder), make, made, desk.report)

        if desk.session is not None and desk.session.folder == folder:
            desk.saver.when_saved(duplicate)  # with what was typed while a save was on its way
        else:
            duplicate()

    def _throw_away(self, folder: Path) -> None:
        """Into the bin, with a way back; an open article is saved and closed first."""
        desk, workspace = self._desk, self._desk.workspace
        if workspace is None:
            return
        was_open = desk.session is not None and desk.session.folder == folder
        if was_open:
            self._window.flush()
            desk.saver.save_now()
            desk.close_article()
            desk.session_opened.emit()

        def throw(cancel: Cancel) -> BinEntry:
            from editor.library.bin import throw_away

            return throw_away(workspace, folder, datetime.now(UTC))

        def thrown(entry: BinEntry) -> None:
            desk.refresh()
            words = desk.say("library.binned", headline=entry.headline)
            desk.toast(words, lambda: self._bring_back(workspace, entry, open_it=was_open), icon="trash")

        def failed(error: EditorError) -> None:
            desk.report(error)
            if was_open:
                when_free(self._window, lambda: self._window.open_article(folder))

        desk.saver.jobs.run(("bin", folder), throw, thrown, failed)

    def _bring_back(self, workspace: Workspace, entry: BinEntry, *, open_it: bool) -> None:
        desk = self._desk

        def restore(cancel: Cancel) -> Path:
            from editor.library.bin import restore

            return restore(workspace, entry)

        def restored(folder: Path) -> None:
            desk.refresh()
            if open_it:
                when_free(self._window, lambda: self._window.open_article(folder))

        desk.saver.jobs.run(("restore", entry.name), restore, restored, desk.report)

    def _copy_link(self, folder: Path) -> None:
        """Its address on the paper's site where that is known, else its folder."""
        desk, workspace = self._desk, self._desk.workspace
        opened = desk.attempt(lambda: workspace.load(folder)) if workspace is not None else None
        if opened is None:
            return
        article, site = opened.article, desk.newsroom.url
        link = article.canonical or (f"{site}/{article.slug}" if site and article.slug else str(folder))
        QGuiApplication.clipboard().setText(link)
        desk.toast(desk.say("library.link-copied", link=link), icon="link")

    def _reveal(self, folder: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
