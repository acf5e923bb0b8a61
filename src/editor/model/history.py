"""Undo and redo: past and future articles as values, with where the caret stood, one step a gesture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from editor.model.article import Article

MAX_STEPS = 1000
"""Articles share what they have in common, so a step costs little; the oldest are forgotten above this."""


@dataclass(frozen=True, slots=True)
class Caret:
    """Where the caret stands on the page: rows from 0 (the headline), offsets in code points.

    `anchor_row` and `anchor_offset` are the other end of a selection, the same place when nothing is selected.
    """

    row: int
    offset: int
    anchor_row: int
    anchor_offset: int

    @classmethod
    def at(cls, row: int, offset: int) -> Caret:
        """A caret without a selection."""
        return cls(row, offset, row, offset)

    @property
    def is_empty(self) -> bool:
        return (self.row, self.offset) == (self.anchor_row, self.anchor_offset)

    @property
    def start(self) -> tuple[int, int]:
        return min((self.row, self.offset), (self.anchor_row, self.anchor_offset))

    @property
    def end(self) -> tuple[int, int]:
        return max((self.row, self.offset), (self.anchor_row, self.anchor_offset))


START = Caret.at(0, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """What a gesture changed: the articles and carets on both sides of it."""

    before: Article
    after: Article
    caret_before: Caret
    caret_after: Caret
    gesture: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """One timeline for text, photos, tags and order. Every method returns a new history."""

    present: Article
    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()  # the next to redo is the last

    def applied(self, after: Article, caret_before: Caret, caret_after: Caret, gesture: str = "") -> History:
        """After an edit. Equal non-empty gestures in a row are one step; what was undone is forgotten."""
        last = self.past[-1] if self.past else None
        if last is not None and gesture and gesture == last.gesture and not self.future:
            step = replace(last, after=after, caret_after=caret_after)
            past = self.past[:-1] if step.before == after else (*self.past[:-1], step)
            return History(after, past)
        step = Step(self.present, after, caret_before, caret_after, gesture)
        return History(after, (*self.past[-MAX_STEPS + 1 :], step))

    def sealed(self) -> History:
        """The last step is complete: the next edit starts a new one, whatever its gesture."""
        if not self.past or not self.past[-1].gesture:
            return self
        return replace(self, past=(*self.past[:-1], replace(self.past[-1], gesture="")))

    def undone(self) -> tuple[History, Caret] | None:
        """Before the last step, and where the caret stood; None when there is nothing to undo."""
        if not self.past:
            return None
        step = replace(self.past[-1], gesture="")
        return History(step.before, self.past[:-1], (*self.future, step)), step.caret_before

    def redone(self) -> tuple[History, Caret] | None:
        """After the step that was undone last; None when there is none."""
        if not self.future:
            return None
        step = self.future[-1]
        return History(step.after, (*self.past, step), self.future[:-1]), step.caret_after

    def with_present(self, article: Article) -> History:
        """The present replaced without a step: what no undo must take back (the time of the last change)."""
        return replace(self, present=article)
