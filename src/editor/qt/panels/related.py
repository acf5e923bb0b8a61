"""The related items of an article, as cards in their order: moved by keys or by the mouse, each with its picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from shiboken6 import isValid

from editor.model.article import Related, Resource
from editor.qt.panels.thumbnails import Thumbnails, paint_thumbnail
from editor.qt.theme import Theme
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_ring, wrapped

if TYPE_CHECKING:
    from editor.library.listing import Listed
    from editor.qt.desk import Desk

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
Picture = tuple[Path, Resource]


class RelatedList(QListWidget):
    """Delete takes an item off, Alt+Up and Alt+Down move it; so do the cross and a drag for the mouse."""

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
        self._desk: Desk | None = None
        self._pictures: dict[str, Picture] = {}
        self._pressed: QPoint | None = None
        self.dragged = -1
        self._gap = -1
        self.setItemDelegate(self._delegate)
        self.setToolTip("")
        self.setAccessibleDescription(remove_name)
        self.setMouseTracking(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.hide()

    def use(self, desk: Desk) -> None:
        """Show the pictures of this workspace's articles."""
        self._desk = desk
        desk.thumbnails.arrived.connect(self.viewport().update)
        desk.catalogue.changed.connect(self._look_up)

    def thumbnails(self) -> Thumbnails | None:
        return self._desk.thumbnails if self._desk is not None else None

    def picture(self, related: Related) -> Picture | None:
        """Where the picture of an item is, None for one that has none."""
        return self._pictures.get(related.id) if related.id else None

    def item_at(self, row: int) -> Related:
        return self._items[row]

    def show_items(self, items: tuple[Related, ...]) -> None:
        """What the article says now; the row stays where it was, or follows an item that moved."""
        if items == self._items and self.count() == len(items):
            return
        row = self.currentRow()
        current = self._items[row] if 0 <= row < len(self._items) else None
        moved = set(items) == set(self._items) and current is not None
        self._items = items
        self.clear()
        for number, related in enumerate(items):
            item = QListWidgetItem(related.title or related.url)
            item.setData(ITEM, (related.title or related.url, place_of(related)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(number))
            item.setSizeHint(QSize(80, self._delegate.row_height()))
            self.addItem(item)
        if current in items:
            self.setCurrentRow(items.index(current))
        elif items and row >= 0:
            self.setCurrentRow(min(row, len(items) - 1))
        self.setFixedHeight(max(len(items) * self._delegate.row_height(), 1))
        self.setVisible(bool(items))
        self._look_up()
        if moved:
            self._announce(self._spoken(self.currentRow()))

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
        elif event.key() == Qt.Key.Key_Escape and self.dragged >= 0:
            self._drop(take=False)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot, pressed = event.position().toPoint(), self._pressed
        if pressed is None:
            super().mouseMoveEvent(event)
            return
        if self.dragged < 0 and (spot - pressed).manhattanLength() >= QApplication.startDragDistance():
            self.dragged = self.indexAt(pressed).row()
        if self.dragged >= 0:
            height = self._delegate.row_height()
            self._gap = max(0, min((spot.y() + height // 2) // height, self.count()))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        was_dragged, self._pressed = self.dragged >= 0, None
        if was_dragged:
            self._drop(take=True)
        elif index.isValid() and self._delegate.cross(self.visualRect(index)).contains(spot):
            self.removed.emit(index.row())
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.dragged < 0 or self._gap < 0:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        y = min(max(self._gap * self._delegate.row_height() - px(3), px(4)), self.viewport().height() - px(4))
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.drawLine(px(9), y, self.viewport().width(), y)
        painter.drawEllipse(QPoint(px(5), y), px(3), px(3))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def _drop(self, *, take: bool) -> None:
        at, gap = self.dragged, self._gap
        self.dragged = self._gap = -1
        self.viewport().update()
        to = gap - (gap > at)
        if take and gap >= 0 and to != at:
            self.setCurrentRow(at)
            self.moved.emit(at, to)

    def _look_up(self) -> None:
        """Which article of ours an item is, for its picture."""
        desk, ids = self._desk, [item.id for item in self._items if item.id]
        if desk is None or not ids:
            return

        def came(found: Mapping[str, Listed]) -> None:
            if not isValid(self):
                return  # its sheet was closed meanwhile
            self._pictures = {
                ident: (line.folder / line.thumbnail, line.photo) for ident, line in found.items() if line.thumbnail
            }
            self.viewport().update()

        desk.catalogue.ask(("related", id(self)), lambda index, cancel: index.by_id(ids), came)

    def _spoken(self, row: int) -> str:
        related = self._items[row]
        return f"{related.title or related.url}, {self._say_place(row + 1, len(self._items))}"

    def _announce(self, words: str) -> None:
        """Where an item is now, for who hears the window."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def place_of(related: Related) -> str:
    """The small second line of an item: its section, or the host of its address."""
    if related.section:
        return related.section
    if related.url:
        return related.url.split("//", 1)[-1].split("/", 1)[0]
    return ""


def _step_of(event: QKeyEvent) -> int:
    """-1 for Alt+Up, 1 for Alt+Down, 0 for any other key."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return 0
    return -1 if event.key() == Qt.Key.Key_Up else 1 if event.key() == Qt.Key.Key_Down else 0


class RelatedDelegate(QStyledItemDelegate):
    """A card: a grip, a picture where there is one, a title of two lines, a cross."""

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
        rect, row = option.rect, index.row()
        card = rect.adjusted(0, 0, 0, -px(6))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dragged = row == self._view.dragged
        painter.setPen(QPen(theme.color("accent" if dragged else "border"), 1))
        painter.setBrush(theme.color("bg_raised"))
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius("md"), theme.radius("md"))
        if self._view.hasFocus() and self._view.currentIndex() == index:
            paint_ring(painter, theme, QRectF(card), theme.radius("md"))
        side = px(14)
        grip = QPoint(card.left() + px(4), card.center().y() - side // 2)
        draw_icon(painter, theme, "grip-vertical", grip, side, "text_2")
        left = self._paint_picture(painter, card, self._view.item_at(row))
        self._paint_words(painter, card, left, index.data(ITEM))
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        corner = self.cross(card).center() - QRect(0, 0, side, side).center()
        draw_icon(painter, theme, "x", corner, side, "text" if hover else "text_2")
        painter.restore()

    def _paint_picture(self, painter: QPainter, card: QRect, related: Related) -> int:
        """Where the words begin."""
        px, thumbnails = self._theme.px, self._view.thumbnails()
        left = card.left() + px(22)
        if thumbnails is None:
            return left
        thumb = QRect(left, card.center().y() - px(20) + 1, px(40), px(40))
        found, picture = self._view.picture(related), None
        if found is not None:
            picture = thumbnails.get(found[0], thumb.size(), painter.device().devicePixelRatioF(), found[1])
        paint_thumbnail(painter, self._theme, thumb, picture, "newspaper" if related.id else "globe")
        return thumb.right() + px(9)

    def _paint_words(self, painter: QPainter, card: QRect, left: int, words: tuple[str, str]) -> None:
        theme, px = self._theme, self._theme.px
        title, place = words
        font = theme.font("ui_sm", weight=600)
        room = self.cross(card).left() - left - px(4)
        lines = wrapped(title, QFontMetrics(font), room, 2)
        extra = (place,) if place and len(lines) == 1 else ()
        top = card.center().y() - px(16) * (len(lines) + len(extra)) // 2 + 1
        for number, line in enumerate((*lines, *extra)):
            second = number >= len(lines)
            painter.setFont(theme.font("ui_sm") if second else font)
            painter.setPen(theme.color("text_3" if second else "text"))
            shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, top, room, px(16)), Qt.AlignmentFlag.AlignVCenter, shown)
            top += px(16)
