"""What stands in the CMS folder already: since when, what has changed, and how to correct or withdraw it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor.app.delivery import Delivered, Delivery
from editor.bundle.address import Target
from editor.errors import EditorError
from editor.qt.dialogs.export_parts import at
from editor.qt.dialogs.export_result import CHANGED
from editor.qt.theme.controls import Button, label
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.qt.window import MainWindow


class StandsLine(QWidget):
    """One line under the folder; hidden while nothing has been handed over. `gone_to` carries what opens instead.

    `told` says that it may need another height.
    """

    gone_to = Signal(object)  # Callable
    told = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._desk = window.desk
        theme, say = self._desk.theme, self._desk.say
        self._words = label(theme, "", "ui_sm", "second", wrap=True)
        self.correct = Button(theme, "link", say("correction.title"), size="sm")
        self.withdraw = Button(theme, "link", say("withdraw.title"), size="sm")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        row.addWidget(self._words, 1)
        for button, sheet in ((self.correct, "correction"), (self.withdraw, "withdraw")):
            button.setFont(theme.font("ui_sm", weight=500))
            row.addWidget(button)
            button.clicked.connect(lambda _=False, name=sheet: self.gone_to.emit(self._opener(name)))
        self.hide()

    def look(self, profile: str, target: Target) -> None:
        """Read the receipts beside the window."""
        session, workspace = self._desk.session, self._desk.workspace
        if session is None or workspace is None:
            return
        folder, ident = session.folder, session.article.id

        def work(cancel: Cancel) -> Delivered | None:
            from editor.app.receipt import delivered_of
            from editor.app.targets import place_of

            place = place_of(target)
            found = delivered_of(workspace, folder, ident)
            return next((item for item in found if (item.target, item.profile) == (place, profile)), None)

        self._desk.jobs.run("stands", work, self.show_delivered, self._unknown)

    def show_delivered(self, delivered: Delivered | None) -> None:
        self.setVisible(delivered is not None)
        if delivered is not None:
            self._words.setText(delivered_words(self._window, delivered))
            self.withdraw.setVisible(delivered.state is not Delivery.WITHDRAWN)
        QTimer.singleShot(0, self, self.told.emit)

    def _unknown(self, error: EditorError) -> None:
        """Receipts that cannot be read say nothing; the export itself will tell why."""
        self.hide()

    def _opener(self, sheet: str) -> Callable[[], None]:
        return lambda: self._window.shell.open(sheet)


def delivered_words(window: MainWindow, delivered: Delivered) -> str:
    """ "Đã xuất 14:36, 23/11/2026, bản 2. Sửa sau khi xuất: sapo, thân bài." """
    say = window.desk.say
    facts = {"when": at(delivered.exported), "revision": delivered.revision}
    match delivered.state:
        case Delivery.WITHDRAWN:
            return say("stands.withdrawn", **facts)
        case Delivery.CHANGED:
            names = dict.fromkeys(say(CHANGED.get(name, "changed.other")) for name in delivered.changed)
            return say("stands.changed", **facts, what=", ".join(names) or say("changed.other"))
        case _:
            return say("stands.current", **facts)
