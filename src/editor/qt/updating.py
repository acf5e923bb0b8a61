"""Once a day, where an administrator has named a place for it: a word in the window when a newer version is there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from editor.app import logbook
from editor.app.updating import Release, announced, is_address, is_due
from editor.errors import EditorError
from editor.qt.panels.banner import Notice
from editor.source.newsroom import machine_file, read_newsroom
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.qt.window import MainWindow


def look_for_update(window: MainWindow) -> None:
    """Beside the window; who is offline is told nothing."""
    desk = window.desk

    def look(cancel: Cancel) -> tuple[Release | None, str]:
        updates = read_newsroom(machine_file())[0].updates
        if not updates.source or not is_due(datetime.now().astimezone().date()):
            return None, ""
        return announced(updates), updates.source

    def came(found: tuple[Release | None, str]) -> None:
        release, source = found
        if release is None or not release.is_newer:
            return
        say = desk.say
        title = say("updates.there", version=release.version)
        action = "" if is_address(source) else say("open-folder")
        note = release.notes.get(desk.messages.lang) or say("updates.ask")
        desk.noticed.emit(Notice("info", title, note, action, (lambda: _open(source)) if action else None, "updates"))

    desk.jobs.run("updates", look, came, _not_now)


def _not_now(error: EditorError) -> None:
    logbook.note(error.code)


def _open(source: str) -> None:
    from editor.qt.delivering import open_place

    open_place(Path(source))
