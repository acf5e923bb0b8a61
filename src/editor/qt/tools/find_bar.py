"""The bar above the page in which words are looked for and replaced."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from editor.qt.panels.flow import FlowLayout
from editor.qt.panels.parts import Area, Field
from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, Check, Hairline, label
from editor.text.clean import clean_line, nfc
from editor.text.matching import Query

_FIELD = 190  # px, the least


class _FindField(Field):
    """A field that says when Enter or Shift+Enter is pressed in it."""

    stepped = Signal(int)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_FIELD), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)


class FindBar(Area):
    """Field, count and steps; options; a second line to replace. Escape closes it."""

    asked = Signal()  # the query is another one
    stepped = Signal(int)
    replace_asked = Signal()
    replace_all_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, say: Callable[..., str]) -> None:
        super().__init__("findBar")
        self.setAccessibleName(say("find"))
        self._theme = theme
        self.field = _FindField(theme, say("find.words"), say("find.words"))
        self.field.setObjectName("findField")
        self.count = label(theme, "", "ui_sm", "second")
        self.count.setObjectName("findCount")
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance(say("find.none")) + theme.px(2))
        self.previous = Button(theme, "ghost", say("find.previous"), icon="chevron-up")
        self.next = Button(theme, "ghost", say("find.next"), icon="chevron-down")
        self.case = Check(theme, say("find.case"))
        self.whole = Check(theme, say("find.whole"))
        self.bare = Check(theme, say("find.bare"))
        self._line = (self.field, self.count, self.previous, self.next, self.case, self.whole, self.bare)
        self.close_button = Button(theme, "icon", icon="x", name=say("find.close"))
        self.other = _FindField(theme, say("find.other"), say("find.other"))
        self.other.setObjectName("replaceField")
        self.one = Button(theme, "secondary", say("find.replace"))
        self.all = Button(theme, "secondary", say("find.replace-all"))
        self._second = QWidget()
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        theme = self._theme
        height = theme.px("layout.control_h.md")
        for control in (self.count, self.case, self.whole, self.bare):
            control.setFixedHeight(height)
        for words in (self.field, self.other):
            words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lines = QVBoxLayout()
        lines.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        lines.setSpacing(theme.space(2))
        first = QHBoxLayout()
        first.setSpacing(theme.space(2))
        flow = FlowLayout(gap=theme.space(2))
        for part in self._line:
            flow.addWidget(part)
        first.addLayout(flow, 1)
        first.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(first)
        second = FlowLayout(self._second, gap=theme.space(2))
        for button in (self.other, self.one, self.all):
            second.addWidget(button)
        lines.addWidget(self._second)
        column.addLayout(lines)
        column.addWidget(Hairline(theme))

    def _connect(self) -> None:
        self.field.textChanged.connect(self.asked)
        for check in (self.case, self.whole, self.bare):
            check.toggled.connect(self.asked)
        self.field.stepped.connect(self.stepped)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.other.stepped.connect(lambda by: self.replace_asked.emit())
        self.one.clicked.connect(self.replace_asked)
        self.all.clicked.connect(self.replace_all_asked)
        self.close_button.clicked.connect(self.closed)

    def query(self) -> Query:
        return Query(nfc(self.field.text()), self.case.isChecked(), self.whole.isChecked(), self.bare.isChecked())

    def replacement(self) -> str:
        return nfc(self.other.text())

    def open(self, words: str, *, replacing: bool) -> None:
        """Show it with these words, or those of last time, ready to type others."""
        if words:
            self.field.setText(clean_line(words))
        self._second.setVisible(replacing or (self.isVisible() and self._second.isVisible()))
        self.show()
        field = self.other if replacing and self.field.text() else self.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def tell(self, words: str, part: str = "", *, bad: bool = False) -> None:
        """Beside the field: how many, which one, none. Args: part: of what, where it takes no second line."""
        whole = f"{words} · {part}" if part else words
        self.count.setText(whole)
        if part and self._is_too_long():
            self.count.setText(words)
        self.count.setToolTip(whole if part else "")
        self.count.setAccessibleName(whole)
        self.field.set_bad(bad)

    def _is_too_long(self) -> bool:
        """Whether the first line would become two, and the page below it would jump from one hit to the next."""
        between = self._theme.space(2)
        room = self.width() - 2 * self._theme.space(3) - self.close_button.sizeHint().width() - between
        return sum(part.sizeHint().width() + between for part in self._line) - between > room

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
