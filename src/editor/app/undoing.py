"""Keeps what can be undone and redone beside the journal, and gives it back to the next session of the same article."""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import TYPE_CHECKING

from editor.library import records, undo
from editor.library.undo import KEPT_STEPS, Kept, KeptStep
from editor.model.history import Caret, History, Step

if TYPE_CHECKING:
    from pathlib import Path

    from editor.model.article import Article

_Sides = tuple[Step, KeptStep, KeptStep]


class UndoKeeper:
    """Of one session. `keep` belongs into one worker thread: it remembers what it has written out already."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[int, _Sides] = {}

    def keep(self, history: History, kept: Kept) -> None:
        """Args: kept: steps of former sessions that are not used up. Raises FileUnwritableError, DiskFullError."""
        past, future = history.past[-KEPT_STEPS:], history.future[-KEPT_STEPS:]
        known = {id(step): self._known.get(id(step)) or _sides(step) for step in (*past, *future)}
        self._known = known
        earlier = (*kept.earlier, *(known[id(step)][1] for step in past))
        later = (*kept.later, *(known[id(step)][2] for step in future))
        undo.write(self._folder, plain_text(history.present), Kept(earlier, later))


def kept_steps(folder: Path, article: Article) -> Kept:
    """What former sessions can still undo and redo, once the article says what they left."""
    return undo.read(folder, plain_text(article))


def article_beyond(step: KeptStep, present: Article) -> Article:
    """The state that a step of a former session leads to. Raises FormatError."""
    from editor.source.reader import read

    return replace(read(step.text(plain_text(present)))[0], id=present.id, lastmod=present.lastmod)


def carets(step: KeptStep) -> tuple[Caret, Caret]:
    """Where the caret stood before and after the step."""
    return Caret(*step.caret_before), Caret(*step.caret_after)


def plain_text(article: Article) -> str:
    """The article's text without the time of its last change, which no undo takes back."""
    from editor.source.writer import write

    return write(replace(article, lastmod=""))


def _sides(step: Step) -> _Sides:
    """A step as it is seen from after it and from before it."""
    before, after = plain_text(step.before), plain_text(step.after)
    carets = astuple(step.caret_before), astuple(step.caret_after)
    return step, KeptStep(records.change(after, before), *carets), KeptStep(records.change(before, after), *carets)
