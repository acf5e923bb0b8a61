"""The photos that the page draws: sizes from the files' headers, pixels from a pool, a cache by bytes.

Layout never waits for a photo to be decoded. The pool owns its loaders, and `close` waits for them: a loader that
outlives the cache would signal into nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QTransform

from editor.errors import EditorError, UnsafePathError
from editor.files import inside
from editor.model.article import Region

_BY_QT = frozenset({b"jpeg", b"png"})
_BY_US = frozenset({".webp", ".gif", ".heic"})
"""One decoder for each format in the whole program: Qt's plugins for these are not shipped."""

_MAX_JPEG, _MAX_OTHER = 220_000_000, 80_000_000  # pixels (trust.md rule 15)
_CACHE_BYTES = 96 * 1024 * 1024


class Marks(NamedTuple):
    """What the writer has marked on a photo: degrees that it is turned, and places that are blurred."""

    rotate: int = 0
    blur: tuple[Region, ...] = ()


UNMARKED = Marks()


class PhotoKey(NamedTuple):
    """One picture in the cache: the file, pixels on the screen, marks."""

    path: str
    width: int
    height: int
    marks: Marks = UNMARKED


class _Bridge(QObject):
    loaded = Signal(object, QImage)


class _Loader(QRunnable):
    def __init__(self, key: PhotoKey, bridge: _Bridge) -> None:
        super().__init__()
        self.setAutoDelete(False)  # the pool's owner keeps it until it has reported
        self._key = key
        self._bridge = bridge

    def run(self) -> None:
        self._bridge.loaded.emit(self._key, decode(self._key))


def decode(key: PhotoKey) -> QImage:
    """The oriented pixels of a photo at the size of its key; a null image for no photo of ours."""
    if not _is_sound(Path(key.path)):
        return QImage()
    reader = None if key.marks.blur else _reader(key.path)
    if reader is None:
        return _preview(key)
    turned = key.marks.rotate % 180 != 0
    wanted = QSize(key.height, key.width) if turned else QSize(key.width, key.height)
    reader.setScaledSize(wanted.transposed() if _is_sideways(reader) else wanted)
    image = reader.read()
    if not image.isNull() and key.marks.rotate:
        image = image.transformed(QTransform().rotate(key.marks.rotate))
    return image


def _is_sound(path: Path) -> bool:
    """Whether it decodes within the caps of a photo from outside: Qt's decoders run in this process, without any."""
    from editor.app.photos import photo_cache
    from editor.images.probe import probe

    try:
        probe(path, photo_cache())
    except EditorError:
        return False
    return True


def _preview(key: PhotoKey) -> QImage:
    """As our own code makes it: Qt reads no WebP, GIF and HEIC here and blurs nothing."""
    from editor.app.photos import photo_cache
    from editor.images.preview import preview

    try:
        pixels = preview(Path(key.path), (key.width, key.height), *key.marks, photo_cache())
    except EditorError:
        return QImage()
    return QImage(pixels, key.width, key.height, 3 * key.width, QImage.Format.Format_RGB888).copy()


def _our_size(path: Path) -> QSize:
    from editor.images.preview import upright_size

    try:
        size = upright_size(path)
    except EditorError:
        size = None
    return QSize(*size) if size else QSize()


def _reader(path: str) -> QImageReader | None:
    reader = QImageReader(path)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    form = bytes(reader.format().data())
    size = reader.size()
    limit = _MAX_JPEG if form == b"jpeg" else _MAX_OTHER
    if form not in _BY_QT or not size.isValid() or size.width() * size.height() > limit:
        return None
    return reader


def _is_sideways(reader: QImageReader) -> bool:
    return reader.transformation() in {
        QImageIOHandler.Transformation.TransformationRotate90,
        QImageIOHandler.Transformation.TransformationRotate270,
        QImageIOHandler.Transformation.TransformationMirrorAndRotate90,
        QImageIOHandler.Transformation.TransformationFlipAndRotate90,
    }


class Photos(QObject):
    """The photos of the article that is shown."""

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._sizes: dict[str, QSize] = {}
        self._images: OrderedDict[PhotoKey, QImage] = OrderedDict()
        self._bytes = 0
        self._loading: dict[PhotoKey, _Loader] = {}
        # children are deleted in this order: the pool waits for its loaders while the bridge is still there
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._bridge = _Bridge(self)
        self._bridge.loaded.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def open(self, folder: Path | None) -> None:
        """The article's folder; what was looked up for another one is forgotten."""
        self._folder = folder
        self._sizes.clear()

    def size(self, src: str, rotate: int = 0) -> QSize:
        """Oriented pixels of a photo, an invalid size when there is no photo to show."""
        found = self._sizes.get(src)
        if found is None:
            found = self._sizes[src] = self._read_size(src)
        return found.transposed() if rotate % 180 and found.isValid() else found

    def look_again(self) -> set[str]:
        """Photos whose file was missing and is there now: somebody may have put it into the folder."""
        missing = [src for src, size in self._sizes.items() if not size.isValid()]
        for src in missing:
            self._sizes[src] = self._read_size(src)
        return {src for src in missing if self._sizes[src].isValid()}

    def image(self, src: str, width: int, height: int, marks: Marks = UNMARKED) -> QImage | None:
        """The picture at this size in screen pixels; None while it is being loaded, or when there is none."""
        if self._folder is None or not self.size(src).isValid():
            return None  # what is no photo of ours has no size
        key = PhotoKey(str(self._folder / src), width, height, marks)
        image = self._images.get(key)
        if image is not None:  # and nothing is asked of a share that may hang
            self._images.move_to_end(key)
            return None if image.isNull() else image
        if key not in self._loading and self._path(src) is not None:
            loader = self._loading[key] = _Loader(key, self._bridge)
            self._pool.start(loader)
        return None

    def close(self) -> None:
        """Wait for loaders that run; nothing is signalled afterwards."""
        self._pool.clear()
        self._pool.waitForDone()
        self._loading.clear()

    def wait(self) -> None:
        """Until all pictures that were asked for are decoded (for pictures of the window)."""
        self._pool.waitForDone()

    def _path(self, src: str) -> Path | None:
        if self._folder is None or not src:
            return None
        try:
            return inside(self._folder, src)
        except (UnsafePathError, ValueError):
            return None

    def _read_size(self, src: str) -> QSize:
        path = self._path(src)
        reader = None if path is None else _reader(str(path))
        if path is None or reader is None:
            return QSize() if path is None or path.suffix not in _BY_US else _our_size(path)
        size = reader.size()
        return size.transposed() if _is_sideways(reader) else size

    def _take(self, key: PhotoKey, image: QImage) -> None:
        if self._loading.pop(key, None) is None:
            return
        self._images[key] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > _CACHE_BYTES and len(self._images) > 1:
            _, dropped = self._images.popitem(last=False)
            self._bytes -= dropped.sizeInBytes()
        self.arrived.emit()
