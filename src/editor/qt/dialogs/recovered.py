"""What came back by itself after a crash, beside what the file said: to see both, and to go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.app.session import DocumentSession
from editor.model.article import Article
from editor.qt.desk import Desk
from editor.qt.dialogs.texts import Legend, Text, TextsSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor.qt.dialogs.sheet import Sheet
    from editor.qt.window import MainWindow


class RecoveredSheet(TextsSheet):
    """The file's text and the page's; the file's is kept as a version whatever is chosen."""

    def __init__(self, desk: Desk, window: QWidget, session: DocumentSession, before: Article) -> None:
        say = desk.say
        super().__init__(desk, window, say("recovery.title"), Legend("recovery.gone", "recovery.new"))
        self.setObjectName("recoveredSheet")
        self._session, self._file = session, before
        present = session.article
        self.footer.addStretch()
        self.back_button = self.add_action("", say("recovered.back"), self._go_back)
        self.keep_button = self.add_action("primary", say("recovered.keep"), self.dismiss)
        self.show_texts([Text("", "", lambda: (before, present))])

    def _go_back(self) -> None:
        """As an edit: what came back is one undo step away."""
        self._session.seal()
        self._session.apply(self._file, "disk")
        self.dismiss()


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget] | None:
    desk = window.desk
    before = desk.disk.recovery.before
    if desk.session is None or before is None:
        return None
    sheet = RecoveredSheet(desk, window, desk.session, before)
    return sheet, sheet.keep_button
