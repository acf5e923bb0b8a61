"""The window as it opens, its widths, its own sheets, and every control on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.qt.look import components
from editor.qt.look.view import LEAST, NARROW, WIDE, View, nothing

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_MOCKUP = (1024, 640)  # px of mock-ups 08a and 08b


def _alone(window: MainWindow) -> None:
    """The page alone, as in mock-up 08a."""
    window.areas.set_shown("library", shown=False)


def _drawer(window: MainWindow) -> None:
    _alone(window)
    window.areas.set_shown("details", shown=True)


def _newsroom(window: MainWindow) -> None:
    from editor.qt.dialogs.settings import SettingsSheet

    window.shell.open("settings")
    sheet = window.findChild(SettingsSheet)
    if isinstance(sheet, SettingsSheet):
        sheet.tabs.turn_to(1)


def _toast(window: MainWindow) -> None:
    window.toast(window.desk.say("command.fmt.clear"), lambda: None, "undo-2", "Ctrl+Z")


VIEWS = (
    View("main", WIDE, nothing),
    View("photo", WIDE, lambda window: window.details.turn_to(1)),
    View("link", WIDE, lambda window: window.shell.open("link")),
    View("keys", WIDE, lambda window: window.shell.open("keys")),
    View("palette", WIDE, lambda window: window.shell.open("palette")),
    View("settings", WIDE, lambda window: window.shell.open("settings")),
    View("settings-newsroom", WIDE, _newsroom),
    View("guide", WIDE, lambda window: window.shell.open("guide")),
    View("about", WIDE, lambda window: window.shell.open("about")),
    View("workspaces", WIDE, lambda window: window.shell.open("workspaces")),
    View("toast", WIDE, _toast),
    View("mock-08a", _MOCKUP, _alone),
    View("mock-08b", _MOCKUP, _drawer),
    View("narrow", NARROW, nothing),
    View("narrow-details", NARROW, lambda window: window.areas.set_shown("details", shown=True)),
    View("least", LEAST, nothing),
    View("least-settings", LEAST, lambda window: window.shell.open("settings")),
    View("least-keys", LEAST, lambda window: window.shell.open("keys")),
    *components.VIEWS,
)
