"""Why a finding is left as it is: three reasons at one click, or one's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from editor.model.finding import Finding
from editor.qt.desk import Desk
from editor.qt.panels.parts import Field
from editor.qt.theme.controls import Button, label
from editor.qt.tools.popover import Popover, beside

_WIDTH = 292  # px at 100 %
_REASONS = ("checks.reason-verbatim", "checks.reason-right", "checks.reason-other")


class IgnorePopover(Popover):
    """Asks for the reason beside a row; `decided` carries finding and reason.

    Tab goes round in it. Escape closes it, and so does whatever takes the focus elsewhere: a click, a shortcut.
    """

    decided = Signal(object, str)  # Finding, reason

    def __init__(self, desk: Desk, window: QWidget) -> None:
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("checks.ignore-title"), pad=14)
        self.setObjectName("ignorePopover")
        self._finding: Finding | None = None
        self._back: QWidget | None = None
        self.column.setSpacing(theme.px(6))
        title = label(theme, say("checks.ignore-title"), "ui_strong")
        hint = label(theme, say("checks.ignore-hint"), "ui_sm", "second", wrap=True)
        hint.setMinimumHeight(hint.heightForWidth(theme.px(_WIDTH - 28)))
        self.column.addWidget(title)
        self.column.addWidget(hint)
        self.reasons = [self._reason(say(code)) for code in _REASONS]
        self.field = Field(theme, say("checks.reason.placeholder"), say("checks.reason"))
        self.field.setFixedWidth(theme.px(_WIDTH - 28))
        self.column.addWidget(self.field)
        self.leave = Button(theme, "secondary", say("checks.ignore-now"), size="sm")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.leave)
        self.column.addLayout(row)
        self.leave.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.leave.setEnabled(bool(text.strip())))
        self.field.returnPressed.connect(self.leave.click)
        self.leave.clicked.connect(lambda: self._decide(self.field.text()))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _reason(self, words: str) -> Button:
        button = Button(self._theme, "link", words)
        button.clicked.connect(lambda: self._decide(words))
        self.column.addWidget(button)
        return button

    def ask(self, finding: Finding, target: QRect) -> None:
        """Beside a row, given in the window's coordinates."""
        self._finding = finding
        self._back = QApplication.focusWidget()
        self.field.clear()
        window = self.parentWidget()
        if window is None:
            return
        room = window.rect().adjusted(8, 8, -8, -8)
        self.adjustSize()
        self.show_at(beside(target, self.card_size(), room, self._theme.px(4), above=True) or QPoint(room.topLeft()))
        self.reasons[0].setFocus(Qt.FocusReason.TabFocusReason)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def close_up(self) -> None:
        """Away, the focus back where it was."""
        back = None if self.isHidden() else self._back
        self._go()
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._finding = self._back = None
        self.hide()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._finding is not None and self.isVisible() and new is not None and not self.isAncestorOf(new):
            self._go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget) else self
        if pressed is not self and not self.isAncestorOf(pressed):
            self.close_up()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round in it."""
        stops: list[QWidget] = [*self.reasons, self.field, *([self.leave] if self.leave.isEnabled() else [])]
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else -1
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _decide(self, reason: str) -> None:
        finding = self._finding
        self.close_up()
        if finding is not None:
            self.decided.emit(finding, reason)
