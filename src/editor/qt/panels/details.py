"""The details panel: two tabs over a scroll area, the checks pinned below."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from editor.app.session import Change
from editor.model.article import Article
from editor.model.blocks import figures_of
from editor.qt.desk import Desk
from editor.qt.panels.article_tab import ArticleTab
from editor.qt.panels.checks import ChecksCard
from editor.qt.panels.parts import Area
from editor.qt.panels.photo_tab import PhotoTab
from editor.qt.theme import Theme
from editor.qt.theme.controls import Segment

_REST = 120  # ms after the last key


class Segmented(QWidget):
    """Two or more words in a track; one is chosen. `turned` carries its number."""

    turned = Signal(int)

    def __init__(self, theme: Theme, words: tuple[str, ...]) -> None:
        super().__init__()
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(2), theme.px(2), theme.px(2), theme.px(2))
        row.setSpacing(theme.px(2))
        self._segments = [Segment(theme, word) for word in words]
        for number, segment in enumerate(self._segments):
            row.addWidget(segment)
            segment.clicked.connect(lambda _=False, at=number: self.turned.emit(at))
        self._segments[0].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def turn_to(self, number: int) -> None:
        self._segments[number].setChecked(True)
        self.turned.emit(number)

    def chosen(self) -> QWidget:
        return next(segment for segment in self._segments if segment.isChecked())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("bg_subtle"))
        painter.drawRoundedRect(self.rect(), self._theme.radius("md"), self._theme.radius("md"))


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
    """Bài viết and Ảnh, then what stands in the way of an export. The photo tab is made when it is first looked at."""

    photo_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("detailsPanel")
        self._desk = desk
        theme = desk.theme
        self.tabs = Segmented(theme, (desk.say("tab.article"), desk.say("tab.photo")))
        self.article_tab = ArticleTab(desk)
        self._photo_tab: PhotoTab | None = None
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
        self._parts = (self.tabs, self._pages, self.checks)
        self.show_session()
        desk.session_opened.connect(self.show_session)
        desk.article_changed.connect(self._follow)

    @property
    def photo_tab(self) -> PhotoTab:
        if self._photo_tab is None:
            self._photo_tab = PhotoTab(self._desk)
            self._photo_tab.chosen.connect(self.photo_chosen)
            self._tabs.append(self._photo_tab)
            self._pages.addWidget(Scroller(self._photo_tab))
            self.show_session()
            self._photo_tab.choose(self._photo)
        return self._photo_tab

    def choose_photo(self, src: str) -> None:
        """The photo tab shows this photo, now or when it is made."""
        self._photo = src
        if self._photo_tab is not None:
            self._photo_tab.choose(src)

    def _turn(self, number: int) -> None:
        tab: QWidget = self.photo_tab if number else self.article_tab
        self._pages.setCurrentIndex(self._tabs.index(tab))

    def first_stop(self) -> QWidget:
        """Where the focus goes when it comes to the details."""
        return self.tabs.chosen() if self._pages.currentIndex() else self.article_tab.status

    def turn_to(self, number: int) -> None:
        """0: the article; 1: the photo."""
        if self._pages.currentIndex() != number:
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


def _photos(article: Article) -> tuple[object, ...]:
    """What the photo tab shows of an article."""
    return figures_of(article.body), article.resources, article.cover
