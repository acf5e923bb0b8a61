"""Sheets above the window, by name. A sheet's module is imported when it is first opened."""

from __future__ import annotations

from collections.abc import Mapping

SHEETS: Mapping[str, str] = {
    "archive": "editor.qt.dialogs.archive",
    "bin": "editor.qt.dialogs.bin",
    "correction": "editor.qt.dialogs.correction",
    "outbox": "editor.qt.dialogs.outbox",
    "withdraw": "editor.qt.dialogs.withdraw",
    "embed": "editor.qt.dialogs.embed",
    "export": "editor.qt.dialogs.export",
    "grid": "editor.qt.dialogs.grid",
    "about": "editor.qt.dialogs.about",
    "guide": "editor.qt.dialogs.guide",
    "keys": "editor.qt.dialogs.keys",
    "palette": "editor.qt.dialogs.palette",
    "settings": "editor.qt.dialogs.settings",
    "workspaces": "editor.qt.dialogs.workspaces",
    "link": "editor.qt.dialogs.link",
    "photos": "editor.qt.dialogs.photos",
    "related": "editor.qt.dialogs.related",
    "conflict": "editor.qt.dialogs.conflict",
    "recovered": "editor.qt.dialogs.recovered",
    "recovery": "editor.qt.dialogs.recovery",
    "report": "editor.qt.dialogs.report",
    "versions": "editor.qt.dialogs.versions",
}
"""Name → module with `open_sheet(window) -> (the sheet, what gets the focus) or None when there is nothing to show`."""
