"""Between the keys and the session: places of the caret, edits of rows, gestures of undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.app.session import Change, DocumentSession
from editor.model.article import Article
from editor.model.blocks import Span
from editor.model.history import Caret
from editor.model.page import Splice, Spot
from editor.model.rows import PLAIN, Row, RowKind
from editor.model.spans import changed, cut, same_look
from editor.model.writing import Answer, below, erase, select_atom
from editor.qt.surface.reading import offset_in, utf16
from editor.qt.surface.sync import Sync

_LETTERS = "type"


def _keeping(caret: Caret, splice: Splice) -> Splice:
    """The same edit with the caret and the selection where they are, though rows before them may come or go."""

    def kept(row: int, offset: int) -> Spot:
        grown = len(splice.rows) - (splice.end - splice.start)
        return Spot(row + grown if row >= splice.end else row, offset)

    anchor = kept(caret.anchor_row, caret.anchor_offset)
    return replace(splice, caret=kept(caret.row, caret.offset), anchor=anchor)


@dataclass(frozen=True, slots=True)
class Pending:
    """A look chosen for what is typed next, and where."""

    spot: Spot
    look: Span


class Editing:
    """What the surface does to the article. Holds no text: the session has the article, the sync its rows."""

    def __init__(self, view: QTextEdit, sync: Sync, changed_by_us: Callable[[], None]) -> None:
        self._view = view
        self.sync = sync
        self._changed_by_us = changed_by_us
        self.session: DocumentSession | None = None
        self.pending: Pending | None = None
        self._numbers = count(1)
        self._word = ""  # the gesture of the word that is being typed
        self._word_end: Spot | None = None  # where it ends; typing that goes on there belongs to it
        self._after_space = self._has_letters = False
        self._unsubscribe: Callable[[], None] = lambda: None

    # -- the session

    def open(self, session: DocumentSession | None) -> None:
        self._unsubscribe()
        if self.session is not None:
            self.session.take_from(None)
        self.session = session
        self.pending = None
        self.end_word()
        self.sync.load(session.article if session is not None else Article())
        if session is None:
            return
        self._unsubscribe = session.subscribe(self._on_change)
        session.take_from(self.flush)
        self.place(session.caret)

    def _on_change(self, change: Change) -> None:
        if change.origin == "page" or self.session is None:
            return
        self.end_word()
        self.sync.show(change.after)
        if change.origin in {"undo", "redo"}:
            self.place(self.session.caret)
        self._changed_by_us()

    def gesture(self) -> str:
        """A new undo step."""
        self.end_word()
        return f"edit:{next(self._numbers)}"

    def end_word(self) -> None:
        self._word, self._word_end = "", None
        self._after_space = self._has_letters = False

    # -- the caret

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.sync.page.rows

    def spot(self, position: int) -> Spot:
        block = self._view.document().findBlock(position)
        return Spot(block.blockNumber(), offset_in(block, position - block.position()))

    def position(self, spot: Spot) -> int:
        block = self._view.document().findBlockByNumber(min(spot.row, self._view.document().blockCount() - 1))
        text = block.text()
        units = spot.offset if len(text) == block.length() - 1 else utf16(text[: spot.offset])
        return block.position() + min(units, block.length() - 1)

    def caret(self) -> Caret:
        cursor = self._view.textCursor()
        head = self.spot(cursor.position())
        tail = head if not cursor.hasSelection() else self.spot(cursor.anchor())
        return Caret(*head, *tail)

    def place(self, caret: Caret) -> None:
        """Put the caret; one that stands on an atom selects it."""
        row = self.rows[min(caret.row, len(self.rows) - 1)]
        if caret.is_empty and row.is_atom:
            caret = select_atom(min(caret.row, len(self.rows) - 1))
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(self.position(Spot(caret.anchor_row, caret.anchor_offset)))
        cursor.setPosition(self.position(Spot(caret.row, caret.offset)), QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)
        self._view.ensureCursorVisible()

    def snap(self) -> None:
        """A caret inside an atom selects it; one between the two halves of a letter steps out."""
        cursor = self._view.textCursor()
        number = cursor.blockNumber()
        if number >= len(self.rows):
            return
        if not cursor.hasSelection() and self.rows[number].is_atom:
            self.place(select_atom(number))
            return
        head, tail = self.spot(cursor.position()), self.spot(cursor.anchor())
        if (self.position(head), self.position(tail)) != (cursor.position(), cursor.anchor()):
            self.place(Caret(*head, *tail))

    def selected(self) -> tuple[Spot, Spot] | None:
        caret = self.caret()
        return None if caret.is_empty else (Spot(*caret.start), Spot(*caret.end))

    def selected_atom(self) -> int | None:
        """The row of the atom that is selected alone."""
        cursor = self._view.textCursor()
        if not cursor.hasSelection():
            return None
        caret = self.caret()
        return caret.row if caret.row == caret.anchor_row and self.rows[caret.row].is_atom else None

    # -- edits

    def flush(self, gesture: str = "") -> bool:
        """Take over what Qt has changed by itself; whether the article is another one now."""
        if not self.sync.is_dirty:
            return False
        if not self.sync.flush():
            return False
        self._tell(gesture or self.gesture(), self.caret())
        return True

    def run(self, answer: Answer, gesture: str = "") -> bool:
        """Do what an edit of rows answers; whether anything happened."""
        self.flush()
        if isinstance(answer, Caret):
            self.place(answer)
            self.end_word()
            return True
        if answer is None:
            return False
        self._remember_caret()
        applied = self.sync.apply(answer if answer.caret is not None else _keeping(self.caret(), answer))
        if applied.caret is not None:
            self.place(applied.caret)
        self._tell(gesture or self.gesture(), self.caret())
        return True

    def _remember_caret(self) -> None:
        if self.session is not None:
            self.session.caret = self.caret()

    def _tell(self, gesture: str, caret: Caret) -> None:
        if self.session is not None:
            self.session.apply(self.sync.page.article, "page", gesture, caret)
        self._changed_by_us()

    def erase_selection(self, gesture: str) -> bool:
        chosen = self.selected()
        return chosen is not None and self.run(erase(self.rows, *chosen), gesture)

    def swap(self, before: Article, after: Article, caret: Caret) -> bool:
        """Back to exactly what a cut had left, when it still stands so."""
        if self.session is None or self.session.article is not after:
            return False
        self.sync.show(before)
        self.place(caret)
        self._tell(self.gesture(), self.caret())
        return True

    # -- typing

    def begin_typing(self, text: str) -> str:
        """Make room for text that Qt is about to insert: its gesture is returned. Photos are never typed over."""
        self.flush()
        caret = self.caret()
        gesture = self._typing_gesture(text, caret)
        if self.session is not None:
            self.session.caret = caret
        if not caret.is_empty:
            caret = self._make_room(caret, gesture)
        self._word = gesture
        self._leave_link(Spot(*caret.start))
        return gesture

    def _make_room(self, caret: Caret, gesture: str) -> Caret:
        """What is selected across rows goes by our rules; inside a row Qt may take it. An atom stays."""
        start, end = Spot(*caret.start), Spot(*caret.end)
        if start.row != end.row:
            self.run(erase(self.rows, start, end), gesture)
        elif self.rows[start.row].is_atom:
            self.run(below(self.rows, start.row), gesture)
        else:
            return caret
        return self.caret()

    def end_typing(self, text: str, gesture: str) -> None:
        """Qt has inserted a text: take it over, with the look that was chosen for it."""
        self.flush(gesture)
        if self.pending is not None:
            self._apply_pending(gesture)
        self._word_end = self.spot(self._view.textCursor().selectionStart())
        if text:
            # a space belongs to the word before it; one that stands first, to the word that follows
            self._has_letters = self._has_letters or not text.isspace()
            self._after_space = self._has_letters and text[-1].isspace()

    def _typing_gesture(self, text: str, caret: Caret) -> str:
        goes_on = self._word and caret.is_empty and self._word_end == (caret.row, caret.offset)
        if goes_on and not (self._after_space and text and not text[0].isspace()):
            return self._word
        self._has_letters = False
        return f"{_LETTERS}:{next(self._numbers)}"

    def begin_backspace(self) -> str:
        """The gesture of a Backspace: it goes on with the word that is being typed.

        Tools that send Backspaces and letters for one Vietnamese letter so stay inside one undo step.
        """
        self.flush()
        self._remember_caret()
        here = Spot(*self.caret().start)
        if not (self._word and self._word_end == here and self.caret().is_empty):
            self._word = f"{_LETTERS}:{next(self._numbers)}"
        return self._word

    def end_backspace(self, gesture: str) -> None:
        self.flush(gesture)
        self._word, self._word_end = gesture, Spot(*self.caret().start)

    # -- looks of what is typed next

    def look_here(self) -> Span:
        """The marks that a text typed now gets."""
        caret = self.caret()
        spot = Spot(*caret.start)
        if self.pending is not None and self.pending.spot == spot:
            return self.pending.look
        row = self.rows[spot.row]
        left = cut(row.inline, spot.offset - 1, spot.offset) if spot.offset else ()
        return replace(left[0], text="") if left else Span("")

    def choose(self, look: Span) -> None:
        self.pending = Pending(Spot(*self.caret().start), look)

    def _leave_link(self, spot: Spot) -> None:
        """A link ends where its words end: what is typed behind it is outside (Qt would take it in)."""
        if self.pending is not None:
            if self.pending.spot != spot:
                self.pending = None
            return
        row = self.rows[spot.row]
        if not any(span.link for span in row.inline):
            return
        left, right = cut(row.inline, spot.offset - 1, spot.offset), cut(row.inline, spot.offset, spot.offset + 1)
        if left and left[0].link and (not right or right[0].link != left[0].link):
            self.choose(replace(left[0], text="", link=""))

    def _apply_pending(self, gesture: str) -> None:
        pending, spot = self.pending, Spot(*self.caret().start)
        if pending is None or spot.row != pending.spot.row or spot.offset <= pending.spot.offset:
            return
        self.pending = None
        row = self.rows[spot.row]
        if row.is_atom or row.kind in PLAIN:
            return
        typed = cut(row.inline, pending.spot.offset, spot.offset)
        if all(same_look(span, pending.look) for span in typed):
            return
        inline = changed(
            row.inline, pending.spot.offset, spot.offset, lambda span: replace(pending.look, text=span.text)
        )
        self.run(Splice(spot.row, spot.row + 1, (replace(row, inline=inline),), spot), gesture)
        self._word = gesture

    def kind_here(self) -> RowKind:
        return self.rows[self.caret().row].kind
