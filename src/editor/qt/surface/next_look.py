"""The look that was chosen for what is typed next: bold before the first letter, no link behind a link.

Qt forgets such a choice when an input method commits; so the look is given to the text after it has been typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from editor.model.blocks import Inline, Span
from editor.model.page import Splice, Spot
from editor.model.rows import PLAIN, Row
from editor.model.spans import changed, cut, same_look


@dataclass(frozen=True, slots=True)
class _Choice:
    spot: Spot
    look: Span


class NextLook:
    def __init__(self) -> None:
        self._choice: _Choice | None = None

    @property
    def is_chosen(self) -> bool:
        return self._choice is not None

    def forget(self) -> None:
        self._choice = None

    def choose(self, spot: Spot, look: Span) -> None:
        self._choice = _Choice(spot, look)

    def at(self, row: Row, spot: Spot) -> Span:
        """The marks that a text typed at this place of a row gets."""
        if self._choice is not None and self._choice.spot == spot:
            return self._choice.look
        left = cut(row.inline, spot.offset - 1, spot.offset) if spot.offset else ()
        return replace(left[0], text="") if left else Span("")

    def begin(self, row: Row, spot: Spot) -> None:
        """A text is about to be typed: a link ends where its words end, though Qt would take the text in."""
        if self._choice is not None:
            if self._choice.spot != spot:
                self._choice = None
            return
        link = _link_before(row.inline, spot.offset)
        if link is not None:
            self.choose(spot, replace(link, text="", link=""))

    def typed(self, row: Row, spot: Spot) -> Splice | None:
        """The edit that gives what has been typed up to here its look; None when it has it."""
        choice = self._choice
        if choice is None or spot.row != choice.spot.row or spot.offset <= choice.spot.offset:
            return None
        self._choice = None
        start, end = choice.spot.offset, spot.offset
        if row.is_atom or row.kind in PLAIN or all(same_look(s, choice.look) for s in cut(row.inline, start, end)):
            return None
        inline = changed(row.inline, start, end, lambda span: replace(choice.look, text=span.text))
        return Splice(spot.row, spot.row + 1, (replace(row, inline=inline),), spot)


def _link_before(inline: Inline, offset: int) -> Span | None:
    """The end of a link that ends at this place of a text. On the way of every key: no text is cut for it."""
    end = 0
    for number, span in enumerate(inline):
        end += len(span.text)
        if end >= offset:
            goes_on = end > offset or (number + 1 < len(inline) and inline[number + 1].link == span.link)
            return span if offset and span.link and not goes_on else None
    return None
