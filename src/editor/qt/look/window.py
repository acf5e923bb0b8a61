"""The window as it opens, its tabs, its widths, and the sheets of every day."""

from __future__ import annotations

from editor.qt.look.view import LEAST, NARROW, WIDE, View, nothing

VIEWS = (
    View("main", WIDE, nothing),
    View("photo", WIDE, lambda window: window.details.turn_to(1)),
    View("export", WIDE, lambda window: window.shell.open("export")),
    View("related", WIDE, lambda window: window.shell.open("related")),
    View("link", WIDE, lambda window: window.shell.open("link")),
    View("keys", WIDE, lambda window: window.shell.open("keys")),
    View("narrow", NARROW, nothing),
    View("narrow-details", NARROW, lambda window: window.areas.set_shown("details", shown=True)),
    View("least", LEAST, nothing),
    View("least-export", LEAST, lambda window: window.shell.open("export")),
)
