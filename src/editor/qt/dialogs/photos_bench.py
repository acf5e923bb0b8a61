"""What the photo sheet works on: a batch with its own undo, and the pictures of its photos, read in threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from editor.app.photo_batch import Batch, SheetPhoto, added, failed, looked_at
from editor.errors import EditorError
from editor.qt.desk import Desk
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.images.asset import ImageAsset
    from editor.images.proof import Proof

_THUMBNAIL, _PICTURE = 320, 1100  # px of the longer side
_AT_ONCE = 2  # photos that are looked at side by side: the checks and the list use the same threads
_KEPT = 6  # large pictures, 2.5 MB each
_STEPS = 500
_REST = 900  # ms without a change after which the next one is a new step


class PhotoBench(QObject):
    """Every change of the batch passes here. `pictured` carries the key of a photo whose picture has come."""

    changed = Signal()
    pictured = Signal(int)
    looked = Signal()  # no photo waits to be looked at any more

    def __init__(self, desk: Desk, batch: Batch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.batch = batch
        self.begun = False  # whether the batch came with work in it
        self._past: list[Batch] = []
        self._future: list[Batch] = []
        self._gesture = ""
        self._next = 1 + max((photo.key for photo in batch.photos), default=0)
        self.likenesses: dict[int, int] = {}
        self._thumbnails: dict[int, QImage] = {}
        self._proofs: OrderedDict[int, Proof] = OrderedDict()
        self._pictures: dict[int, tuple[object, QImage]] = {}
        self._waiting: list[int] = []
        self._running: set[int] = set()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.seal)
        self._look_at(batch.photos)

    @property
    def is_touched(self) -> bool:
        """Whether a person changed anything."""
        return self.begun or bool(self._past)

    def add(self, sources: Iterable[tuple[str, Path | bytes]]) -> None:
        """More photos at the end, by the name that the person knows and by what they are."""
        new = [SheetPhoto(key, name, source) for key, (name, source) in enumerate(sources, self._next)]
        self._next += len(new)
        self.edit(lambda batch: added(batch, new))
        self._look_at(new)

    def edit(self, change: Callable[[Batch], Batch], gesture: str = "") -> None:
        """One step of the sheet's undo; equal non-empty gestures in a row are one, until there is a pause."""
        after = change(self.batch)
        if after == self.batch:
            return
        if not gesture or gesture != self._gesture:
            self._past = [*self._past[-_STEPS:], self.batch]
        self._gesture = gesture
        self._rest.start()
        self._future = []
        self.batch = after
        self.changed.emit()

    def seal(self) -> None:
        """The next edit is a step of its own."""
        self._gesture = ""

    def undo(self) -> None:
        self._step(self._past, self._future)

    def redo(self) -> None:
        self._step(self._future, self._past)

    def thumbnail(self, key: int) -> QImage | None:
        """A small picture, upright and not turned; None while there is none."""
        return self._thumbnails.get(key)

    def picture(self, key: int) -> QImage | None:
        """The photo as it leaves but for turn and crops, blurred where it is marked; a small one while it comes."""
        photo = self.batch.get(key)
        if photo is None:
            return None
        if key not in self._proofs:
            self._fetch(photo)
            return self._thumbnails.get(key)
        self._proofs.move_to_end(key)
        wanted = photo.resource.hidden
        shown = self._pictures.get(key)
        if shown is None or shown[0] != wanted:
            self._draw(photo, self._proofs[key])
        return shown[1] if shown is not None else self._thumbnails.get(key)

    def close(self) -> None:
        """Nothing comes back any more."""
        self._waiting.clear()
        for key in range(self._next):  # of photos that were taken out again, too
            for kind in ("look", "proof", "blur"):
                self._desk.jobs.cancel((id(self), kind, key))

    def _step(self, source: list[Batch], target: list[Batch]) -> None:
        if source:
            target.append(self.batch)
            self.batch = source.pop()
            self._gesture = ""
            self.changed.emit()

    def _everywhere(self, change: Callable[[Batch], Batch]) -> None:
        """What files say is no step: it holds before and after every edit."""
        self.batch = change(self.batch)
        self._past = [change(batch) for batch in self._past]
        self._future = [change(batch) for batch in self._future]

    def _look_at(self, photos: Iterable[SheetPhoto]) -> None:
        self._waiting += [photo.key for photo in photos]
        self._look_next()

    def _look_next(self) -> None:
        while self._waiting and len(self._running) < _AT_ONCE:
            photo = self._once_there(self._waiting.pop(0))
            if photo is not None:
                self._running.add(photo.key)
                self._run_look(photo)
        if not self._running:
            self.looked.emit()

    def _once_there(self, key: int) -> SheetPhoto | None:
        """A photo as it stands in the batch, or, taken out again, in one that undo brings back."""
        batches = (self.batch, *self._past, *self._future)
        return next((photo for batch in batches for photo in batch.photos if photo.key == key), None)

    def _run_look(self, photo: SheetPhoto) -> None:
        key, source, name = photo.key, photo.source, photo.name

        def work(cancel: Cancel) -> tuple[ImageAsset, Proof, int]:
            from editor.app.photos import photo_cache
            from editor.images.likeness import likeness
            from editor.images.proof import look, proof

            cancel.check()
            asset, content = look(source, name, photo_cache())
            small = proof(asset, content, _THUMBNAIL, cancel)
            return asset, small, likeness(small)

        self._desk.jobs.run(
            (id(self), "look", key), work, lambda found: self._looked(key, *found), lambda error: self._bad(key, error)
        )

    def _looked(self, key: int, asset: ImageAsset, thumbnail: Proof, bits: int) -> None:
        self._running.discard(key)
        self.likenesses[key] = bits
        self._thumbnails[key] = image_of(thumbnail)
        self._everywhere(lambda batch: looked_at(batch, key, asset))
        self._look_next()
        self.pictured.emit(key)
        self.changed.emit()

    def _bad(self, key: int, error: EditorError) -> None:
        self._running.discard(key)
        self._everywhere(lambda batch: failed(batch, key, error))
        self._look_next()
        self.changed.emit()

    def _fetch(self, photo: SheetPhoto) -> None:
        key, source, name, job = photo.key, photo.source, photo.name, (id(self), "proof", photo.key)
        if photo.asset is None or self._desk.jobs.is_running(job):
            return

        def work(cancel: Cancel) -> Proof:
            from editor.app.photos import photo_cache
            from editor.images.proof import look, proof

            cancel.check()
            asset, content = look(source, name, photo_cache())
            return proof(asset, content, _PICTURE, cancel)

        self._desk.jobs.run(job, work, lambda made: self._fetched(key, made), lambda error: self._bad(key, error))

    def _fetched(self, key: int, made: Proof) -> None:
        self._proofs[key] = made
        while len(self._proofs) > _KEPT:
            dropped, _ = self._proofs.popitem(last=False)
            self._pictures.pop(dropped, None)
        photo = self.batch.get(key)
        if photo is not None:
            self._draw(photo, made)

    def _draw(self, photo: SheetPhoto, made: Proof) -> None:
        """Blurring takes some ms a place: in a thread, the last wish wins."""
        key, wanted = photo.key, photo.resource.hidden
        if not wanted:
            self._drawn(key, wanted, made)
            return

        def work(cancel: Cancel) -> Proof:
            from editor.images.proof import blurred_proof

            return blurred_proof(made, wanted)

        done = (id(self), "blur", key)
        self._desk.jobs.run(done, work, lambda drawn: self._drawn(key, wanted, drawn), self._desk.report)

    def _drawn(self, key: int, wanted: object, made: Proof) -> None:
        known = self._pictures.get(key)
        self._pictures[key] = (wanted, image_of(made))
        if known is None or known[0] != wanted:
            self.pictured.emit(key)


def image_of(made: Proof) -> QImage:
    """Its pixels as Qt paints them."""
    return QImage(made.pixels, made.width, made.height, 3 * made.width, QImage.Format.Format_RGB888).copy()
