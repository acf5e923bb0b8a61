"""Find and replace in the open article: hits on the screen are marked, the one that is chosen is selected."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QBoxLayout

from editor.model.history import Caret
from editor.model.searching import Hit, hits, photo_part, replaced
from editor.model.writing import select_atom
from editor.qt.surface.layers import mark
from editor.qt.surface.visible import Visible
from editor.qt.tools.find_bar import FindBar

if TYPE_CHECKING:
    from editor.model.rows import Row
    from editor.qt.window import MainWindow

_TYPED = 120  # ms after a letter in the bar
_EDITED = 400  # ms after a letter on the page
_SCROLLED = 60


class Find(QObject):
    """Verbs: open, replace, next, previous, close."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._surface = window.surface
        self._visible = Visible(window.surface)
        self.bar = FindBar(window.desk.theme, window.desk.say)
        self.hits: tuple[Hit, ...] = ()
        self._rows: tuple[Row, ...] | None = None  # that the hits are of
        self._origin = (0, 0)  # where a search that is being typed begins
        self._soon = QTimer(window)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        self._scrolled = QTimer(window)
        self._scrolled.setSingleShot(True)
        self._scrolled.setInterval(_SCROLLED)
        self._scrolled.timeout.connect(self._draw)
        self._place_bar()
        self._connect()

    def _place_bar(self) -> None:
        """Under the format bar, above the page."""
        area = self._window.format_bar.parentWidget()
        layout = area.layout() if area is not None else None
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(layout.indexOf(self._window.format_bar) + 1, self.bar)

    def _connect(self) -> None:
        bar, desk = self.bar, self._window.desk
        bar.asked.connect(self._asked)
        bar.stepped.connect(self._step)
        bar.replace_asked.connect(self._replace)
        bar.replace_all_asked.connect(self._replace_all)
        bar.closed.connect(self._close)
        self._surface.content_edited.connect(lambda: self._look_in(_EDITED))
        self._surface.caret_moved.connect(self._moved)
        self._surface.verticalScrollBar().valueChanged.connect(lambda _: self._draw_soon())
        desk.session_opened.connect(lambda: self._look_in(0))
        desk.theme.changed.connect(self._draw_soon)

    # -- what commands ask

    def act(self, verb: str) -> None:
        match verb:
            case "open" | "replace":
                self._open(replacing=verb == "replace")
            case "next" | "previous":
                if self.bar.field.text():
                    self.bar.show()
                    self._step(1 if verb == "next" else -1)
                else:
                    self._open(replacing=False)
            case _:
                self._close()

    def is_on(self, verb: str) -> bool:
        return self.bar.isVisible()

    def can(self, verb: str) -> bool:
        return True

    def _open(self, *, replacing: bool) -> None:
        caret = self._surface.editing.caret()
        chosen = self._surface.textCursor().selectedText() if caret.row == caret.anchor_row else ""
        self._origin = caret.start
        self.bar.open("" if "\ufffc" in chosen else chosen, replacing=replacing)
        self._look()

    def _close(self) -> None:
        self.bar.hide()
        self._rows = None
        self._surface.layers.show("find", ())
        self._surface.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- looking

    def _asked(self) -> None:
        self._rows = None
        self._look_in(_TYPED)

    def _look_in(self, pause: int) -> None:
        if self.bar.isVisible():
            self._soon.start(pause)

    def _look(self) -> None:
        """Find anew where that is needed. While the query is being typed, the first hit from here on is chosen."""
        if self.bar.isHidden() or self._surface.composition.text:
            return
        query_changed = self._rows is None
        self._refresh()
        if query_changed and self.hits and self.bar.field.hasFocus():
            at = bisect_left(self.hits, _at(self._origin))
            self._choose(self.hits[at % len(self.hits)])
        self._draw()
        self._count()

    def _refresh(self) -> None:
        self._surface.flush()
        rows = self._surface.editing.rows
        if rows is not self._rows:
            self._rows = rows
            self.hits = hits(rows, self.bar.query())

    def _step(self, by: int) -> None:
        """To the next (1) or the previous (-1) hit from the selection, round and round."""
        self._surface.commit_preedit()
        self._refresh()
        if self.hits:
            caret = self._surface.editing.caret()
            at = self._current()
            if at is None:
                at = bisect_left(self.hits, _at(caret.start)) - (1 if by < 0 else 0)
            else:
                at += by
            self._choose(self.hits[at % len(self.hits)])
            self._origin = (self.hits[at % len(self.hits)].row, self.hits[at % len(self.hits)].start)
        self._draw()
        self._count()

    def _current(self) -> int | None:
        """The hit that is selected. In a table or a photo that is its last one, since these are selected whole."""
        caret = self._surface.editing.caret()
        at = bisect_left(self.hits, _at(caret.start))
        if at < len(self.hits) and _caret(self.hits[at]) == caret:
            while self.hits[at].cell and at + 1 < len(self.hits) and _same_row(self.hits, at):
                at += 1
            return at
        return None

    def _choose(self, hit: Hit) -> None:
        surface = self._surface
        surface.editing.place(_caret(hit))
        height = surface.viewport().height()
        if not height // 8 < surface.cursorRect().top() < height * 7 // 8:
            surface.show_caret()

    def _moved(self) -> None:
        if self.bar.isVisible():
            self._count()

    # -- replacing

    def _replace(self) -> None:
        """What is selected gives way to the other words, in a table or a photo wherever they stand; then the next."""
        self._surface.commit_preedit()
        self._refresh()
        at = self._current()
        if at is None:
            self._step(1)
            return
        words, hit, editing = self.bar.replacement(), self.hits[at], self._surface.editing
        editing.run(replaced(editing.rows, [hit] if not hit.cell else _in_row(self.hits, hit.row), words))
        if not hit.cell:
            editing.place(Caret.at(hit.row, hit.start + len(words)))
        self._step(1)

    def _replace_all(self) -> None:
        """Every hit, as one undo step."""
        self._surface.commit_preedit()
        self._refresh()
        count, editing = len(self.hits), self._surface.editing
        editing.run(replaced(editing.rows, self.hits, self.bar.replacement()))
        self._refresh()
        self._draw()
        self.bar.tell(self._window.desk.say("find.replaced", n=count), bad=not count)

    # -- showing

    def _count(self) -> None:
        say, query = self._window.desk.say, self.bar.query()
        if not query.words:
            self.bar.tell("")
        elif not self.hits:
            self.bar.tell(say("find.none"), bad=True)
        else:
            at = self._current()
            part = "" if at is None else photo_part(self._surface.editing.rows, self.hits[at])
            count = say("find.count", at="–" if at is None else at + 1, n=len(self.hits))
            self.bar.tell(count, say(part) if part else "")

    def _draw_soon(self) -> None:
        if self.bar.isVisible():
            self._scrolled.start()

    def _draw(self) -> None:
        """Marks under the hits that are on the screen."""
        surface = self._surface
        if self.bar.isHidden() or self._rows is not surface.editing.rows:
            return
        shown = self._visible.rows(surface.editing.rows, surface.viewport().rect())
        first, last = (shown[0].number, shown[-1].number) if shown else (0, -1)
        look = QTextCharFormat()
        look.setBackground(self._window.desk.theme.color("warning_soft"))
        here = self.hits[bisect_left(self.hits, _at((first, 0))) : bisect_left(self.hits, _at((last + 1, 0)))]
        surface.layers.show(
            "find",
            [mark(surface, surface.editing, hit.row, (hit.start, hit.end), look) for hit in here if not hit.cell],
        )


def _caret(hit: Hit) -> Caret:
    return Caret(hit.row, hit.end, hit.row, hit.start) if not hit.cell else select_atom(hit.row)


def _at(place: tuple[int, int]) -> Hit:
    """The first hit that can stand at this row and offset, to look for in sorted ones."""
    return Hit(place[0], (), place[1], 0)


def _in_row(found: tuple[Hit, ...], row: int) -> list[Hit]:
    return [hit for hit in found if hit.row == row]


def _same_row(found: tuple[Hit, ...], at: int) -> bool:
    return found[at].row == found[at + 1].row


def attach(window: MainWindow) -> Find:
    return Find(window)
