"""Keeps what can be undone beside the journal, and gives it back to the next session of the same article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace
from typing import TYPE_CHECKING

from editor.library import records, undo
from editor.library.undo import KEPT_STEPS, Before
from editor.model.history import Caret, History, Step

if TYPE_CHECKING:
    from pathlib import Path

    from editor.model.article import Article


class UndoKeeper:
    """Of one session. `keep` belongs into one worker thread: it remembers what it has written out already."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[int, tuple[Step, Before]] = {}

    def keep(self, history: History, earlier: Sequence[Before]) -> None:
        """Args: earlier: steps of former sessions that are not used up. Raises FileUnwritableError, DiskFullError."""
        known = {id(step): self._known.get(id(step)) or (step, _before(step)) for step in history.past[-KEPT_STEPS:]}
        self._known = known
        past = [*earlier, *(before for _, before in known.values())]
        undo.write(self._folder, plain_text(history.present), past)


def earlier_steps(folder: Path, article: Article) -> tuple[Before, ...]:
    """What former sessions can still undo, once the article says what they left."""
    return undo.read(folder, plain_text(article))


def article_before(before: Before, present: Article) -> Article:
    """The state that a step of a former session goes back to. Raises FormatError."""
    from editor.source.reader import read

    return replace(read(before.text(plain_text(present)))[0], id=present.id, lastmod=present.lastmod)


def carets(before: Before) -> tuple[Caret, Caret]:
    """Where the caret stood before and after the step."""
    return Caret(*before.caret_before), Caret(*before.caret_after)


def plain_text(article: Article) -> str:
    """The article's text without the time of its last change, which no undo takes back."""
    from editor.source.writer import write

    return write(replace(article, lastmod=""))


def _before(step: Step) -> Before:
    change = records.change(plain_text(step.after), plain_text(step.before))
    return Before(change, astuple(step.caret_before), astuple(step.caret_after))
