"""Sheets above the window, by name. A sheet's module is imported when it is first opened."""

from __future__ import annotations

from collections.abc import Mapping

SHEETS: Mapping[str, str] = {
    "export": "editor.qt.dialogs.export",
    "keys": "editor.qt.dialogs.keys",
    "link": "editor.qt.dialogs.link",
    "related": "editor.qt.dialogs.related",
}
"""Name → module with `open_sheet(window) -> (the sheet, what gets the focus) or None when there is nothing to show`."""
