"""F1: two pages on how to work here, in the window's language; above them, what the field with the focus is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from editor.qt.dialogs.sheet import Sheet
from editor.qt.dialogs.texts_view import TextView
from editor.qt.panels.explain import help_code
from editor.qt.panels.parts import Section
from editor.qt.panels.segmented import Segmented
from editor.qt.theme.controls import Button, label
from editor.resources import resource

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_HEIGHT = 440  # px at 100 % of the text
_BREAK = "<!-- page -->"


class GuideSheet(Sheet):
    """Page one: from a new article to the CMS. Page two: keys, and what each field is for."""

    def __init__(self, window: MainWindow, field: str) -> None:
        """Args: field: the code of a field to explain ("byline"), "" for none."""
        desk = window.desk
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("guide.title"), say("close"), theme.tokens.number("layout.sheet_w.md"))
        self.setObjectName("guideSheet")
        text = resource(f"guide/{desk.messages.lang}.md").read_text(encoding="utf-8")
        self._window = window
        self._pages = [page.strip() for page in text.split(_BREAK)]
        self.tabs = Segmented(theme, (say("guide.work"), say("guide.fields")), say("guide.title"))
        self.view = TextView(theme, say("guide.title"))
        self.view.setFixedHeight(theme.px(_HEIGHT))
        if field:
            this = Section(theme, say("guide.this"))
            self.this = label(theme, say(f"help.{field}"), "ui", wrap=True)
            this.add(self.this)
            self.content.addWidget(this)
        self.content.addWidget(self.tabs)
        self.content.addWidget(self.view)
        self.tabs.turned.connect(self._turn)
        keys = Button(theme, "link", say("keys.title"))
        keys.clicked.connect(self._to_keys)
        done = Button(theme, "primary", say("close"))
        done.clicked.connect(self.dismiss)
        self.footer.addWidget(keys)
        self.footer.addStretch()
        self.footer.addWidget(done)
        self._turn(0)

    def _to_keys(self) -> None:
        self.dismiss()
        self._window.shell.open("keys")

    def _turn(self, number: int) -> None:
        self.view.show_markdown(self._pages[number])
        self.view.verticalScrollBar().setValue(0)


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    sheet = GuideSheet(window, help_code(QApplication.focusWidget()))
    return sheet, sheet.view
