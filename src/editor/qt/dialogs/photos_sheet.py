"""The photo sheet's window: three columns over a bench of photos, the keys that work in all of them, the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from editor.app import photo_batch
from editor.app.photo_batch import Batch, Part, SheetPhoto, applied
from editor.app.session import DocumentSession
from editor.errors import EditorError
from editor.model.article import Resource
from editor.model.marks import turned
from editor.model.retyping import retyped
from editor.qt.dialogs.photos_bench import PhotoBench
from editor.qt.dialogs.photos_delivery import Delivery, place_words
from editor.qt.dialogs.photos_drop import ask_for_photos
from editor.qt.dialogs.photos_kept import Keeping
from editor.qt.dialogs.photos_keys import SheetKeys
from editor.qt.dialogs.photos_layout import PhotoColumns
from editor.qt.dialogs.photos_list import row_of
from editor.qt.dialogs.photos_used import Recognition
from editor.qt.dialogs.sheet import Sheet
from editor.qt.theme.controls import Button, label

if TYPE_CHECKING:
    from editor.qt.window import MainWindow


class PhotoSheet(Sheet):
    """Works on a bench of photos. `after` is the place in the body; None: the photos are in the article already."""

    left = Signal(object)  # the Batch of a sheet that was closed before it was done

    def __init__(self, window: MainWindow, session: DocumentSession, batch: Batch, after: int | None) -> None:
        desk = window.desk
        theme, say = desk.theme, desk.say
        title = say("photos.edit") if after is None else say("photos.insert")
        super().__init__(theme, window, title, say("close"), theme.tokens.number("layout.sheet_w.photo"))
        self.setObjectName("photoSheet")
        self._window = window
        self._desk = desk
        self._session = session
        self._after = after
        self._done = False
        self.current = batch.photos[0].key if batch.photos else 0
        self._row = 0
        self.bench = PhotoBench(desk, batch, self)
        self.recognition = Recognition(desk, self.bench)
        self._keeping = Keeping(desk, session.folder, self.bench, after)
        self._delivery = Delivery(window, session, after)
        self.columns = PhotoColumns(desk, self.bench, can_add=after is not None)
        self.cancel_button = Button(theme, "secondary", say("cancel"))
        self.done_button = Button(theme, "primary", say("done"))
        self.note = label(theme, say("photos.originals-stay"), "ui_sm", "second", wrap=True)
        self._keys = SheetKeys(self)
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self.subtitle.setText(place_words(self._desk, self._session.article, self._after))
        self.subtitle.setContentsMargins(0, 0, 0, self._desk.theme.space(3))
        self.subtitle.show()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        self.content.addWidget(self.columns)
        self.footer.addWidget(self.note)
        self.footer.addStretch()
        self.footer.addWidget(self.cancel_button)
        self.footer.addWidget(self.done_button)
        self._keys.watch(self.card)

    def _connect(self) -> None:
        order, fields, crop = self.columns.order, self.columns.fields, self.columns.crop
        self.bench.changed.connect(self._show)
        self.recognition.changed.connect(self._show)
        fields.taken_over.connect(self._take_over)
        fields.was_read.connect(lambda: self.bench.edit(lambda batch: photo_batch.read(batch, self.current)))
        self.bench.pictured.connect(lambda key: order.viewport().update())
        order.picked.connect(self.choose)
        order.moved.connect(lambda at, to: self.bench.edit(lambda batch: photo_batch.moved(batch, at, to)))
        if self._after is not None:
            order.removed.connect(lambda key: self.bench.edit(lambda batch: photo_batch.removed(batch, key)))
        order.files.connect(self.add_files)
        self.columns.drop.files.connect(self.add_files)
        self.columns.drop.clicked.connect(lambda: ask_for_photos(self._window, self.add_files))
        fields.typed.connect(self._type)
        fields.sized.connect(lambda size: self._mark(lambda own: replace(own, size=size)))
        fields.made_decorative.connect(lambda on: self._mark(lambda own: replace(own, decorative=on)))
        fields.made_lead.connect(
            lambda on: self.bench.edit(lambda batch: replace(batch, lead=self.current if on else None))
        )
        fields.shared.connect(self._share)
        crop.marked.connect(lambda resource, gesture: self._mark(lambda _: resource, gesture))
        self.columns.turned.connect(lambda: self._mark(lambda own: turned(own, 90)))
        self._keys.undone.connect(self.bench.undo)
        self._keys.redone.connect(self.bench.redo)
        self._keys.moved.connect(self._move)
        self._keys.stepped.connect(self._step)
        self._keys.read.connect(self._read_and_go)
        self.cancel_button.clicked.connect(self.dismiss)
        self.done_button.clicked.connect(self._finish)

    def _stops(self) -> list[QWidget]:
        return self.columns.in_order(super()._stops())

    # -- what is shown

    @property
    def photo(self) -> SheetPhoto | None:
        """The chosen photo."""
        return self.bench.batch.get(self.current)

    def choose(self, key: int) -> None:
        """Show this photo."""
        if key != self.current:
            self.bench.seal()
            self.current = key
            self._show()

    def _show(self) -> None:
        batch = self.bench.batch
        if self.photo is None and batch.photos:
            self.current = batch.photos[min(self._row, len(batch.photos) - 1)].key
        self._row = next((at for at, photo in enumerate(batch.photos) if photo.key == self.current), 0)
        rows = tuple(
            row_of(self._desk, photo, batch.place(photo.key), used=photo.key in self.recognition.found)
            for photo in batch.photos
        )
        self.columns.show_batch(batch, rows, self.current, self.recognition.words(self.current))
        usable, say = len(batch.usable), self._desk.say
        words = say("done") if self._after is None else say("photos.put-in" if usable else "photos.insert", n=usable)
        if words != self.done_button.text():
            self.done_button.setText(words)
            self.done_button.setAccessibleName(words)
        looking = any(photo.asset is None for photo in batch.usable)
        self.done_button.setEnabled(bool(usable) and not looking)
        self.note.setText(self._state(batch))

    def _state(self, batch: Batch) -> str:
        """What the foot says: what is going on, what went wrong, what is safe."""
        say, bad = self._desk.say, len(batch.photos) - len(batch.usable)
        looking = sum(photo.asset is None for photo in batch.usable)
        if looking:
            return say("photos.looking-at", n=looking)
        return say("photos.some-bad", n=bad) if bad else say("photos.originals-stay")

    # -- what is done

    def add_files(self, names: Sequence[str]) -> None:
        """More photos at the end of the list."""
        self.bench.add((Path(name).name, Path(name)) for name in names)

    def _type(self, part: Part, words: str) -> None:
        photo = self.photo
        if photo is None or photo.text(part) == words:
            return
        value = retyped(photo.figure.caption, words) if part == "caption" else words
        self.bench.edit(lambda batch: photo_batch.typed(batch, photo.key, part, value), f"{part}.{photo.key}")

    def _take_over(self) -> None:
        """The words of the article in which the photo stood before, where nothing is said of it here."""
        used, key = self.recognition.found.get(self.current), self.current
        if used is not None:
            self.bench.edit(lambda batch: photo_batch.filled(batch, key, used))

    def _mark(self, change: Callable[[Resource], Resource], gesture: str = "") -> None:
        photo = self.photo
        if photo is not None:
            self.bench.edit(lambda batch: photo_batch.marked(batch, photo.key, change(photo.resource)), gesture)

    def _share(self, on: bool) -> None:
        self.bench.edit(lambda batch: photo_batch.share(batch, self.current) if on else replace(batch, shared=False))

    def _step(self, by: int) -> None:
        """The next photo (1) or the one before (-1), the focus in the same field; after the last one the button."""
        QGuiApplication.inputMethod().commit()
        photos, at = self.bench.batch.photos, self._row + by
        if 0 <= at < len(photos):
            self.choose(photos[at].key)
        elif by > 0:
            self.done_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read_and_go(self) -> None:
        """This photo's words have been read: on to the next."""
        QGuiApplication.inputMethod().commit()
        self.bench.edit(lambda batch: photo_batch.read(batch, self.current))
        self._step(1)

    def _move(self, by: int) -> None:
        at = self._row
        self.bench.edit(lambda batch: photo_batch.moved(batch, at, at + by))

    # -- the end

    def _finish(self) -> None:
        QGuiApplication.inputMethod().commit()
        batch = self.bench.batch
        if self._after is None:
            self._end()
            self._window.flush()
            self._session.apply(applied(self._session.article, batch), "photo")
            return
        self.done_button.setEnabled(False)
        self.columns.setEnabled(False)
        self.note.setText(self._desk.say("photo.adding", n=len(batch.usable)))
        self._delivery.start(batch, self._end, self._not_stored)

    def _not_stored(self, error: EditorError) -> None:
        """Nothing was stored and nothing typed is lost."""
        self.columns.setEnabled(True)
        self._show()
        self.note.setText(self._desk.messages.error(error))

    def _end(self) -> None:
        self._done = True
        self.dismiss()

    def dismiss(self) -> None:
        """Close it; `left` tells of what somebody had begun."""
        self.bench.close()
        self.recognition.close()
        self._delivery.cancel()
        self._keeping.end()
        super().dismiss()
        if self.bench.is_touched and not self._done and self.bench.batch.photos:
            self.left.emit(self.bench.batch)
