"""Focus mode: the page alone, what is not being written dimmed (mock-up 09). F11 or Escape leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QWidget

from editor.model.page import HEAD
from editor.qt.surface.layers import mark
from editor.qt.surface.visible import Visible
from editor.qt.theme.controls import Button

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_SCROLLED = 30
_INSET = 16  # px of the way out from the window's right upper corner


class Focus(QObject):
    """Verb: toggle."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._surface = window.surface
        self._visible = Visible(window.surface)
        self._panels: dict[str, bool] = {}  # what was shown before
        self._is_on = False
        self._bright = (-1, -1)  # rows that are not dimmed
        theme, say = window.desk.theme, window.desk.say
        self.way_out = Button(theme, "icon", icon="minimize-2", name=say("focus.leave"))
        self.way_out.setObjectName("leaveFocus")
        self.way_out.setParent(window)
        self.way_out.hide()
        self.way_out.clicked.connect(self._leave)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SCROLLED)
        self._rest.timeout.connect(self._dim)
        self._surface.caret_moved.connect(self._moved)
        self._surface.content_edited.connect(self._moved)
        self._surface.verticalScrollBar().valueChanged.connect(lambda _: self._dim_soon())
        window.desk.session_opened.connect(self._opened)
        window.desk.theme.changed.connect(self._redraw)
        window.installEventFilter(self)
        self._surface.installEventFilter(self)

    def act(self, verb: str) -> None:
        if self._is_on:
            self._leave()
        else:
            self._enter()

    def is_on(self, verb: str) -> bool:
        return self._is_on

    def can(self, verb: str) -> bool:
        return True

    def _bars(self) -> tuple[QWidget, ...]:
        return self._window.top_bar, self._window.format_bar

    def _enter(self) -> None:
        areas = self._window.areas
        self._panels = {name: areas.is_shown(name) for name in ("library", "details")}
        self._is_on = True
        for name in self._panels:
            areas.set_shown(name, shown=False)
        for bar in self._bars():
            bar.hide()
        self._window.status_bar.set_quiet(True)
        self._redraw()
        self.way_out.show()
        self.way_out.raise_()
        self._place()
        self._surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        if not self._is_on:
            return
        self._is_on = False
        self.way_out.hide()
        for bar in self._bars():
            bar.show()
        self._window.format_bar.setVisible(self._window.session is not None)
        for name, shown in self._panels.items():
            if shown and not self._window.areas.is_drawer(name):
                self._window.areas.set_shown(name, shown=True)
        self._window.status_bar.set_quiet(False)
        self._redraw()
        self._surface.layers.show("dim", ())
        self._bright = (-1, -1)
        self._surface.setFocus(Qt.FocusReason.OtherFocusReason)
        self._window.actions_.refresh_at_once()

    def _opened(self) -> None:
        """Another article: it is shown as the mode wants it. Without one there is nothing to be alone with."""
        if self._is_on and self._window.session is None:
            self._leave()
        elif self._is_on:
            self._window.format_bar.hide()
            self._bright = (-1, -1)
            self._dim_soon()

    # -- the ground

    def _redraw(self) -> None:
        """The desk beside the paper is paper too."""
        palette = self._surface.palette()
        wanted = self._window.desk.theme.color("bg_page" if self._is_on else "bg_canvas")
        if palette.color(QPalette.ColorRole.Window) != wanted:
            palette.setColor(QPalette.ColorRole.Window, wanted)
            self._surface.setPalette(palette)
        self._bright = (-1, -1)
        if self._is_on:
            self._dim_soon()

    def _place(self) -> None:
        inset = self._window.desk.theme.px(_INSET)
        self.way_out.resize(self.way_out.sizeHint())
        corner = self._window.rect().topRight() + QPoint(-inset - self.way_out.width(), inset)
        self.way_out.move(corner)

    # -- what is not being written

    def _moved(self) -> None:
        if self._is_on and self._rows_written() != self._bright:
            self._dim_soon()

    def _dim_soon(self) -> None:
        if self._is_on:
            self._rest.start()

    def _rows_written(self) -> tuple[int, int]:
        """The rows of the block under the caret, from and to."""
        page, number = self._surface.sync.page, self._surface.textCursor().blockNumber()
        if number < HEAD or number >= len(page.rows):
            return number, number + 1
        return page.rows_of(page.block_of(number))

    def _dim(self) -> None:
        if not self._is_on or self._surface.sync.is_dirty:
            return
        surface = self._surface
        self._bright = first, end = self._rows_written()
        look = QTextCharFormat()
        look.setForeground(self._window.desk.theme.color("text_3"))
        shown = self._visible.rows(surface.editing.rows, surface.viewport().rect())
        surface.layers.show(
            "dim",
            [
                mark(surface, surface.editing, one.number, (0, one.row.length), look)
                for one in shown
                if not first <= one.number < end and one.row.inline
            ],
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._is_on:
            return False
        kind = event.type()
        if watched is self._window and kind == QEvent.Type.Resize:
            self._place()
        elif watched is self._window and kind == QEvent.Type.Close:
            self._leave()  # the panels are remembered as they were
        elif watched is self._surface and kind == QEvent.Type.PaletteChange:
            self._redraw()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            menu = self._window.tools.known("insert")
            if menu is None or not menu.is_on("menu"):
                self._leave()
                return True
        return False


def attach(window: MainWindow) -> Focus:
    return Focus(window)
