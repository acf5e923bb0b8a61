"""The checks of the open article: 400 ms after a pause, beside the window, the latest answer wins."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.session import Change, DocumentSession
from editor.library.workspace import Opened
from editor.model.finding import Finding
from editor.model.ignoring import Ignored
from editor.qt.jobs_bridge import JobsBridge

if TYPE_CHECKING:
    from editor.app.review import Review
    from editor.source.settings_tree import SettingsProblem

PAUSE = 400
"""Milliseconds after the last change: nothing reacts inside a word."""

_AT_OPENING = 150  # ms: the page is shown first


class Checker(QObject):
    """Holds the findings of the open article. `found` carries them whenever they were looked for again; what somebody
    decided to leave stands in `ignored`. `faulty` tells once what the house style's file holds that cannot be used.
    """

    found = Signal(tuple)
    faulty = Signal(tuple)  # of SettingsProblem
    failed = Signal(object)  # EditorError

    def __init__(self, jobs: JobsBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._opened: Opened | None = None
        self._session: DocumentSession | None = None
        self.findings: tuple[Finding, ...] = ()
        self.ignored: tuple[tuple[Finding, Ignored], ...] = ()
        self._problems: tuple[SettingsProblem, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)

    def attach(self, opened: Opened, session: DocumentSession) -> None:
        """Look after this session from now on."""
        self._opened, self._session = opened, session
        self.findings, self.ignored = (), ()
        session.subscribe(self._changed)
        self._timer.start(_AT_OPENING)

    def detach(self) -> None:
        self._opened = self._session = None
        self._timer.stop()
        self._jobs.cancel("review")
        self.findings, self.ignored = (), ()

    def reread(self, opened: Opened) -> None:
        """The article's file was read again: what its reader found counts from now on."""
        if self._session is not None:
            self._opened = opened
            self._timer.start(PAUSE)

    def is_waiting(self) -> bool:
        """Whether a change has not been checked yet."""
        return self._timer.isActive()

    def look(self) -> None:
        """Check now."""
        self._timer.stop()
        opened, session = self._opened, self._session
        if opened is None or session is None:
            return
        article, newsroom = session.article, session.newsroom
        from editor.app.review import whole_review

        self._jobs.run(
            "review",
            lambda cancel: whole_review(opened, article, newsroom, datetime.now(UTC), advice=True),
            self._show,
            self.failed.emit,
        )

    def _changed(self, change: Change) -> None:
        if self._session is not None and change.origin != "save":
            self._timer.start(PAUSE)

    def _show(self, review: Review) -> None:
        self.findings, self.ignored = review.findings, review.ignored
        self.found.emit(review.findings)
        if review.problems != self._problems:
            self._problems = review.problems
            if review.problems:
                self.faulty.emit(review.problems)
