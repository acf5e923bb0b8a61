"""QActions made from commands: one for each, named by its id, with its words, keys and states."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from editor.app.commands import COMMANDS, Command, Context
from editor.app.keys import keys_of
from editor.app.messages import Messages

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "menu.file",
        (
            *("article.new", "article.duplicate", "article.delete", "", "article.import", "archive.open", ""),
            *("workspace.switch", "workspace.open", "bin.open", "", "file.save", "versions.open", "recovery.open", ""),
            *("export.open", "export.copy", "export.correct", "export.withdraw", "export.outbox", ""),
            *("article.print", "article.pdf", "article.send", "", "app.quit"),
        ),
    ),
    (
        "menu.edit",
        (
            *("edit.undo", "edit.redo", "", "edit.cut", "edit.copy", "edit.paste", "edit.paste_plain", ""),
            *("edit.find", "edit.replace", "edit.find_next", "edit.find_previous", "", "library.search"),
        ),
    ),
    (
        "menu.insert",
        (
            *("insert.menu", "", "insert.photo", "photos.edit", "insert.gallery", "insert.link", "insert.related", ""),
            *("block.box", "block.pull", "insert.table", "insert.embed", "insert.rule"),
        ),
    ),
    (
        "menu.format",
        (
            *("fmt.bold", "fmt.italic", "fmt.clear", "", "block.para", "block.h2", "block.h3", "block.quote"),
            *("block.list", "block.numbers", "", "block.up", "block.down", ""),
            *("figure.words", "figure.gallery", "table.edit", "", "fmt.bar"),
        ),
    ),
    (
        "menu.view",
        (
            *("view.toggle_left", "view.toggle_right", "view.focus", "view.outline", "view.older", "", "view.dark", ""),
            *("view.zoom_in", "view.zoom_out", "view.zoom_reset", ""),
            *("preview.toggle", "", "check.next", "check.previous", "view.next_area"),
        ),
    ),
    ("menu.tools", ("text.spelling", "text.next_spelling", "text.typography", "", "palette.open", "settings.open")),
    ("menu.help", ("help.guide", "help.keys", "", "report.open", "help.about")),
)
_SOON = 60
"""ms after the last key or move: the state of buttons and menus is not on the path of a key."""
BLOCK_KINDS = ("block.para", "block.h2", "block.h3", "block.quote", "block.list", "block.numbers")


class Actions(QObject):
    """Every action by its command's id. `refresh` asks the commands what is possible now."""

    refreshed = Signal()

    def __init__(self, window: QWidget, context: Context, messages: Messages, chosen: Sequence[str] = ()) -> None:
        """Args: chosen: keys of the person's own (`editor.app.keys`)."""
        super().__init__(window)
        self._keys = keys_of(chosen, mac=sys.platform == "darwin")
        self._context = context
        self._messages = messages
        self._steps = (False, False)
        self.by_id: dict[str, QAction] = {ident: self._made(window, command) for ident, command in COMMANDS.items()}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)

    def menus(self, parent: QWidget) -> list[QMenu]:
        """The menus of the menu bar, in order."""
        made = []
        for title, idents in MENUS:
            menu = QMenu(self._messages.say(title), parent)
            for ident in idents:
                if ident:
                    menu.addAction(self.by_id[ident])
                else:
                    menu.addSeparator()
            menu.aboutToShow.connect(self.refresh)
            made.append(menu)
        return made

    def rebind(self, chosen: Sequence[str]) -> None:
        """Answer other keys from now on."""
        self._keys = keys_of(chosen, mac=sys.platform == "darwin")
        for ident, action in self.by_id.items():
            action.setShortcuts([QKeySequence(key) for key in self._keys[ident]])

    def refresh(self) -> None:
        """Enabled and checked as the commands say."""
        for ident, command in COMMANDS.items():
            action = self.by_id[ident]
            action.setEnabled(command.enabled(self._context))
            if command.checked is not None:
                action.setChecked(command.checked(self._context))
        self.refreshed.emit()

    def refresh_soon(self) -> None:
        """`refresh` once, after a short rest; at once when undo or redo become possible or impossible."""
        session = self._context.session
        steps = (session is not None and session.can_undo, session is not None and session.can_redo)
        if steps != self._steps:
            self._steps = steps
            self._later.start(0)  # a command that is still greyed out would not answer its key
        elif not self._later.isActive() or self._later.interval():
            self._later.start(_SOON)

    def refresh_at_once(self) -> None:
        """`refresh` after the events at hand: the focus is elsewhere now."""
        self._later.start(0)

    def _made(self, window: QWidget, command: Command) -> QAction:
        action = QAction(self._messages.say(f"command.{command.id}"), window)
        action.setObjectName(command.id)
        action.setCheckable(command.checked is not None)
        action.setShortcuts([QKeySequence(key) for key in self._keys[command.id]])
        if command.id == "app.quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        action.triggered.connect(lambda: self._run(command))
        window.addAction(action)
        return action

    def _run(self, command: Command) -> None:
        command.run(self._context)
        self.refresh()
