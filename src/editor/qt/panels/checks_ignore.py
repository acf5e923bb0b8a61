"""Why a finding is left as it is: three reasons at one click, or one's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from editor.model.finding import Finding
from editor.qt.desk import Desk
from editor.qt.panels.parts import Field
from editor.qt.theme.controls import Button, label
from editor.qt.tools.popover import Popover, beside

_WIDTH = 292  # px at 100 %
_REASONS = ("checks.reason-verbatim", "checks.reason-right", "checks.reason-other")


class IgnorePopover(Popover):
    """Asks for the reason beside a row. Escape and a click elsewhere close it; `decided` carries finding and reason."""

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
        if self.isHidden():
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()
        self._finding = None
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

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
