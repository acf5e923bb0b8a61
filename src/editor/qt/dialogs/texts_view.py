"""Longer texts inside a sheet: the guide's Markdown, the text of a licence. Read only, in our type and colours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from editor.qt.theme import Theme
from editor.qt.theme.ring import Ring

_ROLES = {1: "ui_title", 2: "ui_lg", 3: "ui_strong"}


class TextView(QTextBrowser):
    """Scrolls; Tab leaves it; links lead nowhere outside."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDefaultFont(theme.font("ui"))
        self.document().setDocumentMargin(0)
        self.setFont(theme.font("ui"))
        Ring(theme, self)

    def show_markdown(self, text: str) -> None:
        self.document().setMarkdown(text)
        self._set_type()

    def show_plain(self, text: str) -> None:
        self.setPlainText(text)
        self._set_type()

    def _set_type(self) -> None:
        """Our sizes for headings, our lines for the rest; Qt's own are relative to nothing we know."""
        theme = self._theme
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            role = _ROLES.get(level, "ui")
            cursor.setPosition(block.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            if level:
                shape = QTextCharFormat()
                shape.setFont(theme.font(role))
                cursor.setCharFormat(shape)
            lines = QTextBlockFormat()
            lines.setLineHeight(theme.line(role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            lines.setTopMargin(theme.px(14 if level > 1 else 0))
            lines.setBottomMargin(theme.px(6))
            cursor.mergeBlockFormat(lines)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)
