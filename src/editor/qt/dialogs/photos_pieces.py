"""What places of other shapes take of the photo, drawn live: the home page, a square, an upright piece."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.images.crops import piece
from editor.qt.desk import Desk
from editor.qt.dialogs.photos_bench import PhotoBench
from editor.qt.dialogs.photos_paint import seen

_SHOWN = (
    ("16:9", 16 / 9, "photos.piece-home"),
    ("1:1", 1.0, "photos.piece-square"),
    ("3:4", 3 / 4, "photos.piece-tall"),
)


class Pieces(QWidget):
    """Three pieces side by side with their names."""

    def __init__(self, desk: Desk, bench: PhotoBench) -> None:
        super().__init__()
        self._desk = desk
        self._bench = bench
        self._key = 0
        self._seen: object = None  # what of the photo is drawn
        self.setObjectName("photoPieces")
        self.setAccessibleName(desk.say("photos.pieces"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bench.pictured.connect(lambda key: self.update() if key == self._key else None)

    def sizeHint(self) -> QSize:
        px, line = self._desk.theme.px, self._desk.theme.line("ui_sm")
        return QSize(px(330), px(80) + px(5) + line)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_photo(self, key: int) -> None:
        photo = self._bench.batch.get(key)
        seen_now = (key, photo.resource, photo.asset) if photo is not None else None
        if seen_now != self._seen:
            self._key, self._seen = key, seen_now
            self.update()

    def taken(self) -> tuple[tuple[str, tuple[int, int, int, int]], ...]:
        """Each piece's name with its left, top, right, bottom in px of the photo as it is seen."""
        photo = self._bench.batch.get(self._key)
        if photo is None or not all(photo.pixels):
            return ()
        return tuple((name, piece(photo.resource, name, ratio, *photo.pixels)) for name, ratio, _ in _SHOWN)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._desk.theme, self._desk.theme.px
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        photo = self._bench.batch.get(self._key)
        picture = self._bench.picture(self._key) if photo is not None else None
        if picture is not None and photo is not None:
            picture = seen(picture, photo.resource.rotate)
        boxes = dict(self.taken())
        left, high = 0, px(80)
        for name, ratio, words in _SHOWN:
            box = QRect(left, 0, round(high * ratio), high)
            painter.save()
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(box), theme.radius("xs"), theme.radius("xs"))
            painter.setClipPath(shape)
            painter.fillRect(box, theme.color("bg_subtle"))
            if picture is not None and photo is not None and name in boxes:
                scale = picture.width() / photo.pixels[0]
                x0, y0, x1, y1 = (edge * scale for edge in boxes[name])
                painter.drawImage(QRectF(box), picture, QRectF(x0, y0, x1 - x0, y1 - y0))
            painter.restore()
            painter.setFont(theme.font("ui_sm"))
            painter.setPen(theme.color("text_2"))
            said = self._desk.say(words)
            room = QRect(left, high + px(5), max(box.width(), painter.fontMetrics().horizontalAdvance(said)), px(16))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
            left = max(box.right(), room.right()) + px(14)
