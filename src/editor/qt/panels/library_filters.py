"""What narrows the library: chips for the state, menus for section, order, author and time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from editor.app.messages import Messages
from editor.qt.panels.flow import FlowLayout
from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, Painted
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_ring

if TYPE_CHECKING:
    from editor.library.browsing import Offer, Order, Wanted

Value = TypeVar("Value")

STATUSES = ("", "draft", "review", "ready", "problem")
ORDERS: tuple[Order, ...] = ("changed", "date", "headline")
DAYS = (0, 1, 7, 30, 365)
"""Choices of the time filter, in days back; 0 is any time, 1 is today."""
_MOST_AUTHORS = 60


class FilterChip(Painted):
    """A pill that is on or off; with `removable` it is on and has a cross that takes it away."""

    def __init__(self, theme: Theme, text: str, *, removable: bool = False) -> None:
        super().__init__(theme, text)
        self._removable = removable
        self.setCheckable(True)
        self.setChecked(removable)
        self.setFont(theme.font("ui_sm", weight=500))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + px(20) + (px(18) if self._removable else 0), px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, on = self._theme, self._theme.px, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = "accent_soft" if on else "bg_hover" if self.underMouse() else ""
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(theme.color("border"), 1))
        painter.setBrush(theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(self.font())
        ink = "accent_text" if on else "text_2"
        painter.setPen(theme.color(ink))
        inner = self.rect().adjusted(px(10), 0, -px(10), 0)
        align = Qt.AlignmentFlag.AlignLeft if self._removable else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(inner, align | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._removable:
            corner = inner.topRight()
            corner.setX(inner.right() - px(12))
            corner.setY((self.height() - px(12)) // 2)
            draw_icon(painter, theme, "x", corner, px(12), ink)
        if self.has_ring:
            paint_ring(painter, theme, QRectF(self.rect()), self.height() / 2)


class LibraryFilters(QWidget):
    """`changed` whenever something else is wanted; `wanted` says what. The bin is behind the menu of the order."""

    changed = Signal()
    bin_asked = Signal()

    def __init__(self, theme: Theme, messages: Messages, wanted: Wanted) -> None:
        super().__init__()
        self._theme = theme
        self._messages = messages
        self.wanted = wanted
        self._days = 0
        self._offer: Offer | None = None
        self.chips = QWidget()
        self._flow = FlowLayout(self.chips, theme.px(4))
        self._states = {status: FilterChip(theme, "") for status in STATUSES}
        self._author = FilterChip(theme, "", removable=True)
        self._since_chip = FilterChip(theme, "", removable=True)
        self.section = self._menu_button("library.section")
        self.order = self._menu_button("library.order")
        self._build()

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.chips)
        for status, chip in self._states.items():
            self._flow.addWidget(chip)
            chip.clicked.connect(lambda _=False, status=status: self._want(replace(self.wanted, status=status)))
        self._flow.addWidget(self._author)
        self._flow.addWidget(self._since_chip)
        self._author.clicked.connect(lambda: self._want(replace(self.wanted, author="")))
        self._since_chip.clicked.connect(lambda: self._since(0))
        row = QHBoxLayout()
        row.setContentsMargins(px(2), 0, px(2), 0)
        row.setSpacing(0)
        row.addWidget(self.section)
        row.addStretch()
        row.addWidget(self.order)
        column.addLayout(row)
        self.section.menu().aboutToShow.connect(self._fill_sections)
        self.order.menu().aboutToShow.connect(self._fill_order)
        self._show_chips()
        self._name_menus()

    def show_offer(self, offer: Offer) -> None:
        """The states, sections and authors that there are."""
        if offer != self._offer:
            self._offer = offer
            self._show_chips()

    def clear(self) -> None:
        """Take every filter away."""
        self._days = 0
        self._want(replace(self.wanted, status="", section="", author="", since=0.0))

    def names(self) -> str:
        """The filters that are on, as a sentence names them."""
        say = self._messages.say
        wanted = self.wanted
        parts = [say(f"chip.{wanted.status}")] if wanted.status else []
        parts += [part for part in (wanted.section, wanted.author) if part]
        if self._days:
            parts.append(say(f"library.days.{self._days}"))
        return ", ".join(parts)

    def _want(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._show_chips()
        self._name_menus()
        self.changed.emit()

    def _show_chips(self) -> None:
        """Every chip as it is to be now; a chip that is not needed is hidden, so that the focus stays where it is."""
        counts = self._offer.counts if self._offer is not None else {}
        say = self._messages.say
        for status, chip in self._states.items():
            count = counts.get(status, 0)
            words = say(f"chip.{status or 'all'}")
            counted = status and count and status != "ready"
            chip.show_text(f"{words} {self._messages.number(count)}" if counted else words)
            chip.setChecked(self.wanted.status == status)
            chip.setVisible(status != "problem" or bool(count) or self.wanted.status == status)
        since = say(f"library.days.{self._days}") if self._days else ""
        for chip, name in ((self._author, self.wanted.author), (self._since_chip, since)):
            chip.setVisible(bool(name))
            chip.setChecked(True)
            chip.show_text(name)
            chip.setAccessibleName(say("library.filter-off", name=name))
        self._flow.invalidate()
        self.chips.updateGeometry()

    def _menu_button(self, name: str) -> Button:
        made = Button(self._theme, "ghost", " ", size="sm", name=self._messages.say(name))
        made.setFont(self._theme.font("ui_sm", weight=500))
        made.setMenu(QMenu(made))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    def _name_menus(self) -> None:
        say = self._messages.say
        section = self.wanted.section.rsplit("/", 1)[-1]
        for button, name, words in (
            (self.section, "library.section", section or say("library.all-sections")),
            (self.order, "library.order", say(f"order.{self.wanted.order}")),
        ):
            room = self._theme.px(118)
            button.setText(button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
            button.setAccessibleName(f"{say(name)}: {words}")
            button.updateGeometry()

    def _fill_sections(self) -> None:
        menu = self.section.menu()
        menu.clear()
        sections = self._offer.sections if self._offer is not None else ()
        choices = [("", self._messages.say("library.all-sections"))]
        known = sorted({above for section in sections for above in _above(section)})
        choices += [(path, f"{'    ' * path.count('/')}{path.rsplit('/', 1)[-1]}") for path in known]
        self._choices(menu, choices, self.wanted.section, lambda value: self._want(replace(self.wanted, section=value)))

    def _fill_order(self) -> None:
        menu, say = self.order.menu(), self._messages.say
        menu.clear()
        orders = [(order, say(f"order.{order}")) for order in ORDERS]
        self._choices(menu, orders, self.wanted.order, lambda value: self._want(replace(self.wanted, order=value)))
        menu.addSeparator()
        times = menu.addMenu(say("library.time"))
        days = [(days, say(f"library.days.{days}")) for days in DAYS]
        self._choices(times, days, self._days, self._since)
        authors = self._offer.authors if self._offer is not None else ()
        if authors:
            people = menu.addMenu(say("library.author"))
            names = [("", say("library.all-authors")), *((name, name) for name in authors[:_MOST_AUTHORS])]
            self._choices(
                people, names, self.wanted.author, lambda value: self._want(replace(self.wanted, author=value))
            )
        menu.addSeparator()
        menu.addAction(say("library.bin")).triggered.connect(self.bin_asked)

    def _since(self, days: int) -> None:
        self._days = days
        midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        since = (midnight - timedelta(days=days - 1)).timestamp() if days else 0.0
        self._want(replace(self.wanted, since=since))

    def _choices(
        self, menu: QMenu, choices: list[tuple[Value, str]], chosen: Value, choose: Callable[[Value], object]
    ) -> None:
        group = QActionGroup(menu)
        for value, words in choices:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.triggered.connect(lambda _=False, value=value: choose(value))
            group.addAction(action)


def _above(section: str) -> list[str]:
    """A section's path and those of the sections that it stands in."""
    parts = section.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
