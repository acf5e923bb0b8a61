"""An article that cannot be read, shown as its file stands. Nothing here writes: it is mended where it was made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from editor import files
from editor.errors import EditorError
from editor.qt.desk import Desk
from editor.qt.dialogs.sheet import Sheet
from editor.qt.theme.controls import Button, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_MOST = 1_000_000  # characters shown; a file that large is no article


class RawSheet(Sheet):
    """What is wrong, where, and every character of the file."""

    def __init__(self, desk: Desk, window: QWidget, folder: Path, problem: EditorError) -> None:
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("raw.title"), say("close"), theme.tokens.number("layout.sheet_w.lg"))
        self.setObjectName("rawSheet")
        self._desk, self._folder = desk, folder
        self._line = problem.facts.get("line")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(say("raw.content"))
        self.text.setFont(theme.font("ui"))
        self.text.setMinimumSize(theme.px(280), theme.px(360))
        self.content.addWidget(label(theme, desk.messages.error(problem), "ui", "danger", wrap=True))
        self.content.addWidget(self.text)
        self.copy_button = Button(theme, "secondary", say("raw.copy"), icon="copy")
        self.folder_button = Button(theme, "primary", say("open-folder"), icon="folder-open")
        self.footer.addWidget(label(theme, say("raw.hint"), "ui_sm", "second"))
        self.footer.addStretch()
        self.footer.addWidget(self.copy_button)
        self.footer.addWidget(self.folder_button)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.folder_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        desk.jobs.run("raw", lambda cancel: _raw(folder), self._came, self._failed)

    def _came(self, text: str) -> None:
        self.text.setPlainText(text)
        if isinstance(self._line, int):
            block = self.text.document().findBlockByNumber(self._line - 1)
            if block.isValid():
                cursor = self.text.textCursor()
                cursor.setPosition(block.position())
                cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
                self.text.setTextCursor(cursor)

    def _failed(self, error: EditorError) -> None:
        self.text.setPlainText(self._desk.messages.error(error))


def _raw(folder: Path) -> str:
    """The bytes as text, whatever they are; links are not followed."""
    path = files.inside(folder.parent, f"{folder.name}/article.md")
    return files.read_bytes(path)[: 4 * _MOST].decode("utf-8", errors="replace")[:_MOST]
