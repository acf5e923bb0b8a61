"""How photos and what is marked on them are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from editor.qt.theme import Theme

_WHITE = QColor(255, 255, 255)


class Ground(QWidget):
    """A column's ground in a colour token."""

    def __init__(self, theme: Theme, token: str) -> None:
        super().__init__()
        self._theme = theme
        self._token = token

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._token))


class Scaled:
    """A picture at the size of the screen, kept until one of them changes: scaling takes longer than a key may."""

    def __init__(self) -> None:
        self._of: tuple[int, int, int, int, float] | None = None
        self._pixmap = QPixmap()

    def get(self, picture: QImage, rotate: int, size: QSizeF, on: QWidget) -> QPixmap:
        """The whole picture, turned, as large as `size` on the screen of a widget."""
        ratio = on.devicePixelRatioF()
        wanted = (picture.cacheKey(), rotate, round(size.width() * ratio), round(size.height() * ratio), ratio)
        if wanted != self._of:
            self._of = wanted
            pixels = QSize(max(wanted[2], 1), max(wanted[3], 1))
            smooth = Qt.TransformationMode.SmoothTransformation
            image = seen(picture, rotate).scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._pixmap = QPixmap.fromImage(image)
            self._pixmap.setDevicePixelRatio(ratio)
        return self._pixmap


def paint_frame(painter: QPainter, arm: int, place: QRectF, frame: QRectF) -> None:
    """What is outside darker; thirds; corners, each `arm` px long, to take hold of."""
    shade = QColor(0, 0, 0, 110)
    for box in (
        QRectF(place.left(), place.top(), place.width(), frame.top() - place.top()),
        QRectF(place.left(), frame.bottom(), place.width(), place.bottom() - frame.bottom()),
        QRectF(place.left(), frame.top(), frame.left() - place.left(), frame.height()),
        QRectF(frame.right(), frame.top(), place.right() - frame.right(), frame.height()),
    ):
        painter.fillRect(box, shade)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
    for third in (1, 2):
        x, y = frame.left() + frame.width() * third / 3, frame.top() + frame.height() * third / 3
        painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
        painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
    inner = frame.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(_WHITE, 1.5))
    painter.drawRect(inner)
    painter.setPen(QPen(_WHITE, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for corner, across, down in (
        (inner.topLeft(), 1, 1),
        (inner.topRight(), -1, 1),
        (inner.bottomLeft(), 1, -1),
        (inner.bottomRight(), -1, -1),
    ):
        at = corner + QPointF(across * 1.5, down * 1.5)
        painter.drawLine(at, at + QPointF(across * arm, 0))
        painter.drawLine(at, at + QPointF(0, down * arm))


def paint_places(painter: QPainter, theme: Theme, boxes: Sequence[QRectF], chosen: int) -> None:
    """The outlines of blurred places, the chosen one in the accent."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for at, box in enumerate(boxes):
        painter.setPen(QPen(_WHITE, 1.5))
        painter.drawRect(box)
        ink = theme.color("accent") if at == chosen else QColor(0, 0, 0)
        painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DashLine))
        painter.drawRect(box)


def paint_cover(painter: QPainter, radius: int, box: QRect, picture: QImage | None, turn: int, ground: QColor) -> None:
    """A picture that fills the box, turned, its middle kept; the ground while there is none."""
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(box), radius, radius)
    painter.setClipPath(shape)
    painter.fillRect(box, ground)
    if picture is not None:
        if turn:
            picture = picture.transformed(QTransform().rotate(turn))
        wide = QSize(picture.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        target = QRect(box.topLeft(), wide)
        target.moveCenter(box.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, picture)
    painter.restore()


def seen(picture: QImage, rotate: int) -> QImage:
    """Turned clockwise by so many degrees."""
    return picture.transformed(QTransform().rotate(rotate)) if rotate else picture
