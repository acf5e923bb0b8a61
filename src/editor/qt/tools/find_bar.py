"""The bar above the page in which words are looked for and replaced."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from editor.qt.panels.flow import FlowLayout
from editor.qt.panels.parts import Area, Field
from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, Check, Hairline, label
from editor.text.clean import clean_line, nfc
from editor.text.matching import Query

_FIELD, _LEAST = 190, 120  # px at 100 %: a field's width, and where there is less room
_LOW = 440  # px at 100 %: in a window that is lower, three lines would leave nothing of the page


class _FindField(Field):
    """A field that says when Enter or Shift+Enter is pressed in it."""

    stepped = Signal(int)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_FIELD), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)


class _Options(QWidget):
    """Ways to compare, side by side; on more lines only where even a line of their own is too short."""

    def __init__(self, checks: tuple[Check, ...], gap: int) -> None:
        super().__init__()
        self._checks, self._gap = checks, gap
        flow = FlowLayout(self, gap=gap)
        for check in checks:
            flow.addWidget(check)

    def sizeHint(self) -> QSize:
        shown = [check.sizeHint() for check in self._checks if not check.isHidden()]
        wide = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(wide, max((check.height() for check in self._checks), default=0))


class FindBar(Area):
    """Field, count and steps; options; a second line to replace. Escape closes it.

    Where the first line has no room for all, the steps lose their words, then the options get a line of their own. In
    a window that is too low for three lines, the options that are off make room for replacing.
    """

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
        self._checks = (self.case, self.whole, self.bare)
        self._steps = {button: (button.text(), button.sizeHint()) for button in (self.previous, self.next)}
        self._options = _Options(self._checks, theme.space(2))
        self._first = QHBoxLayout()
        self._lines = QVBoxLayout()
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
        for control in (self.count, *self._checks):
            control.setFixedHeight(height)
        for words in (self.field, self.other):
            words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._options.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lines, first = self._lines, self._first
        lines.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        lines.setSpacing(theme.space(2))
        first.setSpacing(theme.space(2))
        for part in (self.field, self.count, *self._steps, self._options):
            first.addWidget(part)
        first.addStretch()
        first.addWidget(self.close_button)
        lines.addLayout(first)
        second = FlowLayout(self._second, gap=theme.space(2))
        for button in (self.other, self.one, self.all):
            second.addWidget(button)
        lines.addWidget(self._second)
        column.addLayout(lines)
        column.addWidget(Hairline(theme))

    def _connect(self) -> None:
        self.field.textChanged.connect(self.asked)
        for check in self._checks:
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
        self._make_room()
        self._fold()
        field = self.other if replacing and self.field.text() else self.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def tell(self, words: str, part: str = "", *, bad: bool = False) -> None:
        """Beside the field: how many, which one, none. Args: part: of what, where nothing has to move for it."""
        whole = f"{words} · {part}" if part else words
        self.count.setText(words)
        folds = self._folds()
        self.count.setText(whole)
        if part and (self._folds() != folds or self._width_of(*folds, self.field.sizeHint()) > self._room()):
            self.count.setText(words)  # the page below would jump from one hit to the next
        self._fold()
        self.count.setToolTip(whole if part else "")
        self.count.setAccessibleName(whole)
        self.field.set_bad(bad)

    # -- where there is little room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._fold()

    def _room(self) -> int:
        return self.width() - 2 * self._theme.space(3)

    def _width_of(self, are_steps_named: bool, are_options_below: bool, field: QSize) -> int:
        """px that the first line takes so."""
        parts = [field, self.count.sizeHint().expandedTo(self.count.minimumSize()), self.close_button.sizeHint()]
        for _, size in self._steps.values():
            parts.append(size if are_steps_named else QSize(size.height(), size.height()))
        if not are_options_below:
            parts.append(self._options.sizeHint())
        return sum(part.width() + self._theme.space(2) for part in parts)  # the last gap is the stretch's

    def _folds(self) -> tuple[bool, bool]:
        """Whether the steps have their words, whether the options stand below: the first that fits."""
        wide, least = self.field.sizeHint(), self.field.minimumSizeHint()
        for named, below, field in ((True, False, wide), (False, False, least), (True, True, wide)):
            if self._width_of(named, below, field) <= self._room():
                return named, below
        return False, True

    def _fold(self) -> None:
        named, below = self._folds()
        for button, (words, _) in self._steps.items():
            button.setText(words if named else "")
            button.setToolTip("" if named else words)
        if below != (self._lines.indexOf(self._options) >= 0):
            shrinks = QSizePolicy.Policy.Preferred if below else QSizePolicy.Policy.Minimum
            self._options.setSizePolicy(shrinks, QSizePolicy.Policy.Fixed)
            if below:
                self._lines.insertWidget(1, self._options)
            else:
                self._first.insertWidget(self._first.count() - 2, self._options)

    def _make_room(self) -> None:
        """In a low window for replacing."""
        is_low = self.window().height() < self._theme.px(_LOW) and not self._second.isHidden()
        for check in self._checks:
            check.setVisible(check.isChecked() or not is_low)
        self._options.setVisible(any(not check.isHidden() for check in self._checks))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
