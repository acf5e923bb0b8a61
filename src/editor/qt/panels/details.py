"""The details panel: three tabs over a scroll area, the checks pinned below."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from editor.app.session import Change
from editor.model.article import Article
from editor.model.blocks import figures_of
from editor.qt.desk import Desk
from editor.qt.panels.article_tab import ArticleTab
from editor.qt.panels.checks import ChecksCard
from editor.qt.panels.note_tab import NoteTab
from editor.qt.panels.parts import Area
from editor.qt.panels.photo_tab import PhotoTab
from editor.qt.panels.segmented import Segmented

_REST = 120  # ms after the last key


class Scroller(QScrollArea):
    """Scrolls up and down only; what is in it is as wide as the panel."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setObjectName("detailsScroll")
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what is in it
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)


class DetailsPanel(Area):
    """Bài viết, Ảnh and Ghi chú, then what stands in the way of an export. A tab is made when it is first looked at.

    `photo_chosen` carries the src of a photo that a person picked, `sheet_asked` of one that shall be cropped and the
    like.
    """

    photo_chosen = Signal(str)
    sheet_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("detailsPanel")
        self._desk = desk
        theme = desk.theme
        self.tabs = Segmented(theme, (desk.say("tab.article"), desk.say("tab.photo"), desk.say("tab.note")))
        self.article_tab = ArticleTab(desk)
        self._photo_tab: PhotoTab | None = None
        self._note_tab: NoteTab | None = None
        self._photo = ""  # the photo that the tab shows when it is made
        self._before: Article | None = None  # what is shown, while the page is ahead of it
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._rested)
        self.checks = ChecksCard(desk)
        self._pages = QStackedWidget()
        self._tabs: list[QWidget] = [self.article_tab]
        self._pages.addWidget(Scroller(self.article_tab))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        head.addWidget(self.tabs)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(self.checks)
        self.tabs.turned.connect(self._turn)
        self.article_tab.photo_asked.connect(self.sheet_asked)
        self._parts = (self.tabs, self._pages, self.checks)
        self.show_session()
        desk.session_opened.connect(self.show_session)
        desk.article_changed.connect(self._follow)

    @property
    def photo_tab(self) -> PhotoTab:
        if self._photo_tab is None:
            self._photo_tab = PhotoTab(self._desk)
            self._photo_tab.chosen.connect(self.photo_chosen)
            self._photo_tab.sheet_asked.connect(self.sheet_asked)
            self._tabs.append(self._photo_tab)
            self._pages.addWidget(Scroller(self._photo_tab))
            self.show_session()
            self._photo_tab.choose(self._photo)
        return self._photo_tab

    @property
    def note_tab(self) -> NoteTab:
        if self._note_tab is None:
            self._note_tab = NoteTab(self._desk)
            self._tabs.append(self._note_tab)
            self._pages.addWidget(Scroller(self._note_tab))
            self.show_session()
        return self._note_tab

    def choose_photo(self, src: str) -> None:
        """The photo tab shows this photo, now or when it is made."""
        self._photo = src
        if self._photo_tab is not None:
            self._photo_tab.choose(src)

    def _turn(self, number: int) -> None:
        tab: QWidget = self.article_tab if not number else self.photo_tab if number == 1 else self.note_tab
        self._pages.setCurrentIndex(self._tabs.index(tab))

    def first_stop(self) -> QWidget:
        """Where the focus goes when it comes to the details."""
        return self.tabs.chosen() if self._pages.currentIndex() else self.article_tab.status

    def turn_to(self, number: int) -> None:
        """0: the article; 1: the photo; 2: the note."""
        if self.tabs.number != number:
            self.tabs.turn_to(number)

    def ensure_seen(self, part: QWidget) -> None:
        """Scroll so that a control stands in view."""
        area = self._pages.currentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(part, 0, self._desk.theme.px(40))

    def show_session(self) -> None:
        """The open article; nothing while none is open."""
        session = self._desk.session
        self._before = None
        for part in self._parts:
            part.setVisible(session is not None)
        if session is not None:
            self.article_tab.show_article(session.article)
            if self._photo_tab is not None:
                self._photo_tab.show_article(session.article)
            if self._note_tab is not None:
                self._note_tab.show_article(session.article)

    def _follow(self, change: Change) -> None:
        """At once when a command or a panel changed the article; what is typed on the page, after a rest."""
        if self._before is None:
            self._before = change.before
        if change.origin == "page":
            self._rest.start()
        else:
            self._catch_up(change.after)

    def _rested(self) -> None:
        if self._desk.session is not None:
            self._catch_up(self._desk.session.article)

    def _catch_up(self, after: Article) -> None:
        before, self._before = self._before, None
        self._rest.stop()
        if before is None:
            return
        photos = _photos(before) != _photos(after)
        if photos and self._photo_tab is not None:
            self._photo_tab.show_article(after)
        if photos or replace(before, body=()) != replace(after, body=()):
            self.article_tab.show_article(after)
        if self._note_tab is not None:
            self._note_tab.show_article(after)


def _photos(article: Article) -> tuple[object, ...]:
    """What the photo tab shows of an article."""
    return figures_of(article.body), article.resources, article.cover
