"""Where the window stood and how wide its panels were: read at the start, written down at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from editor.app import settings as user_settings

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

FIRST_SIZE = (1440, 900)
LEAST_SIZE = (800, 560)
"""px of the window: at the very first start, and the least that it can be made."""


def restore(window: MainWindow) -> None:
    """Put the window and its panels where they were."""
    settings, areas = window.desk.settings, window.areas
    scale = window.desk.theme.scale
    window.resize(*FIRST_SIZE)
    if len(settings.window) == 4:
        left, top, width, height = settings.window
        window.setGeometry(left, top, max(width, LEAST_SIZE[0]), max(height, LEAST_SIZE[1]))
        areas.set_widths(round(settings.library_width * scale), round(settings.details_width * scale))
    for name, shown in (("library", settings.library_shown), ("details", settings.details_shown)):
        if not areas.is_drawer(name):
            areas.set_shown(name, shown=shown)


def remember(window: MainWindow) -> None:
    """Write down where everything stands, for the next start."""
    desk, areas = window.desk, window.areas
    box = window.normalGeometry()
    library, details = areas.widths()
    desk.settings = replace(
        desk.settings,
        window=(box.left(), box.top(), box.width(), box.height()),
        maximized=bool(window.windowState() & Qt.WindowState.WindowMaximized),
        library_width=round(library / desk.theme.scale),
        details_width=round(details / desk.theme.scale),
        library_shown=areas.wanted("library"),
        details_shown=areas.wanted("details"),
    )
    desk.attempt(lambda: user_settings.save(desk.settings))
