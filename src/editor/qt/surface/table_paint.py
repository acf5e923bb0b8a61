"""Tables on the page: columns as wide as their words need, marks and links as in the text."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from editor.model.blocks import Inline, Span, Table, text_of
from editor.qt.surface.formats import Formats
from editor.qt.surface.frame import Frame
from editor.qt.surface.reading import LINE, utf16

_PAD = 10
_KEPT = 24  # tables that are laid out
_LEAST = 48.0  # px of a column
_ENDLESS = 100_000.0


@dataclass(frozen=True, slots=True)
class _Laid:
    """A table for one width."""

    formats: Formats  # it was laid out with
    columns: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[tuple[QTextLayout, ...], ...]


class TablePainter:
    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._laid: OrderedDict[tuple[Table, float], _Laid] = OrderedDict()

    def height(self, table: Table, width: float) -> float:
        return sum(self._layout(table, width).heights) or self._frame.formats.line("caption")

    def draw(self, painter: QPainter, rect: QRectF, table: Table) -> None:
        laid, color = self._layout(table, rect.width()), self._frame.formats.theme.color
        pad, top = self._frame.formats.px(_PAD), rect.top()
        for number, (cells, height) in enumerate(zip(laid.cells, laid.heights, strict=True)):
            left = rect.left()
            for layout, width in zip(cells, laid.columns, strict=False):
                cell = QRectF(left, top, width, height)
                if number == 0:
                    painter.fillRect(cell, color("bg_canvas"))
                painter.setPen(QPen(color("border"), 1))
                painter.drawRect(cell)
                painter.setPen(color("text"))
                layout.draw(painter, QPointF(left + pad, top + pad))
                left += width
            top += height

    def _layout(self, table: Table, width: float) -> _Laid:
        key = (table, width)
        found = self._laid.get(key)
        if found is None or found.formats is not self._frame.formats:
            found = self._laid[key] = self._lay_out(table, width)
            while len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        self._laid.move_to_end(key)
        return found

    def _lay_out(self, table: Table, width: float) -> _Laid:
        formats = self._frame.formats
        pad, line = formats.px(_PAD), formats.line("caption")
        cells = tuple(
            tuple(cell_layout(formats, inline, head=number == 0) for inline in row)
            for number, row in enumerate(table.rows)
        )
        columns = _columns([[_natural(layout) + 2 * pad + 1 for layout in row] for row in cells], width)
        heights = []
        for row in cells:
            tallest = max((wrap(layout, room - 2 * pad) for layout, room in zip(row, columns, strict=False)), default=0)
            heights.append(max(tallest, line) + 2 * pad)
        return _Laid(formats, columns, tuple(heights), cells)


def _columns(natural: list[list[float]], width: float) -> tuple[float, ...]:
    """Widths of columns: what their words need, the rest in equal parts; narrower in proportion without the room."""
    count = max((len(row) for row in natural), default=0)
    if not count:
        return ()
    wanted = [max((row[at] for row in natural if at < len(row)), default=_LEAST) for at in range(count)]
    if sum(wanted) <= width:
        spare = (width - sum(wanted)) / count
        return tuple(room + spare for room in wanted)
    least = min(_LEAST, width / count)
    over = sum(max(room - least, 0) for room in wanted) or 1.0
    spare = width - least * count
    return tuple(least + spare * max(room - least, 0) / over for room in wanted)


def cell_layout(formats: Formats, inline: Inline, *, head: bool) -> QTextLayout:
    """The words of a cell with their marks, not yet broken into lines; the head row is heavy."""
    layout = QTextLayout(text_of(inline).replace("\n", LINE), formats.font("caption", weight=600 if head else None))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_ranges(formats, inline, head=head))
    layout.setCacheEnabled(True)
    return layout


def _ranges(formats: Formats, inline: Inline, *, head: bool) -> list[QTextLayout.FormatRange]:
    out: list[QTextLayout.FormatRange] = []
    at = 0
    for span in inline:
        length = utf16(span.text)
        if span.strong or span.emphasis or span.link:
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = at, length, _look(formats, span, head=head)
            out.append(piece)
        at += length
    return out


def _look(formats: Formats, span: Span, *, head: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(formats.font("caption", weight=600 if span.strong or head else None, italic=span.emphasis))
    if span.link:
        look.setForeground(formats.theme.color("accent_text"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return look


def _natural(layout: QTextLayout) -> float:
    wrap(layout, _ENDLESS)
    return max((layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount())), default=0.0)


def wrap(layout: QTextLayout, width: float) -> float:
    """Break the words into lines of a width; how high they are."""
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return height
