"""A message inside the window: what happened, what is safe, one action. It never stops anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, label
from editor.qt.theme.icons import draw_icon

Tone = Literal["info", "warning", "danger", "success"]
_NARROW = 250  # px at 100 %: words with less room get the whole width, the buttons stand below
_ICONS = {"info": "info", "warning": "triangle-alert", "danger": "circle-alert", "success": "circle-check"}


@dataclass(frozen=True, slots=True)
class Notice:
    """Words for a banner. `title` may be "" when the sentence says everything.

    `about` names what the notice is about ("disk", "settings", "photos"…): when that is over, so is the notice.
    """

    tone: Tone
    title: str
    sentence: str = ""
    action: str = ""
    act: Callable[[], object] | None = None
    about: str = ""


class Banner(QWidget):
    """One notice on its soft ground; hidden when there is none."""

    def __init__(self, theme: Theme, close_name: str, inset: int = 0) -> None:
        """Args: inset: px of free ground around it, gone with it."""
        super().__init__()
        self._inset = inset
        self.setObjectName("banner")
        self._theme = theme
        self._notice: Notice | None = None
        self._title = label(theme, "", "ui_strong", wrap=True)
        self._sentence = label(theme, "", "ui_sm", "second", wrap=True)
        self._action = Button(theme, "link", "")
        self._close = Button(theme, "icon", icon="x", size="sm", name=close_name)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.clear)
        self._is_folded: bool | None = None
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(theme.px(1))
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(theme.space(3))
        self._grid.setColumnStretch(0, 1)
        self._fold()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        self._notice = notice
        self._title.setText(notice.title or notice.sentence)
        self._sentence.setText(notice.sentence if notice.title else "")
        self._sentence.setVisible(bool(notice.title and notice.sentence))
        self._action.setText(notice.action)
        self._action.setVisible(bool(notice.action))
        self.setAccessibleName(f"{notice.title} {notice.sentence}".strip())
        self._fold()
        self.updateGeometry()
        self.show()
        self.update()

    def clear(self) -> None:
        self._notice = None
        self.hide()

    def settle(self, about: str) -> None:
        """What this is about is over: a notice of it goes, any other stays."""
        if self._notice is not None and self._notice.about == about:
            self.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Put the buttons beside the words or, where these have little room, below."""
        px, gap = self._theme.px, self._theme.space(3)
        buttons = self._action.sizeHint().width() + self._close.sizeHint().width() + 2 * gap
        room = self.width() - 2 * self._inset - px(44) - px(10) - buttons
        is_folded = not self._action.isHidden() and room < px(_NARROW)
        if is_folded == self._is_folded:
            return
        self._is_folded = is_folded
        edge = self._edge()
        self._grid.setContentsMargins(edge + px(44), edge + px(10), edge + px(10), edge + px(10))
        self._grid.setVerticalSpacing(0)
        at = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._words, 0, 0, 1, 3 if is_folded else 1, at)
        self._grid.addWidget(self._action, int(is_folded), 1, at)
        self._grid.addWidget(self._close, int(is_folded), 2, at)
        self.updateGeometry()

    def _edge(self) -> int:
        """px of free ground around it: less where room is scarce."""
        return self._inset // 2 if self._is_folded else self._inset

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._notice is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(f"{self._notice.tone}_soft"))
        radius = self._theme.radius("md")
        edge = self._edge()
        ground = self.rect().adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(QRectF(ground), radius, radius)
        side = self._theme.px(18)
        at = self.rect().topLeft()
        at.setX(edge + self._theme.px(14))
        at.setY(edge + self._theme.px(12) if self._is_folded else (self.height() - side) // 2)
        draw_icon(painter, self._theme, _ICONS[self._notice.tone], at, side, self._notice.tone)

    def _act(self) -> None:
        notice = self._notice
        self.clear()
        if notice is not None and notice.act is not None:
            notice.act()
