"""What the library's list shows: numbers of articles in order, and of those that are looked at their lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from editor.app.messages import Messages
from editor.library.listing import Listed
from editor.qt.panels.library_rows import positions

if TYPE_CHECKING:
    from editor.app.delivery import Delivery
    from editor.library.browsing import Shelf, Shown

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
PAGE = 32
"""Lines that are asked for at once: some windows full."""
_KEPT = 80 * PAGE  # lines that stay known


@dataclass(frozen=True, slots=True)
class Heading:
    """A day's name above its articles."""

    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the list draws it."""

    shown: Shown
    delivery: Delivery | None = None

    @property
    def listed(self) -> Listed:
        return self.shown.listed


class LibraryModel(QAbstractListModel):
    """Rows for the view. `wanted` carries the numbers of articles whose lines are looked at and not known."""

    wanted = Signal(tuple)

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._rows: tuple[int, ...] = ()
        self._heads: tuple[int, ...] = ()
        self._words: dict[int, str] = {}  # headings by their row
        self._lines: dict[int, Line] = {}  # by the article's number
        self._asked: set[int] = set()
        self._badges: dict[Path, int] = {}
        self._fresh: set[int] = set()  # numbers whose lines are of the present question

    @property
    def heads(self) -> tuple[int, ...]:
        return self._heads

    def show_shelf(self, shelf: Shelf, lines: Mapping[int, Line], *, by_day: bool = True) -> None:
        """Show these articles; `lines` are what is known of them by now, the rest is asked for when it is looked at.

        Rows that stay keep their lines meanwhile.
        """
        heads, words = self._grouped(shelf) if by_day else ((), {})
        self._asked.clear()
        self._fresh.clear()
        if shelf.rows == self._rows and heads == self._heads:
            self._words = words
            self.take(lines)
            return
        self.beginResetModel()
        self._rows, self._heads, self._words = shelf.rows, heads, words
        self._lines = dict(lines)
        self._fresh.update(lines)
        self.endResetModel()

    def take(self, lines: Mapping[int, Line]) -> None:
        """Lines that were asked for."""
        if len(self._lines) > _KEPT:
            self._lines.clear()
            self._asked.clear()
            self._fresh.clear()
        self._lines.update(lines)
        self._fresh.update(lines)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def look_at(self, first: int, last: int) -> None:
        """These rows are seen: what is not known of them is asked for, with a page around it."""
        begin, end = max(positions(self._heads, first), 0), positions(self._heads, last) + 1
        if not self._missing(begin, end):
            return
        missing = self._missing(begin // PAGE * PAGE, -(-end // PAGE) * PAGE)
        self._asked.update(missing)
        self.wanted.emit(missing)

    def _missing(self, begin: int, end: int) -> tuple[int, ...]:
        """Numbers of articles whose lines nobody knows or has asked for, by their places."""
        return tuple(row for row in self._rows[begin:end] if row not in self._fresh and row not in self._asked)

    def set_badge(self, folder: Path, count: int) -> None:
        """How many checks are open in an article."""
        if self._badges.get(folder) != count:
            self._badges[folder] = count
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def badge(self, folder: Path) -> int:
        return self._badges.get(folder, 0)

    def has_badge(self, folder: Path) -> bool:
        """Whether its checks were counted."""
        return folder in self._badges

    def articles(self) -> int:
        """How many articles are shown."""
        return len(self._rows)

    def index_at(self, position: int) -> QModelIndex:
        """Of the article at this place among the articles."""
        if not 0 <= position < len(self._rows):
            return QModelIndex()
        row = position
        for head in self._heads:
            row += head <= row
        return self.index(row)

    def index_of(self, folder: Path) -> QModelIndex:
        """Of an article whose line is known."""
        for position, row in enumerate(self._rows):
            line = self._lines.get(row)
            if line is not None and line.listed.folder == folder:
                return self.index_at(position)
        return QModelIndex()

    def row_at(self, index: Index) -> Heading | Listed | None:
        """What stands in a row; None for an article whose line has not come yet."""
        line = self.line_at(index)
        return line.listed if isinstance(line, Line) else line

    def line_at(self, index: Index) -> Heading | Line | None:
        row = index.row()
        if not index.isValid() or not 0 <= row < self.rowCount():
            return None
        if row in self._words:
            return Heading(self._words[row])
        return self._lines.get(self._rows[positions(self._heads, row)])

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows) + len(self._heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.row() in self._words:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line_at(index)
        if line is None:
            return None
        if role == ROW:
            return self.row_at(index)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.words if isinstance(line, Heading) else self._spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, Line) and line.listed.problem is not None:
            return self._messages.error(line.listed.problem)
        return None

    def headline(self, row: Listed) -> str:
        return row.headline or self._messages.say("library.untitled")

    def status(self, line: Line) -> str:
        if line.listed.problem is not None:
            return self._messages.say("library.problem")
        if line.delivery is not None:
            return self._messages.say(f"delivery.{line.delivery}")
        return self._messages.say(f"status.{line.listed.status}")

    def when(self, row: Listed, now: datetime | None = None) -> str:
        """Minutes and hours today, the day else."""
        local = row.modified.astimezone()
        present = now or datetime.now().astimezone()
        if local.date() == present.date():
            minutes = max(int((present - local).total_seconds() // 60), 0)
            if minutes < 1:
                return self._messages.say("when.now")
            if minutes < 60:
                return self._messages.say("when.minutes", n=minutes)
            return self._messages.say("when.hours", n=minutes // 60)
        if local.date() == present.date() - timedelta(days=1):
            return self._messages.say("day.yesterday")
        return f"{local.day}/{local.month}" if local.year == present.year else self._messages.day(local.date())

    def _spoken(self, line: Line) -> str:
        parts = [self.headline(line.listed), self.status(line), self.when(line.listed)]
        count = self.badge(line.listed.folder)
        if count:
            parts.append(self._messages.say("checks.open", n=count))
        if line.shown.excerpt:
            parts.append(line.shown.excerpt)
        return ", ".join(parts)

    def _grouped(self, shelf: Shelf) -> tuple[tuple[int, ...], dict[int, str]]:
        """Rows of headings and their words; times fall from the first to the last."""
        today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        later = [-time for time in shelf.times]
        bounds = {
            "today": 0,
            "yesterday": bisect_right(later, -today.timestamp()),
            "week": bisect_right(later, -(today - timedelta(days=1)).timestamp()),
            "earlier": bisect_right(later, -(today - timedelta(days=6)).timestamp()),
        }
        names = list(bounds)
        ends = [*list(bounds.values())[1:], len(later)]
        heads: list[int] = []
        words: dict[int, str] = {}
        for name, begin, end in zip(names, bounds.values(), ends, strict=True):
            if begin < end:
                row = begin + len(heads)
                heads.append(row)
                words[row] = self._messages.say(f"day.{name}")
        return tuple(heads), words
