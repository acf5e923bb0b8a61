"""The start: the last workspace, or the welcome screen while there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from editor.app import safe_mode
from editor.app import settings as user_settings
from editor.app.messages import Messages
from editor.app.settings import Settings
from editor.errors import EditorError, FileError
from editor.library.workspace import ARTICLE_FILE, ARTICLES, Workspace
from editor.qt.dialogs.welcome import Welcome
from editor.qt.jobs_bridge import JobsBridge
from editor.qt.main import make_window, system_language, theme_name
from editor.qt.panels.banner import Notice
from editor.qt.single import OneWindow
from editor.qt.surface.clipboard import settle_clipboard
from editor.qt.theme import Theme
from editor.qt.theme.contrast import hints, wanted_by_system
from editor.qt.window import MainWindow
from editor.qt.words import translate_qt
from editor.work import Cancel

SENT = ".standfirst"
"""Ending of an article that comes as one file (`editor.app.sending`)."""
_WELCOME_SIZE = (1100, 720)


class Start:
    """Holds the welcome screen and the window, one after the other."""

    def __init__(self, settings: Settings, problems: tuple[EditorError, ...] = ()) -> None:
        """Args: problems: what was wrong in the person's own settings; told in the window."""
        self.settings = settings
        self._problems = problems
        self.welcome: Welcome | None = None
        self.window: MainWindow | None = None
        self._theme: Theme | None = None
        self._sent: Path | None = None  # an article that came as one file and has no workspace yet
        self._jobs = JobsBridge()
        self._one = OneWindow()
        self._one.asked.connect(self.take)

    def begin(self, path: Path | None) -> None:
        """Show the window on a workspace or one article of it, or the welcome screen when there is none to show.

        An article that somebody sent as one file goes into the last workspace, or into the one that is chosen now.
        """
        if path is not None and path.suffix.lower() == SENT:
            self._sent = path.absolute()
            path = Path(self.settings.workspace) if self.settings.workspace else None
        if path is None:
            self.show_welcome()
            return
        root, named = _named(path)
        self._hold(make_window(self.settings))
        if self.window is None:
            return
        if self.settings.maximized:
            self.window.setWindowState(Qt.WindowState.WindowMaximized)
        self.window.show()
        if self.window.show_workspace(root):
            folder = named or self._last_article(root)
            if folder is not None:
                self.window.open_article(folder)
            if self._sent is not None:
                self.window.intake.import_files([self._sent])
                self._sent = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        hints().contrastPreferenceChanged.connect(self._follow_contrast)

    def _hold(self, window: MainWindow) -> None:
        """The program's window, until another takes its place."""
        self.window = window
        window.renewed.connect(self._hold)
        if self._problems:
            problem, self._problems = self._problems[0], ()
            notice = Notice("warning", window.desk.say("settings.yours"), window.desk.messages.error(problem))
            window.desk.painted.then(lambda: window.desk.noticed.emit(notice))

    def listen(self) -> None:
        """Later starts come to this one. It is also time to ask for newer versions, where somebody wants that."""
        self._one.listen()
        if self.window is not None and not safe_mode.is_on():
            from editor.qt.updating import look_for_update

            look_for_update(self.window)

    def take(self, path: Path | None) -> None:
        """Another start was given this path: the window comes up with it."""
        window = self.window
        if window is None:
            if path is not None:
                self.begin(path)
                if self.welcome is not None:
                    self.welcome.close()
            return
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if path is None or window.shell.is_busy():
            return
        if path.suffix.lower() == SENT:
            window.intake.import_files([path])
            return
        root, folder = _named(path)
        workspace = window.desk.workspace
        there = (workspace is not None and workspace.root == root) or window.show_workspace(root)
        if there and folder is not None:
            window.open_article(folder)

    def _last_article(self, root: Path) -> Path | None:
        """The one that was open when the window was last closed on this workspace."""
        if safe_mode.is_on() or not self.settings.article or str(root) != self.settings.workspace:
            return None
        folder = root / ARTICLES / self.settings.article
        return folder if folder.is_dir() else None

    def keep_text(self) -> None:
        """Something unforeseen has happened: first of all, what is typed goes into the journal."""
        if self.window is not None:
            self.window.desk.saver.keep()

    def tell_crash(self, report: Path) -> None:
        """A report lies on this computer: say so, with a way to send it in, and go on."""
        window = self.window
        if window is not None:
            say = window.desk.say
            send = window.actions_.by_id["report.open"].trigger
            notice = Notice("danger", say("crash"), say("crash.hint", file=report), say("report.open"), send)
            window.desk.noticed.emit(notice)

    def show_welcome(self) -> None:
        """Offer to make, open or try a workspace."""
        messages = Messages.load(self.settings.lang or system_language())
        theme = Theme.load(theme_name(self.settings), self.settings.zoom / 100)
        theme.apply()
        translate_qt(messages.lang)
        old, self._theme = self.welcome, theme
        self.welcome = Welcome(theme, messages, _documents())
        self.welcome.setWindowTitle(messages.say("app"))
        self.welcome.resize(*_WELCOME_SIZE)
        self.welcome.begun.connect(self._begun)
        self.welcome.language_chosen.connect(self._speak)
        self.welcome.show()
        if old is not None:
            old.close()
            old.deleteLater()

    def end(self) -> None:
        """Keep what is on the clipboard when the program goes."""
        self._one.close()
        self._jobs.close()
        settle_clipboard()

    def _begun(self, choice: str, folder: Path) -> None:
        welcome = self.welcome
        if welcome is None:
            return
        lang = self.settings.lang or Messages.load(system_language()).lang
        welcome.setEnabled(False)

        def make(cancel: Cancel) -> Workspace:
            if choice == "open":
                return Workspace.open(folder)
            return Workspace.init(folder, sample=choice == "sample", lang=lang)

        self._jobs.run("begin", make, lambda workspace: self._enter(workspace, welcome), self._refused)

    def _enter(self, workspace: Workspace, welcome: Welcome) -> None:
        self.settings = self.settings.with_workspace(workspace.root)
        self.begin(workspace.root)
        welcome.close()

    def _refused(self, error: EditorError) -> None:
        if self.welcome is not None:
            self.welcome.setEnabled(True)
            self.welcome.complain(Messages.load(self.settings.lang or system_language()).error(error))

    def _speak(self, lang: str) -> None:
        self.settings = replace(self.settings, lang=lang)
        self.show_welcome()
        try:
            user_settings.save(self.settings)
        except FileError as error:
            if self.welcome is not None:
                self.welcome.complain(Messages.load(lang).error(error))

    def _follow_system(self) -> None:
        if self.window is not None and self.window.desk.settings.theme == "system":
            theme = self.window.desk.theme
            theme.switch(theme_name(self.window.desk.settings), contrast=theme.contrast)

    def _follow_contrast(self) -> None:
        if self.window is not None:
            theme = self.window.desk.theme
            theme.switch(theme.name, contrast=wanted_by_system())


def _documents() -> Path:
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()


def _named(path: Path) -> tuple[Path, Path | None]:
    """A workspace, and the article's folder where an `article.md` was opened from a file manager."""
    if path.name != ARTICLE_FILE:
        return path, None
    try:
        workspace, folder = Workspace.of_article(path)
    except EditorError:
        return path, None  # the window says why
    return workspace.root, folder
