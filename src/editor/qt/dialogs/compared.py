"""Shows two texts woven into one: what went is struck through, what came is underlined; never by colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from editor.app.messages import Messages
from editor.qt.theme import Theme
from editor.text.differences import Compared, Piece

_FONTS = {
    "headline": "ui_title",
    "standfirst": "ui_lg",
    "h2": "ui_lg",
    "h3": "ui_strong",
    "box_title": "ui_strong",
    "caption": "ui_sm",
    "attribution": "ui_sm",
    "detail": "ui_sm",
    "figure": "ui_sm",
    "table": "ui_sm",
    "embed": "ui_sm",
    "source": "ui_sm",
}
_ITEMS = {"bullet", "number"}  # which number an item has is not said: it may be another one in the other text
_NAMED = {"figure", "table", "embed", "rule", "source"}
_AROUND = 1  # unchanged paragraphs shown beside a changed one


class ComparedView(QTextEdit):
    """Read-only, plain characters with formats of our own: content opens no file and runs nothing."""

    def __init__(self, theme: Theme, messages: Messages, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._messages = messages
        self._first: int | None = None
        self.setObjectName("comparedView")
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(theme.px(12))

    def show_texts(self, lines: Sequence[Compared], *, only_changes: bool) -> None:
        """Args: only_changes: leave out what is the same, but for a paragraph around each change."""
        self.clear()
        self._first = None
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, line in enumerate(_shown(lines, only_changes=only_changes)):
            if number:
                cursor.insertBlock()
            self._write(cursor, line)
        cursor.endEditBlock()
        self._to_first_change()

    def say(self, words: str) -> None:
        """A sentence instead of texts."""
        self.clear()
        self.setTextColor(self._theme.color("text_2"))
        self.insertPlainText(words)

    def _write(self, cursor: QTextCursor, line: Compared | None) -> None:
        gap = QTextBlockFormat()
        gap.setBottomMargin(self._theme.px(8))
        cursor.setBlockFormat(gap)
        if line is None:
            cursor.insertText("⋯", self._format("ui", "text_3"))
            return
        if not line.is_same and self._first is None:
            self._first = cursor.position()
        label, pieces = self._labelled(line)
        role = _FONTS.get(line.role, "ui")
        if label:
            cursor.insertText(f"{label}: ", self._format("ui_sm", "text_3"))
        if line.role in _ITEMS:
            cursor.insertText("•\u2002", self._format("ui", "text_3"))
        for piece in pieces:
            cursor.insertText(piece.text.replace("\n", "\u2028"), self._marked(piece, role))

    def _labelled(self, line: Compared) -> tuple[str, Sequence[Piece]]:
        """A detail says in words what it is; so does a block that is no text."""
        if line.role in _NAMED:
            return self._messages.say(f"compared.{line.role}"), line.pieces
        if line.role != "detail":
            return "", line.pieces
        joined = "".join(piece.text for piece in line.pieces if piece.kind != "new")
        joined = joined or "".join(piece.text for piece in line.pieces)
        name = joined.split("\t")[1]
        left = len(name) + 2
        return self._messages.say(f"compared.{name}"), tuple(_without(line.pieces, left))

    def _marked(self, piece: Piece, role: str) -> QTextCharFormat:
        if piece.kind == "same":
            return self._format(role, "text")
        gone = piece.kind == "gone"
        marked = self._format(role, "danger" if gone else "success")
        marked.setBackground(self._theme.color("danger_soft" if gone else "success_soft"))
        marked.setFontStrikeOut(gone)
        marked.setFontUnderline(not gone)
        return marked

    def _format(self, role: str, ink: str) -> QTextCharFormat:
        made = QTextCharFormat()
        font: QFont = self._theme.font(role)
        made.setFont(font)
        made.setForeground(self._theme.color(ink))
        return made

    def _to_first_change(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._first or 0)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()


def _shown(lines: Sequence[Compared], *, only_changes: bool) -> Iterator[Compared | None]:
    """None stands for paragraphs that are left out; details are shown where they differ."""
    lines = [line for line in lines if line.role != "detail" or not line.is_same]
    if not only_changes:
        yield from lines
        return
    near = {at + by for at, line in enumerate(lines) if not line.is_same for by in range(-_AROUND, _AROUND + 1)}
    left_out = False
    for at, line in enumerate(lines):
        if at in near:
            yield line
            left_out = False
        elif not left_out:
            yield None
            left_out = True


def _without(pieces: Sequence[Piece], left: int) -> Iterator[Piece]:
    """The pieces without the first characters, which both texts share or the only text has."""
    for piece in pieces:
        cut = min(left, len(piece.text))
        left -= cut
        if piece.text[cut:]:
            yield Piece(piece.kind, piece.text[cut:])
