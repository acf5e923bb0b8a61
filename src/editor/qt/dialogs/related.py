"""Related items: an article of the workspace, or an outside address with its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor.library.listing import Listed
from editor.model.article import Related
from editor.model.edits import add_related
from editor.qt.desk import Desk
from editor.qt.dialogs.link import address_of
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.parts import Field, Section
from editor.qt.panels.search import SearchField
from editor.qt.theme.controls import Button, label
from editor.text.fold import search_key

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_SHOWN = 50
LISTED = Qt.ItemDataRole.UserRole


class ArticleList(QListWidget):
    """The workspace's articles to choose from; Enter or a click takes one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.itemActivated.emit(item)
        else:
            super().keyPressEvent(event)


class RelatedSheet(Sheet):
    """Adds to the open article; stays open for the next one."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, say("related.title"), say("close"), theme.tokens.number("layout.sheet_w.md"))
        self.setObjectName("relatedPicker")
        self._desk = desk
        self.search = SearchField(theme, say("related.search"))
        self.list = ArticleList()
        self.title_field = Field(theme, say("related.title-placeholder"), say("related.item-title"))
        self.url_field = Field(theme, "https://", say("related.url"))
        self.add_button = Button(theme, "secondary", say("related.add"), icon="plus")
        self._problem = label(theme, "", "ui_sm", "danger", wrap=True)
        self._nothing = label(theme, say("related.nothing"), "ui_sm", "third")
        self._count = label(theme, "", "ui_sm", "second")
        self._build()
        self._connect()
        self._fill()

    def _build(self) -> None:
        theme, say = self._desk.theme, self._desk.say
        own = Section(theme, say("related.own"))
        own.add(self.search)
        self.list.setObjectName("relatedChoices")
        self.list.setAccessibleName(say("related.own"))
        self.list.setFont(theme.font("ui"))
        self.list.setFixedHeight(theme.px(190))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setSpacing(theme.px(2))
        own.add(self.list)
        self._nothing.hide()
        own.add(self._nothing)
        self.content.addWidget(own)
        outside = Section(theme, say("related.outside"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        fields = QVBoxLayout()
        fields.setSpacing(theme.px(8))
        fields.addWidget(self.title_field)
        fields.addWidget(self.url_field)
        row.addLayout(fields, 1)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        outside.add(row)
        self._problem.hide()
        outside.add(self._problem)
        self.content.addWidget(outside)
        done = Button(theme, "primary", say("done"))
        done.clicked.connect(self.dismiss)
        self.footer.addWidget(self._count)
        self.footer.addStretch()
        self.footer.addWidget(done)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._fill)
        self.search.moved_down.connect(self._to_list)
        self.search.returnPressed.connect(lambda: self._take(self.list.item(0)))
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self.add_button.clicked.connect(self._add_outside)
        self.url_field.returnPressed.connect(self._add_outside)
        self.title_field.returnPressed.connect(self.url_field.setFocus)
        self.url_field.textEdited.connect(lambda: self._complain(""))

    def _to_list(self) -> None:
        self.list.setFocus()
        self.list.setCurrentRow(0)

    def _fill(self) -> None:
        """Articles whose headline holds every word, without those that are there already."""
        session = self._desk.session
        if session is None:
            return
        words = search_key(self.search.text()).split()
        taken = {item.id for item in session.article.related} | {session.article.id}
        self.list.clear()
        for listed in self._desk.articles:
            key = search_key(listed.headline)
            if listed.id in taken or not listed.headline or not all(word in key for word in words):
                continue
            item = QListWidgetItem(listed.headline)
            item.setData(LISTED, listed)
            self.list.addItem(item)
            if self.list.count() == _SHOWN:
                break
        self._nothing.setFixedHeight(self.list.height())
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setVisible(not self.list.count())
        self.list.setVisible(bool(self.list.count()))
        self._count.setText(self._desk.say("related.count", n=len(session.article.related)))

    def _take(self, item: QListWidgetItem | None) -> None:
        listed = item.data(LISTED) if item is not None else None
        if isinstance(listed, Listed):
            related = Related(listed.headline, id=listed.id, section=listed.section)
            self._desk.edit(lambda article: add_related(article, related))
            self.search.setText("")
            self._fill()

    def _add_outside(self) -> None:
        say = self._desk.say
        address, title = address_of(self.url_field.text()), self.title_field.text().strip()
        if not address or not title:
            self._complain(say("related.no-title") if address else say("link.bad"))
            return
        self._desk.edit(lambda article: add_related(article, Related(title, url=address)))
        self.title_field.setText("")
        self.url_field.setText("")
        self.title_field.setFocus()
        self._fill()

    def _complain(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.refit()


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    sheet = RelatedSheet(window.desk, window)
    return sheet, sheet.search
