"""The link of the selected words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor.qt.desk import Desk
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.parts import Field, Section
from editor.qt.theme.controls import Button, label

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_SCHEMES = ("http://", "https://", "mailto:", "tel:")


class LinkSheet(Sheet):
    """Asks for an address; `give` gets it, "" takes the link away."""

    def __init__(self, desk: Desk, window: QWidget, present: str, give: Callable[[str], None]) -> None:
        theme, say = desk.theme, desk.say
        width = theme.tokens.number("layout.sheet_w.sm")
        super().__init__(theme, window, say("link.title"), say("close"), width)
        self.setObjectName("linkSheet")
        self._give = give
        self.field = Field(theme, "https://", say("link.address"))
        self.field.setObjectName("linkField")
        self.field.show_text(present)
        self._problem = label(theme, say("link.bad"), "ui_sm", "danger", wrap=True)
        self._problem.hide()
        section = Section(theme, say("link.address"))
        section.add(self.field)
        section.add(self._problem)
        self.content.addWidget(section)
        remove = Button(theme, "link", say("link.remove"))
        remove.setVisible(bool(present))
        remove.clicked.connect(lambda: self._finish(""))
        cancel = Button(theme, "secondary", say("cancel"))
        cancel.clicked.connect(self.dismiss)
        accept = Button(theme, "primary", say("link.set"))
        accept.clicked.connect(self._accept)
        self.footer.addWidget(remove)
        self.footer.addStretch()
        self.footer.addWidget(cancel)
        self.footer.addWidget(accept)
        self.field.returnPressed.connect(self._accept)
        self.field.textEdited.connect(lambda: self._complain(False))

    def _accept(self) -> None:
        address = address_of(self.field.text())
        if address:
            self._finish(address)
        else:
            self._complain(True)

    def _complain(self, bad: bool) -> None:
        self.field.set_bad(bad)
        self._problem.setVisible(bad)
        self.refit()

    def _finish(self, address: str) -> None:
        self.dismiss()
        self._give(address)


def address_of(typed: str) -> str:
    """A web, mail or telephone address as typed, with "https://" before a bare host; "" for what is none of them."""
    text = typed.strip()
    if not text or any(letter.isspace() for letter in text):
        return ""
    if text.lower().startswith(_SCHEMES):
        return text
    host = text.split("/", 1)[0]
    if ":" in host.split("@")[-1] and not host.rsplit(":", 1)[-1].isdigit():
        return ""  # some other scheme
    if "@" in host:
        return f"mailto:{text}"
    return f"https://{text}" if "." in host.strip(".") else ""


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    sheet = LinkSheet(window.desk, window, window.page.current_link(), window.page.set_link)
    return sheet, sheet.field
