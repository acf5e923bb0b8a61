"""The photo sheet: many photos at once, in order, with their words, before they go into the article; or those in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor.app.photo_batch import Batch, SheetPhoto, of_article
from editor.app.session import DocumentSession
from editor.app.unfinished_photos import Unfinished
from editor.qt.dialogs.photos_drop import ask_for_photos
from editor.qt.dialogs.photos_sheet import PhotoSheet
from editor.qt.panels.banner import Notice

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

__all__ = ["PhotoSheet", "ask_for_photos", "edit_photos", "open_photos"]


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


def reopen_photos(window: MainWindow, unfinished: Unfinished) -> None:
    """Open the sheet as it stood when the program was ended; what was done in it is one step of its undo."""
    window.flush()
    _open(window, unfinished.batch, unfinished.after, begun=True)


def edit_photos(window: MainWindow, src: str = "") -> None:
    """Open the sheet on the photos that the article has, the one of `src` chosen."""
    made = None if window.shell.is_busy() else open_sheet(window, src)
    if made is not None:
        window.shell.present(*made)


def open_sheet(window: MainWindow, src: str = "") -> tuple[PhotoSheet, QWidget] | None:
    """The sheet on the photos of the article; None when it has none. Without `src` the photo of the caret is chosen."""
    window.flush()
    session = window.session
    batch = of_article(session.article, session.folder) if session is not None else Batch()
    if session is None or not batch.photos:
        return None
    sheet = _made(window, session, batch, None)
    wanted = src or window.page.current_photo()
    chosen = next((photo.key for photo in batch.photos if photo.figure.src == wanted), 0)
    if chosen:
        sheet.choose(chosen)
    return sheet, sheet.columns.fields.caption


def _open(window: MainWindow, batch: Batch, after: int | None, *, begun: bool = False) -> None:
    if window.session is not None and not window.shell.is_busy():
        sheet = _made(window, window.session, batch, after)
        sheet.bench.begun = begun
        window.shell.present(sheet, sheet.columns.fields.caption)


def _made(window: MainWindow, session: DocumentSession, batch: Batch, after: int | None) -> PhotoSheet:
    sheet = PhotoSheet(window, session, batch, after)
    sheet.left.connect(lambda left: _offer_again(window, left, after))
    return sheet


def _offer_again(window: MainWindow, batch: Batch, after: int | None) -> None:
    """What was typed into a sheet that was closed can be had back."""
    say = window.desk.say
    left = say("photos.left", n=len(batch.photos)) if after is not None else say("photos.left-edit")
    window.desk.noticed.emit(
        Notice("info", "", left, say("photos.again"), lambda: _open(window, batch, after, begun=True))
    )
