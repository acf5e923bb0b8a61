"""Small pictures of photos: read at their size in threads, kept by path, size and ratio; a plain ground meanwhile."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap

from editor.errors import EditorError, PhotoUnreadableError
from editor.qt.jobs_bridge import JobsBridge
from editor.qt.theme import Theme
from editor.qt.theme.icons import draw_icon
from editor.work import Cancel

_LIMIT_MB = 256  # Qt refuses to decode more than this into memory
_KEPT = 400  # pictures; a thumbnail has about 40 KB


class Thumbnails(QObject):
    """Gives a picture at once when it is there, and emits `arrived` with its path when it has come."""

    arrived = Signal(object)  # Path

    def __init__(self, jobs: JobsBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pictures: dict[tuple[Path, int, int], QPixmap] = {}
        self._sizes: dict[Path, QSize] = {}

    def get(self, path: Path, size: QSize, ratio: float) -> QPixmap | None:
        """The photo cut to fill `size` (px); None while it is being read or when it cannot be."""
        key = (path, round(size.width() * ratio), round(size.height() * ratio))
        if key not in self._pictures:
            if len(self._pictures) > _KEPT:
                self._pictures.clear()
            self._pictures[key] = QPixmap()
            pixels = QSize(key[1], key[2])
            self._jobs.run(
                ("thumbnail", *key),
                lambda cancel: _read(path, pixels, cancel),
                lambda read: self._keep(key, read, ratio),
                lambda error: None,  # the ground stays; the checks tell what is wrong with the photo
            )
        picture = self._pictures[key]
        return None if picture.isNull() else picture

    def size_of(self, path: Path) -> QSize:
        """Pixels of the photo as it is seen, invalid while it is not known."""
        return self._sizes.get(path, QSize())

    def _keep(self, key: tuple[Path, int, int], read: tuple[QImage, QSize], ratio: float) -> None:
        picture = QPixmap.fromImage(read[0])
        picture.setDevicePixelRatio(ratio)
        self._pictures[key] = picture
        self._sizes[key[0]] = read[1]
        self.arrived.emit(key[0])


def _read(path: Path, pixels: QSize, cancel: Cancel) -> tuple[QImage, QSize]:
    cancel.check()
    QImageReader.setAllocationLimit(_LIMIT_MB)
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    stored = reader.size()
    turned = bool(reader.transformation() & reader.transformation().TransformationRotate90)
    target = pixels.transposed() if turned else pixels
    if stored.isValid():
        reader.setScaledSize(stored.scaled(target, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        error: EditorError = PhotoUnreadableError(path)
        raise error
    left, top = (image.width() - pixels.width()) // 2, (image.height() - pixels.height()) // 2
    cut = image.copy(QRect(max(left, 0), max(top, 0), pixels.width(), pixels.height()))
    return cut, stored.transposed() if turned else stored


def paint_thumbnail(painter: QPainter, theme: Theme, rect: QRect, picture: QPixmap | None, icon: str = "image") -> None:
    """A photo with round corners, or its ground with an icon while there is none."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(rect), theme.radius("sm"), theme.radius("sm"))
    painter.setClipPath(shape)
    painter.fillRect(rect, theme.color("bg_subtle"))
    if picture is not None:
        painter.drawPixmap(rect, picture)
    else:
        side = theme.px("layout.icon.md")
        at = rect.center()
        draw_icon(
            painter, theme, icon, QRect(at.x() - side // 2, at.y() - side // 2, side, side).topLeft(), side, "text_3"
        )
    painter.restore()
