"""The list of the insert menu: icon, words, key; narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from editor.qt.theme import Theme
from editor.qt.theme.icons import draw_icon
from editor.qt.tools.led_list import LedList
from editor.text.fold import search_key

Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole
_WIDTH = 312  # px at 100 %
_INDENT = 16
_MOST = 9  # rows without scrolling


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be put in. `also` are other words that find it."""

    ident: str
    icon: str
    words: str
    keys: str = ""
    also: str = ""
    level: int = 0  # how far in its words stand

    def fits(self, typed: str) -> bool:
        """Whether each typed word begins a word of it, marks and case aside."""
        known = search_key(f"{self.words} {self.also}").replace("…", "").split()
        return all(any(word.startswith(part) for word in known) for part in search_key(typed).split())


def entry(action: QAction, icon: str, also: str) -> Entry:
    """What an action offers."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Entry(action.objectName(), icon, action.text().replace("&", ""), keys, also)


class InsertList(LedList):
    """`taken` gets the command of the entry that was chosen."""

    taken = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(name)
        self.setObjectName("insertList")
        self._theme = theme
        self._delegate = _EntryDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setFixedWidth(theme.px(_WIDTH))
        self.itemClicked.connect(lambda item: self.taken.emit(item.data(_ENTRY).ident))

    def show_entries(self, shown: Sequence[Entry], current: int = 0) -> None:
        """These, one of them current."""
        self.clear()
        for one in shown:
            item = QListWidgetItem(one.words)
            item.setData(_ENTRY, one)
            self.addItem(item)
        self.setFixedHeight(min(len(shown), _MOST) * self._theme.px("layout.row_h.menu"))
        self.choose(current)

    def current(self) -> str:
        """The command of the current entry, "" for none."""
        item = self.currentItem()
        return str(item.data(_ENTRY).ident) if item is not None else ""


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: InsertList) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px("layout.row_h.menu"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one = index.data(_ENTRY)
        if not isinstance(one, Entry):
            return
        theme, px = self._theme, self._theme.px
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg_hover"))
            painter.drawRoundedRect(QRectF(rect), theme.radius("sm"), theme.radius("sm"))
        side = px("layout.icon.md")
        inset = one.level * px(_INDENT)
        corner = QPoint(rect.left() + px(10) + inset, rect.center().y() - side // 2 + 1)
        draw_icon(painter, theme, one.icon, corner, side, "text_2")
        painter.setFont(theme.font("ui_sm"))
        painter.setPen(theme.color("text_3"))
        keys = QFontMetrics(theme.font("ui_sm")).horizontalAdvance(one.keys)
        right = rect.adjusted(0, 0, -px(12), 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, one.keys)
        painter.setFont(theme.font("ui"))
        painter.setPen(theme.color("text"))
        words = rect.adjusted(px(38) + inset, 0, -px(12) - keys, 0)
        text = QFontMetrics(theme.font("ui")).elidedText(one.words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()
