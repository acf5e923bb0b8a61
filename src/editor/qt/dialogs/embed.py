"""A video or a post by its address, put into the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor.qt.dialogs.link import address_of
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.parts import Field, Section
from editor.qt.theme.controls import Button, label

if TYPE_CHECKING:
    from editor.qt.window import MainWindow


class EmbedSheet(Sheet):
    """Asks for an address; only its address is kept, nothing is fetched."""

    def __init__(self, window: MainWindow) -> None:
        theme, say = window.desk.theme, window.desk.say
        super().__init__(theme, window, say("embed.title"), say("close"), theme.tokens.number("layout.sheet_w.sm"))
        self.setObjectName("embedSheet")
        self._window = window
        self.field = Field(theme, "https://", say("embed.address"))
        self.field.setObjectName("embedField")
        self._problem = label(theme, say("embed.bad"), "ui_sm", "danger", wrap=True)
        self._problem.hide()
        section = Section(theme, say("embed.address"))
        section.add(self.field)
        section.add(label(theme, say("embed.hint"), "ui_sm", "second", wrap=True))
        section.add(self._problem)
        self.content.addWidget(section)
        cancel = Button(theme, "secondary", say("cancel"))
        cancel.clicked.connect(self.dismiss)
        accept = Button(theme, "primary", say("embed.insert"))
        accept.clicked.connect(self._accept)
        self.footer.addStretch()
        self.footer.addWidget(cancel)
        self.footer.addWidget(accept)
        self.field.returnPressed.connect(self._accept)
        self.field.textEdited.connect(lambda: self._complain(False))

    def _accept(self) -> None:
        address = address_of(self.field.text())
        if address and self._window.surface.insert_embed(address):
            self.dismiss()
        else:
            self._complain(True)

    def _complain(self, bad: bool) -> None:
        self.field.set_bad(bad)
        self._problem.setVisible(bad)
        self.refit()


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    sheet = EmbedSheet(window)
    return sheet, sheet.field
