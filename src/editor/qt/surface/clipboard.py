"""The clipboard: rows of ours, clean HTML and plain text out; rows, HTML, text and files in."""

from __future__ import annotations

import atexit
import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from editor.model.blocks import Block, Box, BoxBlock, Figure, Gallery, Paragraph
from editor.model.row_json import slice_of, slice_text
from editor.model.rows import unfold
from editor.model.slices import Slice, of_body, text_slice
from editor.text.clean import clean

MIME = "application/x-standfirst-rows+json"
_RICH_TEXT = ("text/rtf", "application/rtf", "text/richtext", 'application/x-qt-windows-mime;value="Rich Text Format"')
_PICTURES = ("image/jpeg", "image/png", "image/webp")
_PICTURE = re.compile(r"<(?:img|v:imagedata)\b", re.I)
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.S)
_AT_ONCE = 200_000  # characters of markup: about 27,000 words
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z")
_WITH_CLIPBOARD = ("cocoa", "wayland", "windows", "xcb")  # Qt's names of screens whose system has one


def mime_of(piece: Slice) -> QMimeData:
    data = QMimeData()
    data.setData(MIME, slice_text(piece).encode())
    from editor.qt.surface.markup import html_of

    data.setHtml(html_of(piece.rows))
    data.setText(piece.text())
    return data


def slice_data(piece: Slice) -> str:
    """A slice as it stands on the clipboard."""
    return slice_text(piece)


def rows_text(data: QMimeData) -> str:
    """Our own form, "" when the data have none."""
    return bytes(data.data(MIME).data()).decode("utf-8", "replace") if data.hasFormat(MIME) else ""


def slice_from(data: QMimeData, *, plain: bool = False) -> Slice:
    """What the data can put into a page: rows of ours, else HTML through the importers' funnel, else plain text."""
    if not plain and data.hasFormat(MIME):
        try:
            return slice_of(rows_text(data))
        except ValueError:  # another version, or not ours at all
            return text_slice(clean(data.text()))
    if not plain and data.hasHtml():
        piece = _from_html(data.html())
        if piece.rows:
            return piece
    return text_slice(clean(data.text()))


@dataclass(frozen=True, slots=True)
class Copied:
    """Markup of another program, and the Rich Text beside it, which may hold the pictures."""

    html: str
    rtf: bytes = b""

    @property
    def is_heavy(self) -> bool:
        """Pictures are stored on the disk, and a long text takes more than a fifth of a second to read."""
        return len(self.html) > _AT_ONCE or _PICTURE.search(self.html) is not None


def copied_elsewhere(data: QMimeData) -> Copied | None:
    """The markup that another program has put there; None for bare words."""
    if not data.hasHtml():
        return None
    rtf = next((bytes(data.data(form).data()) for form in _RICH_TEXT if data.hasFormat(form)), b"")
    return Copied(data.html(), rtf)


def picture_of(data: QMimeData) -> bytes:
    """A lone picture (a screenshot, a photo out of a chat or a browser) as the bytes of a file; b"" for anything else.

    Word processors and spreadsheets put a picture of the selected words there too: where there are words, they count.
    """
    if data.hasFormat(MIME) or not data.hasImage():
        return b""
    lone = data.hasHtml() and _PICTURE.search(data.html()) and not _TAG.sub("", data.html()).strip()
    if not lone and (data.hasHtml() or data.text().strip()):
        return b""
    for form in _PICTURES:
        if data.hasFormat(form):
            return bytes(data.data(form).data())
    image = data.imageData()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not isinstance(image, QImage) or not QImageWriter(buffer, QByteArray(b"png")).write(image):
        return b""
    return bytes(buffer.data().data())


def files_of(data: QMimeData) -> tuple[str, ...]:
    """Paths of files that are dropped or pasted."""
    return tuple(url.toLocalFile() for url in data.urls() if url.isLocalFile())


def address_of(data: QMimeData) -> str:
    """The web address, when the data are nothing but one; else ""."""
    text = data.text().strip()
    return text if not data.hasFormat(MIME) and _ADDRESS.match(text) else ""


def put(piece: Slice) -> None:
    """Have the system's clipboard hold a slice."""
    put_data(mime_of(piece))


def put_data(data: QMimeData) -> None:
    """Have the system's clipboard hold what we have made: the one way there, as the end of the program must know it."""
    _settle_at_exit()
    QGuiApplication.clipboard().setMimeData(data)


@cache
def _settle_at_exit() -> None:
    atexit.register(settle_clipboard)


def settle_clipboard() -> None:
    """Before quitting, where the screen has no clipboard of its own: nothing of ours stays in Qt's.

    Qt takes its own apart when Python is gone already, and the process would crash on data that Python has made. A
    system's clipboard is left alone: it is let go with the application, and whoever pastes gets every form of it.
    """
    name = QGuiApplication.platformName() if QGuiApplication.instance() is not None else _WITH_CLIPBOARD[0]
    if not name.startswith(_WITH_CLIPBOARD):
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(clipboard.text())


def _from_html(html: str) -> Slice:
    from editor.ingest import html_blocks

    return of_body(unfold(tuple(own for block in html_blocks(html) for own in _without_photos(block))))


def _without_photos(block: Block) -> tuple[Block, ...]:
    """Photos of a web page are never fetched; the words under them stay."""
    match block:
        case Figure(caption=caption):
            return (Paragraph(caption),) if caption else ()
        case Gallery(figures=figures):
            return tuple(Paragraph(figure.caption) for figure in figures if figure.caption)
        case Box(title=title, blocks=blocks):
            inner = tuple(own for inside in blocks for own in _without_photos(inside))
            return (Box(title, cast("tuple[BoxBlock, ...]", inner)),)
        case _:
            return (block,)
