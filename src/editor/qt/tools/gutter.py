"""The "+" beside the paragraph under the caret, in the gutter left of the text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QAbstractButton

from editor.model.page import HEAD
from editor.model.rows import RowKind
from editor.qt.surface import Surface
from editor.qt.theme import Theme
from editor.qt.theme.icons import draw_icon

_SIDE, _ICON = 26, 16
_FROM_TEXT = 25  # px from the button's middle to the text (mock-ups 01 and 11)
_REST = 60  # ms: the button's place is not on the path of a key
_NOT_BESIDE = frozenset({RowKind.CAPTION, RowKind.ATTRIBUTION, RowKind.BOX_TITLE})


class Plus(QAbstractButton):
    """Follows the caret from row to row."""

    def __init__(self, theme: Theme, surface: Surface, name: str) -> None:
        super().__init__(surface)
        self.setObjectName("insertButton")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._surface = surface
        self.is_open = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.follow)
        surface.caret_moved.connect(self._rest.start)
        surface.content_edited.connect(self._rest.start)
        surface.verticalScrollBar().valueChanged.connect(lambda _: self.follow())
        surface.verticalScrollBar().rangeChanged.connect(lambda low, high: self._rest.start())
        self.resize(theme.px(_SIDE), theme.px(_SIDE))
        self.hide()

    def follow(self) -> None:
        """Beside the first line of the row with the caret; away where nothing can be put in."""
        surface, editing = self._surface, self._surface.editing
        number = surface.textCursor().blockNumber()
        rows = editing.rows
        if surface.isReadOnly() or not HEAD <= number < len(rows) or rows[number].kind in _NOT_BESIDE:
            self.hide()
            return
        here = surface.cursorRect(QTextCursor(surface.document().findBlockByNumber(number)))
        middle_y = here.top() + self.height() // 2 if rows[number].is_atom else here.center().y()
        left = surface.document().rootFrame().frameFormat().leftMargin() - self._theme.px(_FROM_TEXT)
        middle = surface.viewport().pos() + QPoint(round(left), middle_y)
        corner = middle - QPoint(self.width() // 2, self.height() // 2)
        self.move(max(corner.x(), 0), corner.y())
        self.setVisible(-self.height() < self.y() < surface.height())

    def show_open(self, is_open: bool) -> None:
        """Pressed while its menu is open."""
        if is_open != self.is_open:
            self.is_open = is_open
            self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_open or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg_pressed" if self.is_open or self.isDown() else "bg_hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.radius("sm"), theme.radius("sm"))
        side = theme.px(_ICON)
        corner = QPoint((self.width() - side) // 2, (self.height() - side) // 2)
        draw_icon(painter, theme, "plus", corner, side, "text_2")
