"""What panels are put together from: a ground, a titled section, fields that leave undo to the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.qt.surface.input_method import Composition, commit, end
from editor.qt.theme import Theme
from editor.qt.theme.controls import Badge, Button, label, restyle
from editor.text.clean import clean_line

SCROLL_BAR = 10
"""px that the scroll bar takes (theme/style.py); panels that scroll leave it out of their right margin."""


class Area(QFrame):
    """A plain ground that the style sheet colours by its object name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Section(QWidget):
    """A small title, an optional link at its right, and what belongs to it below."""

    def __init__(self, theme: Theme, title: str, link: str = "", *, beside: QWidget | None = None) -> None:
        super().__init__()
        self.title = label(theme, title, "ui_sm", "second")
        self.title.setFont(theme.font("ui_sm", weight=600))
        self.link = Button(theme, "link", link) if link else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme.space(2))
        head.addWidget(self.title)
        head.addStretch()
        if self.link is not None:
            self.link.setFont(theme.font("ui_sm", weight=500))
            head.addWidget(self.link)
        if beside is not None:
            head.addWidget(beside)
        column.addLayout(head)
        self._column = column

    def add(self, part: QWidget | QLayout) -> None:
        if isinstance(part, QWidget):
            self._column.addWidget(part)
            if part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                self.title.setBuddy(part)
        else:
            self._column.addLayout(part)


class Wanted(Badge):
    """The mark of a field that must say something; as high as the title beside it."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, words, "danger")
        self.hide()


_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def leaves_undo(event: QEvent) -> bool:
    """Whether a key event is undo or redo, which the window does for the whole article."""
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _UNDO)


class Composing:
    """What an input method composes in a field: never lost, finished before anything else happens."""

    def __init__(self, field: Field | TextField) -> None:
        self._field = field
        self._composition = Composition()

    def take(self, event: QInputMethodEvent, take: Callable[[QInputMethodEvent], object]) -> None:
        """An event for the field, which takes it as Qt does."""
        if self._composition.is_ghost(event):
            event.accept()
            return
        take(event)
        self._composition.note(event)

    def finish(self) -> None:
        commit(self._composition, self._field.inputMethodEvent)

    def end(self) -> None:
        """The focus leaves."""
        end(self._composition, self._field.inputMethodEvent)


class Field(QLineEdit):
    """A single line bound to the article. Undo and redo go to the window: one timeline for everything.

    `left` is emitted when the focus leaves or Enter is pressed. While somebody types, what the article says is not
    shown where it is the same but for spaces: that would take a space away before the next word is there.
    """

    left = Signal()

    def __init__(self, theme: Theme, placeholder: str = "", name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.composing = Composing(self)
        self.setFont(theme.font("ui"))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.returnPressed.connect(self.left)

    def show_text(self, text: str) -> None:
        """What the article says, without moving the caret when it says that already."""
        if self.text() != text and not (self.hasFocus() and clean_line(self.text()) == text):
            self.setText(text)
            self.setCursorPosition(len(text) if self.hasFocus() else 0)

    def set_bad(self, bad: bool) -> None:
        """The red edge of a value that is not taken."""
        restyle(self, "ui_state", "bad" if bad else "")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and leaves_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing.take(event, super().inputMethodEvent)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.composing.end()
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class TextField(QPlainTextEdit):
    """Some lines of plain text bound to the article; Tab leaves it, undo goes to the window."""

    edited = Signal(str)

    def __init__(
        self, theme: Theme, lines: int, placeholder: str = "", name: str = "", tidy: Callable[[str], str] = str
    ) -> None:
        """Args: tidy: what the article makes of the text; while somebody types, that is no reason to show it anew."""
        super().__init__()
        self._tidy = tidy
        self.composing = Composing(self)
        self.setFont(theme.font("ui"))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + theme.px(18))
        self._quiet = False
        self.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        shown = self.toPlainText()
        if shown == text or (self.hasFocus() and self._tidy(shown) == text):
            return
        at = self.textCursor().position()
        self._quiet = True
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._quiet = False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and leaves_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing.take(event, super().inputMethodEvent)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.composing.end()
        super().focusOutEvent(event)

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit(self.toPlainText())


def finish_word() -> None:
    """A word that is being composed in the field with the focus is part of its text now."""
    field = QApplication.focusWidget()
    if isinstance(field, Field | TextField):
        field.composing.finish()


def give_field() -> None:
    """What stands in the field with the focus goes where it belongs, as when the focus leaves."""
    finish_word()
    field = QApplication.focusWidget()
    if isinstance(field, Field):
        field.left.emit()


def bind(button: Button, action: QAction) -> Button:
    """A button that is its action: enabled, checked and named as it is, with the key in its tooltip."""

    def follow() -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = f"{words} ({keys})" if keys else words
        if button.toolTip() != tip:
            button.setToolTip(tip)
        button.setEnabled(action.isEnabled())
        if action.isCheckable():
            button.setCheckable(True)
            button.setChecked(action.isChecked())

    words = action.text().replace("&", "")
    button.setAccessibleName(words)
    button.clicked.connect(lambda: _trigger(button, action))
    action.changed.connect(follow)
    follow()
    return button


def _trigger(button: Button, action: QAction) -> None:
    action.trigger()
    if action.isCheckable():
        button.setChecked(action.isChecked())


def clear_layout(layout: QLayout, keep: int = 0) -> None:
    """Take out and delete a layout's widgets but for the last `keep`."""
    while layout.count() > keep:
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
