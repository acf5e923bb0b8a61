"""What the status bar says of the open article: being written, saved, kept beside its file, come back, changed
elsewhere (mock-up 11). It never says more than is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from editor.errors import ChangedOnDiskError, EditorError, NoArticleError
from editor.qt.theme.controls import KeyboardFocus
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_ring

if TYPE_CHECKING:
    from editor.app.session import Change
    from editor.qt.desk import Desk
    from editor.qt.saving import SaveState


@dataclass(frozen=True, slots=True)
class Told:
    """Icon, its colour, the sentence's code and time; `leads` is the sheet that a click opens, "save" to try again."""

    icon: str
    tone: str
    code: str
    time: datetime | None = None
    leads: str = ""


def told(state: SaveState, problem: EditorError | None, restored: datetime | None) -> Told:
    """Args: problem: why the last save failed; restored: when the text was written that a crash had left over."""
    match state.kind:
        case "writing":
            return Told("pencil-line", "text_3", "save.writing")
        case "holding" if isinstance(problem, ChangedOnDiskError):
            return Told("circle-alert", "danger", "save.elsewhere", leads="conflict")
        case "holding" if isinstance(problem, NoArticleError):
            return Told("unplug", "warning", "save.away", leads="save")
        case "holding":
            return Told("hard-drive", "warning", "save.holding", leads="save")
        case "saved" if restored is not None:
            return Told("rotate-ccw-clock", "info", "save.restored", restored, "recovered")
        case _:
            return Told("circle-check", "success", "save.at" if state.at else "save.same", state.at)


class SaveLabel(QAbstractButton):
    """Icon and words; an object of its own, for tests and screen readers: `saveState`.

    It takes the focus only while there is something to do about it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("saveState")
        self._desk = desk
        self._focus = KeyboardFocus()
        self._problem: EditorError | None = None
        self._touched = False  # somebody has written since the article was opened
        self._told = Told("", "", "")
        self.setFont(desk.theme.font("ui_sm"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        desk.saver.state_changed.connect(self._state_changed)
        desk.saver.failed.connect(self._failed)
        desk.session_opened.connect(self._opened)
        desk.article_changed.connect(self._changed)
        self.clicked.connect(self._follow)
        self.show_state()

    @property
    def words(self) -> str:
        return self.text()

    def show_state(self) -> None:
        """Say what is known now."""
        desk = self._desk
        if desk.session is None:
            self._told = Told("", "", "")
            words = ""
        else:
            restored = None if self._touched else desk.disk.recovery.written
            self._told = now = told(desk.saver.state, self._problem, restored)
            words = desk.say(now.code, time=desk.messages.time(now.time)) if now.time else desk.say(now.code)
        leads = bool(self._told.leads)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if leads else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def text_width(self) -> int:
        """px that the words have."""
        return self.width() - self._lead()

    def sizeHint(self) -> QSize:
        if not self.text():
            return QSize(0, self._desk.theme.px(24))
        return QSize(self._lead() + self.fontMetrics().horizontalAdvance(self.text()) + 2, self._desk.theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.text():
            return
        theme, side = self._desk.theme, self._desk.theme.px(16)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_icon(painter, theme, self._told.icon, QPoint(0, (self.height() - side) // 2), side, self._told.tone)
        font = self.font()
        font.setUnderline(bool(self._told.leads) and self.underMouse())
        painter.setFont(font)
        painter.setPen(theme.color("text" if self._told.leads else "text_2"))
        painter.drawText(self.rect().adjusted(self._lead(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus() and self._focus.ring:
            paint_ring(painter, theme, QRectF(self.rect()), theme.radius("sm"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus.note(event)
        super().focusInEvent(event)

    def _lead(self) -> int:
        return self._desk.theme.px(16) + self._desk.theme.px(6)

    def _state_changed(self, state: SaveState) -> None:
        if state.kind != "holding":
            self._problem = None
        self.show_state()

    def _failed(self, error: EditorError, folder: Path) -> None:
        session = self._desk.session
        if session is not None and session.folder == folder:
            self._problem = error
            self.show_state()

    def _opened(self) -> None:
        self._touched, self._problem = False, None
        self.show_state()

    def _changed(self, change: Change) -> None:
        if change.origin not in {"disk", "save"} and not self._touched:
            self._touched = True
            self.show_state()

    def _follow(self) -> None:
        """Try again, which says what is wrong when it fails again; or show the two texts."""
        if self._told.leads == "save":
            self._desk.saver.save_now()
        elif self._told.leads:
            self._desk.disk.asked.emit(self._told.leads)
