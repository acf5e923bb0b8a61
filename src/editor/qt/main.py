"""Starts the window."""

from __future__ import annotations

import gc
import sys
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from editor.app import safe_mode
from editor.app import settings as user_settings
from editor.app.messages import Messages
from editor.app.settings import Settings
from editor.qt.single import reach
from editor.qt.theme import Theme, ThemeName
from editor.qt.theme.contrast import wanted_by_system
from editor.qt.window import MainWindow
from editor.qt.words import translate_qt

_SETTLED = 300  # ms after the start: the window has been painted, nobody waits for what is done now
_TURN = 0.0005  # seconds for which a thread that computes may keep the window waiting; Python's own are ten times that


def open_window(workspace: Path, settings: Settings | None = None) -> MainWindow:
    """The main window on a workspace, shown. A QApplication must exist.

    Args:
        settings: the user's, read from their file when not given.
    """
    settings = settings or user_settings.load().settings
    window = make_window(settings)
    window.show()
    window.show_workspace(workspace)
    return window


def make_window(settings: Settings) -> MainWindow:
    """The main window with nothing open."""
    sys.setswitchinterval(_TURN)
    messages = Messages.load(settings.lang or system_language())
    theme = Theme.load(theme_name(settings), settings.zoom / 100)
    theme.still = settings.less_motion
    theme.use_contrast(wanted=wanted_by_system())
    translate_qt(messages.lang)
    window = MainWindow(theme, messages, settings)
    theme.apply()  # once, on the finished window: with a style sheet in force, every widget put in costs twice
    return window


def run(workspace: Path | None, lang: str = "") -> int:
    """The program with a window; its exit code. Without a workspace the last one opens, or the welcome screen."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    if find_spec("PySide6.QtWebEngineCore") is not None:  # the extra "preview" wants it said before anything is drawn
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(app, QApplication):
        app.setStyle("Fusion")
        app.setApplicationName("Standfirst")
        if getattr(sys, "frozen", False):
            app.setDesktopFileName("org.standfirst.Standfirst")  # as packaging/linux names the menu entry
    if reach(workspace):
        return 0  # the window that runs already has it
    loaded = user_settings.load(lang=lang)
    settings = loaded.settings
    path = workspace or (Path(settings.workspace) if settings.workspace else None)
    from editor.qt.crashing import CrashHandler
    from editor.qt.start import Start

    start = Start(settings, loaded.problems)
    crashes = CrashHandler(start.keep_text, start.tell_crash)
    crashes.install()
    safe_mode.begin()
    start.begin(path)
    QTimer.singleShot(_SETTLED, start.listen)
    QTimer.singleShot(_SETTLED, keep_what_is_there)
    code = app.exec()
    start.end()
    safe_mode.ended()
    crashes.remove()
    return code


def keep_what_is_there() -> None:
    """Garbage is looked for from now on, and never among what the start has made: it is there to the end."""
    gc.freeze()
    gc.enable()


def system_language() -> str:
    """The language of this computer's user, "vi" or another tag."""
    from PySide6.QtCore import QLocale

    return QLocale.system().name()


def theme_name(settings: Settings) -> ThemeName:
    """Light or dark, as chosen or as the system is."""
    if settings.theme == "dark":
        return "dark"
    if settings.theme == "light":
        return "light"
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"
