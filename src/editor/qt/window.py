"""The main window: the parts, where they stand, and what happens when it closes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from editor.app.messages import Messages
from editor.app.session import Change, DocumentSession
from editor.app.settings import Settings
from editor.errors import EditorError, WorkspaceMissingError
from editor.qt.actions import BLOCK_KINDS, Actions
from editor.qt.areas import Areas
from editor.qt.bookmarks import Bookmarks, come_back, leave
from editor.qt.desk import Desk
from editor.qt.intake import WindowIntake
from editor.qt.later import Later
from editor.qt.page import SurfacePage
from editor.qt.panels.banner import Banner, Notice
from editor.qt.panels.bars import FormatBar, StatusBar, TopBar
from editor.qt.panels.empty import EmptyState
from editor.qt.panels.late import make_details, make_library, show_toast
from editor.qt.panels.parts import Area, give_field
from editor.qt.places import Places
from editor.qt.remembering import LEAST_SIZE, remember, restore
from editor.qt.shell import WindowShell
from editor.qt.surface import Surface
from editor.qt.tab_order import step
from editor.qt.theme import Theme, ThemeName
from editor.qt.theme.icon_store import icon_store
from editor.qt.tools import Toolbox

if TYPE_CHECKING:
    from editor.qt.panels.details import DetailsPanel
    from editor.qt.panels.library import LibraryPanel

_LIST_FIRST = 400  # ms that the details wait for the list: whoever starts the program looks for an article
_STAYS = {"settings", "left"}  # notices that another article does not make needless
_PLACEHOLDERS = ("headline", "standfirst", "paragraph", "caption", "attribution", "box_title")


class MainWindow(QMainWindow):
    """One workspace, one open article. `session` is the DocumentSession of the open article, None without one.

    `renewed` carries the window that takes this one's place, in another language or size of words.
    """

    renewed = Signal(object)  # MainWindow

    def __init__(self, theme: Theme, messages: Messages, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.desk = Desk(theme, messages, settings, self)
        self.surface = Surface(theme, self)
        self.page = SurfacePage(self.surface)
        self.intake = WindowIntake(self)
        self.shell = WindowShell(self)
        self.places = Places(self)
        self.actions_ = Actions(self, self, messages, settings.keys)
        self.banner = Banner(theme, messages.say("close"), theme.px(12))
        self._library = Later(lambda: make_library(self))
        self._details = Later(lambda: make_details(self))
        self.top_bar = TopBar(self.desk, self.actions_.by_id, self.actions_.menus(self))
        self.format_bar = FormatBar(self.desk, self.actions_.by_id, BLOCK_KINDS)
        self.status_bar = StatusBar(self.desk)
        self._pages = QStackedWidget()
        words = (messages.say(f"page.{part}") for part in ("none", "new", "none-hint"))
        self._none_open = EmptyState(theme, "file-text", *words)
        self.toast = self.desk.toast
        self.bookmarks = Bookmarks()
        self.areas = Areas(theme, self._library, self._page_area(), self._details)
        self._build()
        self._connect()
        restore(self)
        self._leaving = False
        self.successor: MainWindow | None = None
        self.desk.painted.then(self._library.panel)
        self.desk.painted.then(self._details.panel, at_last=_LIST_FIRST)
        self.tools = Toolbox(self)
        self.actions_.refresh()

    @property
    def library(self) -> LibraryPanel:
        return self._library.panel()

    @property
    def details(self) -> DetailsPanel:
        return self._details.panel()

    @property
    def session(self) -> DocumentSession | None:
        return self.desk.session

    def _build(self) -> None:
        self.setWindowTitle(self.desk.say("app"))
        self.setMinimumSize(*LEAST_SIZE)
        self.surface.setObjectName("surface")
        self.surface.setAccessibleName(self.desk.say("page"))
        self.surface.set_words({kind: self.desk.say(f"placeholder.{kind}") for kind in _PLACEHOLDERS})
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.areas, 1)
        column.addWidget(self.status_bar)
        self.setCentralWidget(central)

    def _page_area(self) -> QWidget:
        area = Area("pageArea")
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.format_bar)
        column.addWidget(self.banner)
        self._none_open.acted.connect(self.actions_.by_id["article.new"].trigger)
        self._none_open.hide()
        waiting = QWidget()
        QVBoxLayout(waiting).addWidget(self._none_open)
        self._pages.addWidget(waiting)
        self._pages.addWidget(self.surface)
        self._pages.setMinimumHeight(1)  # the page scrolls before a banner loses its words
        column.addWidget(self._pages, 1)
        return area

    def _connect(self) -> None:
        desk = self.desk
        desk.noticed.connect(self.banner.show_notice)
        desk.settled.connect(self.banner.settle)
        desk.toasted.connect(lambda said: show_toast(self, said))
        desk.workspace_opened.connect(self._workspace_opened)
        self.actions_.refreshed.connect(self.format_bar.show_kind)
        self.actions_.refreshed.connect(self._show_photo)
        desk.leaving.connect(self._leave)
        desk.session_opened.connect(self._opened)
        desk.listed.connect(lambda listed: self._invite())
        desk.article_changed.connect(self._article_changed)
        desk.checker.found.connect(lambda findings: self.actions_.refresh_at_once())
        self.surface.caret_moved.connect(self.actions_.refresh_soon)
        self.surface.files_dropped.connect(self.intake.take)
        self.surface.menu_asked.connect(self.shell.show_page_menu)
        desk.theme.changed.connect(self.shell.draw_page)
        self.status_bar.checks_asked.connect(lambda: self.areas.set_shown("details", shown=True))
        self.areas.turned.connect(self._turned)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def show_workspace(self, path: Path) -> bool:
        """Open a workspace; whether it is there. A missing one is told inside the window, with a way to try again."""
        try:
            self.desk.open_workspace(path)
        except WorkspaceMissingError as error:
            self.desk.report(error, self.desk.say("action.retry"), lambda: self.show_workspace(path))
            return False
        except EditorError as error:
            self.desk.report(error)
            return False
        return True

    def open_article(self, folder: Path) -> bool:
        """Open an article of the workspace; whether that was possible. The one before is saved."""
        self.desk.attempt(lambda: self.desk.open_article(folder))
        return self.session is not None and self.session.folder == folder

    def flush(self) -> None:
        """What is being typed becomes part of the article."""
        if self.session is not None:
            self.page.commit_preedit()

    def _leave(self) -> None:
        """Whoever puts the article away: it has every word, and the place is kept."""
        give_field()
        self.flush()
        leave(self)

    def leave(self) -> None:
        """Close, with what could not be saved in the journal."""
        self._leaving = True
        self.close()

    def use_theme(self, name: ThemeName) -> None:
        self.desk.settings = replace(self.desk.settings, theme=name)
        self.desk.theme.switch(name, contrast=self.desk.theme.contrast)

    def _workspace_opened(self) -> None:
        self.banner.clear()
        if self.desk.workspace is not None:
            self.desk.attempt(self.bookmarks.save)
            self.bookmarks.open(self.desk.workspace.root)
        self._opened()

    def _opened(self) -> None:
        session = self.session
        if self.banner.notice is not None and self.banner.notice.about not in _STAYS:
            self.banner.clear()
        self._pages.setCurrentIndex(1 if session is not None else 0)
        self.format_bar.setVisible(session is not None)
        if self._details.is_made():
            self.details.show_session()
        self.surface.show_session(session)
        come_back(self)
        if session is not None:
            self.desk.settings = replace(self.desk.settings, article=session.folder.name)
        self._name()
        self.actions_.refresh()

    def _name(self) -> None:
        headline = self.session.article.headline if self.session is not None else ""
        app = self.desk.say("app")
        self.setWindowTitle(f"{headline} – {app}" if headline else app)

    def _article_changed(self, change: Change) -> None:
        self.actions_.refresh_soon()
        if change.before.headline != change.after.headline:
            self._name()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        self.actions_.refresh_at_once()

    def _show_photo(self) -> None:
        """The photo under the caret is the one that the details speak of."""
        src = self.page.current_photo() if self.session is not None and self._details.is_made() else ""
        if src:
            self.details.choose_photo(src)

    def _invite(self) -> None:
        """What to do while nothing is open; an empty library beside the page says it already."""
        self._none_open.setVisible(bool(self.desk.articles) or not self.areas.is_shown("library"))

    def _turned(self) -> None:
        narrow = self.areas.is_drawer("details")
        self.top_bar.set_narrow(narrow)
        self.status_bar.set_narrow(not self.areas.is_shown("details"))
        self._invite()
        self.actions_.refresh_soon()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step(self, forward=forward)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.flush()
            self.desk.saver.save_now()
        elif event.type() == QEvent.Type.ActivationChange and self.desk.painted.is_over():
            self.desk.look_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turned()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save first. What cannot be saved is kept in the journal, and the person decides, each time anew."""
        self.flush()
        if not self.desk.saver.finish() and not self._leaving:
            say = self.desk.say
            self.desk.noticed.emit(
                Notice("danger", say("leave.unsaved"), say("leave.kept"), say("leave.anyway"), self.leave)
            )
            event.ignore()
            return
        leave(self)
        self.desk.attempt(self.bookmarks.save)
        remember(self)
        icon_store().keep()
        self.desk.close()
        super().closeEvent(event)
