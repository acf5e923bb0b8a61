"""Between the keys and the session: every edit of the page goes through here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from unicodedata import combining

from PySide6.QtWidgets import QTextEdit

from editor.app.session import Change, DocumentSession
from editor.model.article import Article
from editor.model.blocks import Span
from editor.model.history import START, Caret
from editor.model.page import Splice, Spot
from editor.model.rows import RowKind
from editor.model.writing import Answer, below, erase
from editor.qt.surface.carets import Carets
from editor.qt.surface.next_look import NextLook
from editor.qt.surface.sync import Sync
from editor.qt.surface.word import Word


class Editing(Carets):
    """What the surface does to the article. Holds no text: the session has the article, the sync its rows."""

    def __init__(self, view: QTextEdit, sync: Sync, tell: Callable[[], None]) -> None:
        super().__init__(view, sync)
        self.session: DocumentSession | None = None
        self.word = Word()
        self._look = NextLook()
        self._tell_view = tell
        self._numbers = count(1)
        self._unsubscribe: Callable[[], None] = lambda: None
        self._typing = ""  # the gesture of what has been typed and not been read yet

    def open(self, session: DocumentSession | None) -> None:
        """Work on another article; the caret is at its beginning."""
        self._unsubscribe()
        if self.session is not None:
            self.session.take_from(None)
        self.session = session
        self._look.forget()
        self.word.end()
        self.sync.load(session.article if session is not None else Article())
        self.place(START)  # Qt's is at the end of what was put in
        if session is not None:
            self._unsubscribe = session.subscribe(self._on_change)
            session.take_from(self.hand_over)

    def hand_over(self) -> None:
        """Somebody wants the article: it has what stands on the page, and an edit now comes from this caret."""
        self.flush()
        self._came_from(self.caret())

    def _on_change(self, change: Change) -> None:
        if change.origin == "page" or self.session is None:
            return
        self.word.end()
        self.sync.show(self.session.history.present)  # by the time this is told there may be a later one
        if change.origin in {"undo", "redo"}:
            self.place(self.session.caret)
        self._tell_view()

    # -- edits

    def gesture(self) -> str:
        """A new undo step."""
        self.word.end()
        return f"edit:{next(self._numbers)}"

    def flush(self, gesture: str = "") -> bool:
        """Take over what Qt has changed by itself; whether the article is another one now."""
        if not self.sync.is_dirty:
            return False
        gesture = gesture or self._typing
        self._typing = ""
        shape, changed = self.sync.shape, self.sync.flush()
        if shape != self.sync.shape:
            self.snap()
        if not changed:
            return False
        self._tell(gesture or self.gesture())
        return True

    def run(self, answer: Answer, gesture: str = "") -> bool:
        """Do what an edit of rows answers; whether anything happened."""
        self.flush()
        if isinstance(answer, Caret):
            self.place(answer)
            self.word.end()
            return True
        if answer is None:
            return False
        caret = self.caret()
        self._came_from(caret)
        applied = self.sync.apply(answer if answer.caret is not None else _keeping(caret, answer))
        if applied.caret is not None:
            self.place(applied.caret)
        self._tell(gesture or self.gesture())
        return True

    def erase_selection(self, gesture: str) -> bool:
        chosen = self.selected()
        return chosen is not None and self.run(erase(self.rows, *chosen), gesture)

    def swap(self, before: Article, after: Article, caret: Caret) -> bool:
        """Back to exactly what a cut had left, when it still stands so."""
        if self.session is None or self.session.article is not after:
            return False
        self.sync.show(before)
        self.place(caret)
        self._tell(self.gesture())
        return True

    def _came_from(self, caret: Caret) -> None:
        if self.session is not None:
            self.session.caret = caret

    def _tell(self, gesture: str) -> None:
        if self.session is not None:
            self.session.apply(self.sync.page.article, "page", gesture, self.caret())
        self._tell_view()

    # -- typing

    def begin_typing(self, text: str) -> str:
        """Make room for text that Qt is about to insert; its gesture is returned. Photos are never typed over."""
        caret = self.caret()
        gesture = self.word.gesture(text, caret)
        if self._typing and self._typing == gesture and caret.is_empty:
            return gesture
        self.flush()
        self._came_from(caret)
        if not caret.is_empty:
            caret = self._make_room(caret, gesture)
        self._look.begin(self.rows[caret.start[0]], Spot(*caret.start))
        return gesture

    def _make_room(self, caret: Caret, gesture: str) -> Caret:
        """What is selected across rows goes by our rules; inside a row Qt may take it. An atom stays."""
        start, end = Spot(*caret.start), Spot(*caret.end)
        if start.row != end.row:
            self.run(erase(self.rows, start, end), gesture)
        atom = self.selected_atom()
        if atom is not None:
            self.run(below(self.rows, atom), gesture)
        return self.caret()

    def end_typing(self, text: str, gesture: str, *, may_wait: bool = False) -> None:
        """Qt has inserted a text: take it over, with the look that was chosen for it.

        Args:
            may_wait: a plain letter inside a text may wait for a rest, or for whoever wants the article: the page shows
                it, and reading its row is not on the way from the key to the screen.
        """
        cursor = self._view.textCursor()
        here = self.spot(cursor.selectionStart())
        if may_wait and not cursor.hasSelection() and self._can_wait(text, here):
            self._typing = gesture
            self.word.ended(gesture, here, text)
            return
        self.flush(gesture)
        here = self.spot(self._view.textCursor().selectionStart())
        looked = self._look.typed(self.rows[here.row], here)
        if looked is not None:
            self.run(looked, gesture)
        self.word.ended(gesture, here, text)

    def _can_wait(self, text: str, here: Spot) -> bool:
        """One letter that stays as it is, in a row that has words and looks the same without it."""
        if len(text) != 1 or combining(text) or self._look.is_chosen:
            return False
        return here.row < len(self.rows) and bool(self.rows[here.row].inline) and self.sync.is_dirty

    def begin_backspace(self) -> str:
        self.flush()
        caret = self.caret()
        self._came_from(caret)
        return self.word.backspace(caret)

    def end_backspace(self, gesture: str) -> None:
        self.flush(gesture)
        self.word.ended(gesture, Spot(*self.caret().start))

    def look_here(self) -> Span:
        """The marks that a text typed now gets."""
        spot = self.spot(self._view.textCursor().selectionStart())
        return self._look.at(self.rows[min(spot.row, len(self.rows) - 1)], spot)

    def choose(self, look: Span) -> None:
        """Have what is typed next look so."""
        self._look.choose(Spot(*self.caret().start), look)

    def kind_here(self) -> RowKind:
        return self.rows[min(self._view.textCursor().blockNumber(), len(self.rows) - 1)].kind


def _keeping(caret: Caret, splice: Splice) -> Splice:
    """The same edit with the caret and the selection where they are, though rows before them may come or go."""
    grown = len(splice.rows) - (splice.end - splice.start)

    def kept(row: int, offset: int) -> Spot:
        return Spot(row + grown if row >= splice.end else row, offset)

    anchor = kept(caret.anchor_row, caret.anchor_offset)
    return replace(splice, caret=kept(caret.row, caret.offset), anchor=anchor)
