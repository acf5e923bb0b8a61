"""What kind of story it is, the line above its headline, the place it was written in."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from editor.app.story_types import with_story_type
from editor.model.article import Article
from editor.model.newsroom import Newsroom
from editor.qt.desk import Desk
from editor.qt.panels.bound import line
from editor.qt.panels.explain import explained
from editor.qt.panels.parts import Section, Wanted
from editor.qt.theme.controls import Button


class StoryPart(QWidget):
    """Story type with the newsroom's templates, kicker, dateline."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, say = desk.theme, desk.say
        self.kind = explained(desk.messages, Button(theme, "select", say("story-type.none")), "story_type")
        self.kicker = line(desk, "kicker", say("kicker.placeholder"), say("kicker"))
        self.dateline = line(desk, "dateline", say("dateline.placeholder"), say("dateline"))
        self._menu = QMenu(self.kind)
        self._menu.aboutToShow.connect(self._fill)
        self.kind.setMenu(self._menu)
        self.kind.setSizePolicy(self.kicker.sizePolicy())
        self._parts: dict[str, tuple[Section, Wanted]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(18))
        titles = {"story_type": say("story-type"), "kicker": say("kicker"), "dateline": say("dateline")}
        for name, control in (("story_type", self.kind), ("kicker", self.kicker), ("dateline", self.dateline)):
            wanted = Wanted(theme, say("field.needed"))
            section = Section(theme, titles[name], beside=wanted)
            section.add(control)
            self._parts[name] = (section, wanted)
            column.addWidget(section)

    def show_article(self, article: Article, newsroom: Newsroom) -> None:
        say = self._desk.say
        self.kind.setText(article.story_type or say("story-type.none"))
        self.kind.setAccessibleName(f"{say('story-type')}: {self.kind.text()}")
        self.kicker.show_text(article.kicker)
        self.dateline.show_text(article.dateline)
        for name, (section, wanted) in self._parts.items():
            says = bool(getattr(article, name))
            known = name != "story_type" or bool(newsroom.story_types)
            section.setVisible(says or (known and newsroom.uses(name)))
            wanted.setVisible(newsroom.requires(name) and not says)
        self.setVisible(any(not section.isHidden() for section, _ in self._parts.values()))

    def _fill(self) -> None:
        session, menu, say = self._desk.session, self._menu, self._desk.say
        menu.clear()
        if session is None:
            return
        newsroom, present = session.newsroom, session.article.story_type
        names = tuple(dict.fromkeys((*newsroom.story_types, *((present,) if present else ()))))
        for name in ("", *names):
            action = menu.addAction((name or say("story-type.none")).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == present)
            action.triggered.connect(lambda _=False, chosen=name: self._choose(chosen))

    def _choose(self, name: str) -> None:
        newsroom = self._desk.newsroom
        self._desk.edit(lambda article: with_story_type(article, newsroom, name))
