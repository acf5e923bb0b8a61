"""The insert menu: "/" typed at the start of an empty paragraph, or the "+" in the gutter (look.md 10, interaction 10).

The page keeps the focus: what is typed stands in the paragraph and narrows the menu, marks aside. Words that name
nothing stay as they were typed; Escape leaves them too. While an input method is composing, nothing reacts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from editor.app.commands import COMMANDS
from editor.model.page import HEAD, Spot
from editor.model.rows import RowKind
from editor.model.writing import below, erase
from editor.qt.dialogs import SHEETS
from editor.qt.tools.gallery import GalleryWish
from editor.qt.tools.gutter import Plus
from editor.qt.tools.insert_list import Entry, InsertList, entry
from editor.qt.tools.popover import Popover, beside
from editor.qt.tools.typing import touches_text

if TYPE_CHECKING:
    from editor.app.session import Change
    from editor.qt.window import MainWindow

OFFERED = {
    "insert.photo": ("image-plus", "insert.also.photo"),
    "block.quote": ("quote", "insert.also.quote"),
    "block.box": ("panel-top", "insert.also.box"),
    "block.h2": ("heading-2", "insert.also.heading"),
    "block.h3": ("heading-3", "insert.also.subheading"),
    "insert.related": ("newspaper", "insert.also.related"),
    "block.list": ("list", "insert.also.list"),
    "block.numbers": ("list-ordered", "insert.also.numbers"),
    "block.pull": ("message-square-quote", "insert.also.pull"),
    "insert.gallery": ("images", "insert.also.gallery"),
    "insert.table": ("table", "insert.also.table"),
    "insert.embed": ("square-play", "insert.also.embed"),
    "insert.rule": ("minus", "insert.also.rule"),
}
"""What the menu offers, in its order: command → icon, and the code of other words that find it."""
_GAP = 4
_TRIGGER = "/"


class Insert(QObject):
    """Verbs: menu, and what is put in without a sheet of its own: rule, pull, table, embed, gallery."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._surface = window.surface
        theme, say = window.desk.theme, window.desk.say
        self.plus = Plus(theme, window.surface, say("insert.plus"))
        self.card = Popover(theme, window, say("insert.plus"), pad=5)
        self.card.setObjectName("insertMenu")
        self.list = InsertList(theme, say("insert.plus"))
        self.card.column.addWidget(self.list)
        made = (entry(window.actions_.by_id[ident], icon, say(also)) for ident, (icon, also) in OFFERED.items())
        # in a menu that puts things in, "Photo…" says what its command calls "Insert a photo…"
        photo = say("insert.photo-words")
        self._entries = tuple(replace(one, words=photo) if one.ident == "insert.photo" else one for one in made)
        self._gallery = GalleryWish(window)
        self._row = -1  # of the paragraph that is typed in, -1 while closed
        self._trigger = ""
        self._was = ""  # the text of that row before the last change
        self.plus.clicked.connect(lambda: self.act("menu"))
        self.list.taken.connect(self._take)
        self._surface.caret_moved.connect(self._moved)
        window.desk.article_changed.connect(self._changed)
        window.desk.session_opened.connect(self.close)
        self._surface.verticalScrollBar().valueChanged.connect(lambda _: self._place())

    # -- what commands ask

    def act(self, verb: str) -> None:
        surface, shell = self._surface, self._window.shell
        match verb:
            case "menu":
                self._open_here()
            case "rule":
                surface.insert_rule()
            case "pull":
                surface.make_pull_quote()
            case "table" if "grid" in SHEETS:
                shell.open("grid")
            case "table":
                surface.insert_table()
            case "embed":
                shell.open("embed")
            case _:
                self._gallery.ask()
        if verb != "menu" and not shell.is_busy():
            surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_on(self, verb: str) -> bool:
        return self.card.isVisible()

    def can(self, verb: str) -> bool:
        return True

    def _open_here(self) -> None:
        """At an empty paragraph, which is made below the block under the caret when there is none."""
        surface, editing = self._surface, self._surface.editing
        surface.commit_preedit()
        surface.flush()
        row = editing.rows[editing.caret().row]
        if row.kind is not RowKind.PARAGRAPH or row.inline:
            editing.run(below(editing.rows, max(editing.caret().row, HEAD - 1)))
        surface.setFocus(Qt.FocusReason.OtherFocusReason)
        self._open(editing.caret().row, "")

    # -- following what is typed

    def _changed(self, change: Change) -> None:
        """One letter more or less on the page: the menu opens at a "/" that stands alone, and narrows."""
        if not touches_text(change):
            return
        surface, editing = self._surface, self._surface.editing
        number = surface.textCursor().blockNumber()
        if change.origin != "page" or surface.composition.text or not HEAD <= number < len(editing.rows):
            self.close()
            return
        row = editing.rows[number]
        if self._row < 0 and row.kind is RowKind.PARAGRAPH and row.text == _TRIGGER and self._was_empty(number):
            self._open(number, _TRIGGER)
        elif self._row >= 0:
            self._narrow()
        self._was = row.text

    def _was_empty(self, number: int) -> bool:
        """The "/" has just been typed into an empty paragraph, not left over from longer words."""
        return not self._was.startswith(_TRIGGER) and self._surface.editing.caret() == self._end(number)

    def _end(self, number: int) -> object:
        caret = self._surface.editing.caret()
        return caret.at(number, self._surface.editing.rows[number].length)

    def _moved(self) -> None:
        number = self._surface.textCursor().blockNumber()
        if self._row >= 0 and (number != self._row or self._surface.textCursor().hasSelection()):
            self.close()
        elif self._row < 0:
            rows = self._surface.editing.rows
            self._was = rows[number].text if number < len(rows) else ""

    def _open(self, number: int, trigger: str) -> None:
        self._row, self._trigger = number, trigger
        self._narrow()

    def _narrow(self) -> None:
        """What fits the words that were typed. Words that nothing fits are text: they close the menu."""
        row = self._surface.editing.rows[self._row]
        typed = row.text.removeprefix(self._trigger)
        lost = not row.text.startswith(self._trigger) or typed.startswith(" ")
        shown = () if lost else tuple(one for one in self._entries if self._is_possible(one, typed))
        if lost or len(typed.split()) > _words(self._entries):
            self.close()
            return
        self.list.show_entries(shown)
        self.card.setVisible(bool(shown) and self.card.isVisible())
        if shown:
            self.card.column.invalidate()
            self._place(opening=True)
        self.plus.show_open(bool(shown))

    def _is_possible(self, one: Entry, typed: str) -> bool:
        return one.fits(typed) and COMMANDS[one.ident].enabled(self._window)

    def close(self) -> None:
        self._row = -1
        self._surface.removeEventFilter(self)
        self.card.hide()
        self.plus.show_open(False)

    def _place(self, *, opening: bool = False) -> None:
        """Under the line with the caret, above it where there is no room."""
        if self._row < 0 or not (opening or self.card.isVisible()):
            return
        window, viewport = self._window, self._surface.viewport()
        start = QTextCursor(self._surface.document().findBlockByNumber(self._row))
        line = self._surface.cursorRect(start).translated(viewport.mapTo(window, QPoint(0, 0)))
        line.translate(window.desk.theme.px(_GAP), 0)
        room = QRect(viewport.mapTo(window, QPoint(0, 0)), viewport.size())
        size = self.card.card_size()
        gap = window.desk.theme.px(_GAP)
        place = beside(line, size, room, gap, above=False) or beside(line, size, window.rect(), gap, above=False)
        if place is None or not room.intersects(line):
            self.close()
        else:
            self._surface.installEventFilter(self)  # while it is shown: every key would pay for it
            self.card.show_at(place)

    # -- keys and choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that belong to the menu."""
        if event.type() == QEvent.Type.FocusOut:
            self.close()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self.card.isHidden():
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match Qt.Key(event.key()):
            case Qt.Key.Key_Down:
                self.list.step(1)
            case Qt.Key.Key_Up:
                self.list.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self._surface.flush()
                self._take(self.list.current())
            case Qt.Key.Key_Escape:
                self.close()
            case _:
                return False
        return True

    def _take(self, ident: str) -> None:
        """The entry in place of what was typed for it."""
        row = self._row
        self.close()
        if not ident or row < 0:
            return
        editing = self._surface.editing
        typed = editing.rows[row].length
        if typed:
            # taken out by the step that typed it, so that nothing of it is left in the timeline
            editing.run(erase(editing.rows, Spot(row, 0), Spot(row, typed)), self._last_typing())
            editing.word.end()
        self._window.actions_.by_id[ident].trigger()

    def _last_typing(self) -> str:
        session = self._window.session
        past = session.history.past if session is not None else ()
        return past[-1].gesture if past and past[-1].gesture.startswith("type:") else ""


def _words(shown: tuple[Entry, ...]) -> int:
    return max((len(one.words.split()) for one in shown), default=0)


def attach(window: MainWindow) -> Insert:
    return Insert(window)
