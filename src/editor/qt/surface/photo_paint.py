"""Photos on the page: their places, alone or side by side, and their pictures."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QTextBlock

from editor.model.blocks import Figure
from editor.qt.surface.formats import Formats
from editor.qt.surface.frame import Frame, Tag
from editor.qt.surface.photos import UNMARKED
from editor.qt.surface.strips import is_follower, leader, members, photo_of, strip
from editor.qt.theme.icons import draw_icon

_MAX_HEIGHT = 900  # px at 100 %: a photo in portrait format is shown narrower
_STRIP_HEIGHT = 460
_MISSING = QSize(680, 240)
_SMALL = 0.5  # of the column, as article.css has it
_STRIP_GAP, _RADIUS = 8, 4
_TAG_INSET, _TAG_HEIGHT, _TAG_PAD, _TAG_ICON = 10, 24, 8, 14
_OFFER_HEIGHT, _OFFER_PAD, _OFFER_ICON = 32, 14, 28
_NUMBER = 20


class PhotoPainter:
    """Places come from the file's header and the article, never from decoded pixels."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    # -- places

    def height(self, photo: Figure, block: QTextBlock, width: float) -> float:
        """What a photo's block takes: the whole strip for the first of a gallery, nothing for the others."""
        if photo_of(block) is None:  # something was put in past us; it is read in a moment
            return self._alone(photo.src, width).height()
        if is_follower(block):
            return 0.0
        return max(rect.bottom() for rect in self._places(block, width))

    def place(self, block: QTextBlock, width: float) -> QRectF:
        """Where the photo of a block stands, from the top left corner of its leader's block."""
        lead = leader(block)
        blocks = members(lead)
        places = self._places(lead, width)
        return places[blocks.index(block)] if block in blocks else places[0]

    def offer(self, photo: QRectF) -> QRectF:
        """Where a missing photo offers to look for its file."""
        px = self._frame.formats.px
        metrics = QFontMetricsF(self._frame.formats.font("ui", weight=500))
        width = min(metrics.horizontalAdvance(self._frame.words.get("find", "")) + 2 * px(_OFFER_PAD), photo.width())
        height = px(_OFFER_HEIGHT)
        return QRectF(photo.center().x() - width / 2, photo.center().y() + px(22), width, height)

    def is_missing(self, src: str) -> bool:
        return not self._frame.photos.size(src).isValid()

    def _places(self, lead: QTextBlock, width: float) -> tuple[QRectF, ...]:
        srcs = [photo.src for photo in map(photo_of, members(lead)) if photo is not None]
        if len(srcs) < 2:
            return (self._alone(srcs[0] if srcs else "", width),)
        px = self._frame.formats.px
        sizes = [QSizeF(self._natural(src)) for src in srcs]
        return strip(sizes, width, px(_STRIP_GAP), px(_STRIP_HEIGHT))

    def _alone(self, src: str, width: float) -> QRectF:
        px = self._frame.formats.px
        room = {"wide": width + 2 * self._frame.overhang, "small": width * _SMALL}.get(self._frame.sizes.get(src, ""))
        wanted = room if room is not None else width
        if self.is_missing(src):
            size = QSizeF(wanted, px(_MISSING.height()))
        else:
            most = QSize(int(wanted), px(_MAX_HEIGHT))
            size = QSizeF(self._natural(src).scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
        left = 0.0 if room is not None and wanted < width else (width - size.width()) / 2  # above its caption
        return QRectF(left, 0, size.width(), size.height())

    def _natural(self, src: str) -> QSize:
        size = self._frame.photos.size(src, self._frame.marks.get(src, UNMARKED).rotate)
        return size if size.isValid() and not size.isEmpty() else _MISSING

    # -- pictures

    def draw(self, painter: QPainter, corner: QPointF, block: QTextBlock, width: float) -> None:
        """The photo of a block, or all of a gallery at its leader's."""
        if is_follower(block):
            return
        photos = [photo for photo in map(photo_of, members(block)) if photo is not None]
        for number, (photo, rect) in enumerate(zip(photos, self._places(block, width), strict=False), 1):
            place = rect.translated(corner)
            self._draw_photo(painter, place, photo.src)
            if len(photos) > 1:
                self._draw_number(painter, place, number)

    def _draw_photo(self, painter: QPainter, rect: QRectF, src: str) -> None:
        formats, photos = self._frame.formats, self._frame.photos
        path = QPainterPath()
        radius = formats.px(_RADIUS)
        path.addRoundedRect(rect, radius, radius)
        ratio = painter.device().devicePixelRatio()
        pixels = (round(rect.width() * ratio), round(rect.height() * ratio))
        image = photos.image(src, *pixels, self._frame.marks.get(src, UNMARKED))
        painter.save()
        if image is not None:
            painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
            painter.drawImage(rect, image)
        else:
            painter.fillPath(path, formats.theme.color("bg_subtle"))
        painter.restore()
        if image is None and self.is_missing(src):
            self._draw_missing(painter, rect, path, src)
        if src in self._frame.tags:
            draw_tag(painter, formats, rect, self._frame.tags[src])

    def _draw_missing(self, painter: QPainter, rect: QRectF, edge: QPainterPath, src: str) -> None:
        """What is missing, and the offer to look for it."""
        formats, words = self._frame.formats, self._frame.words
        px, color = formats.px, formats.theme.color
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("border_strong"), 1, Qt.PenStyle.DashLine))
        painter.drawPath(edge)
        side = px(_OFFER_ICON)
        middle = rect.center()
        draw_icon(painter, formats.theme, "image-off", _corner(middle, side, -px(62)), side, "text_3")
        name = src.rsplit("/", maxsplit=1)[-1]
        lines = ((words.get("missing", ""), "ui_strong", "text", -28), (name, "ui_sm", "text_2", -6))
        for text, role, tone, offset in lines:
            font = formats.font(role)
            painter.setFont(font)
            painter.setPen(color(tone))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width() - 2 * px(12))
            line = QRectF(rect.left(), middle.y() + px(offset), rect.width(), px(20))
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
        if words.get("find"):
            self._draw_offer(painter, self.offer(rect), words["find"])

    def _draw_offer(self, painter: QPainter, rect: QRectF, text: str) -> None:
        formats = self._frame.formats
        color, radius = formats.theme.color, formats.px(7)
        painter.setPen(QPen(color("border_strong"), 1))
        painter.setBrush(color("bg_raised"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        font = formats.font("ui", weight=500)
        painter.setFont(font)
        painter.setPen(color("text"))
        words = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - formats.px(8))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_number(self, painter: QPainter, photo: QRectF, number: int) -> None:
        """Which caption below belongs to which photo of a strip."""
        formats = self._frame.formats
        side, inset = formats.px(_NUMBER), formats.px(_STRIP_GAP)
        place = QRectF(photo.left() + inset, photo.bottom() - inset - side, side, side)
        painter.setPen(QPen(formats.theme.color("border_soft"), 1))
        painter.setBrush(formats.theme.color("bg_raised"))
        painter.drawEllipse(place.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(formats.font("ui_xs", weight=600))
        painter.setPen(formats.theme.color("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))


def _corner(middle: QPointF, side: int, up: int) -> QPoint:
    return QPoint(round(middle.x() - side / 2), round(middle.y() + up))


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
