"""An older story beside the page, read only: background is copied from it with its structure.

What is shown is what stands in the file; nothing here is saved, locked or changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from editor.app.linking import Linkable, linkable
from editor.app.session import DocumentSession
from editor.errors import EditorError
from editor.qt.dialogs.link_list import Choice, LinkList
from editor.qt.panels.parts import Area
from editor.qt.panels.search import SearchField
from editor.qt.surface import Surface
from editor.qt.theme.controls import Button, Hairline, label
from editor.qt.theme.ring import Ring
from editor.text.clean import nfc
from editor.text.moment import parse

if TYPE_CHECKING:
    from editor.model.article import Article
    from editor.qt.window import MainWindow
    from editor.work import Cancel

_TYPED = 80  # ms
_SHOWN = 8
_ZOOM = 0.85
_WIDTH, _LEAST, _PAGE = 400, 300, 340  # px at 100 %: of the panel, its least, the least of the page beside it


class Reading(Surface):
    """A page that is only read. Ctrl+C takes our own form along, photos too; Escape leaves."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.pasting.copy()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Tab:
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)


class OlderPanel(Area):
    """A search through the library, then the story that was chosen."""

    closed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__("olderPanel")
        desk = window.desk
        theme, say = desk.theme, desk.say
        self.setAccessibleName(say("older"))
        self._window = window
        self._words = ""
        self._is_asking = self._enter_waits = False
        self.title = label(theme, say("older"), "ui_strong")
        self.when = label(theme, "", "ui_sm", "second")
        self.other = Button(theme, "link", say("older.other"))
        self.close_button = Button(theme, "icon", icon="x", size="sm", name=say("older.close"))
        self.search = SearchField(theme, say("older.search"))
        self.search.setObjectName("olderSearch")
        self.list = LinkList(theme, say("older.search"), desk.thumbnails, say("link.enter"))
        self.list.setObjectName("olderList")
        self.nothing = label(theme, say("older.nothing"), "ui_sm", "second", wrap=True)
        self.page = Reading(theme)
        Ring(theme, self.page)
        self.page.setObjectName("olderPage")
        self.page.setAccessibleName(say("older"))
        self.stack = QStackedWidget()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_TYPED)
        self._build()
        self._connect()
        self.page.set_theme(theme, _ZOOM)
        self.page.show_session(None)

    def _build(self) -> None:
        theme = self._window.desk.theme
        self.setMinimumWidth(theme.px(_LEAST))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.space(4), theme.space(2), theme.space(2), theme.space(2))
        head.setSpacing(theme.space(2))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.when)
        head.addLayout(words, 1)
        head.addWidget(self.other)
        head.addWidget(self.close_button)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addLayout(head)
        column.addWidget(Hairline(theme))
        choose = QWidget()
        inside = QVBoxLayout(choose)
        inside.setContentsMargins(*(theme.space(3),) * 4)
        inside.setSpacing(theme.space(2))
        for part in (self.search, self.list, self.nothing):
            inside.addWidget(part)
        inside.addStretch()
        self.stack.addWidget(choose)
        self.stack.addWidget(self.page)
        column.addWidget(self.stack, 1)

    def _name(self, words: str) -> None:
        """The panel's title, as much of it as there is room for."""
        self._words = words
        room = max(self.title.width(), 1)
        self.title.setText(self.title.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        self.title.setAccessibleName(words)
        self.title.setToolTip(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._name(self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._window.desk.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("bg_canvas"))
        painter.fillRect(0, 0, 1, self.height(), theme.color("border"))

    def _connect(self) -> None:
        self._later.timeout.connect(self._ask)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._enter)
        self.search.moved_down.connect(lambda: self.list.step(1))
        self.list.taken.connect(self._take)
        self.other.clicked.connect(self.choose)
        self.close_button.clicked.connect(self.closed)
        self.page.left.connect(self.closed)
        self._window.desk.theme.changed.connect(lambda: self.page.set_theme(self._window.desk.theme, _ZOOM))

    def choose(self) -> None:
        """Look for a story."""
        self.stack.setCurrentIndex(0)
        self.other.hide()
        self.when.hide()
        self._name(self._window.desk.say("older"))
        self._ask()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _typed(self) -> None:
        """Other words: what is listed, or is still being looked for, is no answer to them."""
        self._window.desk.jobs.cancel("older")
        self._enter_waits = False
        self._is_asking = True
        self._later.start()

    def _ask(self) -> None:
        self._is_asking = True
        desk, session = self._window.desk, self._window.session
        workspace, newsroom, query = desk.workspace, desk.newsroom, nfc(self.search.text())
        own = session.folder if session is not None else None

        def work(cancel: Cancel) -> tuple[Linkable, ...]:
            return linkable(workspace, newsroom, query, own, _SHOWN, cancel) if workspace is not None else ()

        desk.jobs.run("older", work, self._came, self._failed)

    def _came(self, found: tuple[Linkable, ...]) -> None:
        self._is_asking = False
        self.list.show_choices([self._choice(item) for item in found])
        self.nothing.setVisible(not found)
        if self._enter_waits:
            self._enter()

    def _failed(self, error: EditorError) -> None:
        self._is_asking = self._enter_waits = False
        self._window.desk.report(error)

    def leave(self) -> None:
        """Ask for nothing any more, show nothing."""
        self._later.stop()
        self._window.desk.jobs.cancel("older")
        self._is_asking = self._enter_waits = False
        self.page.show_session(None)

    def _choice(self, item: Linkable) -> Choice:
        listed = next((one for one in self._window.desk.articles if one.folder == item.folder), None)
        day = parse(listed.date) if listed is not None else None
        date = self._window.desk.messages.day(day.date()) if day is not None else ""
        photo = item.folder / listed.thumbnail if listed is not None and listed.thumbnail else None
        return Choice(item.headline, None, date, photo=photo, folder=item.folder)

    def _enter(self) -> None:
        """What is chosen, as soon as it is the answer to what stands in the field."""
        self._enter_waits = self._is_asking
        choice = self.list.current()
        if choice is not None and not self._is_asking:
            self._take(choice)

    def _take(self, choice: Choice) -> None:
        if choice.folder is not None:
            self.read(choice.folder)

    def read(self, folder: Path) -> None:
        """Show the article of a folder as its file has it; an error is shown in the window."""
        workspace = self._window.desk.workspace
        if workspace is None:
            return
        opened = self._window.desk.attempt(lambda: workspace.load(folder))
        if opened is not None:
            self._show(folder, opened.article)

    def _show(self, folder: Path, article: Article) -> None:
        desk = self._window.desk
        self.page.show_session(DocumentSession(folder, article, desk.newsroom))
        self.page.setReadOnly(True)
        self.page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        day = parse(article.date)
        self._name(article.headline or desk.say("library.untitled"))
        self.when.setText(desk.messages.day(day.date()) if day is not None else "")
        self.when.setVisible(day is not None)
        self.other.show()
        self.stack.setCurrentIndex(1)
        self.resizeEvent(QResizeEvent(self.size(), self.size()))
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class Older(QObject):
    """Verbs: toggle, and beside for the article of the library's row at hand."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.panel = OlderPanel(window)
        self.panel.closed.connect(self._close)
        self._details_shown = False
        self._pages: QWidget | None = None
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._place_panel()
        self._splitter.installEventFilter(self)
        window.surface.caret_moved.connect(self._page_wanted)
        window.desk.session_opened.connect(self._page_wanted)
        window.desk.workspace_opened.connect(self._close)
        window.destroyed.connect(self.panel.page.photos.close)

    def _place_panel(self) -> None:
        """Right of the page, inside its area; the two share their width as the person draws the line.

        Where there is no room for both, it lies over the page until the page is gone to.
        """
        pages = self._window.surface.parentWidget()
        area = self._window.format_bar.parentWidget()
        layout = area.layout() if area is not None else None
        if pages is None or not isinstance(layout, QBoxLayout):
            return
        splitter, self._pages = self._splitter, pages
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        layout.replaceWidget(pages, splitter)
        layout.setStretchFactor(splitter, 1)
        splitter.addWidget(pages)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        width = self._window.desk.theme.px(_WIDTH)
        splitter.setSizes([max(splitter.width() - width, width), width])
        self.panel.hide()

    def act(self, verb: str) -> None:
        listed = self._window.library.current() if verb == "beside" else None
        if listed is not None:
            self.read(listed.folder)
        elif self.panel.isVisible():
            self._close()
        else:
            self._open()
            self.panel.choose()

    def is_on(self, verb: str) -> bool:
        return self.panel.isVisible()

    def can(self, verb: str) -> bool:
        return True

    def read(self, folder: Path) -> None:
        """Show this article beside the page."""
        self._open()
        self.panel.read(folder)

    def _open(self) -> None:
        """The details make room: there is none for both."""
        if self.panel.isHidden():
            self._details_shown = self._window.areas.is_shown("details")
            self._window.areas.set_shown("details", shown=False)
            self.panel.show()
            self._share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._splitter:
            self._share()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        if self._pages is not None:
            scarce = self._splitter.width() < self._window.desk.theme.px(_LEAST + _PAGE)
            self._pages.setHidden(scarce and not self.panel.isHidden())

    def _page_wanted(self) -> None:
        """Something went on in the page while the story lies over it: a place found, an article opened."""
        if self._pages is not None and self._pages.isHidden():
            self._hide()

    def _hide(self) -> None:
        self.panel.hide()
        self.panel.leave()
        self._share()

    def _close(self) -> None:
        if self.panel.isHidden():
            return
        self._hide()
        if self._details_shown and not self._window.areas.is_drawer("details"):
            self._window.areas.set_shown("details", shown=True)
        self._window.surface.setFocus(Qt.FocusReason.OtherFocusReason)
        self._window.actions_.refresh_at_once()


def attach(window: MainWindow) -> Older:
    return Older(window)
