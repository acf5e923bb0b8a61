"""Small pictures of photos: made in threads within the caps of everything from outside, a plain ground meanwhile."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from editor.model.article import Resource
from editor.qt.jobs_bridge import JobsBridge
from editor.qt.theme import Theme
from editor.qt.theme.icons import draw_icon
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.images.thumbnail import Small

_KEPT = 600  # pictures; one has about 40 KB
_WAITING = 48  # that are on their way at once; who scrolls past is not waited for

_Key = tuple[Path, int, int, Resource]


class Thumbnails(QObject):
    """Gives a picture at once when it is there, and emits `arrived` with its path when it has come."""

    arrived = Signal(object)  # Path

    def __init__(self, jobs: JobsBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pictures: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._sizes: dict[Path, QSize] = {}
        self._waiting: OrderedDict[_Key, None] = OrderedDict()

    def get(self, path: Path, size: QSize, ratio: float, marks: Resource | None = None) -> QPixmap | None:
        """The photo cut to fill `size` (px); None while it is being read or when it cannot be.

        Args: marks: how it is turned, blurred, and where its focal point is.
        """
        key = (path, round(size.width() * ratio), round(size.height() * ratio), marks or Resource(""))
        if key in self._pictures:
            self._pictures.move_to_end(key)
        elif key not in self._waiting:
            self._ask(key, ratio)
        picture = self._pictures.get(key)
        return None if picture is None or picture.isNull() else picture

    def size_of(self, path: Path) -> QSize:
        """Pixels of the photo as it is seen, invalid while it is not known."""
        return self._sizes.get(path, QSize())

    def _ask(self, key: _Key, ratio: float) -> None:
        path, width, height, marks = key

        def work(cancel: Cancel) -> Small:
            from editor.app.photos import photo_cache
            from editor.images.thumbnail import thumbnail

            return thumbnail(path, (width, height), marks, cancel, photo_cache())

        self._waiting[key] = None
        if len(self._waiting) > _WAITING:
            old, _ = self._waiting.popitem(last=False)
            self._jobs.cancel(("thumbnail", *old))
        self._jobs.run(("thumbnail", *key), work, lambda made: self._keep(key, made, ratio), lambda _: self._lack(key))

    def _lack(self, key: _Key) -> None:
        """The ground stays; the checks tell what is wrong with the photo."""
        self._waiting.pop(key, None)
        self._pictures[key] = QPixmap()

    def _keep(self, key: _Key, made: Small, ratio: float) -> None:
        self._waiting.pop(key, None)
        width, height = made.size
        image = QImage(made.pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self._pictures[key] = picture
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self._sizes[key[0]] = QSize(*made.of)
        self.arrived.emit(key[0])


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
    elif icon:
        side = theme.px("layout.icon.md")
        at = rect.center()
        draw_icon(
            painter, theme, icon, QRect(at.x() - side // 2, at.y() - side // 2, side, side).topLeft(), side, "text_3"
        )
    painter.restore()
