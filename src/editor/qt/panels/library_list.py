"""The library's list: articles by day, filtered by headline, drawn row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.app.messages import Messages
from editor.library.listing import Listed
from editor.qt.panels.thumbnails import Thumbnails, paint_thumbnail
from editor.qt.theme import Theme
from editor.qt.theme.controls import KeyboardFocus
from editor.qt.theme.paint import paint_badge, paint_ring, wrapped
from editor.text.fold import search_key

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
STATUS_DOTS = {"draft": "text_3", "review": "warning", "ready": "success"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A day's name above its articles."""

    words: str


Row = Heading | Listed


class LibraryModel(QAbstractListModel):
    """Rows for the view: headings and articles, newest work first, those whose headline holds the search words."""

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._listed: tuple[Listed, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._words = ""
        self._badges: dict[Path, int] = {}

    def show_articles(self, listed: Sequence[Listed]) -> None:
        listed = tuple(sorted(listed, key=lambda item: item.modified, reverse=True))
        if listed != self._listed:
            self._listed = listed
            self._rebuild()

    def search(self, words: str) -> None:
        """Keep the rows whose headline holds every word, marks and case aside."""
        self._words = words
        self._rebuild()

    def set_badge(self, folder: Path, count: int) -> None:
        """How many checks are open in an article."""
        if self._badges.get(folder) != count:
            self._badges = {folder: count}
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def badge(self, folder: Path) -> int:
        return self._badges.get(folder, 0)

    def has_articles(self) -> bool:
        return bool(self._listed)

    def index_of(self, folder: Path) -> QModelIndex:
        for number, row in enumerate(self._rows):
            if isinstance(row, Listed) and row.folder == folder:
                return self.index(number)
        return QModelIndex()

    def row_at(self, index: Index) -> Row | None:
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.row_at(index), Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if isinstance(row, Heading):
                return row.words
            return f"{self.headline(row)}, {self.status(row)}, {self.when(row)}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Listed) and row.problem is not None:
            return self._messages.error(row.problem)
        return None

    def headline(self, row: Listed) -> str:
        return row.headline or self._messages.say("library.untitled")

    def status(self, row: Listed) -> str:
        if row.problem is not None:
            return self._messages.say("library.problem")
        return self._messages.say(f"status.{row.status}")

    def when(self, row: Listed, now: datetime | None = None) -> str:
        """Time today, the day else."""
        local = row.modified.astimezone()
        today = (now or datetime.now().astimezone()).date()
        if local.date() == today:
            return self._messages.time(local)
        if local.date() == today - timedelta(days=1):
            return self._messages.say("day.yesterday")
        return f"{local.day}/{local.month}" if local.year == today.year else self._messages.day(local.date())

    def _rebuild(self) -> None:
        words = search_key(self._words).split()
        today = datetime.now().astimezone().date()
        rows: list[Row] = []
        above = ""
        for item in self._listed:
            key = search_key(item.headline)
            if not all(word in key for word in words):
                continue
            group = _group(item.modified.astimezone().date(), today)
            if group != above:
                rows.append(Heading(self._messages.say(f"day.{group}")))
                above = group
            rows.append(item)
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()


def _group(day: date, today: date) -> str:
    if day >= today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    return "week" if day > today - timedelta(days=7) else "earlier"


class LibraryDelegate(QStyledItemDelegate):
    """Draws a row: thumbnail, a headline of two lines, status and time, how many checks are open."""

    def __init__(
        self, theme: Theme, model: LibraryModel, thumbnails: Thumbnails, view: QWidget, focus: KeyboardFocus
    ) -> None:
        super().__init__(view)
        self._focus = focus
        self._view = view
        self._theme = theme
        self._model = model
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if isinstance(self._model.row_at(index), Heading):
            return QSize(100, self._theme.px(34 if index.row() else 26))
        return QSize(100, self._theme.px("layout.row_h.list_article"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row_at(index)
        rect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            painter.setFont(self._theme.font("ui_xs", weight=600))
            painter.setPen(self._theme.color("text_2"))
            inner = rect.adjusted(self._theme.px(22), 0, 0, -self._theme.px(6))
            painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, row.words)
        elif row is not None:
            self._paint_article(painter, rect, state, row)
        painter.restore()

    def _paint_article(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, row: Listed) -> None:
        theme, px = self._theme, self._theme.px
        card = rect.adjusted(px(12), px(1), -px(12), -px(1))
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            active = self._view.isActiveWindow()
            ground = ("bg_selected" if active else "bg_selected_dim") if selected else "bg_hover"
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(QRectF(card), theme.radius("md"), theme.radius("md"))
        if state & QStyle.StateFlag.State_HasFocus and self._focus.ring:
            paint_ring(painter, theme, QRectF(card), theme.radius("md"))
        side = px(52)
        thumb = QRect(card.left() + px(10), card.top() + px(10), side, side)
        ratio = painter.device().devicePixelRatioF()
        picture = None
        if row.thumbnail:
            picture = self._thumbnails.get(row.folder / row.thumbnail, thumb.size(), ratio)
        paint_thumbnail(painter, theme, thumb, picture, "file-text" if row.problem is None else "circle-alert")
        left = thumb.right() + 1 + px(10)
        self._paint_words(painter, QRect(left, card.top() + px(9), card.right() - px(10) - left, card.height()), row)

    def _paint_words(self, painter: QPainter, area: QRect, row: Listed) -> None:
        theme, px = self._theme, self._theme.px
        font = theme.font("ui", weight=600)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        line = px(20)
        top = area.top()
        for words in wrapped(self._model.headline(row), QFontMetrics(font), area.width(), 2):
            painter.drawText(QRect(area.left(), top, area.width(), line), Qt.AlignmentFlag.AlignVCenter, words)
            top += line
        small = theme.font("ui_sm")
        metrics = QFontMetrics(small)
        meta = QRect(area.left(), top + px(3), area.width(), px(16))
        dot = "danger" if row.problem is not None else STATUS_DOTS.get(row.status, "text_3")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(dot))
        painter.drawEllipse(QRectF(meta.left(), meta.center().y() - px(7) / 2 + 1, px(7), px(7)))
        painter.setFont(small)
        painter.setPen(theme.color("text_3"))
        words = f"{self._model.status(row)}  ·  {self._model.when(row)}"
        room = meta.adjusted(px(12), 0, -px(24), 0)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        )
        count = self._model.badge(row.folder)
        if count:
            font = theme.font("ui_xs", weight=600)
            width = max(px(18), QFontMetrics(font).horizontalAdvance(str(count)) + px(10))
            pill = QRect(meta.right() - width + 1, meta.top() - px(1), width, px(18))
            paint_badge(painter, theme, pill, str(count), ("warning_soft", "warning"), font)
