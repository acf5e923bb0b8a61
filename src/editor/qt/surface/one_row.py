"""A letter repaints its own row.

Qt paints everything above a row anew when the row is the first behind a mark that its layout leaves every 2,000 px: in
one paragraph of thirteen a key would take twice as long. So what Qt asks for while it puts in a letter is not heard,
and the row is asked for instead; everything, when the page has moved or has grown.
"""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QTextEdit

_DEAF = Qt.WidgetAttribute.WA_UpdatesDisabled
_ROOM = 8  # px around: the caret, the wave under a misspelt word
_ABOVE = 4  # for accents; a caption's credit may end so near


class OneRow:
    """Between `begin` and `end` one letter goes into a row of the view."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._viewport = view.viewport()
        self._bar = view.verticalScrollBar()
        self._before = (0, 0)

    def begin(self) -> None:
        self._before = (self._bar.value(), self._bar.maximum())
        self._viewport.setAttribute(_DEAF, on=True)

    def end(self) -> None:
        viewport, now = self._viewport, (self._bar.value(), self._bar.maximum())
        viewport.setAttribute(_DEAF, on=False)
        if now != self._before:
            viewport.update()
            return
        block = self._view.textCursor().block()
        rect = self._view.document().documentLayout().blockBoundingRect(block)
        left, top = int(rect.left()) - _ROOM, int(rect.top()) - now[0] - _ABOVE
        # a page that fits on the screen may have grown without a sign of the scroll bar
        height = ceil(rect.height()) + _ABOVE + _ROOM if now[1] else viewport.height() - top
        viewport.update(QRect(left, top, ceil(rect.width()) + 2 * _ROOM, height))
