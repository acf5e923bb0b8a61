"""The related items of an article, as cards in their order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from editor.model.article import Related
from editor.qt.theme import Theme
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_ring, wrapped

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole


class RelatedList(QListWidget):
    """Delete takes an item off, Alt+Up and Alt+Down move it; so does the cross for the mouse."""

    removed = Signal(int)
    moved = Signal(int, int)  # from, to

    def __init__(self, theme: Theme, name: str, remove_name: str, say_place: Callable[[int, int], str]) -> None:
        super().__init__()
        self.setObjectName("relatedList")
        self.setAccessibleName(name)
        self._theme = theme
        self._say_place = say_place
        self._delegate = RelatedDelegate(theme, self)
        self._items: tuple[Related, ...] = ()
        self.setItemDelegate(self._delegate)
        self.setToolTip("")
        self.setAccessibleDescription(remove_name)
        self.setMouseTracking(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.hide()

    def show_items(self, items: tuple[Related, ...]) -> None:
        """What the article says now; the row stays where it was, or follows an item that moved."""
        if items == self._items and self.count() == len(items):
            return
        row = self.currentRow()
        current = self._items[row] if 0 <= row < len(self._items) else None
        self._items = items
        self.clear()
        for number, related in enumerate(items):
            item = QListWidgetItem(related.title or related.url)
            item.setData(ITEM, (related.title or related.url, place_of(related)))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {self._say_place(number + 1, len(items))}"
            )
            item.setSizeHint(QSize(80, self._delegate.row_height()))
            self.addItem(item)
        if current in items:
            self.setCurrentRow(items.index(current))
        elif items and row >= 0:
            self.setCurrentRow(min(row, len(items) - 1))
        self.setFixedHeight(max(len(items) * self._delegate.row_height(), 1))
        self.setVisible(bool(items))

    def event(self, event: QEvent) -> bool:
        """Alt+Up and Alt+Down move an item here, not a block of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, step = self.currentRow(), _step_of(event)
        if row >= 0 and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit(row)
        elif row >= 0 and step:
            if 0 <= row + step < self.count():
                self.moved.emit(row, row + step)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        if index.isValid() and self._delegate.cross(self.visualRect(index)).contains(spot):
            self.removed.emit(index.row())
        else:
            super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()


def place_of(related: Related) -> str:
    """The small second line of an item: its section, or the host of its address."""
    if related.section:
        return related.section
    if related.url:
        return related.url.split("//", 1)[-1].split("/", 1)[0]
    return ""


def _step_of(event: QKeyEvent) -> int:
    """-1 or 1 for Alt with an arrow, 0 for any other key."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return 0
    return -1 if event.key() == Qt.Key.Key_Up else 1 if event.key() == Qt.Key.Key_Down else 0


class RelatedDelegate(QStyledItemDelegate):
    """A card: number, a title of two lines, a cross."""

    def __init__(self, theme: Theme, view: RelatedList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def row_height(self) -> int:
        return self._theme.px(60)

    def cross(self, rect: QRect) -> QRect:
        side = self._theme.px(28)
        return QRect(rect.right() - side - self._theme.px(2), rect.top(), side, rect.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        title, place = index.data(ITEM)
        rect = option.rect
        card = rect.adjusted(0, 0, 0, -px(6))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("bg_raised"))
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius("md"), theme.radius("md"))
        if self._view.hasFocus() and self._view.currentIndex() == index:
            paint_ring(painter, theme, QRectF(card), theme.radius("md"))
        font = theme.font("ui_sm", weight=600)
        left = card.left() + px(12)
        room = self.cross(rect).left() - left - px(4)
        lines = wrapped(str(title), QFontMetrics(font), room, 2)
        extra = (place,) if place and len(lines) == 1 else ()
        top = card.center().y() - px(16) * (len(lines) + len(extra)) // 2 + 1
        for number, words in enumerate((*lines, *extra)):
            second = number >= len(lines)
            painter.setFont(theme.font("ui_sm") if second else font)
            painter.setPen(theme.color("text_3" if second else "text"))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, top, room, px(16)), Qt.AlignmentFlag.AlignVCenter, shown)
            top += px(16)
        side = px(14)
        corner = self.cross(card).center() - QRect(0, 0, side, side).center()
        draw_icon(painter, theme, "x", corner, side, "text" if hover else "text_2")
        painter.restore()
