"""Pictures of the window, for the eye: `python -m editor.qt.look OUT_DIR [NAME …]`, only the views named if any are.

Every view is drawn in both themes and languages; those in `THOROUGH` also with larger text and on a screen of twice the
pixels. Every state that is drawn here is looked at by a test too (tests/qt/test_look.py).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QWidget

from editor.app.messages import Messages
from editor.app.settings import Settings
from editor.library.workspace import Workspace
from editor.qt.look import blocks, export, library, page, photos, safety, window
from editor.qt.look.preview import draw_preview
from editor.qt.look.settling import pause, settle
from editor.qt.look.view import WIDE, View, nothing
from editor.qt.main import make_window, theme_name
from editor.qt.theme import Theme
from editor.qt.window import MainWindow

_LARGER = 125  # % of the text, as in mock-up 12
_RATIO = "QT_SCALE_FACTOR"  # read by Qt once, when a program starts

_AREAS = (window, page, blocks, photos, export, library, safety)
VIEWS: tuple[View, ...] = tuple(view for area in _AREAS for view in area.VIEWS)
THOROUGH = ("main", "photo-sheet", "export-ready")
"""The views that are drawn in every theme, language, text size and ratio of pixels."""


@contextmanager
def shown(workspace: Path, settings: Settings, view: View) -> Iterator[MainWindow]:
    """The window with the newest article open, in this state, everything that was asked for arrived.

    It stands on a copy of the workspace: what one picture needs is not seen in the next.
    """
    with TemporaryDirectory() as place:
        unheld = shutil.ignore_patterns("leases")  # of a window that stands on the workspace itself
        copy = shutil.copytree(workspace, Path(place) / workspace.name, ignore=unheld)
        window = make_window(settings)
        window.resize(*view.size)
        window.show()
        window.activateWindow()
        window.show_workspace(copy)
        folders = window.desk.workspace.article_folders() if window.desk.workspace is not None else ()
        if folders:
            window.open_article(folders[-1])
        settle(window)
        view.arrange(window)
        settle(window)
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()


@contextmanager
def shown_welcome(settings: Settings) -> Iterator[QWidget]:
    """The first screen."""
    from editor.qt.dialogs.welcome import Welcome

    theme = Theme.load(theme_name(settings), settings.zoom / 100)
    theme.apply()
    welcome = Welcome(theme, Messages.load(settings.lang), Path("/home/lan-chi"))
    welcome.resize(1100, 720)
    welcome.show()
    pause(50)
    try:
        yield welcome
    finally:
        welcome.close()
        welcome.deleteLater()


def draw(out: Path, names: Sequence[str] = ()) -> list[Path]:
    """Every view, or those named, in both themes and languages, as PNG files in `out`; their paths.

    On a screen of twice the pixels only the thorough ones: the others would show nothing new.
    """
    made: list[Path] = []
    twice = os.environ.get(_RATIO) == "2"
    out.mkdir(parents=True, exist_ok=True)

    def save(widget: QWidget, name: str) -> None:
        path = out / f"{name}{'@2x' if twice else ''}.png"
        widget.grab().save(str(path))
        made.append(path)

    views = [view for view in VIEWS if (not names or view.name in names) and (not twice or view.name in THOROUGH)]
    with TemporaryDirectory() as place:
        full, empty = Path(place) / "Bai-viet", Path(place) / "Kho-moi"
        Workspace.init(full, sample=True, lang="vi")
        Workspace.init(empty, sample=False, lang="vi")
        for settings in (Settings(theme=theme, lang=lang) for theme in ("light", "dark") for lang in ("vi", "en")):
            tail = f"{settings.theme}-{settings.lang}"
            for view in views:
                for zoom in (settings.zoom, _LARGER) if view.name in THOROUGH else (settings.zoom,):
                    with shown(full, replace(settings, zoom=zoom), view) as window:
                        save(window, f"{view.name}-{tail}" + (f"-{zoom}" if zoom == _LARGER else ""))
            if not twice and (not names or "empty" in names):
                with shown(empty, settings, View("empty", WIDE, nothing)) as window:
                    save(window, f"empty-{tail}")
            if not twice and (not names or "welcome" in names):
                with shown_welcome(settings) as welcome:
                    save(welcome, f"welcome-{tail}")
        for lang in ("vi", "en") if not twice and (not names or "preview" in names) else ():
            path = out / f"preview-{lang}.png"
            if draw_preview(path, full, lang):
                made.append(path)
    return made


def main(arguments: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(arguments[:1])
    app.setStyle("Fusion")
    names = arguments[2:]
    with TemporaryDirectory() as home:
        os.environ["STANDFIRST_HOME"] = home
        for path in draw(Path(arguments[1]) if len(arguments) > 1 else Path("look"), names):
            sys.stdout.write(f"{path}\n")
    if _RATIO in os.environ or (names and not set(names) & set(THOROUGH)):
        return 0
    sys.stdout.flush()
    again = [sys.executable, "-m", "editor.qt.look", *arguments[1:]]
    return subprocess.run(again, env={**os.environ, _RATIO: "2"}, check=False).returncode
