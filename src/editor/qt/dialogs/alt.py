"""A photo's alt text and credit, written beside the photo itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from editor.model.article import Article
from editor.model.blocks import figures_of
from editor.model.edits import set_alt, set_credit, set_resource
from editor.qt.panels.parts import Field, Section, TextField
from editor.qt.theme.controls import Button, Check
from editor.qt.tools.popover import Popover, beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.app.session import Change
    from editor.qt.window import MainWindow

_WIDTH, _PAD, _GAP = 380, 16, 8


class AltPopover(Popover):
    """Stands below its photo, so that whoever describes it sees it. Escape, Enter and a click elsewhere close it."""

    closed = Signal()

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        theme, say = window.desk.theme, window.desk.say
        super().__init__(theme, window, say("figure.words"), _PAD)
        self.setObjectName("altPopover")
        self._src = ""
        self._stays = count(1)
        self._stay = 0  # each stay at a photo is a gesture of its own
        self.alt = TextField(theme, 3, say("alt.placeholder"), say("alt"))
        self.decorative = Check(theme, say("photo.decorative"))
        self.credit = Field(theme, say("credit.placeholder"), say("credit"))
        self.done = Button(theme, "secondary", say("done"), size="sm")
        self._build()
        self._connect()

    @property
    def src(self) -> str:
        """The photo whose words are shown, "" while it is closed."""
        return self._src

    def _build(self) -> None:
        theme, say = self._window.desk.theme, self._window.desk.say
        self.column.setSpacing(theme.space(3))
        for title, parts in (("alt.first", (self.alt, self.decorative)), ("credit", (self.credit,))):
            section = Section(theme, say(title))
            for part in parts:
                section.add(part)
            self.column.addWidget(section)
        self.column.addWidget(self.done, 0, Qt.AlignmentFlag.AlignRight)
        card = theme.px(_WIDTH)
        margins = self.column.contentsMargins()
        self.setFixedWidth(card + margins.left() + margins.right() - 2 * theme.px(_PAD))

    def _connect(self) -> None:
        window, surface = self._window, self._window.surface
        self.alt.edited.connect(lambda text: self._edit("alt", lambda a, src: set_alt(a, src, text)))
        self.credit.textEdited.connect(lambda text: self._edit("credit", lambda a, src: set_credit(a, src, text)))
        self.decorative.clicked.connect(self._give_decorative)
        self.credit.returnPressed.connect(self.close_card)
        self.done.clicked.connect(self.close_card)
        surface.verticalScrollBar().valueChanged.connect(lambda _: self.place())
        window.desk.article_changed.connect(self._changed)
        window.desk.session_opened.connect(lambda: self.close_card(back=False))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def open_for(self, src: str) -> None:
        """Show the words of a photo, the caret in its alt text."""
        session = self._window.session
        if session is None:
            return
        self._src, self._stay = src, next(self._stays)
        self._show(session.article)
        self.place(opening=True)
        target = self.credit if self.decorative.isChecked() else self.alt
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self, *, back: bool = True) -> None:
        """Put it away; the photo is selected as before."""
        if not self._src:
            return
        self._src = ""
        self.hide()
        if back:
            self._window.surface.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def place(self, *, opening: bool = False) -> None:
        """Below the photo, else above it, else over its lower edge; gone when the photo has left the window."""
        surface, theme = self._window.surface, self._window.desk.theme
        row = surface.figures.row_of(self._src) if self._src else None
        if row is None or not (opening or self.isVisible()):
            return
        corner = surface.viewport().mapTo(self._window, QPoint(0, 0))
        photo = surface.places.rect(row).toRect().translated(corner)
        room = QRect(corner, surface.viewport().size())
        if not room.intersects(photo):
            self.close_card()
            return
        size, gap = self.card_size(), theme.px(_GAP)
        at = beside(photo, size, room, gap, above=False) or beside(photo, size, self._window.rect(), gap, above=False)
        self.show_at(at or QPoint(max(photo.left() + gap, room.left()), room.bottom() - size.height() - gap))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside."""
        stops = [part for part in (self.alt, self.decorative, self.credit, self.done) if part.isEnabled()]
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape or (enter and event.modifiers() & _FINISHING):
            self.close_card()
        event.accept()

    def _edit(self, part: str, change: Callable[[Article, str], Article]) -> None:
        src = self._src
        if src:
            self._window.desk.edit(lambda article: change(article, src), f"photo.{part}.{src}.at{self._stay}", "photo")

    def _give_decorative(self, on: bool) -> None:
        self._edit("decorative", lambda a, src: set_resource(a, replace(a.resource(src), decorative=on)))

    def _show(self, article: Article) -> None:
        figure = next((one for one in figures_of(article.body) if one.src == self._src), None)
        if figure is None:
            self.close_card(back=False)
            return
        decorative = article.resource(self._src).decorative
        self.alt.show_text(figure.alt)
        self.alt.setEnabled(not decorative)
        self.credit.show_text(figure.credit)
        self.decorative.setChecked(decorative)

    def _changed(self, change: Change) -> None:
        if self._src:
            self._show(change.after)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._src and new is not None and not self.isAncestorOf(new):
            self.close_card(back=False)


_FINISHING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
