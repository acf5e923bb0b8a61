"""The photos of the sheet in their order: numbers, small pictures, what each still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from editor.app.photo_batch import SheetPhoto, wants
from editor.model.finding import Severity
from editor.qt.desk import Desk
from editor.qt.dialogs.photos_bench import PhotoBench
from editor.qt.dialogs.photos_keys import step_of
from editor.qt.dialogs.photos_paint import paint_cover
from editor.qt.surface.clipboard import files_of
from editor.qt.theme.controls import KeyboardFocus
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_ring, wrapped

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole

_WANTS: Mapping[str, str] = MappingProxyType(
    {
        "no-caption": "photos.wants-caption",
        "no-credit": "photos.wants-credit",
        "no-alt": "photos.wants-alt",
        "low-resolution": "photos.is-small",
        "unreviewed-photo-text": "photos.is-unread",
    }
)

_ICONS = MappingProxyType({"success": "circle-check", "warning": "triangle-alert", "danger": "circle-alert"})


@dataclass(frozen=True, slots=True)
class ListRow:
    """What one row shows. `tone` is success, warning or danger; `number` 0 for a photo that cannot be used."""

    key: int
    number: int
    title: str
    state: str
    tone: str
    turn: int = 0


def row_of(desk: Desk, photo: SheetPhoto, number: int, *, used: bool) -> ListRow:
    """The row of a photo; `used`: it stood in an article before."""
    say = desk.say
    title = " ".join(photo.text("caption").split()) or photo.name
    if photo.problem is not None:
        return ListRow(photo.key, 0, photo.name, say("photos.bad"), "danger")
    if photo.asset is None:
        return ListRow(photo.key, number, title, say("photos.looking"), "plain")
    found = next(wants(photo, desk.newsroom), None)
    turn = photo.resource.rotate
    if found is None:
        state = say("photos.used") if used else say("photos.complete")
        return ListRow(photo.key, number, title, state, "warning" if used else "success", turn)
    tone = "danger" if found[1] is Severity.BLOCKER else "warning"
    return ListRow(photo.key, number, title, say(_WANTS[found[0]]), tone, turn)


class PhotoOrder(QListWidget):
    """Drag or Alt+Up and Alt+Down order, Delete takes out. Files dropped here are added."""

    picked = Signal(int)  # key
    moved = Signal(int, int)  # from, to
    removed = Signal(int)  # key
    files = Signal(tuple)

    def __init__(self, desk: Desk, bench: PhotoBench) -> None:
        super().__init__()
        self._desk = desk
        self._bench = bench
        self._delegate = PhotoRowDelegate(desk, bench, self)
        self.focus_ring = KeyboardFocus()
        self.setObjectName("photoOrder")
        self.setAccessibleName(desk.say("photos.order"))
        self.setAccessibleDescription(desk.say("photos.order-keys"))
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.viewport().setAutoFillBackground(False)
        self._rows: tuple[ListRow, ...] = ()
        self._line = -1  # before which row something would be dropped
        self.currentRowChanged.connect(self._tell)

    def show_rows(self, rows: tuple[ListRow, ...], current: int) -> None:
        """Rows in their order, the one with the key `current` chosen."""
        self.blockSignals(True)
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            item = QListWidgetItem()
            item.setSizeHint(QSize(80, self._delegate.row_height()))
            self.addItem(item)
        for at, row in enumerate(rows):
            if self._rows[at : at + 1] != (row,) or len(self._rows) != len(rows):
                self._show_row(at, row, len(rows))
            if row.key == current and self.currentRow() != at:
                self.setCurrentRow(at)
        self._rows = rows
        self.blockSignals(False)

    def _show_row(self, at: int, row: ListRow, of: int) -> None:
        item = self.item(at)
        item.setData(ROW, row)
        item.setText(row.title)
        place = self._desk.say("photos.place", at=at + 1, of=of)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}, {row.state}, {place}")

    def row_height(self) -> int:
        return self._delegate.row_height()

    def key_at(self, row: int) -> int:
        item = self.item(row)
        return int(item.data(ROW).key) if item is not None else 0

    def _tell(self, row: int) -> None:
        if row >= 0:
            self.picked.emit(self.key_at(row))

    def event(self, event: QEvent) -> bool:
        """Alt with an arrow moves a photo here, not a block of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        if row >= 0 and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit(self.key_at(row))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_ring.note(event)
        super().focusInEvent(event)

    def mimeData(self, items: object) -> QMimeData:
        data = QMimeData()
        data.setData("application/x-standfirst-photo", str(self.currentRow()).encode())
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is self or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.source() is self:
            self._line = self._before(event.position().toPoint())
            self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._line = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._line = -1
        self.viewport().update()
        if event.source() is self:
            self.drop_current(event.position().toPoint())
            event.setDropAction(Qt.DropAction.IgnoreAction)  # the batch moved it; Qt takes nothing out
            event.accept()
        elif files_of(event.mimeData()):
            self.files.emit(files_of(event.mimeData()))
            event.acceptProposedAction()

    def drop_current(self, spot: QPoint) -> None:
        """The chosen photo goes where it is let go."""
        at, before = self.currentRow(), self._before(spot)
        self.moved.emit(at, before - 1 if before > at else before)

    def _before(self, spot: QPoint) -> int:
        """Before which row something would be dropped."""
        index = self.indexAt(spot)
        if not index.isValid():
            return self.count()
        return index.row() + (spot.y() > self.visualRect(index).center().y())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._line >= 0:
            last = self._line >= self.count()
            rect = self.visualRect(self.model().index(min(self._line, self.count() - 1), 0))
            y = rect.bottom() if last else rect.top()
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self._desk.theme.color("accent"), 2.5))
            painter.drawLine(rect.left(), y, rect.right(), y)


class PhotoRowDelegate(QStyledItemDelegate):
    """Number on the picture, title of two lines, what is missing."""

    def __init__(self, desk: Desk, bench: PhotoBench, view: PhotoOrder) -> None:
        super().__init__(view)
        self._desk = desk
        self._bench = bench
        self._view = view

    def row_height(self) -> int:
        px = self._desk.theme.px
        return max(px(76), 2 * px(16) + px(24) + px(20))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._desk.theme, self._desk.theme.px
        row = index.data(ROW)
        if not isinstance(row, ListRow):
            return
        rect: QRect = option.rect.adjusted(0, px(2), 0, -px(2))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self._view.currentIndex() == index
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg_selected" if chosen else "bg_hover"))
            painter.drawRoundedRect(QRectF(rect), theme.radius("md"), theme.radius("md"))
        if chosen and self._view.hasFocus() and self._view.focus_ring.ring:
            paint_ring(painter, theme, QRectF(rect), theme.radius("md"))
        box = QRect(rect.left() + px(8), rect.center().y() - px(29), px(84), px(60))
        paint_cover(
            painter, theme.radius("sm"), box, self._bench.thumbnail(row.key), row.turn, theme.color("bg_subtle")
        )
        if row.number:
            self._number(painter, box, str(row.number))
        left = box.right() + px(11)
        room = rect.right() - px(6) - left
        self._words(painter, row, QRect(left, box.top(), room, box.height()))
        painter.restore()

    def _number(self, painter: QPainter, box: QRect, words: str) -> None:
        theme, px = self._desk.theme, self._desk.theme.px
        dot = QRect(box.left() + px(5), box.top() + px(5), px(18), px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(dot)
        painter.setPen(theme.color("text_on_accent"))
        painter.setFont(theme.font("ui_xs", weight=600))
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, words)

    def _words(self, painter: QPainter, row: ListRow, room: QRect) -> None:
        theme, px = self._desk.theme, self._desk.theme.px
        font, line = theme.font("ui_sm", weight=500), theme.line("ui_sm")
        top = room.top()
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        for words in wrapped(row.title, QFontMetrics(font), room.width(), 2):
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), top, room.width(), line), Qt.AlignmentFlag.AlignVCenter, shown)
            top += line
        top += px(6)
        ink = "text_3" if row.tone == "plain" else row.tone
        icon = _ICONS.get(row.tone, "loader")
        side = px(14)
        draw_icon(painter, theme, icon, QRect(room.left(), top + (line - side) // 2, 0, 0).topLeft(), side, ink)
        painter.setFont(theme.font("ui_sm"))
        painter.setPen(theme.color(ink))
        words_room = QRect(room.left() + side + px(5), top, room.width() - side - px(5), line)
        shown = painter.fontMetrics().elidedText(row.state, Qt.TextElideMode.ElideRight, words_room.width())
        painter.drawText(words_room, Qt.AlignmentFlag.AlignVCenter, shown)
