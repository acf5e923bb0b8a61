"""What belongs to the whole article: status, schedule, lead image, sections, tags, byline, related items, address."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from editor.model.article import Article, Status
from editor.model.edits import move_related, remove_related, set_field
from editor.model.newsroom import Newsroom
from editor.qt.desk import Desk
from editor.qt.panels.address import AddressPart
from editor.qt.panels.byline import AuthorsPart, TagsPart
from editor.qt.panels.cover import CoverSection
from editor.qt.panels.explain import explained
from editor.qt.panels.library_list import STATUS_DOTS
from editor.qt.panels.parts import SCROLL_BAR, Section
from editor.qt.panels.related import RelatedList
from editor.qt.panels.schedule import Schedule
from editor.qt.panels.section_part import SectionPart
from editor.qt.panels.sharing import SharingPart
from editor.qt.panels.story import StoryPart
from editor.qt.theme.controls import Button


class ArticleTab(QWidget):
    """Redraws from the session's changes; holds nothing that the article has. `photo_asked` carries a src."""

    photo_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        theme, say = desk.theme, desk.say
        self.status = explained(desk.messages, Button(theme, "select", say("status.draft")), "status")
        self.schedule = Schedule(desk)
        self.cover = explained(desk.messages, CoverSection(desk), "cover")
        self._section_part = SectionPart(desk)
        self._tags_part = TagsPart(desk)
        self._authors_part = AuthorsPart(desk)
        self.related = RelatedList(theme, say("related"), say("related.keys"), self._place)
        explained(desk.messages, self.related, "related")
        self.add_related = Section(theme, say("related"), say("related.add"))
        self.story = StoryPart(desk)
        self.address = AddressPart(desk)
        self.sharing = SharingPart(desk)
        self.sections, self.tags, self.authors = (
            self._section_part.view,
            self._tags_part.row,
            self._authors_part.row,
        )
        self.date, self.slug = self.schedule.date, self.address.slug
        self._build()
        self._connect()

    def _build(self) -> None:
        theme, say = self._desk.theme, self._desk.say
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(4), theme.px(16) - SCROLL_BAR, theme.px(24))
        column.setSpacing(theme.px(18))
        head = Section(theme, say("status"))
        pair = QHBoxLayout()
        pair.setSpacing(theme.px(6))
        for control in (self.status, self.schedule.button):
            control.setSizePolicy(self.schedule.date.sizePolicy())
            pair.addWidget(control, 1)
        self.status.setMinimumWidth(self._status_width())
        head.add(pair)
        head.add(self.schedule)
        self.related.use(self._desk)
        self.add_related.add(self.related)
        for part in (
            *(head, self.cover, self._section_part, self._tags_part, self._authors_part, self.add_related),
            *(self.story, self.address, self.sharing),
        ):
            column.addWidget(part)
        column.addStretch(1)
        menu = QMenu(self.status)
        for status in Status:
            action = menu.addAction(say(f"status.{status}"))
            action.triggered.connect(lambda _=False, chosen=status: self._set_status(chosen))
        self.status.setMenu(menu)

    def _status_width(self) -> int:
        """Wide enough for every status, so that the button beside it stays where it is."""
        metrics = self.status.fontMetrics()
        widest = max(metrics.horizontalAdvance(self._desk.say(f"status.{status}")) for status in Status)
        return widest + self._desk.theme.px(60)

    def _connect(self) -> None:
        desk = self._desk
        self.related.removed.connect(lambda at: desk.edit(lambda article: remove_related(article, at)))
        self.related.moved.connect(lambda at, to: desk.edit(lambda article: move_related(article, at, to)))
        self.cover.focus_link.clicked.connect(self._ask_for_cover)

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
        self.schedule.show_article(article, newsroom)
        self.cover.show_article(article, session.folder)
        for part in (self._section_part, self._tags_part, self._authors_part, self.story, self.address):
            part.show_article(article, newsroom)
        self.related.show_items(article.related)
        self.sharing.show_article(article, newsroom, session.folder)
        self._use(newsroom, article)

    def stop_of(self, field: str) -> QWidget:
        """What holds a field of the article file, ready to get the focus."""
        if field in {"date", "embargo"}:
            self.schedule.unfold()
        stops: dict[str, QWidget] = {
            "authors": self.authors.field,
            "categories": self.sections,
            "tags": self.tags.field,
            "date": self.schedule.date,
            "embargo": self.schedule.embargo,
            "cover": self.cover.link or self.cover,
            "slug": self.slug,
            "related": self.related,
            "kicker": self.story.kicker,
            "dateline": self.story.dateline,
            "story_type": self.story.kind,
            "canonical": self.address.canonical,
            "seo.title": self.sharing.title,
            "seo.description": self.sharing.description,
        }
        return stops.get(field, self.status)

    def _use(self, newsroom: Newsroom, article: Article) -> None:
        """What the newsroom hides, unless it says something; a person could not take it away otherwise."""
        self.cover.setVisible(newsroom.uses("cover") or bool(article.cover))
        self.add_related.setVisible(newsroom.uses("related") or bool(article.related))

    def _set_status(self, status: Status) -> None:
        self._desk.edit(lambda article: set_field(article, "status", status))

    def _ask_for_cover(self) -> None:
        session = self._desk.session
        if session is not None and session.article.cover:
            self.photo_asked.emit(session.article.cover)

    def _place(self, at: int, of: int) -> str:
        return self._desk.say("related.place", at=at, of=of)
