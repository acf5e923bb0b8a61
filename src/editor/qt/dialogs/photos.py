"""The photo sheet: many photos at once, in order, with their words, before they go into the article; or those in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from editor.app import photo_batch
from editor.app.media import Outside, Stored, put_in, store_each
from editor.app.photo_batch import Batch, Part, SheetPhoto, applied, figure_and_resource, of_article
from editor.app.session import DocumentSession
from editor.errors import EditorError
from editor.model.article import Article, Resource
from editor.model.blocks import text_of
from editor.qt.dialogs.photos_bench import PhotoBench
from editor.qt.dialogs.photos_layout import PhotoColumns
from editor.qt.dialogs.photos_list import row_of, step_of
from editor.qt.dialogs.sheet import Sheet
from editor.qt.intake import file_dialog
from editor.qt.panels.banner import Notice
from editor.qt.panels.cover import short
from editor.qt.panels.photo_tab import retyped
from editor.qt.theme.controls import Button, label
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_PHOTOS = "*.jpg *.jpeg *.png *.webp *.gif *.heic *.heif"
_REST = 900  # ms without a key after which the next letter is a new step


class PhotoSheet(Sheet):
    """Works on a bench of photos. `after` is the place in the body; None: the photos are in the article already."""

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
        self._opened_on = session.article
        self._done = False
        self.current = batch.photos[0].key if batch.photos else 0
        self.bench = PhotoBench(desk, batch, self)
        self.columns = PhotoColumns(desk, self.bench, can_add=after is not None)
        self.cancel_button = Button(theme, "secondary", say("cancel"))
        self.done_button = Button(theme, "primary", say("done"))
        self.note = label(theme, say("photos.originals-stay"), "ui_sm", "second")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self.subtitle.setText(self._where())
        self.subtitle.show()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        self.content.addWidget(self.columns)
        self.footer.addWidget(self.note)
        self.footer.addStretch()
        self.footer.addWidget(self.cancel_button)
        self.footer.addWidget(self.done_button)
        for part in self.card.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                part.installEventFilter(self)

    def _connect(self) -> None:
        order, fields, crop = self.columns.order, self.columns.fields, self.columns.crop
        self.bench.changed.connect(self._show)
        self.bench.pictured.connect(lambda key: order.viewport().update())
        self._rest.timeout.connect(self.bench.seal)
        order.picked.connect(self.choose)
        order.moved.connect(lambda at, to: self._edit(lambda batch: photo_batch.moved(batch, at, to)))
        order.removed.connect(self._remove)
        order.files.connect(self.add_files)
        self.columns.drop.files.connect(self.add_files)
        self.columns.drop.clicked.connect(self._ask)
        fields.typed.connect(self._type)
        fields.sized.connect(lambda size: self._mark(lambda own: replace(own, size=size)))
        fields.made_decorative.connect(lambda on: self._mark(lambda own: replace(own, decorative=on)))
        fields.made_lead.connect(self._lead)
        fields.shared.connect(self._share)
        crop.marked.connect(lambda resource, gesture: self._mark(lambda _: resource, gesture))
        self.columns.turned.connect(self._turn)
        self.cancel_button.clicked.connect(self.dismiss)
        self.done_button.clicked.connect(self._finish)

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
        if self.photo is None:
            self.current = batch.photos[0].key if batch.photos else 0
        rows = tuple(row_of(self._desk, photo, batch.place(photo.key), False) for photo in batch.photos)
        self.columns.show_batch(batch, rows, self.current)
        usable, say = len(batch.usable), self._desk.say
        if self._after is not None:
            self.done_button.setText(say("photos.put-in", n=usable) if usable else say("photos.insert"))
            self.done_button.setAccessibleName(self.done_button.text())
        looking = any(photo.asset is None for photo in batch.usable)
        self.done_button.setEnabled(bool(usable) and not looking)
        self.note.setText(self._state(batch))
        self.footer.invalidate()

    def _state(self, batch: Batch) -> str:
        """What the foot says: what is going on, what went wrong, what is safe."""
        say, bad = self._desk.say, len(batch.photos) - len(batch.usable)
        looking = sum(photo.asset is None for photo in batch.usable)
        if looking:
            return say("photos.looking-at", n=looking)
        return say("photos.some-bad", n=bad) if bad else say("photos.originals-stay")

    def _where(self) -> str:
        """The place in the article in words."""
        say = self._desk.say
        if self._after is None:
            return say("photos.edit-where", headline=short(self._opened_on.headline, 70) or say("library.untitled"))
        words = words_before(self._opened_on, self._after)
        if words:
            return say("photos.after", words=short(words, 46))
        return say("photos.here" if self._after else "photos.first")

    # -- what is done

    def add_files(self, names: Sequence[str]) -> None:
        """More photos at the end of the list."""
        self.bench.add((Path(name).name, Path(name)) for name in names)

    def _ask(self) -> None:
        ask_for_photos(self._window, self.add_files)

    def _edit(self, change: Callable[[Batch], Batch], gesture: str = "") -> None:
        self.bench.edit(change, gesture)

    def _type(self, part: Part, words: str) -> None:
        photo = self.photo
        if photo is None or photo.text(part) == words:
            return
        value = retyped(photo.figure.caption, words) if part == "caption" else words
        self._edit(lambda batch: photo_batch.typed(batch, photo.key, part, value), f"{part}.{photo.key}")
        self._rest.start()

    def _mark(self, change: Callable[[Resource], Resource], gesture: str = "") -> None:
        photo = self.photo
        if photo is not None:
            self._edit(lambda batch: photo_batch.marked(batch, photo.key, change(photo.resource)), gesture)

    def _turn(self) -> None:
        from editor.model.marks import turned

        self._mark(lambda own: turned(own, 90))

    def _lead(self, on: bool) -> None:
        self._edit(lambda batch: replace(batch, lead=self.current if on else None))

    def _share(self, on: bool) -> None:
        if on:
            self._edit(lambda batch: photo_batch.share(batch, self.current))
        else:
            self._edit(lambda batch: replace(batch, shared=False))

    def _remove(self, key: int) -> None:
        if self._after is None:
            return
        photos = self.bench.batch.photos
        at = next((at for at, photo in enumerate(photos) if photo.key == key), 0)
        others = [photo.key for photo in photos if photo.key != key]
        self.current = others[min(at, len(others) - 1)] if others else 0
        self._edit(lambda batch: photo_batch.removed(batch, key))

    def _step(self, by: int) -> None:
        """The next photo (1) or the one before (-1), the focus in the same field; after the last one the button."""
        QGuiApplication.inputMethod().commit()
        keys = [photo.key for photo in self.bench.batch.photos]
        at = keys.index(self.current) + by if self.current in keys else 0
        if 0 <= at < len(keys):
            self.choose(keys[at])
        elif by > 0:
            self.done_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read_and_go(self) -> None:
        """This photo's words have been read: on to the next."""
        QGuiApplication.inputMethod().commit()
        self._edit(lambda batch: photo_batch.read(batch, self.current))
        self._step(1)

    def _move(self, by: int) -> None:
        keys = [photo.key for photo in self.bench.batch.photos]
        if self.current in keys:
            at = keys.index(self.current)
            self._edit(lambda batch: photo_batch.moved(batch, at, at + by))

    # -- keys that work in every field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is not self.parentWidget():
            act = self._act_of(event)
            if act is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    act()
                return True
        return super().eventFilter(watched, event)

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does anywhere in the sheet; None for a key of the field."""
        if event.type() not in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}:
            return None
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.bench.undo
        if event.matches(QKeySequence.StandardKey.Redo) or _is_redo(event):
            return self.bench.redo
        step = step_of(event)
        if step:
            return lambda: self._move(step)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ControlModifier and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self._read_and_go
        if modifiers == Qt.KeyboardModifier.NoModifier and event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            return lambda: self._step(1 if event.key() == Qt.Key.Key_PageDown else -1)
        return None

    # -- the end

    def _finish(self) -> None:
        QGuiApplication.inputMethod().commit()
        if self._after is None:
            batch = self.bench.batch
            self._done = True
            self.dismiss()
            self._window.flush()
            self._session.apply(applied(self._session.article, batch), "photo")
        else:
            self._store()

    def _store(self) -> None:
        """Copied in the worker; the sheet stays until all of it has come to an end."""
        batch, folder = self.bench.batch, self._session.folder
        outside = [Outside(one.key, one.source, one.name, one.text("caption")) for one in batch.usable]
        self.done_button.setEnabled(False)
        self.columns.setEnabled(False)
        self.note.setText(self._desk.say("photo.adding", n=len(outside)))

        def work(cancel: Cancel) -> Stored:
            return store_each(outside, folder, cancel)

        self._desk.jobs.run((id(self), "store"), work, lambda stored: self._stored(batch, stored), self._not_stored)

    def _not_stored(self, error: EditorError) -> None:
        """Nothing was stored and nothing typed is lost."""
        self.columns.setEnabled(True)
        self._show()
        self.note.setText(self._desk.messages.error(error))

    def _stored(self, batch: Batch, stored: Stored) -> None:
        window, session = self._window, self._session
        self._done = True
        self.dismiss()
        if self._desk.session is not session:
            return
        window.flush()
        photos = [(one, stored.srcs[one.key]) for one in batch.usable if one.key in stored.srcs]
        placed = [figure_and_resource(photo, src) for photo, src in photos]
        cover = next((src for photo, src in photos if photo.key == batch.lead), "")
        session.apply(put_in(session.article, placed, self._after, cover), "photo")
        if placed:
            window.details.choose_photo(placed[0][0].src)
            window.places.show_photo(placed[0][0].src)
        for problem in stored.problems.values():
            self._desk.report(problem)

    def dismiss(self) -> None:
        """Close it; what was typed can be had back for a while."""
        batch, touched = self.bench.batch, self.bench.is_touched
        self.bench.close()
        self._desk.jobs.cancel((id(self), "store"))
        super().dismiss()
        if touched and not self._done and batch.photos:
            say, window, after = self._desk.say, self._window, self._after
            left, again = say("photos.left", n=len(batch.photos)), say("photos.again")
            self._desk.noticed.emit(Notice("info", "", left, again, lambda: _open(window, batch, after)))


def open_photos(window: MainWindow, sources: Sequence[Path | bytes], after: int | None) -> None:
    """Open the sheet for photos that are to go into the open article.

    Args:
        sources: files, or the bytes of pictures from the clipboard.
        after: how many blocks of the body stand before the first of them; None: at the caret.
    """
    window.flush()
    if window.session is None or not sources or window.shell.is_busy():
        return
    say = window.desk.say
    names = [one.name if isinstance(one, Path) else say("photos.pasted", at=at) for at, one in enumerate(sources, 1)]
    photos = tuple(SheetPhoto(key, name, one) for key, (name, one) in enumerate(zip(names, sources, strict=True), 1))
    lead = 1 if not window.session.article.cover else None
    _open(window, Batch(photos, lead), window.page.block_after_caret() if after is None else after)


def edit_photos(window: MainWindow, src: str = "") -> None:
    """Open the sheet on the photos that the article has, the one of `src` chosen."""
    window.flush()
    session = window.session
    if session is None or window.shell.is_busy():
        return
    batch = of_article(session.article, session.folder)
    if batch.photos:
        sheet = _open(window, batch, None)
        chosen = next((photo.key for photo in batch.photos if photo.figure.src == src), 0)
        if sheet is not None and chosen:
            sheet.choose(chosen)


def ask_for_photos(window: MainWindow, take: Callable[[Sequence[str]], object]) -> None:
    """Ask for photo files; `take` gets their paths."""
    say = window.desk.say
    dialog = file_dialog(window, say("photo.choose"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(say("photo.files") + f" ({_PHOTOS})")
    # once the dialog has gone and the focus is back on the page
    dialog.filesSelected.connect(lambda names: QTimer.singleShot(0, window, lambda: take(names)))
    dialog.open()


def words_before(article: Article, after: int) -> str:
    """The first words of the nearest text above a place of the body."""
    for block in reversed(article.body[:after]):
        inline = getattr(block, "inline", None) or getattr(block, "caption", None)
        if inline:
            return " ".join(text_of(inline).split())
    return ""


def _open(window: MainWindow, batch: Batch, after: int | None) -> PhotoSheet | None:
    session = window.session
    if session is None:
        return None
    sheet = PhotoSheet(window, session, batch, after)
    window.shell.present(sheet, sheet.columns.fields.caption)
    return sheet


def _is_redo(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == Qt.Key.Key_Y and modifiers == Qt.KeyboardModifier.ControlModifier
