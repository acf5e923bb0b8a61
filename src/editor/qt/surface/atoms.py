"""Photos, tables, embeds, rules and kept source in the text: one object character each, drawn here."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPyTextObject,
    QTextBlock,
    QTextDocument,
    QTextFormat,
)

from editor.model.blocks import Embed, Figure, Source, Table
from editor.model.row_json import atom_of
from editor.model.rows import Atom
from editor.qt.surface.formats import ATOM, BOX_PAD, STAMP
from editor.qt.surface.frame import Frame
from editor.qt.surface.photo_paint import PhotoPainter
from editor.qt.surface.strips import is_follower
from editor.qt.surface.table_paint import TablePainter
from editor.qt.theme.icons import draw_icon

_CARD_PAD, _CARD_ICON = 14, 20
_EMBED_HEIGHT, _RULE_HEIGHT = 64, 9
_CARET = 3  # px: Qt's caret stands behind what is selected
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


class AtomPainter(QPyTextObject):
    """Sizes and pictures of atoms. A size comes from the payload and the file's header, never from decoded pixels."""

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self.photos = PhotoPainter(frame)
        self._tables = TablePainter(frame)

    def intrinsicSize(self, document: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        width = self.width(form)
        match atom_of(form.stringProperty(ATOM)):
            case Figure() as photo:
                return QSizeF(width, self.photos.height(photo, document.findBlock(position), width))
            case atom:
                return QSizeF(width, self._height(atom, width))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(rect)
        match atom_of(form.stringProperty(ATOM)):
            case Figure():
                self.photos.draw(painter, place.topLeft(), document.findBlock(position), place.width())
            case atom:
                self._draw(painter, place, atom)
        painter.restore()

    def draw_again(self, painter: QPainter, rect: QRectF, block: QTextBlock) -> None:
        """A selected atom without the colour that Qt lays over it: the ring around it shows it well enough."""
        form = block.begin().fragment().charFormat()
        text = form.stringProperty(ATOM)
        if text and not is_follower(block):
            ground = "bg_canvas" if "+|" in form.stringProperty(STAMP) else "bg_page"
            painter.fillRect(rect.adjusted(0, 0, _CARET, 0), self._color(ground))
            place = QRectF(rect.left(), rect.top(), self.width(form), rect.height())
            self.drawObject(painter, place, block.document(), block.position(), form)

    def width(self, form: QTextFormat) -> float:
        """How wide an atom is."""
        in_box = "+|" in form.stringProperty(STAMP)
        return self._frame.width - (2 * self._frame.formats.px(BOX_PAD) if in_box else 0)

    def _height(self, atom: Atom, width: float) -> float:
        px = self._frame.formats.px
        match atom:
            case Table():
                return self._tables.height(atom, width)
            case Source(text=text):
                return self._source_height(text, width)
            case Embed():
                return px(_EMBED_HEIGHT)
            case _:
                return px(_RULE_HEIGHT)

    def _draw(self, painter: QPainter, rect: QRectF, atom: Atom) -> None:
        match atom:
            case Table():
                self._tables.draw(painter, rect, atom)
            case Embed(url=url):
                self._draw_embed(painter, rect, url)
            case Source(text=text):
                self._draw_card(painter, rect)
                painter.setPen(self._color("text_2"))
                pad = self._frame.formats.px(_CARD_PAD)
                inner: QRect = rect.adjusted(pad, pad, -pad, -pad).toRect()
                painter.drawText(inner, _WRAP, text)
            case _:
                painter.setPen(QPen(self._color("border"), 1))
                middle = rect.center().y()
                painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))

    def _color(self, token: str) -> QColor:
        return self._frame.formats.theme.color(token)

    def _source_height(self, text: str, width: float) -> float:
        pad = self._frame.formats.px(_CARD_PAD)
        metrics = QFontMetricsF(self._frame.formats.font("caption"))
        return metrics.boundingRect(QRectF(0, 0, max(width - 2 * pad, 1), 100_000), _WRAP, text).height() + 2 * pad

    def _draw_card(self, painter: QPainter, rect: QRectF) -> None:
        formats = self._frame.formats
        radius = formats.px(7)
        path = QPainterPath()
        path.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(path, self._color("bg_canvas"))
        painter.setPen(QPen(self._color("border"), 1))
        painter.drawPath(path)
        painter.setFont(formats.font("caption"))

    def _draw_embed(self, painter: QPainter, rect: QRectF, url: str) -> None:
        """A card with the site above the whole address."""
        formats = self._frame.formats
        pad, side = formats.px(_CARD_PAD), formats.px(_CARD_ICON)
        self._draw_card(painter, rect)
        corner = QPointF(rect.left() + pad, rect.center().y() - side / 2).toPoint()
        draw_icon(painter, formats.theme, "link", corner, side, "text_3")
        left, room = rect.left() + 2 * pad + side, rect.width() - 3 * pad - side
        top = rect.center().y() - (formats.line("ui_strong") + formats.line("ui_sm")) / 2
        for text, role, tone in ((_site(url), "ui_strong", "text"), (url, "ui_sm", "text_2")):
            font, height = formats.font(role), formats.line(role)
            painter.setFont(font)
            painter.setPen(self._color(tone))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, top, room, height), Qt.AlignmentFlag.AlignVCenter, shown)
            top += height


def _site(url: str) -> str:
    host = url.split("://", 1)[-1].split("/", 1)[0]
    return host.removeprefix("www.")
