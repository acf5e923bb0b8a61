"""Photos, tables, embeds, rules and kept source in the text: one object character each, drawn here."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from editor.model.blocks import Embed, Figure, Rule, Source, Table, text_of
from editor.model.row_json import atom_of
from editor.model.rows import Atom
from editor.qt.surface.formats import ATOM, BOX_PAD, STAMP, Formats
from editor.qt.surface.photos import UNMARKED, Marks, Photos
from editor.qt.theme.icons import draw_icon

_MAX_HEIGHT = 900  # px at 100 %: a photo in portrait format is shown narrower
_MISSING_HEIGHT = 240
_CELL_PAD, _CARD_PAD = 10, 14
_TAG_INSET, _TAG_HEIGHT, _TAG_PAD, _TAG_ICON = 10, 24, 8, 14
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class Tag:
    """What is wrong with a photo: words and the colour token of its severity."""

    words: str
    tone: str


@dataclass(slots=True)
class Frame:
    """What the painter needs of the page around: formats, photos, the width of the text, what is marked on photos."""

    formats: Formats
    photos: Photos
    width: float
    marks: dict[str, Marks]
    tags: dict[str, Tag] = field(default_factory=dict)  # by src


class AtomPainter(QPyTextObject):
    """Sizes and pictures of atoms. A size comes from the payload and the file's header, never from decoded pixels."""

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame

    def intrinsicSize(self, document: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        return self._size(atom_of(form.stringProperty(ATOM)), self._width(form))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._draw(painter, QRectF(rect), atom_of(form.stringProperty(ATOM)))
        painter.restore()

    def _width(self, form: QTextFormat) -> float:
        in_box = "+|" in form.stringProperty(STAMP)
        return self._frame.width - (2 * self._frame.formats.px(BOX_PAD) if in_box else 0)

    def _size(self, atom: Atom, width: float) -> QSizeF:
        px = self._frame.formats.px
        match atom:
            case Figure(src=src):
                return QSizeF(width, self._photo_size(src, width).height())
            case Table():
                return QSizeF(width, sum(self._row_heights(atom, width)))
            case Embed():
                return QSizeF(width, px(64))
            case Rule():
                return QSizeF(width, px(9))
            case Source(text=text):
                return QSizeF(width, self._source_height(text, width))

    def _draw(self, painter: QPainter, rect: QRectF, atom: Atom) -> None:
        match atom:
            case Figure(src=src):
                self._draw_photo(painter, rect, src)
            case Table():
                self._draw_table(painter, rect, atom)
            case Embed(url=url):
                self._draw_card(painter, rect, url)
            case Rule():
                painter.setPen(QPen(self._color("border"), 1))
                middle = rect.center().y()
                painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
            case Source(text=text):
                self._draw_card(painter, rect, text)

    def _color(self, token: str) -> QColor:
        return self._frame.formats.theme.color(token)

    # -- photos

    def _photo_size(self, src: str, width: float) -> QSize:
        px = self._frame.formats.px
        size = self._frame.photos.size(src, self._frame.marks.get(src, UNMARKED).rotate)
        if not size.isValid() or size.isEmpty():
            return QSize(int(width), px(_MISSING_HEIGHT))
        return size.scaled(int(width), px(_MAX_HEIGHT), Qt.AspectRatioMode.KeepAspectRatio)

    def _draw_photo(self, painter: QPainter, rect: QRectF, src: str) -> None:
        size = self._photo_size(src, rect.width())
        left = rect.left() + (rect.width() - size.width()) / 2
        frame = QRectF(left, rect.top(), size.width(), size.height())
        path = QPainterPath()
        radius = self._frame.formats.px(4)
        path.addRoundedRect(frame, radius, radius)
        ratio = painter.device().devicePixelRatio()
        pixels = (round(size.width() * ratio), round(size.height() * ratio))
        image = self._frame.photos.image(src, *pixels, self._frame.marks.get(src, UNMARKED))
        painter.save()
        if image is not None:
            painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
            painter.drawImage(frame, image)
        else:
            painter.fillPath(path, self._color("bg_subtle"))
        painter.restore()
        if image is None and not self._frame.photos.size(src).isValid():
            painter.setPen(self._color("text_3"))
            painter.setFont(self._frame.formats.font("caption"))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, src.rsplit("/", maxsplit=1)[-1])
        if src in self._frame.tags:
            draw_tag(painter, self._frame.formats, frame, self._frame.tags[src])

    # -- tables, cards

    def _row_heights(self, table: Table, width: float) -> list[float]:
        metrics = QFontMetricsF(self._frame.formats.font("caption"))
        pad = self._frame.formats.px(_CELL_PAD)
        line = self._frame.formats.line("caption")
        heights: list[float] = []
        for row in table.rows:
            cell = width / max(len(row), 1) - 2 * pad
            texts = (text_of(inline) for inline in row)
            tallest = max((self._height(metrics, text, cell) for text in texts), default=0.0)
            heights.append(max(tallest, line) + 2 * pad)
        return heights or [float(line)]

    @staticmethod
    def _height(metrics: QFontMetricsF, text: str, width: float) -> float:
        return metrics.boundingRect(QRectF(0, 0, max(width, 1), 100_000), _WRAP, text).height()

    def _draw_table(self, painter: QPainter, rect: QRectF, table: Table) -> None:
        formats = self._frame.formats
        pad = formats.px(_CELL_PAD)
        top = rect.top()
        for number, (row, height) in enumerate(zip(table.rows, self._row_heights(table, rect.width()), strict=False)):
            width = rect.width() / max(len(row), 1)
            painter.setFont(formats.font("caption", weight=600 if number == 0 else None))
            for column, inline in enumerate(row):
                cell = QRectF(rect.left() + column * width, top, width, height)
                if number == 0:
                    painter.fillRect(cell, self._color("bg_canvas"))
                painter.setPen(QPen(self._color("border"), 1))
                painter.drawRect(cell)
                painter.setPen(self._color("text"))
                painter.drawText(cell.adjusted(pad, pad, -pad, -pad), _WRAP, text_of(inline))
            top += height

    def _source_height(self, text: str, width: float) -> float:
        pad = self._frame.formats.px(_CARD_PAD)
        metrics = QFontMetricsF(self._frame.formats.font("caption"))
        return self._height(metrics, text, width - 2 * pad) + 2 * pad

    def _draw_card(self, painter: QPainter, rect: QRectF, text: str) -> None:
        formats = self._frame.formats
        pad, radius = formats.px(_CARD_PAD), formats.px(7)
        path = QPainterPath()
        path.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(path, self._color("bg_canvas"))
        painter.setPen(QPen(self._color("border"), 1))
        painter.drawPath(path)
        painter.setFont(formats.font("caption"))
        painter.setPen(self._color("text_2"))
        inner: QRect = rect.adjusted(pad, pad, -pad, -pad).toRect()
        painter.drawText(inner, _WRAP, text)


def draw_tag(painter: QPainter, formats: Formats, photo: QRectF, tag: Tag) -> None:
    """A tag in the top left corner of a photo: an icon and words, so that colour never stands alone."""
    px, color = formats.px, formats.theme.color
    font = formats.font("ui_sm", weight=500)
    metrics = QFontMetricsF(font)
    side, pad = px(_TAG_ICON), px(_TAG_PAD)
    room = photo.width() - 2 * px(_TAG_INSET) - side - 3 * pad
    words = metrics.elidedText(tag.words, Qt.TextElideMode.ElideRight, max(room, 0))
    width = metrics.horizontalAdvance(words) + side + 3 * pad
    box = QRectF(photo.left() + px(_TAG_INSET), photo.top() + px(_TAG_INSET), width, px(_TAG_HEIGHT))
    painter.setPen(QPen(color("border_soft"), 1))
    painter.setBrush(color("bg_raised"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(5), px(5))
    icon = "circle-alert" if tag.tone == "danger" else "triangle-alert"
    at = QPoint(round(box.left() + pad), round(box.center().y() - side / 2))
    draw_icon(painter, formats.theme, icon, at, side, tag.tone)
    painter.setFont(font)
    painter.setPen(color(tag.tone))
    painter.drawText(box.adjusted(side + 2 * pad, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
