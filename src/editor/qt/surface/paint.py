"""What the page shows that is no text: boxes, quote bars, list marks, credits, placeholders, the section above."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from editor.model.blocks import Figure
from editor.model.page import HEAD
from editor.model.rows import LISTS, QUOTES, Row, RowKind
from editor.qt.surface.formats import BOX_PAD, LIST_INDENT, STRIP_INDENT, Formats, role_of
from editor.qt.surface.visible import Shown
from editor.text.labels import photo_label

_BAR = 3
_CREDIT = " · "
_DROP_LINE = 2.5  # px (look.md 10, interaction 1)
_DROP_RING = 4
_ABOVE = 40  # px above the headline in which its section stands


@dataclass(slots=True)
class Scene:
    """What the painter draws from, besides the document."""

    rows: tuple[Row, ...]
    formats: Formats
    lang: str
    section: str
    words: Mapping[str, str]  # placeholders by row kind
    ring: QRectF | None  # around the photo, table or the like that is selected
    lift: Callable[[QPainter], None] | None  # draws it over the colour of the selection
    composing: bool
    drop_line: QLineF | None = None


class PagePainter:
    def __init__(self, scene: Scene, column: QRectF, shown: list[Shown], clip: QRect) -> None:
        self._scene = scene
        self._column = column
        self._formats = scene.formats
        self._shown = shown
        self._near = [item for item in shown if _reaches(item, clip, scene.formats)]

    def _color(self, token: str) -> QColor:
        return self._formats.theme.color(token)

    # -- under the text

    @property
    def has_under(self) -> bool:
        return any(shown.row.box or shown.row.group for shown in self._near)

    @property
    def has_over(self) -> bool:
        return (
            self._scene.drop_line is not None
            or self._scene.ring is not None
            or any(
                not shown.number or shown.row.group or shown.row.kind is RowKind.CAPTION or _is_empty(shown.row)
                for shown in self._near
            )
        )

    def under(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._boxes(painter)
        self._bars(painter)

    def _boxes(self, painter: QPainter) -> None:
        boxes: dict[int, QRectF] = {}
        for shown in self._shown:
            if shown.row.box:
                rect = QRectF(self._column.left(), shown.rect.top(), self._column.width(), shown.rect.height())
                boxes[shown.row.box] = boxes.get(shown.row.box, rect).united(rect)
        pad, radius = self._formats.px(BOX_PAD), self._formats.px(7)
        for number, rect in boxes.items():
            # what lies beyond the screen is drawn far out, so that the frame's corners are there too
            top = rect.top() - pad if self._is_shown_first(number) else rect.top() - 4000
            bottom = rect.bottom() + pad if self._is_shown_last(number) else rect.bottom() + 4000
            frame = QRectF(rect.left() + 0.5, top + 0.5, rect.width() - 1, bottom - top - 1)
            path = QPainterPath()
            path.addRoundedRect(frame, radius, radius)
            painter.fillPath(path, self._color("bg_canvas"))
            painter.setPen(QPen(self._color("border"), 1))
            painter.drawPath(path)

    def _is_shown_first(self, box: int) -> bool:
        first = next(shown for shown in self._shown if shown.row.box == box)
        return self._scene.rows[first.number - 1].box != box

    def _is_shown_last(self, box: int) -> bool:
        last = [shown for shown in self._shown if shown.row.box == box][-1]
        return last.number + 1 >= len(self._scene.rows) or self._scene.rows[last.number + 1].box != box

    def _bars(self, painter: QPainter) -> None:
        before: Shown | None = None
        for shown in self._shown:
            if shown.row.kind in QUOTES or (shown.row.kind is RowKind.ATTRIBUTION and shown.row.group):
                joined = before is not None and before.row.group == shown.row.group
                top = before.rect.bottom() if joined and before is not None else shown.rect.top()
                left = self._column.left() + (self._formats.px(BOX_PAD) if shown.row.box else 0)
                bar = QRectF(left, top, self._formats.px(_BAR), shown.rect.bottom() - top)
                painter.fillRect(bar, self._color("brand"))
            before = shown

    # -- over the text

    def over(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._scene.lift is not None:
            self._scene.lift(painter)
        self._breadcrumb(painter)
        for shown in self._near:
            if shown.row.kind in LISTS:
                self._mark(painter, shown)
            elif shown.row.kind is RowKind.CAPTION:
                self._credit(painter, shown)
                if shown.row.group:
                    self._strip_number(painter, shown)
            if _is_empty(shown.row) and (shown.row.kind is not RowKind.PARAGRAPH or self._has_no_body()):
                self._placeholder(painter, shown)
        if self._scene.ring is not None:
            self._ring(painter, self._scene.ring)
        if self._scene.drop_line is not None:
            self._drop_line(painter, self._scene.drop_line)

    def _has_no_body(self) -> bool:
        """An empty line in a story is no place that waits for its first word."""
        return len(self._scene.rows) == HEAD + 1

    def _breadcrumb(self, painter: QPainter) -> None:
        if not self._scene.section or not self._shown or self._shown[0].number != 0:
            return
        font = self._formats.font("ui_sm", weight=600)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._color("accent_text"))
        base = self._shown[0].rect.top() - self._formats.px(14)
        parts = "  ›  ".join(self._scene.section.split("/"))
        text = metrics.elidedText(parts, Qt.TextElideMode.ElideMiddle, self._column.width())
        painter.drawText(QPointF(self._column.left(), base), text)

    def _mark(self, painter: QPainter, shown: Shown) -> None:
        row = shown.row
        text = "•" if row.kind is RowKind.BULLET and not row.level else "–"
        if row.kind is RowKind.NUMBER:
            text = f"{self._ordinal(shown.number)}."
        font = self._formats.font(role_of(row.kind, row.box != 0))
        painter.setFont(font)
        painter.setPen(self._color("text_2"))
        line = shown.block.layout().lineAt(0)
        indent = self._formats.px(LIST_INDENT)
        pad = self._formats.px(BOX_PAD) if row.box else 0
        right = self._column.left() + pad + indent * (row.level + 1) - self._formats.px(10)
        width = QFontMetricsF(font).horizontalAdvance(text)
        base = shown.rect.top() + (line.y() + line.ascent() if line.isValid() else 0)
        painter.drawText(QPointF(right - width, base), text)

    def _ordinal(self, number: int) -> int:
        rows = self._scene.rows
        row, place, at = rows[number], 1, number - 1
        while at >= 0 and rows[at].group == row.group and rows[at].level >= row.level:
            place += rows[at].level == row.level
            at -= 1
        return place

    def _credit(self, painter: QPainter, shown: Shown) -> None:
        """ "text · Ảnh: credit": the credit belongs to the photo and is edited in the details, not in the row."""
        photo = self._scene.rows[shown.number - 1].payload
        if not isinstance(photo, Figure) or not photo.credit or shown.block.layout().preeditAreaText():
            return
        font = self._formats.font("caption")
        painter.setFont(font)
        painter.setPen(self._color("text_3"))
        words = f"{photo_label(self._scene.lang)} {photo.credit}"
        layout = shown.block.layout()
        line = layout.lineAt(max(layout.lineCount() - 1, 0))
        if not line.isValid():
            return
        empty = not shown.row.inline
        metrics = QFontMetricsF(font)
        left = layout.position().x() + line.x()
        start = left + line.naturalTextWidth()
        base = shown.rect.top() + line.y() + line.ascent()
        if empty:
            start = left + metrics.horizontalAdvance(self._scene.words.get("caption", "")) + 4
        text = f"{_CREDIT}{words}"
        room = self._column.right() - start
        if metrics.horizontalAdvance(text) > room:
            # no room behind the words: below them, in the gap that follows every caption
            start, base, text = left, base + self._formats.line("caption"), words
            room = self._column.width()
        painter.drawText(QPointF(start, base), metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))

    def _placeholder(self, painter: QPainter, shown: Shown) -> None:
        words = self._scene.words.get(shown.row.kind.value, "")
        layout = shown.block.layout()
        line = layout.lineAt(0)
        if not words or not line.isValid() or layout.preeditAreaText():
            return
        role = role_of(shown.row.kind, shown.row.box != 0)
        weight = 600 if shown.row.kind is RowKind.BOX_TITLE else None
        painter.setFont(self._formats.font(role, weight=weight))
        painter.setPen(self._color("text_3"))
        painter.drawText(QPointF(layout.position().x() + line.x(), shown.rect.top() + line.y() + line.ascent()), words)

    def _strip_number(self, painter: QPainter, shown: Shown) -> None:
        """Which photo of a gallery a caption belongs to."""
        rows, at = self._scene.rows, shown.number - 1
        number = 1
        while rows[at - 1].group == shown.row.group:
            number += rows[at - 1].kind is RowKind.FIGURE
            at -= 1
        painter.setFont(self._formats.font("caption", weight=600))
        painter.setPen(self._color("text_3"))
        line = shown.block.layout().lineAt(0)
        base = shown.rect.top() + (line.y() + line.ascent() if line.isValid() else 0)
        left = self._column.left() + (self._formats.px(BOX_PAD) if shown.row.box else 0)
        painter.drawText(QPointF(left + self._formats.px(STRIP_INDENT) * 0.2, base), str(number))

    def _ring(self, painter: QPainter, rect: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._color("accent"), self._formats.px(2)))
        radius = self._formats.px(4)
        painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), radius, radius)

    def _drop_line(self, painter: QPainter, line: QLineF) -> None:
        """Where something would go: a line with a ring at its beginning (mock-up 11)."""
        color, radius = self._color("accent"), self._formats.px(_DROP_RING)
        painter.setPen(QPen(color, _DROP_LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(line)
        painter.setBrush(self._color("bg_page"))
        painter.drawEllipse(line.p1(), radius, radius)


def _is_empty(row: Row) -> bool:
    """A text row without words, where a placeholder may stand."""
    return not row.inline and not row.is_atom


def _reaches(shown: Shown, clip: QRect, formats: Formats) -> bool:
    """Whether something that belongs to a row may be in the part that is painted."""
    pad = formats.px(BOX_PAD) if shown.row.box else 0
    below = formats.line("caption") if shown.row.kind is RowKind.CAPTION else 0  # a credit without room
    above = formats.px(_ABOVE) if not shown.number else 0
    return shown.rect.top() - pad - above < clip.bottom() + 1 and shown.rect.bottom() + pad + below > clip.top()
