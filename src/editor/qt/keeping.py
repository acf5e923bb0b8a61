"""Keeps versions of the open article at the moments that matter: opened, saved by hand, after a while of editing."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor.errors import EditorError
from editor.library.versions import EVERY, Reason, Version
from editor.library.workspace import Opened, Saved
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.session import PendingSave
    from editor.qt.desk import Desk


class VersionKeeper(QObject):
    """Works beside the journal and the saves, never before them: a share that is slow delays no key."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._last = time.monotonic()
        self._wanted: Reason | None = None
        desk.saver.saved.connect(self._saved)

    def opened(self, opened: Opened) -> None:
        """What the file said when it was opened."""
        self._last = time.monotonic()
        self._wanted = None
        workspace = self._desk.workspace
        if workspace is None:
            return

        def keep(cancel: Cancel) -> Version | None:
            from editor.app.versioning import keep_opened

            return keep_opened(workspace, opened, "opened", datetime.now(UTC))

        desk = self._desk
        desk.painted.now_or_then(lambda: desk.jobs.run(("version", opened.folder), keep, _kept, _quiet))

    def by_hand(self) -> None:
        """Somebody has asked for a save: what the file says after it."""
        session = self._desk.session
        if session is None:
            return
        if session.is_modified or self._desk.saver.is_saving():
            self._wanted = "saved"
        else:
            self._keep(session.folder, "saved")

    def keep_at_next_save(self, reason: Reason) -> None:
        """The next save that is confirmed is a version, for this reason."""
        self._wanted = reason

    def _saved(self, saved: Saved, pending: PendingSave) -> None:
        session = self._desk.session
        if session is None or session.folder != pending.folder:
            return
        if self._wanted is not None:
            reason, self._wanted = self._wanted, None
            self._keep(pending.folder, reason)
        elif saved.written and time.monotonic() - self._last >= EVERY:
            self._keep(pending.folder, "typed")

    def _keep(self, folder: Path, reason: Reason) -> None:
        workspace, session = self._desk.workspace, self._desk.session
        if workspace is None or session is None:
            return
        self._last = time.monotonic()
        article = session.article

        def keep(cancel: Cancel) -> Version | None:
            from editor.app.versioning import keep_saved

            return keep_saved(workspace, folder, article, reason, datetime.now(UTC))

        self._desk.jobs.run(("version", folder), keep, _kept, _quiet)


def _kept(version: Version | None) -> None:
    """Nothing to tell: versions are there when they are looked for."""


def _quiet(error: EditorError) -> None:
    """A version that cannot be kept stops nobody: the file itself says what it says, and the next save tells why."""
