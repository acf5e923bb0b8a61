"""Undo by the word: which letters and Backspaces belong to one step."""

from __future__ import annotations

from itertools import count

from editor.model.history import Caret
from editor.model.page import Spot


class Word:
    """The word that is being typed.

    A space belongs to the word before it; one that stands first, to the word that follows. Tools that send Backspaces
    and letters for one Vietnamese letter stay inside one step.
    """

    def __init__(self) -> None:
        self._numbers = count(1)
        self._gesture = ""
        self._end: Spot | None = None  # typing that goes on there belongs to the word
        self._has_letters = False
        self._after_space = False

    def gesture(self, text: str, caret: Caret) -> str:
        """The gesture of a text that is typed at a caret."""
        goes_on = self._goes_on(caret)
        if not goes_on or (self._after_space and text and not text[0].isspace()):
            self._has_letters = False
            self._gesture = self._new()
        return self._gesture

    def backspace(self, caret: Caret) -> str:
        if not self._goes_on(caret):
            self._gesture = self._new()
        return self._gesture

    def ended(self, gesture: str, at: Spot, text: str = "") -> None:
        """A text, or a Backspace, is in the article; the caret stands behind it."""
        self._gesture, self._end = gesture, at
        if text:
            self._has_letters = self._has_letters or not text.isspace()
            self._after_space = self._has_letters and text[-1].isspace()

    def end(self) -> None:
        """Something else happens: the next letter begins a new step."""
        self._gesture, self._end = "", None
        self._has_letters = self._after_space = False

    def _goes_on(self, caret: Caret) -> bool:
        return bool(self._gesture) and caret.is_empty and self._end == (caret.row, caret.offset)

    def _new(self) -> str:
        return f"type:{next(self._numbers)}"
