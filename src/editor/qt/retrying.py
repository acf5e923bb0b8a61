"""An article that could not be written is tried again by itself: once its folder takes a file, it has the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor.errors import ChangedOnDiskError, EditorError
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.qt.saving import SaveState

_FIRST, _LONGEST = 5_000, 60_000  # ms between two tries; they grow where a folder takes a file but not the article
_ROOM = 256 * 1024  # bytes: more than an article


class Retry(QObject):
    """Quiet: a banner that somebody has read does not come back every five seconds, and nobody's turn is taken.

    Two texts are not tried again: those somebody has to compare.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._wait = _FIRST
        self._timer.timeout.connect(self._try)
        desk.saver.failed.connect(self._failed)
        desk.saver.state_changed.connect(self._state_changed)

    def _failed(self, error: EditorError, folder: Path) -> None:
        session = self._desk.session
        if session is not None and session.folder == folder and not isinstance(error, ChangedOnDiskError):
            self._timer.start(self._wait)
            self._wait = min(self._wait * 2, _LONGEST)

    def _state_changed(self, state: SaveState) -> None:
        if state.kind == "saved":
            self._wait = _FIRST
            self._timer.stop()

    def _try(self) -> None:
        session = self._desk.session
        if session is not None and self._desk.saver.state.kind == "holding":
            folder = session.folder
            self._desk.jobs.run("retry", lambda cancel: takes_files(folder, cancel), self._tried, self._not_yet)

    def _tried(self, takes: bool) -> None:
        if takes and self._desk.saver.state.kind == "holding":
            self._desk.saver.save_now()
        else:
            self._not_yet()

    def _not_yet(self, error: EditorError | None = None) -> None:
        """It has been said already; the next try comes as soon as this one did."""
        if self._desk.session is not None and self._desk.saver.state.kind == "holding":
            self._timer.start(_FIRST)


def takes_files(folder: Path, cancel: Cancel) -> bool:
    """Whether a file as large as an article can be written there now. Raises EditorError when it cannot."""
    from editor.files import mark, write_new, writing

    if not folder.is_dir():
        return False
    probe = folder / f".standfirst-{mark()}.tmp"
    with writing(folder):
        try:
            write_new(probe, b"\n" * _ROOM, sync=False)
        finally:
            probe.unlink(missing_ok=True)
    return True
