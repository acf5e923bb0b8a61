"""What the related picker offers, as rows: stories that were found, stories that are suggested with their reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.model.article import Related, Resource
from editor.qt.panels.library_list import around_marks, paint_marked, shifted
from editor.qt.panels.thumbnails import Thumbnails, paint_thumbnail
from editor.qt.theme import Theme
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_badge, paint_key

Index = QModelIndex | QPersistentModelIndex
Marks = Sequence[tuple[int, int]]
CHOICE = Qt.ItemDataRole.UserRole
_ROW, _HEAD = 58, 34  # px at 100 %


@dataclass(frozen=True, slots=True)
class Choice:
    """A story to choose. `reason` is said for a suggestion, `excerpt` where the words stand in the text only."""

    related: Related
    detail: str  # section, state, day
    photo: Path | None = None
    marks: Resource | None = None
    title_marks: tuple[tuple[int, int], ...] = ()
    excerpt: str = ""
    excerpt_marks: tuple[tuple[int, int], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a row says of what Enter does with it, and of what was done."""

    enter: str
    add: str
    added: str


class ChoiceList(QListWidget):
    """The field above keeps the focus and steps; Enter or a click takes a row."""

    def __init__(self, theme: Theme, name: str, thumbnails: Thumbnails, words: Words) -> None:
        super().__init__()
        self.setObjectName("relatedChoices")
        self.setAccessibleName(name)
        self._theme = theme
        self.is_taken: Callable[[Related], bool] = lambda related: False
        self.words = words
        self.setItemDelegate(_ChoiceDelegate(theme, thumbnails, self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        thumbnails.arrived.connect(self.viewport().update)

    def show_choices(self, found: Sequence[Choice], heading: str, suggested: Sequence[Choice]) -> None:
        """What was found, then the suggestions under their heading; the first one is current."""
        self.clear()
        for choice in found:
            self._add(choice)
        if suggested:
            head = QListWidgetItem(heading)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setSizeHint(QSize(80, self._theme.px(_HEAD)))
            self.addItem(head)
        for choice in suggested:
            self._add(choice)
        self.step(1)

    def step(self, by: int) -> None:
        """To the next row that can be chosen, round and round."""
        count = self.count()
        row = self.currentRow()
        for _ in range(count):
            row = (row + by) % count
            if self.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentRow(row)
                return

    def current(self) -> Choice | None:
        item = self.currentItem()
        choice = item.data(CHOICE) if item is not None else None
        return choice if isinstance(choice, Choice) else None

    def refresh(self) -> None:
        """What is taken has changed."""
        for row in range(self.count()):
            self._name(self.item(row))
        self.viewport().update()

    def _add(self, choice: Choice) -> None:
        item = QListWidgetItem(choice.related.title)
        item.setData(CHOICE, choice)
        item.setSizeHint(QSize(80, self._theme.px(_ROW)))
        self.addItem(item)
        self._name(item)

    def _name(self, item: QListWidgetItem) -> None:
        choice = item.data(CHOICE)
        if isinstance(choice, Choice):
            state = self.words.added if self.is_taken(choice.related) else ""
            parts = (choice.related.title, choice.detail, choice.reason, state)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in parts if part))


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, thumbnails: Thumbnails, view: ChoiceList) -> None:
        super().__init__(view)
        self._theme = theme
        self._thumbnails = thumbnails
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = index.data(CHOICE)
        theme, px, rect = self._theme, self._theme.px, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not isinstance(choice, Choice):
            painter.setFont(theme.font("ui_sm", weight=600))
            painter.setPen(theme.color("text_2"))
            inner = rect.adjusted(px(10), 0, 0, -px(4))
            painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, str(index.data()))
            painter.restore()
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg_selected" if selected else "bg_hover"))
            painter.drawRoundedRect(QRectF(rect.adjusted(0, 1, 0, -1)), theme.radius("md"), theme.radius("md"))
        thumb = QRect(rect.left() + px(10), rect.center().y() - px(22) + 1, px(60), px(44))
        picture = None
        if choice.photo is not None:
            ratio = painter.device().devicePixelRatioF()
            picture = self._thumbnails.get(choice.photo, thumb.size(), ratio, choice.marks)
        paint_thumbnail(painter, theme, thumb, picture, "newspaper" if choice.related.id else "globe")
        right = self._paint_state(painter, rect, choice, selected=selected)
        left = thumb.right() + px(12)
        self._paint_words(painter, QRect(left, rect.top(), right - left, rect.height()), choice)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, choice: Choice) -> None:
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.font("ui", weight=600))
        title = painter.fontMetrics().elidedText(choice.related.title, Qt.TextElideMode.ElideRight, area.width())
        first = QRect(area.left(), area.top() + px(8), area.width(), px(20))
        paint_marked(painter, theme, first, title, shifted(choice.title_marks, 0, len(title)))
        painter.setFont(theme.font("ui_sm"))
        second = QRect(area.left(), area.top() + px(30), area.width(), px(18))
        if choice.excerpt:
            text, marks = around_marks(choice.excerpt, choice.excerpt_marks, painter.fontMetrics(), area.width())
            paint_marked(painter, theme, second, text, marks, "text_2")
            return
        font = theme.font("ui_xs", weight=500)
        reason = QFontMetrics(font).horizontalAdvance(choice.reason) + px(16) if choice.reason else 0
        room = area.width() - reason - px(8)
        detail = painter.fontMetrics().elidedText(choice.detail, Qt.TextElideMode.ElideRight, room)
        painter.setPen(theme.color("text_2"))
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, detail)
        if reason:
            begin = painter.fontMetrics().horizontalAdvance(detail)
            pill = QRect(area.left() + (begin + px(8) if detail else 0), second.top(), reason, px(18))
            paint_badge(painter, theme, pill, choice.reason, ("accent_soft", "accent_text"), font)

    def _paint_state(self, painter: QPainter, rect: QRect, choice: Choice, *, selected: bool) -> int:
        """What can be done with the row, at its right; the left edge of it."""
        theme, px, words = self._theme, self._theme.px, self._view.words
        side = px(16)
        right = rect.right() - px(12)
        if self._view.is_taken(choice.related):
            left = self._paint_word(painter, rect, right, words.added, "success") - px(5) - side
            draw_icon(painter, theme, "check", QPoint(left, rect.center().y() - side // 2), side, "success")
            return left - px(10)
        if not selected:
            draw_icon(painter, theme, "plus", QPoint(right - side, rect.center().y() - side // 2), side, "text_2")
            return right - side - px(10)
        left = self._paint_word(painter, rect, right, words.add, "accent_text") - px(12)
        return paint_key(painter, theme, rect, left, words.enter) - px(10)

    def _paint_word(self, painter: QPainter, rect: QRect, right: int, word: str, ink: str) -> int:
        painter.setFont(self._theme.font("ui_sm", weight=600))
        painter.setPen(self._theme.color(ink))
        width = painter.fontMetrics().horizontalAdvance(word)
        painter.drawText(QRect(right - width, rect.top(), width, rect.height()), Qt.AlignmentFlag.AlignVCenter, word)
        return right - width
