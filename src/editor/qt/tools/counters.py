"""Live counts: how much is selected, in the status bar; how long headline and standfirst are, beside them.

The count of a row stands in the margin while the caret is in it, against the newsroom's limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QTextCursor

from editor.app.counting import words_between
from editor.model.newsroom import CheckLimits
from editor.model.page import HEAD
from editor.qt.theme.controls import label, restyle

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_REST = 120  # ms: counts are not on the path of a key
_GAP = 8  # px between the text and its count


class Counters(QObject):
    """Without verbs: it works by itself."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._surface = window.surface
        self.length = label(window.desk.theme, "", "ui_xs", "third")
        self.length.setObjectName("lengthCount")
        self.length.setParent(window.surface)
        self.length.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._count)
        self._surface.caret_moved.connect(self._rest.start)
        self._surface.content_edited.connect(self._rest.start)
        self._surface.verticalScrollBar().valueChanged.connect(lambda _: self._place())
        window.areas.turned.connect(self._rest.start)
        window.desk.session_opened.connect(self._rest.start)

    def act(self, verb: str) -> None:
        self._count()

    def is_on(self, verb: str) -> bool:
        return True

    def can(self, verb: str) -> bool:
        return True

    def _count(self) -> None:
        surface = self._surface
        if surface.composition.text:
            return
        chosen = surface.editing.selected() if self._window.session is not None else None
        rows = surface.editing.rows
        self._window.status_bar.show_chosen(words_between(rows, *chosen) if chosen is not None else 0)
        number = surface.textCursor().blockNumber()
        if self._window.session is None or number >= HEAD:
            self.length.hide()
            return
        least, most = _limits(self._window.desk.newsroom.limits, number)
        count = len(rows[number].text)
        bad = bool(count) and not least <= count <= most
        self._show(number, count, most, bad=bad)

    def _show(self, number: int, count: int, most: int, *, bad: bool) -> None:
        say = self._window.desk.say
        self.length.setText(say("count.of", n=count, most=most))
        words = say("count.headline" if number == 0 else "count.standfirst", n=count, most=most)
        self.length.setAccessibleName(words)
        self.length.setToolTip(words)
        restyle(self.length, "ui_tone", "warning" if bad else "third")
        self.length.adjustSize()
        self.length.show()
        self._place()

    def _place(self) -> None:
        """In the margin at the right of the row's first line; above the line where the margin is too narrow."""
        surface = self._surface
        number = surface.textCursor().blockNumber()
        if self.length.isHidden() or number >= HEAD:
            return
        gap = self._window.desk.theme.px(_GAP)
        line = surface.cursorRect(QTextCursor(surface.document().findBlockByNumber(number)))
        margin = round(surface.document().rootFrame().frameFormat().rightMargin())
        left = surface.viewport().width() - margin + gap
        top = line.center().y() - self.length.height() // 2
        if left + self.length.width() > surface.viewport().width():
            left, top = surface.viewport().width() - margin - self.length.width(), line.top() - self.length.height()
        self.length.move(surface.viewport().pos() + QPoint(left, top))


def _limits(limits: CheckLimits, number: int) -> tuple[int, int]:
    """The least and the most characters of headline (0) and standfirst (1)."""
    return (limits.headline_min, limits.headline_max) if number == 0 else (0, limits.standfirst_max)


def attach(window: MainWindow) -> Counters:
    return Counters(window)
