"""Chips: tags and names as pills that can be taken off, and the field in which new ones are typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QSizePolicy, QWidget

from editor.qt.panels.flow import FlowLayout
from editor.qt.panels.parts import Field
from editor.qt.theme import Theme
from editor.qt.theme.controls import Painted
from editor.qt.theme.icons import draw_icon
from editor.qt.theme.paint import paint_ring
from editor.text.fold import search_key

_SUGGESTIONS = 8
_TAKING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}


class Chip(Painted):
    """One tag or name. A click on its cross, Delete or Backspace take it off."""

    removed = Signal()

    def __init__(self, theme: Theme, text: str, remove_name: str, icon: str = "") -> None:
        super().__init__(theme, text)
        self._icon = icon
        self.setFont(theme.font("ui_sm", weight=500))
        self.setAccessibleDescription(remove_name)
        self.setToolTip(remove_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.setChecked(False))

    def sizeHint(self) -> QSize:
        px = self._theme.px
        wide = px(10) + (px(20) if self._icon else 0) + self.fontMetrics().horizontalAdvance(self.text()) + px(26)
        return QSize(wide, px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(80)), self._theme.px(26))

    def text_rect(self) -> QRect:
        """Where the words are drawn."""
        px = self._theme.px
        return self.rect().adjusted(px(10) + (px(20) if self._icon else 0), 0, -px(24), 0)

    def _cross(self) -> QRect:
        side = self._theme.px(24)
        return QRect(self.width() - side, 0, side, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._cross().contains(event.position().toPoint()):
            self.removed.emit()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        hot = self.underMouse() or self.isChecked()
        painter.setBrush(theme.color("bg_pressed" if hot else "bg_subtle"))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        side = px(14)
        top = (self.height() - side) // 2
        if self._icon:
            draw_icon(painter, theme, self._icon, QRect(px(9), top, 0, 0).topLeft(), side, "text_2")
        painter.setFont(self.font())
        painter.setPen(theme.color("text"))
        room = self.text_rect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        cross = self._cross()
        draw_icon(painter, theme, "x", QRect(cross.left() + px(3), top, 0, 0).topLeft(), side, "text_2")
        if self.has_ring or (self.hasFocus() and self.isChecked()):
            paint_ring(painter, theme, QRectF(self.rect()), self.height() / 2)


class Suggestions(QCompleter):
    """A list under a field; arrows choose, Enter or Tab take. Made when the first word is suggested."""

    def __init__(self, theme: Theme, field: QLineEdit) -> None:
        self._matches = QStringListModel()
        self._list = QListView()
        super().__init__(self._matches, field)
        self.setPopup(self._list)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setWidget(field)
        self._list.setFont(theme.font("ui"))

    def offer(self, words: Sequence[str]) -> None:
        """Show these; hide when there are none."""
        self._matches.setStringList(list(words))
        if words:
            self.complete()
        else:
            self._list.hide()

    def take(self, event: QKeyEvent) -> str:
        """The word that Enter or Tab takes from the open list, "" for none."""
        if not self._list.isVisible() or event.key() not in _TAKING:
            return ""
        index = self._list.currentIndex()
        self._list.hide()
        return str(index.data()) if index.isValid() else ""


class ChipField(Field):
    """Where a chip is typed. Suggests without needing marks; Backspace in the empty field goes for the last chip."""

    given = Signal(str)
    backed = Signal()

    def __init__(self, theme: Theme, placeholder: str, name: str) -> None:
        super().__init__(theme, placeholder, name)
        self.setProperty("ui_variant", "chip")
        self.setFont(theme.font("ui_sm", weight=500))
        self.setTextMargins(theme.px(18), 0, 0, 0)
        self._known: tuple[str, ...] = ()
        self._popup: Suggestions | None = None
        self.textEdited.connect(self._suggest)
        self.left.connect(self._give)

    def set_known(self, words: Sequence[str]) -> None:
        """What may be suggested."""
        self._known = tuple(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self._popup.take(event) if self._popup is not None else ""
        if chosen:
            self._choose(chosen)
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.backed.emit()
        elif event.text() in {",", ";"}:
            self._give()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(14)
        corner = QPoint(self._theme.px(9), (self.height() - side) // 2)
        draw_icon(QPainter(self), self._theme, "plus", corner, side, "text_2")

    def _suggest(self, typed: str) -> None:
        key = search_key(typed.strip())
        found = [word for word in self._known if key and key in search_key(word)]
        found.sort(key=lambda word: not search_key(word).startswith(key))
        if self._popup is None and found:
            self._popup = Suggestions(self._theme, self)
            self._popup.activated.connect(self._choose)
        if self._popup is not None:
            self._popup.offer(found[:_SUGGESTIONS])

    def _choose(self, word: str) -> None:
        """A known word, whole: it may hold a comma."""
        self.setText("")
        self.given.emit(word)

    def _give(self) -> None:
        """What was typed; of what was pasted each word, with commas or semicolons between."""
        typed = self.text()
        self.setText("")
        for word in filter(None, map(str.strip, re.split("[,;]", typed))):
            self.given.emit(word)


class ChipRow(QWidget):
    """Chips followed by the field. `added` and `removed` carry the words; what is shown comes from `show_words`."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, field: ChipField, remove_name: Callable[[str], str], icon: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._remove_name = remove_name
        self._icon = icon
        self._words: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self.field = field
        field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        field.setFixedWidth(
            max(field.fontMetrics().horizontalAdvance(field.placeholderText()) + theme.px(48), theme.px(132))
        )
        self._flow = FlowLayout(self, theme.px(6))
        self._flow.addWidget(field)
        field.given.connect(self.added)
        field.backed.connect(self._back)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def words(self) -> tuple[str, ...]:
        return self._words

    def show_words(self, words: Sequence[str]) -> None:
        """What the article says now."""
        if tuple(words) == self._words:
            return
        self._words = tuple(words)
        had_focus = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(word) for word in self._words]
        for at, chip in enumerate(self._chips):
            self._flow.insert_widget(at, chip)
        if had_focus:
            self.field.setFocus()
        before: QWidget | None = None
        for part in (*self._chips, self.field):
            if before is not None:
                self.setTabOrder(before, part)
            before = part
        self.updateGeometry()

    def _chip(self, word: str) -> Chip:
        chip = Chip(self._theme, word, self._remove_name(word), self._icon)
        chip.removed.connect(lambda: self.removed.emit(word))
        return chip

    def _back(self) -> None:
        """The first Backspace selects the last chip, the next takes it off."""
        if self._chips:
            self._chips[-1].setChecked(True)
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)
