"""The related picker: search and suggestions at the left, what stands under the article at the right, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.model.article import Related
from editor.model.edits import add_related, move_related, remove_related
from editor.qt.desk import Desk
from editor.qt.dialogs.link import address_of
from editor.qt.dialogs.related_choices import RelatedChoices
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.parts import Area, Field
from editor.qt.panels.related import RelatedList
from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, label

if TYPE_CHECKING:
    from editor.app.session import Change
    from editor.qt.window import MainWindow

_NARROW = 860  # px at 100 %: below it the two columns stand one above the other


class _Chosen(Area):
    """The ground of the right column."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("relatedChosen")
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("bg_window"))


class RelatedSheet(Sheet):
    """Adds to the open article; stays open for the next one."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        theme, say = desk.theme, desk.say
        super().__init__(
            theme, window, say("related.title"), say("close"), theme.tokens.number("layout.sheet_w.related")
        )
        self.setObjectName("relatedPicker")
        self._desk = desk
        self.choices = RelatedChoices(desk)
        self.search, self.list = self.choices.search, self.choices.list
        self.chosen = RelatedList(theme, say("related.under"), say("related.keys"), self._place_words)
        self.chosen.setObjectName("relatedChosenList")
        self.title_field = Field(theme, say("related.title-placeholder"), say("related.item-title"))
        self.url_field = Field(theme, "https://", say("related.url"))
        self.add_button = Button(theme, "secondary", say("related.add"), icon="plus")
        self.outside_button = Button(theme, "link", say("related.paste-link"), icon="link")
        self._outside = QWidget()
        self._problem = label(theme, "", "ui_sm", "danger", wrap=True)
        self._count = label(theme, "", "ui_sm", "second")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()
        self._show_chosen()

    def _build(self) -> None:
        self.content.setContentsMargins(0, self._theme.px(14), 0, 0)
        self._columns.setSpacing(0)
        self._columns.addLayout(self._built_choices(), 64)
        self._columns.addWidget(self._built_chosen(), 31)
        self.content.addLayout(self._columns)
        self._build_footer()

    def _built_choices(self) -> QVBoxLayout:
        px = self._theme.px
        column = QVBoxLayout()
        column.setContentsMargins(px(16), 0, px(16), px(14))
        column.setSpacing(px(10))
        column.addWidget(self.choices)
        fields = QHBoxLayout(self._outside)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(px(8))
        fields.addWidget(self.title_field, 1)
        fields.addWidget(self.url_field, 1)
        fields.addWidget(self.add_button)
        self._outside.setAccessibleName(self._desk.say("related.outside"))
        for part in (self._outside, self._problem):
            part.hide()
            column.addWidget(part)
        return column

    def _built_chosen(self) -> QWidget:
        px, say = self._theme.px, self._desk.say
        ground = _Chosen(self._theme)
        column = QVBoxLayout(ground)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        title = label(self._theme, say("related.under"), "ui_sm", "second")
        title.setFont(self._theme.font("ui_sm", weight=600))
        head.addWidget(title)
        head.addStretch()
        head.addWidget(self._count)
        column.addLayout(head)
        self.chosen.use(self._desk)
        column.addWidget(self.chosen)
        column.addStretch()
        hint, icon, side = QHBoxLayout(), QLabel(), px(16)
        icon.setPixmap(self._theme.icon("info", "text_2").pixmap(QSize(side, side), self.devicePixelRatioF()))
        hint.setSpacing(px(8))
        hint.addWidget(icon)
        hint.addWidget(label(self._theme, say("related.order-hint"), "ui_sm", "second", wrap=True), 1)
        column.addLayout(hint)
        return ground

    def _build_footer(self) -> None:
        say = self._desk.say
        self.footer.addWidget(label(self._theme, say("related.footer"), "ui_sm", "second"))
        self.footer.addStretch()
        self.footer.addWidget(self.outside_button)
        done = Button(self._theme, "primary", say("done"))
        done.clicked.connect(self.dismiss)
        self.footer.addWidget(done)

    def _connect(self) -> None:
        desk = self._desk
        self.choices.taken.connect(self._take)
        self.list.is_taken = self._is_taken
        self.chosen.removed.connect(lambda at: desk.edit(lambda article: remove_related(article, at)))
        self.chosen.moved.connect(lambda at, to: desk.edit(lambda article: move_related(article, at, to)))
        self.outside_button.clicked.connect(self._show_outside)
        self.add_button.clicked.connect(self._add_outside)
        self.url_field.returnPressed.connect(self._add_outside)
        self.title_field.returnPressed.connect(self.url_field.setFocus)
        self.url_field.textEdited.connect(lambda: self._complain(""))
        desk.article_changed.connect(self._changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(_NARROW)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction != self._columns.direction():
            self._columns.setDirection(direction)
            self.choices.set_low(not wide)
            self.refit()

    def _take(self, related: Related) -> None:
        if self._is_taken(related):
            return
        if self._is_full():
            self._show_chosen()
            return
        self._desk.edit(lambda article: add_related(article, related))

    def _is_taken(self, related: Related) -> bool:
        session = self._desk.session
        known = session.article.related if session is not None else ()
        return any((item.url, item.id) == (related.url, related.id) for item in known)

    def _is_full(self) -> bool:
        session = self._desk.session
        return session is not None and len(session.article.related) >= self._desk.newsroom.limits.related_most

    def _changed(self, change: Change) -> None:
        if change.before.related != change.after.related:
            self._show_chosen()
            self.list.refresh()

    def _show_chosen(self) -> None:
        session = self._desk.session
        if session is None:
            return
        related, most = session.article.related, self._desk.newsroom.limits.related_most
        self.chosen.show_items(related)
        self._count.setText(self._desk.say("related.count", n=len(related), most=most))
        self._count.setProperty("ui_tone", "warning" if len(related) >= most else "second")
        self._count.style().polish(self._count)

    def _show_outside(self) -> None:
        self._outside.show()
        self.refit()
        self.title_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_outside(self) -> None:
        say = self._desk.say
        address, title = address_of(self.url_field.text()), self.title_field.text().strip()
        if not address or not title:
            self._complain(say("related.no-title") if address else say("link.bad"))
            return
        if self._is_full():
            self._complain(say("related.full", n=self._desk.newsroom.limits.related_most))
            return
        self._take(Related(title, url=address))
        self.title_field.setText("")
        self.url_field.setText("")
        self.title_field.setFocus()

    def _complain(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.refit()

    def _place_words(self, at: int, of: int) -> str:
        return self._desk.say("related.place", at=at, of=of)


def open_sheet(window: MainWindow) -> tuple[Sheet, QWidget]:
    sheet = RelatedSheet(window.desk, window)
    return sheet, sheet.search
