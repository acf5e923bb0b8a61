"""Typography after typing: quotation marks, dashes and ellipses become printed ones when the hand rests.

Nothing reacts inside a word that is being composed, and nothing stands on the path of a key: the row is looked at
400 ms after the last input, or shortly after a word has ended. A correction is an undo step of its own, and what has
been taken back is not made again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor.model.history import Caret
from editor.model.page import Splice, Spot
from editor.model.searching import rewritten
from editor.text.typography import Correction, corrections

if TYPE_CHECKING:
    from editor.app.session import Change
    from editor.qt.window import MainWindow

_REST = 400  # ms (surface.md, "Vietnamese typing")
_WORD_ENDED = 60
_UNKNOWN = (-1, "")


@dataclass(frozen=True, slots=True)
class _Typed:
    """A row that is typed in: its text before the first letter, and now."""

    row: int
    before: str
    now: str


class Typing(QObject):
    """Verb: toggle."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._surface = window.surface
        self._noted = _UNKNOWN  # the row with the caret and its text before anything is typed into it
        self._typed: _Typed | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._correct)
        window.desk.article_changed.connect(self._changed)
        window.desk.session_opened.connect(self._opened)
        self._surface.caret_moved.connect(self._moved)
        self._surface.content_edited.connect(self._shown)

    def act(self, verb: str) -> None:
        desk = self._window.desk
        desk.settings = replace(desk.settings, typography=not desk.settings.typography)

    def is_on(self, verb: str) -> bool:
        return self._window.desk.settings.typography

    def can(self, verb: str) -> bool:
        return True

    # -- what has been typed

    def _opened(self) -> None:
        self._typed = None
        self._note()

    def _note(self) -> None:
        rows, number = self._surface.editing.rows, self._surface.textCursor().blockNumber()
        self._noted = (number, rows[number].text) if number < len(rows) else _UNKNOWN

    def _shown(self) -> None:
        if self._noted == _UNKNOWN:
            self._note()

    def _moved(self) -> None:
        """In another row what was typed in the one before is looked at now."""
        if self._surface.textCursor().blockNumber() != self._noted[0]:
            if self._typed is not None:
                self._rest.start(0)
            self._note()

    def _changed(self, change: Change) -> None:
        if not touches_text(change):
            return
        if not self._is_typing(change):
            if self._typed is not None:
                self._rest.start(0)  # Enter: what stands in the row that was left
            self._noted = _UNKNOWN  # until the page shows the change
            return
        rows, number = self._surface.editing.rows, self._surface.textCursor().blockNumber()
        if number >= len(rows):
            return
        text = rows[number].text
        if self._typed is not None and self._typed.row == number:
            self._typed = replace(self._typed, now=text)
        elif self._noted[0] == number:
            self._typed = _Typed(number, self._noted[1], text)
        else:
            self._note()
            return
        before_caret = text[: self._surface.editing.caret().offset][-1:]
        self._rest.start(_WORD_ENDED if before_caret.isspace() else _REST)

    def _is_typing(self, change: Change) -> bool:
        session = self._window.session
        if change.origin != "page" or session is None or not self._window.desk.settings.typography:
            return False
        past = session.history.past
        return bool(past) and past[-1].gesture.startswith("type:")

    # -- what becomes of it

    def _correct(self) -> None:
        """One undo step for all that was typed since the last rest. A word that is being composed is waited for."""
        surface, session = self._surface, self._window.session
        if surface.composition.text or session is None:
            return
        typed, self._typed = self._typed, None
        surface.flush()
        rows = surface.editing.rows
        if typed is None or typed.row >= len(rows) or not typed.now.startswith(rows[typed.row].text):
            self._note()
            return
        row = rows[typed.row]
        start, end = changed_part(typed.before, typed.now)
        found = corrections(row.text, start, min(end, len(row.text)), session.article.lang)
        if found:
            after = replace(row, inline=rewritten(row.inline, ((one.start, one.end, one.words) for one in found)))
            caret = surface.editing.caret()
            head, anchor = (_moved_on(at, typed.row, found) for at in _ends(caret))
            surface.editing.run(Splice(typed.row, typed.row + 1, (after,), head, anchor))
        self._note()


def touches_text(change: Change) -> bool:
    """Whether the page shows something else than before: a save moves a date only, a tag is no text."""
    before, after = change.before, change.after
    same = before.body is after.body and before.headline is after.headline and before.standfirst is after.standfirst
    return not same


def changed_part(before: str, now: str) -> tuple[int, int]:
    """(start, end) in `now` of what is not as it was before."""
    start = _common(before, now)
    return start, len(now) - _common(before[start:][::-1], now[start:][::-1])


def _common(one: str, other: str) -> int:
    """How many letters at their beginnings are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _ends(caret: Caret) -> tuple[Spot, Spot]:
    return Spot(caret.row, caret.offset), Spot(caret.anchor_row, caret.anchor_offset)


def _moved_on(spot: Spot, row: int, found: tuple[Correction, ...]) -> Spot:
    """Where a place is after the corrections of its row."""
    if spot.row != row:
        return spot
    grown = sum(len(one.words) - (one.end - one.start) for one in found if one.end <= spot.offset)
    return Spot(row, spot.offset + grown)


def attach(window: MainWindow) -> Typing:
    return Typing(window)
