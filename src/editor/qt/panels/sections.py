"""The section tree: a check mark assigns, one assigned section is the main one, its row says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from editor.model.newsroom import Section, SectionTree
from editor.qt.theme import Theme
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_check, paint_ring
from editor.text.fold import search_key

Index = QModelIndex | QPersistentModelIndex
PATH = Qt.ItemDataRole.UserRole


class SectionsView(QTreeView):
    """Enter or Space assigns, Ctrl+Enter makes the row the main section; so do a click and a click on its word.

    `chosen` carries every assigned path, the main one first.
    """

    chosen = Signal(tuple)

    def __init__(self, theme: Theme, main_word: str, make_main_word: str, name: str) -> None:
        super().__init__()
        self.setObjectName("sectionTree")
        self.setAccessibleName(name)
        self._theme = theme
        self._chosen: tuple[str, ...] = ()
        self._tree = SectionTree()
        self._model = QStandardItemModel(self)
        self._items: dict[str, QStandardItem] = {}
        self._delegate = SectionDelegate(theme, self, main_word, make_main_word)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setExpandsOnDoubleClick(False)
        self.viewport().setAutoFillBackground(False)
        self.expanded.connect(self._fit)
        self.collapsed.connect(self._fit)

    def show_sections(self, tree: SectionTree, chosen: Sequence[str]) -> None:
        """The newsroom's tree with an article's sections; a section that the newsroom does not know stands last."""
        self._chosen = tuple(chosen)
        known = {path for path, _ in tree.paths()}
        unknown = [path for path in self._chosen if path not in known]
        if tree != self._tree or not self._items or set(self._items) != known | set(unknown):
            self._rebuild(tree, unknown)
        self._open_chosen()
        self._mark()
        self._fit()

    def show_only(self, words: str) -> None:
        """Sections whose path holds every word, marks or none, and what stands above them; "" for all."""
        keys = search_key(words).split()
        shown = {path for path in self._items if all(key in search_key(path) for key in keys)}
        for path, item in self._items.items():
            index = self._model.indexFromItem(item)
            inside = any(other == path or other.startswith(f"{path}/") for other in shown)
            self.setRowHidden(index.row(), index.parent(), not inside)
            if keys and inside:
                self.setExpanded(index, True)
        self._fit()

    def state_of(self, path: str) -> Qt.CheckState:
        """Assigned, not, or not itself but a section below it."""
        if path in self._chosen:
            return Qt.CheckState.Checked
        below = any(known.startswith(f"{path}/") for known in self._chosen)
        return Qt.CheckState.PartiallyChecked if below else Qt.CheckState.Unchecked

    def is_main(self, path: str) -> bool:
        return bool(self._chosen) and self._chosen[0] == path

    def index_of(self, path: str) -> QModelIndex:
        item = self._items.get(path)
        return self._model.indexFromItem(item) if item is not None else QModelIndex()

    def toggle(self, path: str) -> None:
        """Assign or take away; the first one assigned is the main section."""
        if path in self._chosen:
            self.chosen.emit(tuple(known for known in self._chosen if known != path))
        else:
            self.chosen.emit((*self._chosen, path))

    def make_main(self, path: str) -> None:
        self.chosen.emit((path, *(known for known in self._chosen if known != path)))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(self._rows() * self._delegate.row_height(), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        path = self.currentIndex().data(PATH)
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if path and enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.make_main(str(path))
        elif path and (enter or event.key() == Qt.Key.Key_Space):
            self.toggle(str(path))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        path = str(index.data(PATH))
        rect = self.visualRect(index)
        if self._delegate.arrow(rect, index).contains(spot):
            self.setExpanded(index, not self.isExpanded(index))
        elif self._delegate.offers_main(index) and self._delegate.word(rect, index).contains(
            event.position().toPoint()
        ):
            self.make_main(path)
        else:
            self.toggle(path)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def _rebuild(self, tree: SectionTree, unknown: Sequence[str]) -> None:
        self._tree = tree
        self._items = {}
        self._model.clear()
        for section in tree.roots:
            self._add(self._model.invisibleRootItem(), section, "")
        for path in unknown:
            self._add(self._model.invisibleRootItem(), Section(path), "", path)

    def _add(self, parent: QStandardItem, section: Section, above: str, path: str = "") -> None:
        whole = path or (f"{above}/{section.name}" if above else section.name)
        item = QStandardItem(section.name)
        item.setData(whole, PATH)
        item.setEditable(False)
        self._items[whole] = item
        parent.appendRow(item)
        for child in section.children:
            self._add(item, child, whole)

    def _open_chosen(self) -> None:
        for path in self._chosen:
            item = self._items.get(path)
            above = item.parent() if item is not None else None
            while above is not None:
                self.setExpanded(self._model.indexFromItem(above), True)
                above = above.parent()

    def _mark(self) -> None:
        """States for screen readers; the delegate paints them from the article."""
        for path, item in self._items.items():
            item.setCheckable(True)
            item.setCheckState(self.state_of(path))
            item.setAccessibleText(f"{item.text()}, {self._delegate.main_word}" if self.is_main(path) else item.text())

    def _rows(self) -> int:
        count, index = 0, self._model.index(0, 0)
        while index.isValid():
            count += 1
            index = self.indexBelow(index)
        return count

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())


class SectionDelegate(QStyledItemDelegate):
    """Arrow, box, name; at the right the word for the main section, or under the mouse the offer to make it so."""

    def __init__(self, theme: Theme, view: SectionsView, main_word: str, make_main_word: str) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.main_word = main_word
        self._make_main_word = make_main_word

    def row_height(self) -> int:
        return self._theme.px("layout.row_h.tree") - self._theme.px(1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self.row_height())

    def arrow(self, rect: QRect, index: Index) -> QRect:
        """Where the arrow of a row with children is."""
        if not index.model().hasChildren(index):
            return QRect()
        return QRect(rect.left() + self._indent(index), rect.top(), self._theme.px(22), rect.height())

    def offers_main(self, index: Index) -> bool:
        path = str(index.data(PATH))
        return self._view.state_of(path) == Qt.CheckState.Checked and not self._view.is_main(path)

    def word(self, rect: QRect, index: Index) -> QRect:
        """Where "Chính" or the offer stands."""
        words = self.main_word if self._view.is_main(str(index.data(PATH))) else self._make_main_word
        wide = QFontMetrics(self._theme.font("ui_xs", weight=600)).horizontalAdvance(words) + self._theme.px(10)
        return QRect(rect.right() - wide + 1, rect.top(), wide, rect.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        rect, path = option.rect, str(index.data(PATH))
        main, hover = self._view.is_main(path), bool(option.state & QStyle.StateFlag.State_MouseOver)
        current = self._view.hasFocus() and self._view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if main or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg_selected" if main else "bg_hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 0.5, 0, -0.5), theme.radius("sm"), theme.radius("sm"))
        if current:
            paint_ring(painter, theme, QRectF(rect), theme.radius("sm"))
        middle = rect.center().y()
        if index.model().hasChildren(index):
            name = "chevron-down" if self._view.isExpanded(index) else "chevron-right"
            draw_icon(
                painter,
                theme,
                name,
                QPoint(rect.left() + self._indent(index) + px(4), middle - px(6)),
                px(14),
                "text_2",
            )
        left = rect.left() + self._indent(index) + px(26)
        paint_check(painter, theme, QRect(left, middle - px(7), px(16), px(16)), self._view.state_of(path))
        word = self.word(rect, index)
        offers = self.offers_main(index) and (hover or current)
        painter.setFont(theme.font("ui"))
        painter.setPen(theme.color("text"))
        left += px(24)
        room = QRect(left, rect.top(), (word.left() if main or offers else rect.right()) - left, rect.height())
        name = QFontMetrics(theme.font("ui")).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        if main or offers:
            painter.setFont(theme.font("ui_xs", weight=600))
            painter.setPen(theme.color("accent_text"))
            painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self.main_word if main else self._make_main_word)
        painter.restore()

    def _indent(self, index: Index) -> int:
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        return self._theme.px(14) * depth
