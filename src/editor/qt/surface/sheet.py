"""The paper on its desk: a column of 680 px in the middle, margins, colours."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTextEdit

from editor.qt.surface.formats import Formats

_MEASURE, _PAD, _MIN_PAD = 680, 72, 28
_TOP, _BREADCRUMB, _BOTTOM = 40, 26, 160


class Sheet:
    """Where the text stands in the widget. Lengths are px on the screen."""

    def __init__(self) -> None:
        self.pad = 0
        self._placed: tuple[int, int, int, int] | None = None

    def arrange(self, view: QTextEdit, formats: Formats) -> bool:
        """Centre the paper; whether the text's own margins changed (everything is laid out anew then)."""
        width = view.contentsRect().width() - view.verticalScrollBar().sizeHint().width()
        paper = formats.px(_MEASURE + 2 * _PAD)
        side = max((width - paper) // 2, 0)
        view.setViewportMargins(side, 0, side, 0)
        inner = min(width, paper)
        self.pad = max(min(formats.px(_PAD), (inner - formats.px(_MEASURE)) // 2), formats.px(_MIN_PAD))
        placed = (self.pad, formats.px(_TOP + _BREADCRUMB), self.pad, formats.px(_BOTTOM))
        if placed == self._placed:
            return False
        self._placed = placed
        frame = view.document().rootFrame()
        form = frame.frameFormat()
        form.setMargin(0)
        form.setLeftMargin(placed[0])
        form.setTopMargin(placed[1])
        form.setRightMargin(placed[2])
        form.setBottomMargin(placed[3])
        frame.setFrameFormat(form)
        return True


def apply_palette(view: QTextEdit, formats: Formats) -> None:
    """Paper, ink and selection from the theme."""
    color = formats.theme.color
    palette = view.palette()
    roles = {
        QPalette.ColorRole.Base: "bg_page",
        QPalette.ColorRole.Window: "bg_canvas",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Highlight: "selection",
        QPalette.ColorRole.HighlightedText: "text",
        QPalette.ColorRole.PlaceholderText: "text_3",
    }
    for role, token in roles.items():
        palette.setColor(role, color(token))
    view.setPalette(palette)
