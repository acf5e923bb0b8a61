"""Every command by its name: type, choose, done. Words are found without their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.qt.actions import MENUS
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.search import SearchField
from editor.qt.theme import Theme
from editor.qt.theme.controls import label
from editor.qt.theme.ring import Ring
from editor.text.fold import search_key

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

ACTION = Qt.ItemDataRole.UserRole
_SHOWN = 9  # rows


class PaletteRow(QStyledItemDelegate):
    """The menu and the words at the left, the keys at the right."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(200), self._theme.px("layout.row_h.menu"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, rect = self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg_selected"))
            painter.drawRoundedRect(rect, theme.radius("sm"), theme.radius("sm"))
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        inner = rect.adjusted(theme.px(10), 0, -theme.px(10), 0)
        words, _, keys = str(index.data()).partition("\t")
        painter.setFont(theme.font("ui_sm"))
        painter.setPen(theme.color("text_2" if enabled else "text_3"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)
        room = inner.width() - QFontMetrics(theme.font("ui_sm")).horizontalAdvance(keys) - theme.px(12)
        painter.setFont(theme.font("ui"))
        painter.setPen(theme.color("text" if enabled else "text_3"))
        fitting = QFontMetrics(theme.font("ui")).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.restore()


class PaletteField(SearchField):
    """The arrows move in the list below while one types on."""

    def __init__(self, theme: Theme, placeholder: str, view: QListWidget) -> None:
        super().__init__(theme, placeholder)
        self._view = view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN, Qt.Key.Key_PageUp: -_SHOWN}
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        elif self._view.count():
            self._view.setCurrentRow(max(0, min(self._view.currentRow() + by, self._view.count() - 1)))


class PaletteSheet(Sheet):
    """Possible commands first; one that is not possible now is shown greyed."""

    def __init__(self, window: MainWindow, actions: list[tuple[str, QAction]]) -> None:
        """Args: actions: the menu that holds each, "" for none, and the action, as they are now."""
        theme, say = window.desk.theme, window.desk.say
        super().__init__(theme, window, say("palette.title"), say("close"), theme.tokens.number("layout.sheet_w.md"))
        self.setObjectName("paletteSheet")
        self.list = QListWidget()
        Ring(theme, self.list)
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(say("palette.list"))
        self.list.setItemDelegate(PaletteRow(theme, self.list))
        self.list.setFixedHeight(_SHOWN * theme.px("layout.row_h.menu"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field = PaletteField(theme, say("palette.search"), self.list)
        self.field.setObjectName("paletteField")
        self._nothing = label(theme, say("palette.nothing"), "ui_sm", "third")
        self._rows = [(_words(menu, action), action, action.isEnabled()) for menu, action in actions]
        self._rows.sort(key=lambda row: not row[2])
        self._keys = [search_key(words) for words, _, _ in self._rows]
        self.content.setSpacing(theme.px(10))
        for part in (self.field, self.list, self._nothing):
            self.content.addWidget(part)
        self.footer.addWidget(label(theme, say("palette.hint"), "ui_sm", "second"))
        self.footer.addStretch()
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._go)
        self.list.itemActivated.connect(lambda item: self._go())
        self.list.itemClicked.connect(lambda item: self._go())
        self._fill("")

    def _fill(self, typed: str) -> None:
        wanted = search_key(typed).split()
        self.list.clear()
        for (words, action, enabled), key in zip(self._rows, self._keys, strict=True):
            if all(word in key for word in wanted):
                item = QListWidgetItem(f"{words}\t{_keys(action)}")
                item.setData(ACTION, action.objectName())
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words} {_keys(action)}")
                if not enabled:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._nothing.setVisible(not self.list.count())

    def _go(self) -> None:
        item = self.list.currentItem()
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        chosen = next(action for _, action, _ in self._rows if action.objectName() == item.data(ACTION))
        self.dismiss()
        chosen.trigger()


def _words(menu: str, action: QAction) -> str:
    words = action.text().replace("&", "").removesuffix("…")
    return f"{menu}: {words}" if menu else words


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def open_sheet(window: MainWindow) -> tuple[Sheet, PaletteField]:
    window.actions_.refresh()
    say = window.desk.say
    menus = {ident: say(title) for title, idents in MENUS for ident in idents if ident}
    listed = [
        (menus.get(ident, ""), action) for ident, action in window.actions_.by_id.items() if ident != "palette.open"
    ]
    sheet = PaletteSheet(window, listed)
    return sheet, sheet.field
