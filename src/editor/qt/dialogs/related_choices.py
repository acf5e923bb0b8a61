"""The left column of the related picker: search, filters, what was found, what is suggested."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from editor.app.suggesting import Asked, Offered, Offers, offers
from editor.library.listing import Listed
from editor.qt.desk import Desk
from editor.qt.dialogs.related_list import CHOICE, Choice, ChoiceList, Words
from editor.qt.panels.library_filters import FilterChip
from editor.qt.panels.search import SearchField
from editor.qt.theme.controls import label
from editor.qt.theme.ring import Ring

if TYPE_CHECKING:
    from editor.library.index import Index
    from editor.work import Cancel

_HEIGHT, _LOW = 390, 190  # px at 100 % of the list; the second where the columns stand one above the other


class PickField(SearchField):
    """Up and down step through the list below; the caret stays here."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class RelatedChoices(QWidget):
    """`taken` carries the story that was chosen; the field keeps the focus."""

    taken = Signal(object)  # Related

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, say = desk.theme, desk.say
        self._desk = desk
        self._asked = Asked()
        self._waits = False  # Enter was pressed before the answer was there
        self._may_take = False
        self.search = PickField(theme, say("related.search"))
        words = Words(say("related.enter"), say("related.add"), say("related.added"))
        self.list = ChoiceList(theme, say("related.own"), desk.thumbnails, words)
        Ring(theme, self.list)
        self.section = FilterChip(theme, say("library.all-sections"))
        self.recent = FilterChip(theme, say("library.days.365"))
        self.delivered = FilterChip(theme, say("related.delivered"))
        self._nothing = label(theme, say("related.nothing"), "ui", "second", wrap=True)
        self._hits = label(theme, "", "ui_sm", "second")
        self._build()
        self._connect()
        self._ask()

    def _build(self) -> None:
        px = self._desk.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self.search)
        chips = QHBoxLayout()
        chips.setSpacing(px(6))
        for chip in (self.section, self.recent, self.delivered):
            chips.addWidget(chip)
        chips.addStretch()
        chips.addWidget(self._hits)
        column.addLayout(chips)
        for part in (self.list, self._nothing):
            part.setFixedHeight(px(_HEIGHT))
            column.addWidget(part)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()

    def set_low(self, low: bool) -> None:
        """Leave room for what stands below."""
        for part in (self.list, self._nothing):
            part.setFixedHeight(self._desk.theme.px(_LOW if low else _HEIGHT))

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda words: self._ask())
        self.search.stepped.connect(self.list.step)
        self.search.returnPressed.connect(self._take_current)
        self.list.itemClicked.connect(self._take_item)
        self.list.itemActivated.connect(self._take_item)
        self.section.clicked.connect(self._choose_section)
        for chip in (self.recent, self.delivered):
            chip.clicked.connect(self._ask)

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
            self.taken.emit(choice.related)

    def _take_current(self) -> None:
        """Add the row at hand; where the answer is still on its way, the first one when it comes."""
        choice = self.list.current()
        if self._asked.query != self.search.text() or not self._may_take:
            self._waits = self._desk.catalogue.is_busy()
        elif choice is not None:
            self.taken.emit(choice.related)
            self.search.selectAll()

    def _choose_section(self) -> None:
        """A menu under the chip; the chip is on while a section is chosen."""
        say = self._desk.say
        self.section.setChecked(bool(self._asked.section))
        menu = QMenu(self)
        choices = [("", say("library.all-sections"))]
        choices += [
            (path, f"{'    ' * path.count('/')}{section.name}")
            for path, section in self._desk.newsroom.sections.paths()
        ]
        for path, words in choices:
            action = QAction(words.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, path=path: self._use_section(path))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.section.mapToGlobal(self.section.rect().bottomLeft()))

    def _use_section(self, path: str) -> None:
        self._asked = Asked(section=path)
        self.section.setText(path.rsplit("/", 1)[-1] or self._desk.say("library.all-sections"))
        self.section.setAccessibleName(self.section.text())
        self.section.setChecked(bool(path))
        self.section.updateGeometry()
        self._ask()
