"""The internal note of an article: for the desk, never part of what leaves."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.model.article import Article
from editor.qt.desk import Desk
from editor.qt.panels.bound import lines
from editor.qt.panels.parts import SCROLL_BAR, Section
from editor.qt.theme.controls import label
from editor.text.clean import clean

_LINES = 14


def _tidy(text: str) -> str:
    return clean(text).strip()


class NoteTab(QWidget):
    """One field, and the sentence that says who reads it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme, say = desk.theme, desk.say
        self.note = lines(desk, "note", _LINES, say("note.placeholder"), say("note"), _tidy)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(4), theme.px(16) - SCROLL_BAR, theme.px(24))
        column.setSpacing(theme.px(10))
        section = Section(theme, say("note"))
        section.add(self.note)
        column.addWidget(section)
        column.addWidget(label(theme, say("note.stays"), "ui_sm", "third", wrap=True))
        column.addStretch(1)

    def show_article(self, article: Article) -> None:
        self.note.show_text(article.note)
