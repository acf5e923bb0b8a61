"""From one workspace to another: those of the last weeks, or any folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor.qt.dialogs.cards import ChoiceCard
from editor.qt.dialogs.sheet import Sheet
from editor.qt.theme.controls import Button, label

if TYPE_CHECKING:
    from editor.qt.window import MainWindow


class WorkspacesSheet(Sheet):
    """One card a workspace, the open one chosen; a folder that is not there says so when it is opened."""

    def __init__(self, window: MainWindow) -> None:
        desk = window.desk
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("workspaces.title"), say("close"), theme.tokens.number("layout.sheet_w.md"))
        self.setObjectName("workspacesSheet")
        self._window = window
        self.cards: dict[Path, ChoiceCard] = {}
        self.content.setSpacing(theme.px(10))
        here = desk.workspace.root if desk.workspace is not None else None
        if not desk.settings.recent:
            self.content.addWidget(label(theme, say("workspaces.none"), "ui", "second", wrap=True))
        for name in desk.settings.recent:
            path = Path(name)
            card = ChoiceCard(theme, path.name or name, name, icon="library", mark_right=True)
            card.setChecked(path == here)
            self.cards[path] = card
            self.content.addWidget(card)
        self.other = Button(theme, "secondary", say("workspaces.other"), icon="folder-open")
        self.other.clicked.connect(self._other)
        self.open = Button(theme, "primary", say("workspaces.open"))
        self.open.clicked.connect(self._open)
        self.open.setEnabled(bool(self.cards))
        self.footer.addWidget(self.other)
        self.footer.addStretch()
        self.footer.addWidget(self.open)

    def _open(self) -> None:
        chosen = next((path for path, card in self.cards.items() if card.isChecked()), None)
        self.dismiss()
        workspace = self._window.desk.workspace
        if chosen is not None and (workspace is None or chosen != workspace.root):
            self._window.show_workspace(chosen)

    def _other(self) -> None:
        self.dismiss()
        self._window.shell.open_workspace()


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    sheet = WorkspacesSheet(window)
    chosen = next((card for card in sheet.cards.values() if card.isChecked()), None)
    return sheet, chosen or sheet.other
