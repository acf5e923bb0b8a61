"""What a link can lead to, as rows: articles of the library, the address that was typed, no link any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.qt.panels.thumbnails import Thumbnails, paint_thumbnail
from editor.qt.theme import Theme
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_key
from editor.qt.tools.led_list import LedList

Index = QModelIndex | QPersistentModelIndex
_CHOICE = Qt.ItemDataRole.UserRole
_ROW, _LINE = 46, 36  # px at 100 %: an article, anything else


@dataclass(frozen=True, slots=True)
class Choice:
    """One row. `address` is None for an article whose address nobody knows, "" to take the link away."""

    title: str
    address: str | None
    detail: str = ""
    icon: str = ""  # of a row without a picture
    photo: Path | None = None
    folder: Path | None = None

    @property
    def is_article(self) -> bool:
        return not self.icon


class LinkList(LedList):
    """The field above keeps the focus; `taken` gets the row that was chosen."""

    taken = Signal(object)

    def __init__(self, theme: Theme, name: str, thumbnails: Thumbnails, enter: str) -> None:
        super().__init__(name)
        self.setObjectName("linkList")
        self._theme = theme
        self._delegate = _ChoiceDelegate(theme, thumbnails, enter, self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.taken.emit(item.data(_CHOICE)))
        thumbnails.arrived.connect(self.viewport().update)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """These, the first of them current."""
        self.clear()
        height = 0
        for choice in choices:
            item = QListWidgetItem(f"{choice.title} {choice.detail}".strip())
            item.setData(_CHOICE, choice)
            self.addItem(item)
            height += self._theme.px(_ROW if choice.is_article else _LINE)
        self.setFixedHeight(height)
        self.setVisible(bool(choices))
        self.choose(0)

    def current(self) -> Choice | None:
        item = self.currentItem()
        choice = item.data(_CHOICE) if item is not None else None
        return choice if isinstance(choice, Choice) else None


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, thumbnails: Thumbnails, enter: str, view: LinkList) -> None:
        super().__init__(view)
        self._theme = theme
        self._thumbnails = thumbnails
        self._enter = enter
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        choice = index.data(_CHOICE)
        tall = isinstance(choice, Choice) and choice.is_article
        return QSize(self._theme.px(120), self._theme.px(_ROW if tall else _LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = index.data(_CHOICE)
        if not isinstance(choice, Choice):
            return
        theme, px, rect = self._theme, self._theme.px, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = rect.right() - px(10)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg_hover"))
            painter.drawRoundedRect(QRectF(rect), theme.radius("sm"), theme.radius("sm"))
            right = paint_key(painter, theme, rect, right, self._enter) - px(8)
        if choice.is_article:
            self._article(painter, choice, rect, right)
        else:
            self._line(painter, choice, rect, right)
        painter.restore()

    def _article(self, painter: QPainter, choice: Choice, rect: QRect, right: int) -> None:
        theme, px = self._theme, self._theme.px
        thumb = QRect(rect.left() + px(8), rect.center().y() - px(15), px(40), px(32))
        picture = None
        if choice.photo is not None:
            picture = self._thumbnails.get(choice.photo, thumb.size(), self._view.devicePixelRatioF())
        paint_thumbnail(painter, theme, thumb, picture, "newspaper")
        left = thumb.right() + px(11)
        lines = ((choice.title, "ui", "text", 500, px(5)), (choice.detail, "ui_sm", "text_2", 400, px(24)))
        for words, role, ink, weight, top in lines:
            font = theme.font(role, weight=weight)
            room = QRect(left, rect.top() + top, right - left, theme.line(role))
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _line(self, painter: QPainter, choice: Choice, rect: QRect, right: int) -> None:
        theme, px = self._theme, self._theme.px
        side = px("layout.icon.sm")
        corner = QPoint(rect.left() + px(10), rect.center().y() - side // 2 + 1)
        draw_icon(painter, theme, choice.icon, corner, side, "text_2")
        font = theme.font("ui")
        room = QRect(rect.left() + px(36), rect.top(), right - rect.left() - px(36), rect.height())
        painter.setFont(font)
        painter.setPen(theme.color("text_2"))
        shown = QFontMetrics(font).elidedText(choice.title, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
