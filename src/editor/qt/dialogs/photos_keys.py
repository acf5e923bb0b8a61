"""Keys that mean the same in every field of the photo sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_NO, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class SheetKeys(QObject):
    """Undo and redo, the next and the last photo, a photo's place, and "read, next"; before the field gets them."""

    undone = Signal()
    redone = Signal()
    moved = Signal(int)  # the chosen photo up (-1) or down (1)
    stepped = Signal(int)  # to the photo before (-1) or the next (1)
    read = Signal()  # its words have been read: on to the next

    def watch(self, card: QWidget) -> None:
        """All that takes the focus in it now."""
        for part in card.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() not in {
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        }:
            return super().eventFilter(watched, event)
        act = self._act_of(event)
        if act is None:
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            act()
        return True

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """None for a key of the field."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undone.emit
        if event.matches(QKeySequence.StandardKey.Redo) or (event.key() == Qt.Key.Key_Y and modifiers == _CTRL):
            return self.redone.emit
        step = step_of(event)
        if step:
            return lambda: self.moved.emit(step)
        if modifiers == _CTRL and event.key() in _ENTER:
            return self.read.emit
        if modifiers == _NO and event.key() in _PAGES:
            return lambda: self.stepped.emit(_PAGES[Qt.Key(event.key())])
        return None


def step_of(event: QKeyEvent) -> int:
    """-1 or 1 for Alt with an arrow, 0 for any other key."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
