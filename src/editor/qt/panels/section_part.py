"""The newsroom's sections with a field that narrows them down."""

from __future__ import annotations

from PySide6.QtCore import Qt

from editor.model.article import Article
from editor.model.edits import set_sections
from editor.model.newsroom import Newsroom
from editor.qt.desk import Desk
from editor.qt.panels.explain import explained
from editor.qt.panels.parts import Section
from editor.qt.panels.search import SearchField
from editor.qt.panels.sections import SectionsView
from editor.qt.theme.controls import Button, label


class SectionPart(Section):
    """The magnifier opens the field; Escape in it closes it and shows all sections again."""

    def __init__(self, desk: Desk) -> None:
        theme, say = desk.theme, desk.say
        self._find = Button(theme, "icon", icon="search", size="sm", name=say("section.filter"), checkable=True)
        super().__init__(theme, say("section"), beside=self._find)
        self._desk = desk
        self.search = SearchField(theme, say("section.filter"))
        self.view = SectionsView(theme, say("section.main"), say("section.make-main"), say("section"))
        explained(desk.messages, self.view, "sections")
        self._none = label(theme, say("section.none"), "ui_sm", "third", wrap=True)
        for part in (self.search, self._none, self.view):
            self.add(part)
        self.search.hide()
        self._find.setFixedSize(theme.px(24), theme.px(24))
        self._find.clicked.connect(self._open)
        self.search.textChanged.connect(self.view.show_only)
        self.search.moved_down.connect(lambda: self.view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.view.chosen.connect(lambda paths: desk.edit(lambda article: set_sections(article, paths)))

    def show_article(self, article: Article, newsroom: Newsroom) -> None:
        self.setVisible(newsroom.uses("sections") or bool(article.sections))
        self.view.show_sections(newsroom.sections, article.sections)
        self._none.setVisible(not newsroom.sections.roots and not article.sections)
        self._find.setVisible(bool(newsroom.sections.roots))
        if self.search.text():
            self.view.show_only(self.search.text())

    def _open(self, on: bool) -> None:
        self.search.setVisible(on)
        self.search.setText("")
        if on:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
