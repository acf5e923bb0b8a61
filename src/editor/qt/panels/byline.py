"""Tags and the byline: chips with what the newsroom knows."""

from __future__ import annotations

from editor.model.article import Article, Author
from editor.model.edits import add_author, add_tag, remove_author, remove_tag
from editor.model.newsroom import Newsroom
from editor.qt.desk import Desk
from editor.qt.panels.chips import ChipField, ChipRow
from editor.qt.panels.explain import explained
from editor.qt.panels.parts import Section, Wanted
from editor.qt.theme.controls import label
from editor.text.fold import search_key


class TagsPart(Section):
    """A tag that differs from a known one only in case or marks becomes that one; whether new ones may be made is the
    newsroom's to say."""

    def __init__(self, desk: Desk) -> None:
        self._wanted = Wanted(desk.theme, desk.say("field.needed"))
        super().__init__(desk.theme, desk.say("tags"), beside=self._wanted)
        self._desk = desk
        self.row = _chips(desk, "tagField", "tags", "tag.remove")
        self._problem = label(desk.theme, "", "ui_sm", "danger", wrap=True)
        self._problem.hide()
        explained(desk.messages, self.row.field, "tags")
        self.add(self.row)
        self.add(self._problem)
        self.row.added.connect(self._add)
        self.row.removed.connect(lambda tag: desk.edit(lambda article: remove_tag(article, tag)))
        self.row.field.textEdited.connect(lambda words: self._complain(""))

    def show_article(self, article: Article, newsroom: Newsroom) -> None:
        self.setVisible(newsroom.uses("tags") or bool(article.tags))
        self._wanted.setVisible(newsroom.requires("tags") and not article.tags)
        self.row.field.set_known([tag for tag in newsroom.tags if tag not in article.tags])
        self.row.show_words(article.tags)

    def _add(self, typed: str) -> None:
        newsroom = self._desk.newsroom
        known = next((tag for tag in newsroom.tags if search_key(tag) == search_key(typed)), "")
        if not known and not newsroom.new_tags:
            self.row.field.setText(typed)
            self._complain(self._desk.say("tags.closed", tag=typed))
            return
        self._desk.edit(lambda article: add_tag(article, known or typed))

    def _complain(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))


class AuthorsPart(Section):
    """A person of the newsroom is found by name, pen name or "@id" and comes with the id."""

    def __init__(self, desk: Desk) -> None:
        self._wanted = Wanted(desk.theme, desk.say("field.needed"))
        super().__init__(desk.theme, desk.say("byline"), beside=self._wanted)
        self._desk = desk
        self.row = _chips(desk, "authorField", "byline", "byline.remove", icon="user")
        explained(desk.messages, self.row.field, "authors")
        self.add(self.row)
        self.row.added.connect(self._add)
        self.row.removed.connect(lambda name: desk.edit(lambda article: remove_author(article, name)))

    def show_article(self, article: Article, newsroom: Newsroom) -> None:
        self.setVisible(newsroom.uses("authors") or bool(article.authors))
        self._wanted.setVisible(newsroom.requires("authors") and not article.authors)
        taken = {author.name for author in article.authors}
        names = (name for person in newsroom.people for name in (*person.pen_names, person.name))
        ids = (f"@{person.id}" for person in newsroom.people)
        self.row.field.set_known([name for name in dict.fromkeys((*names, *ids)) if name not in taken])
        self.row.show_words([author.name for author in article.authors])

    def _add(self, typed: str) -> None:
        self._desk.edit(lambda article: add_author(article, author_of(self._desk.newsroom, typed)))


def author_of(newsroom: Newsroom, typed: str) -> Author:
    """Who is meant: by "@id" or by name the person's byline, by a pen name that one, else somebody from outside."""
    people = newsroom.people
    if typed.startswith("@"):
        by_id = newsroom.person(typed[1:])
        return Author(by_id.byline, by_id.id) if by_id is not None else Author(typed[1:] or typed)
    person = next((one for one in people if typed in {one.name, *one.pen_names}), None)
    if person is None:
        return Author(typed)
    return Author(person.byline if typed == person.name else typed, person.id)


def _chips(desk: Desk, name: str, code: str, remove: str, icon: str = "") -> ChipRow:
    field = ChipField(desk.theme, desk.say(f"{code}.placeholder"), desk.say(code))
    field.setObjectName(name)
    return ChipRow(desk.theme, field, lambda word: desk.say(remove, word=word), icon)
