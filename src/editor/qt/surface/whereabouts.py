"""Where somebody was on a page: the caret, and what stood at the top of the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QTextEdit

from editor.model.history import START, Caret
from editor.model.page import Spot, clamped
from editor.qt.surface.carets import Carets

_NUMBERS, _MOST = 6, 10_000_000


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Holds at another width, zoom and text size, and after the article has changed meanwhile."""

    caret: Caret = START
    top_row: int = 0  # the row at the upper edge of the window
    below: float = 0.0  # how much of it is above the edge: a fraction of its height

    def numbers(self) -> tuple[float, ...]:
        """As six numbers, to be kept in a file."""
        caret = self.caret
        return (caret.row, caret.offset, caret.anchor_row, caret.anchor_offset, self.top_row, self.below)

    @classmethod
    def of(cls, numbers: Sequence[float]) -> Whereabouts:
        """What `numbers` gave; the beginning of the page for anything else."""
        if len(numbers) != _NUMBERS or any(not 0 <= number < _MOST for number in numbers):
            return cls()
        row, offset, anchor_row, anchor_offset, top_row = map(int, numbers[:-1])
        return cls(Caret(row, offset, anchor_row, anchor_offset), top_row, float(numbers[-1]))


def read(view: QTextEdit, carets: Carets) -> Whereabouts:
    block = view.cursorForPosition(QPoint(view.viewport().width() // 2, 0)).block()
    scroll = view.verticalScrollBar().value()
    rect = view.document().documentLayout().blockBoundingRect(block)
    below = (scroll - rect.top()) / rect.height() if rect.height() else 0.0
    if not scroll:
        return Whereabouts(carets.caret())
    return Whereabouts(carets.caret(), block.blockNumber(), round(below, 3))


def go(view: QTextEdit, carets: Carets, to: Whereabouts) -> None:
    """The caret and the scroll as they were; the nearest there is when the article is shorter now."""
    rows = carets.rows
    head = clamped(rows, Spot(to.caret.row, to.caret.offset))
    tail = clamped(rows, Spot(to.caret.anchor_row, to.caret.anchor_offset))
    carets.place(Caret(*head, *tail))
    if not to.top_row and not to.below:
        scroll_to(view, 0)
        return
    layout = view.document().documentLayout()
    rect = layout.blockBoundingRect(view.document().findBlockByNumber(min(to.top_row, len(rows) - 1)))
    scroll_to(view, round(rect.top() + to.below * rect.height()))


def scroll_to(view: QTextEdit, top: int) -> None:
    """This height of the document (px) at the upper edge of the window, as near as it can be.

    A page that has just been opened is not laid out to its end yet, and its scroll bar ends where the layout does.
    """
    bar = view.verticalScrollBar()
    if top > bar.maximum():
        bar.setMaximum(max(view.document().size().toSize().height() - view.viewport().height(), 0))
    bar.setValue(top)
