"""What belongs to the whole article: status, date, lead image, sections, tags, byline, related items, slug."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from editor.model.article import Article, Author, Status
from editor.model.edits import (
    add_author,
    add_tag,
    move_related,
    remove_author,
    remove_related,
    remove_tag,
    set_field,
    set_sections,
    set_slug,
)
from editor.qt.desk import Desk
from editor.qt.panels.chips import ChipField, ChipRow
from editor.qt.panels.cover import CoverSection
from editor.qt.panels.library_list import STATUS_DOTS
from editor.qt.panels.moments import shown, typed
from editor.qt.panels.parts import SCROLL_BAR, Field, Section
from editor.qt.panels.related import RelatedList
from editor.qt.panels.sections import SectionsView
from editor.qt.theme.controls import Button, label
from editor.text.fold import slug


class ArticleTab(QWidget):
    """Redraws from the session's changes; holds nothing that the article has."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        theme, say = desk.theme, desk.say
        self.status = Button(theme, "select", say("status.draft"))
        self.date = Field(theme, say("date.placeholder"), say("date"))
        self.cover = CoverSection(desk)
        self.sections = SectionsView(theme, say("section.main"), say("section.make-main"), say("section"))
        self._no_sections = label(theme, say("section.none"), "ui_sm", "third", wrap=True)
        self.tags = self._chip_row("tagField", "tags", "tag.remove")
        self.authors = self._chip_row("authorField", "byline", "byline.remove", icon="user")
        self.related = RelatedList(theme, say("related"), say("related.keys"), self._place)
        self.slug = Field(theme, say("slug.placeholder"), say("slug"))
        self.add_related = Section(theme, say("related"), say("related.add"))
        self._build()
        self._connect()

    def _chip_row(self, name: str, code: str, remove: str, icon: str = "") -> ChipRow:
        desk = self._desk
        field = ChipField(desk.theme, desk.say(f"{code}.placeholder"), desk.say(code))
        field.setObjectName(name)
        return ChipRow(desk.theme, field, lambda word: desk.say(remove, word=word), icon)

    def _build(self) -> None:
        theme, say = self._desk.theme, self._desk.say
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(4), theme.px(16) - SCROLL_BAR, theme.px(24))
        column.setSpacing(theme.px(18))
        pair = QHBoxLayout()
        pair.setSpacing(theme.px(8))
        for control, title, stretch in ((self.status, "status", 0), (self.date, "date", 1)):
            section = Section(theme, say(title))
            section.add(control)
            pair.addWidget(section, stretch)
        column.addLayout(pair)
        column.addWidget(self.cover)
        for title, parts in (
            ("section", (self._no_sections, self.sections)),
            ("tags", (self.tags,)),
            ("byline", (self.authors,)),
        ):
            section = Section(theme, say(title))
            for part in parts:
                section.add(part)
            column.addWidget(section)
        self.add_related.add(self.related)
        column.addWidget(self.add_related)
        address = Section(theme, say("slug"))
        address.add(self.slug)
        column.addWidget(address)
        column.addStretch(1)
        menu = QMenu(self.status)
        for status in Status:
            action = menu.addAction(say(f"status.{status}"))
            action.triggered.connect(lambda _=False, chosen=status: self._set_status(chosen))
        self.status.setMenu(menu)
        self.status.setFixedWidth(self._status_width())

    def _status_width(self) -> int:
        metrics = self.status.fontMetrics()
        widest = max(metrics.horizontalAdvance(self._desk.say(f"status.{status}")) for status in Status)
        return widest + self._desk.theme.px(62)

    def _connect(self) -> None:
        desk = self._desk
        self.date.left.connect(self._give_date)
        self.sections.chosen.connect(lambda paths: desk.edit(lambda article: set_sections(article, paths)))
        self.tags.added.connect(lambda tag: desk.edit(lambda article: add_tag(article, tag)))
        self.tags.removed.connect(lambda tag: desk.edit(lambda article: remove_tag(article, tag)))
        self.authors.added.connect(self._add_author)
        self.authors.removed.connect(lambda name: desk.edit(lambda article: remove_author(article, name)))
        self.related.removed.connect(lambda at: desk.edit(lambda article: remove_related(article, at)))
        self.related.moved.connect(lambda at, to: desk.edit(lambda article: move_related(article, at, to)))
        self.slug.left.connect(self._give_slug)

    def show_article(self, article: Article) -> None:
        """Everything as the article says it now."""
        desk = self._desk
        session = desk.session
        if session is None:
            return
        newsroom = session.newsroom
        self.status.setText(desk.say(f"status.{article.status}"))
        self.status.setAccessibleName(f"{desk.say('status')}: {self.status.text()}")
        self.status.set_dot(STATUS_DOTS[article.status])
        self.date.show_text(shown(article.date, newsroom.timezone))
        self.date.set_bad(False)
        self.cover.show_article(article, session.folder)
        self.sections.show_sections(newsroom.sections, article.sections)
        self._no_sections.setVisible(not newsroom.sections.roots and not article.sections)
        self.tags.field.set_known([tag for tag in newsroom.tags if tag not in article.tags])
        self.tags.show_words(article.tags)
        self.authors.field.set_known([name for person in newsroom.people for name in {person.byline, person.name}])
        self.authors.show_words([author.name for author in article.authors])
        self.related.show_items(article.related)
        self.slug.show_text(article.slug)
        self.slug.setPlaceholderText(slug(article.headline) or desk.say("slug.placeholder"))

    def _set_status(self, status: Status) -> None:
        self._desk.edit(lambda article: set_field(article, "status", status))

    def _give_date(self) -> None:
        session = self._desk.session
        if session is None or self.date.text() == shown(session.article.date, session.newsroom.timezone):
            return
        date = typed(self.date.text(), session.newsroom.timezone)
        self.date.set_bad(date is None)
        if date is not None:
            self._desk.edit(lambda article: set_field(article, "date", date))

    def _give_slug(self) -> None:
        session = self._desk.session
        if session is not None and self.slug.text() != session.article.slug:
            words = self.slug.text()
            self._desk.edit(lambda article: set_slug(article, words))
            self.slug.show_text(session.article.slug)

    def _add_author(self, typed_name: str) -> None:
        """A person of the newsroom by name or pen name comes with the id."""
        people = self._desk.newsroom.people
        person = next((one for one in people if typed_name in {one.name, *one.pen_names}), None)
        name = person.byline if person is not None and typed_name == person.name else typed_name
        author = Author(name, person.id if person is not None else "")
        self._desk.edit(lambda article: add_author(article, author))

    def _place(self, at: int, of: int) -> str:
        return self._desk.say("related.place", at=at, of=of)
