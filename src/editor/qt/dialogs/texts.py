"""A sheet that lists texts of an article and shows how one of them differs from another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.app.versioning import lines_of
from editor.errors import EditorError
from editor.qt.desk import Desk
from editor.qt.dialogs.compared import ComparedView
from editor.qt.dialogs.decided import leave, refusal
from editor.qt.dialogs.sheet import Sheet
from editor.qt.panels.flow import FlowLayout
from editor.qt.theme import Theme
from editor.qt.theme.controls import Button, Check, label
from editor.qt.theme.paint import paint_ring
from editor.qt.theme.ring import Ring
from editor.text.differences import Compared, compared

if TYPE_CHECKING:
    from editor.model.article import Article

Index = QModelIndex | QPersistentModelIndex
_LIST, _ABOVE = 290, 150  # px of the list: its width beside the text, its height above it
_BOTH = 720  # px of a window that has room for both
Pair = tuple["Article", "Article"]
"""The two texts of a comparison, the older or saved one first."""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of the list, and how its two texts are read (in a worker; may raise EditorError)."""

    title: str
    hint: str  # may have several lines
    pair: Callable[[], Pair]


@dataclass(frozen=True, slots=True)
class Legend:
    """What the two marks mean, as codes: words that are only in the first text, only in the second."""

    gone: str
    new: str


class TextRows(QStyledItemDelegate):
    """A row of the list: what it is, and below when or why; the chosen one on its soft ground."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = self._theme.px
        lines = str(index.data()).count("\n")
        return QSize(px(120), px(16) + px(20) + lines * px(17))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        state, box = option.state, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "bg_selected" if state & QStyle.StateFlag.State_Selected else ""
        ground = ground or ("bg_hover" if state & QStyle.StateFlag.State_MouseOver else "")
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(QRectF(box), theme.radius("md"), theme.radius("md"))
        title, *hints = str(index.data()).split("\n")
        room = box.adjusted(px(10), px(8), -px(10), 0)
        below = [(hint, "ui_sm", "text_2", px(17)) for hint in hints]
        for words, role, ink, height in ((title, "ui_strong", "text", px(20)), *below):
            font = theme.font(role)
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), room.top(), room.width(), height), Qt.AlignmentFlag.AlignVCenter, shown)
            room.translate(0, height)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            paint_ring(painter, theme, QRectF(box).adjusted(2, 2, -2, -2), theme.radius("md"))
        painter.restore()


class TextsSheet(Sheet):
    """The list stays away while there is one text only. Subclasses add buttons to `footer`."""

    def __init__(self, desk: Desk, window: QWidget, title: str, legend: Legend) -> None:
        theme, say = desk.theme, desk.say
        super().__init__(theme, window, title, say("close"), theme.tokens.number("layout.sheet_w.photo"))
        self._desk = desk
        self._texts: Sequence[Text] = ()
        self._lines: tuple[Compared, ...] = ()
        self._actions: list[Button] = []
        self.list = QListWidget()
        self.view = ComparedView(theme, desk.messages, title)
        for part in (self.list, self.view):
            Ring(theme, part)
        self.only_changes = Check(theme, say("compared.only"))
        self.count = label(theme, "", "ui_sm", "second")
        self._gone = label(theme, say(legend.gone), "ui_sm", "danger")
        self._new = label(theme, say(legend.new), "ui_sm", "success")
        self._build_texts()
        self.list.currentRowChanged.connect(self._choose)
        self.only_changes.toggled.connect(self._show)
        self.closed.connect(lambda: desk.jobs.cancel("compare"))

    def _build_texts(self) -> None:
        theme = self._desk.theme
        self.list.setObjectName("textList")
        self.list.setAccessibleName(self.title.text())
        self.list.setFont(theme.font("ui"))
        self.list.setItemDelegate(TextRows(theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSpacing(theme.px(1))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMinimumSize(QSize(theme.px(280), theme.px(400)))
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        ground = QWidget()
        legend = FlowLayout(ground, theme.px(16))
        for mark, struck in ((self._gone, True), (self._new, False)):
            font = mark.font()
            font.setStrikeOut(struck)
            font.setUnderline(not struck)
            mark.setFont(font)
            legend.addWidget(mark)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.count.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        legend.addWidget(self.count)
        right.addWidget(ground)
        right.addWidget(self.view, 1)
        right.addWidget(self.only_changes)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.px(16))
        self._row.addWidget(self.list)
        self._row.addLayout(right, 1)
        self.content.addLayout(self._row)
        self._fold()

    def _place(self) -> None:
        self._fold()
        super()._place()

    def _fold(self) -> None:
        """The list beside the text, or above it where there is no room for both."""
        theme, window = self._desk.theme, self.parentWidget()
        beside = window is None or window.width() >= theme.px(_BOTH)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.list.setMinimumWidth(theme.px(_LIST) if beside else 0)
        self.list.setMaximumWidth(theme.px(_LIST) if beside else theme.px(4 * _BOTH))
        self.list.setMinimumHeight(0 if beside else theme.px(_ABOVE))
        self.list.setMaximumHeight(theme.px(4 * _BOTH) if beside else theme.px(_ABOVE))

    @property
    def chosen(self) -> int:
        """The number of the text that is shown, -1 for none."""
        return self.list.currentRow()

    def show_texts(self, texts: Sequence[Text], nothing: str = "") -> None:
        """Args: nothing: the sentence for an empty list."""
        self._texts = texts
        self.list.clear()
        for text in texts:
            self.list.addItem(QListWidgetItem(f"{text.title}\n{text.hint}" if text.hint else text.title))
        self.list.setVisible(len(texts) > 1)
        if texts:
            self.list.setCurrentRow(0)
        else:
            self._say(nothing)

    def leave(self) -> None:
        """What was decided is done: away, unless somebody has closed the sheet meanwhile."""
        leave(self)

    def add_action(self, kind: str, words: str, act: Callable[[], object], icon: str = "") -> Button:
        """A button of the footer, from left to right; the primary one last."""
        made = Button(self._desk.theme, "primary" if kind == "primary" else "secondary", words, icon=icon)
        made.clicked.connect(act)
        self.footer.addWidget(made)
        self._actions.append(made)
        return made

    def _allow(self, *, on: bool) -> None:
        """Whether anything can be decided."""
        for button in self._actions:
            button.setEnabled(on)

    def _refusal(self) -> Callable[[EditorError], None]:
        """Says why what was decided cannot be done: in the sheet, or in the window when somebody has closed it."""

        def here(error: EditorError) -> None:
            self._failed(error)
            self._allow(on=True)

        return refusal(self, self._desk, here)

    def _choose(self, row: int) -> None:
        if not 0 <= row < len(self._texts):
            return
        pair = self._texts[row].pair

        def compare(cancel: object) -> tuple[Compared, ...]:
            before, after = pair()
            return compared(lines_of(before), lines_of(after))

        self._desk.jobs.run("compare", compare, self._came, self._failed)

    def _came(self, lines: tuple[Compared, ...]) -> None:
        self._lines = lines
        changes = sum(not line.is_same for line in lines)
        say = self._desk.say
        self.count.setText(say("compared.count", n=changes) if changes else say("compared.same"))
        self._show()

    def _failed(self, error: EditorError) -> None:
        self._say(self._desk.messages.error(error))

    def _say(self, words: str) -> None:
        self._lines = ()
        self.count.setText("")
        self.view.say(words)

    def _show(self) -> None:
        if self._lines:
            only = self.only_changes.isChecked() and not all(line.is_same for line in self._lines)
            self.view.show_texts(self._lines, only_changes=only)
