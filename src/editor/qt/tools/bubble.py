"""The bubble: what can be done with words that are selected, above them, when the selection has rested.

It stands never over the selection and never while an input method is composing (look.md 10, interaction 11). Alt+F10
takes the keyboard to it, arrows go along it, Escape goes back to the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from editor.model.shaping import pieces
from editor.qt.panels.parts import bind
from editor.qt.theme.controls import Button, Hairline
from editor.qt.tools.popover import Popover, beside

if TYPE_CHECKING:
    from editor.model.history import Caret
    from editor.qt.window import MainWindow

_REST = 250  # ms (look.md 10)
_GAP = 8
_BUTTONS = (
    (("fmt.bold", "bold"), ("fmt.italic", "italic"), ("insert.link", "link")),
    (("block.h2", "heading-2"), ("block.quote", "quote"), ("block.list", "list")),
    (("fmt.clear", "remove-formatting"),),
)


class _Tool(Button):
    """A button of the bubble: arrows go to its neighbours, Escape to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _BubbleCard(Popover):
    """The buttons in a row."""

    left = Signal()

    def __init__(self, window: MainWindow) -> None:
        theme = window.desk.theme
        super().__init__(theme, window, window.desk.say("bubble"))
        self.setObjectName("bubble")
        self.tools: list[Button] = []
        row = QHBoxLayout()
        row.setSpacing(theme.px(2))
        for group in _BUTTONS:
            if self.tools:
                row.addSpacing(theme.px(2))
                row.addWidget(Hairline(theme, upright=True))
                row.addSpacing(theme.px(2))
            for ident, icon in group:
                tool = _Tool(theme, "icon", icon=icon, size="sm")
                self.tools.append(bind(tool, window.actions_.by_id[ident]))
                row.addWidget(tool)
        self.column.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in steps:
            self.step(steps[key])

    def step(self, by: int) -> None:
        """The focus to the next tool that can be used."""
        usable = [tool for tool in self.tools if tool.isEnabled()]
        here = QApplication.focusWidget()
        if usable:
            at = usable.index(here) + by if here in usable else 0
            usable[at % len(usable)].setFocus(Qt.FocusReason.TabFocusReason)


class Bubble(QObject):
    """Verb: reach, the keyboard to the bubble."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._surface = window.surface
        self.card = _BubbleCard(window)
        self._left: Caret | None = None  # the selection that Escape has left the bubble for
        self._rest = QTimer(window)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._rested)
        self.card.left.connect(self._leave)
        self._surface.caret_moved.connect(self._moved)
        self._surface.content_edited.connect(self._moved)
        self._surface.verticalScrollBar().valueChanged.connect(lambda _: self._place())
        window.areas.turned.connect(self._place)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def act(self, verb: str) -> None:
        self._show()
        if self.card.isVisible():
            self.card.step(0)

    def is_on(self, verb: str) -> bool:
        return self.card.isVisible()

    def can(self, verb: str) -> bool:
        return True

    def _moved(self) -> None:
        if self._surface.textCursor().hasSelection():
            self._place()
            self._rest.start()
        else:
            self._rest.stop()
            self.card.hide()

    def _rested(self) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._rest.start()  # the selection is still being drawn
        elif self._surface.hasFocus() and self._surface.editing.caret() != self._left:
            self._show()

    def _leave(self) -> None:
        self._left = self._surface.editing.caret()
        self.card.hide()
        self._surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self._surface:
            self._moved()
        elif new is None or not self.card.isAncestorOf(new):
            self._rest.stop()
            self.card.hide()

    def _show(self) -> None:
        if not self._is_wanted():
            self.card.hide()
            return
        place = self._where()
        if place is None:
            self.card.hide()
        else:
            self.card.show_at(place)

    def _place(self) -> None:
        """While it is shown it stays with the selection."""
        if self.card.isVisible():
            self._show()

    def _is_wanted(self) -> bool:
        """Words that can carry marks are selected, nothing is being composed, nothing covers the window."""
        surface = self._surface
        if surface.composition.text or surface.isReadOnly() or self._window.shell.is_busy():
            return False
        chosen = surface.editing.selected()
        if chosen is None or chosen[1].row >= len(surface.editing.rows):
            return False
        return next(pieces(surface.editing.rows, *chosen), None) is not None

    def _where(self) -> QPoint | None:
        """Above the first line of the selection, in its middle; below it where there is no room; None for neither."""
        window, surface, theme = self._window, self._surface, self._window.desk.theme
        viewport = surface.viewport()
        first, last = (surface.cursorRect(at) for at in _ends(surface.textCursor()))
        if last.bottom() < 0 or first.top() > viewport.height():
            return None
        size = self.card.card_size()
        right = last.left() if last.top() == first.top() else viewport.width()
        left = (first.left() + min(right, viewport.width())) // 2 - size.width() // 2
        box = QRect(left, first.top(), 1, last.bottom() - first.top() + 1)
        target = box.translated(viewport.mapTo(window, QPoint(0, 0)))
        room = QRect(viewport.mapTo(window, QPoint(0, 0)), viewport.size())
        return beside(target, size, room, theme.px(_GAP), above=True)


def _ends(cursor: QTextCursor) -> tuple[QTextCursor, QTextCursor]:
    first, last = QTextCursor(cursor), QTextCursor(cursor)
    first.setPosition(cursor.selectionStart())
    last.setPosition(cursor.selectionEnd())
    return first, last


def attach(window: MainWindow) -> Bubble:
    return Bubble(window)
