"""Every key, in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from editor.qt.desk import Desk
from editor.qt.dialogs.sheet import Sheet
from editor.qt.theme.controls import Button, label

if TYPE_CHECKING:
    from editor.qt.window import MainWindow


class KeysSheet(Sheet):
    """A table of the actions that have keys."""

    def __init__(self, desk: Desk, window: QWidget, actions: Sequence[QAction]) -> None:
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("keys.title"), say("close"), theme.tokens.number("layout.sheet_w.md"))
        self.setObjectName("keysSheet")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        rows = [action for action in actions if not action.shortcut().isEmpty()]
        half = (len(rows) + 1) // 2
        for number, action in enumerate(rows):
            column = 0 if number < half else 3
            keys = ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())
            grid.addWidget(label(theme, action.text().replace("&", ""), "ui"), number % half, column)
            grid.addWidget(label(theme, keys, "ui_sm", "second"), number % half, column + 1)
        grid.setColumnMinimumWidth(2, theme.px(16))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 1)
        self.content.addLayout(grid)
        done = Button(theme, "primary", say("close"))
        done.clicked.connect(self.dismiss)
        self.footer.addStretch()
        self.footer.addWidget(done)


def open_sheet(window: MainWindow) -> tuple[Sheet, None]:
    return KeysSheet(window.desk, window, list(window.actions_.by_id.values())), None
