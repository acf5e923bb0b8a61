"""The related picker: search and suggestions at the left, what stands under the article at the right, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from editor.app.suggesting import Asked, Offered, Offers, offers
from editor.library.listing import Listed
from editor.model.article import Related
from editor.model.edits import add_related, move_related, remove_related
from editor.qt.desk import Desk
from editor.qt.dialogs.link import address_of
from editor.qt.dialogs.related_list import CHOICE, Choice, ChoiceList, Words
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.library_filters import FilterChip
from editor.qt.panels.parts import Area, Field
from editor.qt.panels.related import RelatedList
from editor.qt.panels.search import SearchField
from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, label

if TYPE_CHECKING:
    from editor.app.session import Change
    from editor.library.index import Index
    from editor.model.newsroom import Section
    from editor.qt.window import MainWindow
    from editor.work import Cancel

_NARROW = 860  # px at 100 %: below it the two columns stand one above the other


class PickField(SearchField):
    """Up and down step through the list below; the caret stays here."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


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
        self._asked = Asked()
        self._waits = False  # Enter was pressed before the answer was there
        self._may_take = False
        self.search = PickField(theme, say("related.search"))
        words = Words(say("related.enter"), say("related.add"), say("related.added"))
        self.list = ChoiceList(theme, say("related.own"), desk.thumbnails, words)
        self.chosen = RelatedList(theme, say("related.under"), say("related.keys"), self._place_words)
        self.chosen.setObjectName("relatedChosenList")
        self.section = FilterChip(theme, say("library.all-sections"))
        self.recent = FilterChip(theme, say("library.days.365"))
        self.delivered = FilterChip(theme, say("related.delivered"))
        self.title_field = Field(theme, say("related.title-placeholder"), say("related.item-title"))
        self.url_field = Field(theme, "https://", say("related.url"))
        self.add_button = Button(theme, "secondary", say("related.add"), icon="plus")
        self.outside_button = Button(theme, "link", say("related.paste-link"), icon="link")
        self._outside = QWidget()
        self._problem = label(theme, "", "ui_sm", "danger", wrap=True)
        self._nothing = label(theme, say("related.nothing"), "ui", "second", wrap=True)
        self._hits = label(theme, "", "ui_sm", "second")
        self._count = label(theme, "", "ui_sm", "second")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()
        self._show_chosen()
        self._ask()

    def _build(self) -> None:
        self.content.setContentsMargins(0, self._theme.px(14), 0, 0)
        self._columns.setSpacing(0)
        self._columns.addLayout(self._built_choices(), 64)
        self._columns.addWidget(self._built_chosen(), 31)
        self.content.addLayout(self._columns)
        self._build_footer()

    def _built_choices(self) -> QVBoxLayout:
        px, say = self._theme.px, self._desk.say
        column = QVBoxLayout()
        column.setContentsMargins(px(16), 0, px(16), px(14))
        column.setSpacing(px(10))
        column.addWidget(self.search)
        chips = QHBoxLayout()
        chips.setSpacing(px(6))
        for chip in (self.section, self.recent, self.delivered):
            chips.addWidget(chip)
        chips.addStretch()
        chips.addWidget(self._hits)
        column.addLayout(chips)
        self.list.setFixedHeight(px(390))
        column.addWidget(self.list)
        self._nothing.setFixedHeight(px(390))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        column.addWidget(self._nothing)
        fields = QHBoxLayout(self._outside)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(px(8))
        fields.addWidget(self.title_field, 1)
        fields.addWidget(self.url_field, 1)
        fields.addWidget(self.add_button)
        self._outside.setAccessibleName(say("related.outside"))
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
        column.addWidget(label(self._theme, say("related.order-hint"), "ui_sm", "second", wrap=True))
        return ground

    def _build_footer(self) -> None:
        say = self._desk.say
        self.footer.addWidget(label(self._theme, say("related.footer"), "ui_sm", "second"))
        self.footer.addStretch()
        self.footer.addWidget(self.outside_button)
        self.footer.addSpacing(self._theme.px(12))
        done = Button(self._theme, "primary", say("done"))
        done.clicked.connect(self.dismiss)
        self.footer.addWidget(done)

    def _connect(self) -> None:
        desk = self._desk
        self.search.textChanged.connect(lambda words: self._ask())
        self.search.stepped.connect(self.list.step)
        self.search.returnPressed.connect(self._take_current)
        self.list.itemClicked.connect(self._take_item)
        self.list.itemActivated.connect(self._take_item)
        self.list.is_taken = self._is_taken
        self.section.clicked.connect(self._choose_section)
        for chip in (self.recent, self.delivered):
            chip.clicked.connect(self._ask)
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
            self.refit()

    def _ask(self) -> None:
        """Ask for what is wanted now; the list stands until the answer comes."""
        workspace, session = self._desk.workspace, self._desk.session
        if workspace is None or session is None:
            return
        section = self._asked.section
        self._asked = Asked(self.search.text(), section, self.recent.isChecked(), self.delivered.isChecked())
        asked, article, now = self._asked, session.article, datetime.now(UTC)
        self._may_take = False

        def work(index: Index, cancel: Cancel) -> Offers:
            return offers(index, workspace, article, asked, now, cancel)

        self._desk.catalogue.ask("pick", work, self._show)

    def _show(self, offered: Offers) -> None:
        found = [self._choice(item) for item in offered.found]
        suggested = [self._choice(item) for item in offered.suggested]
        self.list.show_choices(found, self._desk.say("related.suggested"), suggested)
        self._hits.setText(self._desk.say("related.hits", n=len(found)) if self._asked.query.strip() else "")
        self._nothing.setVisible(not self.list.count())
        self.list.setVisible(bool(self.list.count()))
        self._may_take = not self._asked.query.strip() or bool(found)
        if self._waits:
            self._waits = False
            self._take_current()

    def _choice(self, item: Offered) -> Choice:
        say, listed = self._desk.say, item.listed
        section = item.related.section.rsplit("/", 1)[-1]
        state = say(f"delivery.{item.delivery}") if item.delivery is not None else ""
        if not item.related.id:
            state = say("related.published")
        parts = (section, state, self._day(item.day, listed))
        excerpt = say("related.in-text", words=item.excerpt) if item.excerpt else ""
        shift = excerpt.find(item.excerpt) if item.excerpt else 0
        return Choice(
            item.related,
            " · ".join(part for part in parts if part),
            listed.folder / listed.thumbnail if listed is not None and listed.thumbnail else None,
            listed.photo if listed is not None else None,
            item.title_marks,
            excerpt,
            tuple((start + shift, end + shift) for start, end in item.excerpt_marks),
            say(f"reason.{item.reason}") if item.reason else "",
        )

    def _day(self, day: date | None, listed: Listed | None) -> str:
        day = day or (listed.modified.astimezone().date() if listed is not None else None)
        if day is None:
            return ""
        today = datetime.now().astimezone().date()
        if day in {today, today - timedelta(days=1)}:
            return self._desk.say("day.today" if day == today else "day.yesterday").lower()
        return f"{day.day}/{day.month}" if day.year == today.year else self._desk.messages.day(day)

    def _take_item(self, item: QListWidgetItem | None) -> None:
        choice = item.data(CHOICE) if item is not None else None
        if isinstance(choice, Choice):
            self._take(choice.related)

    def _take_current(self) -> None:
        """Add the row at hand; where the answer is still on its way, the first one when it comes."""
        choice = self.list.current()
        if self._asked.query != self.search.text() or not self._may_take:
            self._waits = self._desk.catalogue.is_busy()
        elif choice is not None:
            self._take(choice.related)
            self.search.selectAll()

    def _take(self, related: Related) -> None:
        if self._is_taken(related):
            return
        if self._is_full():
            self._show_chosen()
            return
        self._desk.edit(lambda article: add_related(article, related))

    def _choose_section(self) -> None:
        """A menu under the chip; the chip is on while a section is chosen."""
        say = self._desk.say
        self.section.setChecked(bool(self._asked.section))
        menu = QMenu(self)
        choices = [("", say("library.all-sections"))]
        choices += [(path, f"{'    ' * path.count('/')}{section.name}") for path, section in self._sections()]
        for path, words in choices:
            action = QAction(words.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, path=path: self._use_section(path))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.section.mapToGlobal(self.section.rect().bottomLeft()))

    def _sections(self) -> Sequence[tuple[str, Section]]:
        return tuple(self._desk.newsroom.sections.paths())

    def _use_section(self, path: str) -> None:
        self._asked = Asked(section=path)
        self.section.setText(path.rsplit("/", 1)[-1] or self._desk.say("library.all-sections"))
        self.section.setAccessibleName(self.section.text())
        self.section.setChecked(bool(path))
        self.section.updateGeometry()
        self._ask()

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
