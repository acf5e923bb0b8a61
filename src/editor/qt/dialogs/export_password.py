"""A server that wants a password: asked for in the export sheet, kept in the system's key ring and nowhere else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor.app.delivery_place import Looked
from editor.bundle.address import Address, Target
from editor.errors import EditorError, RemoteRefusedError
from editor.qt.desk import Desk
from editor.qt.panels.parts import Field
from editor.qt.theme.controls import Button, label, restyle
from editor.work import Cancel


class PasswordRow(QWidget):
    """Hidden until a server asks. `opened` once it has taken what was typed, `told` when the row has come or gone."""

    opened = Signal()
    told = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, say = desk.theme, desk.say
        self._desk = desk
        self._address: Address | None = None
        self._title = label(theme, "", "ui_sm", "second", wrap=True)
        self._hint = label(theme, "", "ui_sm", "third", wrap=True)
        self.field = Field(theme)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.button = Button(theme, "secondary", say("export.password-open"), icon="key-round")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._hint)
        self.button.setEnabled(False)
        self.field.textChanged.connect(lambda typed: self.button.setEnabled(bool(typed)))
        self.field.returnPressed.connect(self._try)
        self.button.clicked.connect(self._try)
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether a password is waited for: until it comes, asking the server again would only count as wrong tries."""
        return self._address is not None

    def show_for(self, target: Target | None, looked: Looked | None) -> None:
        """Ask when this is what came of a look at the folder; go when it is not."""
        problem = looked.problem if looked is not None else None
        wants = isinstance(problem, RemoteRefusedError) and problem.facts.get("reason") == "login"
        address = target if wants and isinstance(target, Address) and target.user else None
        if address == self._address:
            return
        self._address = address
        self.field.clear()
        self.setVisible(address is not None)
        if address is not None:
            words = self._desk.say("export.password", user=address.user, host=address.host)
            self._title.setText(words)
            self.field.setAccessibleName(words)
            self._say(self._desk.say("export.password-hint"))
            self.field.setFocus()
        self.told.emit()

    def _try(self) -> None:
        address, typed = self._address, self.field.text()
        if address is None or not typed:
            return
        self.setEnabled(False)

        def work(cancel: Cancel) -> bool:
            from editor.app.remote import password
            from editor.app.targets import reach

            reach(address, lambda asked: typed)
            return password(address) == typed

        self._desk.jobs.run("cms-password", work, self._taken, self._refused)

    def _taken(self, is_kept: bool) -> None:
        self.setEnabled(True)
        self.field.clear()
        self._address = None
        self.hide()
        self._desk.toast(
            self._desk.say("export.password-kept" if is_kept else "export.password-once"), icon="key-round"
        )
        self.told.emit()
        self.opened.emit()

    def _refused(self, error: EditorError) -> None:
        self.setEnabled(True)
        self.field.clear()
        wrong = isinstance(error, RemoteRefusedError) and error.facts.get("reason") == "login"
        words = self._desk.say("export.password-wrong") if wrong else self._desk.messages.error(error)
        self._say(words, "danger")
        self.field.setFocus()
        self.told.emit()

    def _say(self, words: str, tone: str = "third") -> None:
        self._hint.setText(words)
        restyle(self._hint, "ui_tone", tone)
        self.field.set_bad(tone == "danger")
