"""The outline of the article: a card with its headings, boxes, photos and tables; Enter goes there, Escape back."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from editor.model.history import Caret
from editor.model.outline import Stop, outline
from editor.model.rows import RowKind
from editor.model.writing import start_of
from editor.qt.theme import Theme
from editor.qt.tools.insert_list import Entry, InsertList
from editor.qt.tools.popover import Popover

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_INSET = 16  # px from the page's left upper corner
_ICONS = {
    RowKind.HEADLINE: "newspaper",
    RowKind.H2: "heading-2",
    RowKind.H3: "heading-3",
    RowKind.BOX_TITLE: "panel-top",
    RowKind.FIGURE: "image",
    RowKind.TABLE: "table",
    RowKind.EMBED: "square-play",
    RowKind.PULL_QUOTE: "message-square-quote",
}


class OutlineList(InsertList):
    """Has the focus: arrows go along it, Enter takes a row, Escape and whatever takes the focus close it."""

    left = Signal()
    left_alone = Signal()  # the focus is elsewhere already

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.setObjectName("outlineList")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.taken.emit(self.current())
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.left_alone.emit()


class Outline(QObject):
    """Verb: toggle."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        say = window.desk.say
        self.card = Popover(window.desk.theme, window, say("outline"), pad=5)
        self.card.setObjectName("outline")
        self.list = OutlineList(window.desk.theme, say("outline"))
        self.card.column.addWidget(self.list)
        self.list.taken.connect(self._go)
        self.list.left.connect(self._leave)
        self.list.left_alone.connect(self.card.hide)
        window.desk.session_opened.connect(self.card.hide)

    def act(self, verb: str) -> None:
        if self.card.isVisible():
            self._leave()
        else:
            self._open()

    def is_on(self, verb: str) -> bool:
        return self.card.isVisible()

    def can(self, verb: str) -> bool:
        return True

    def _open(self) -> None:
        window, surface = self._window, self._window.surface
        surface.commit_preedit()
        surface.flush()
        stops = outline(surface.editing.rows)
        here = bisect_right([stop.row for stop in stops], surface.editing.caret().row) - 1
        self.list.show_entries([self._entry(stop) for stop in stops], max(here, 0))
        inset = window.desk.theme.px(_INSET)
        self.card.show_at(surface.viewport().mapTo(window, QPoint(0, 0)) + QPoint(inset, inset))
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.scrollToItem(self.list.currentItem())

    def _entry(self, stop: Stop) -> Entry:
        words = stop.words.replace("\n", " ").strip() or self._nameless(stop.kind)
        return Entry(str(stop.row), _ICONS[stop.kind], words, level=stop.level)

    def _nameless(self, kind: RowKind) -> str:
        say = self._window.desk.say
        match kind:
            case RowKind.FIGURE:
                return say("outline.photo")
            case RowKind.TABLE:
                return say("outline.table")
            case RowKind.EMBED:
                return say("outline.embed")
            case RowKind.BOX_TITLE:
                return say("outline.box")
            case _:
                return say("outline.empty")

    def _go(self, ident: str) -> None:
        """The caret to the stop, at a third of the height."""
        surface = self._window.surface
        self._leave()
        if not ident or int(ident) >= len(surface.editing.rows):
            return
        at: Caret = start_of(surface.editing.rows, int(ident))
        surface.editing.place(at)
        surface.show_caret()

    def _leave(self) -> None:
        self.card.hide()
        self._window.surface.setFocus(Qt.FocusReason.OtherFocusReason)


def attach(window: MainWindow) -> Outline:
    return Outline(window)
