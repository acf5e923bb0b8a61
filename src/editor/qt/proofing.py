"""A proof on paper: headline to related stories, photos small, lines wide apart for marks by hand, pages numbered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QObject, QRectF, QSizeF, QStandardPaths, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QDialog, QFileDialog

from editor.files import write_atomic
from editor.qt.intake import file_dialog
from editor.qt.panels.banner import Notice
from editor.qt.proof_document import proof_document
from editor.work import Cancel

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from editor.app.proofing import PaperPhoto
    from editor.model.article import Article
    from editor.qt.desk import Desk
    from editor.qt.window import MainWindow

_DPI = 300
_MARGIN = 22.0  # mm left and right: room for marks
_FOOT = 8.0  # mm for the line with the page's number
_FREE = 8.0  # points of free space under a line
_INCH, _POINT = 25.4, 72.0  # mm and points
_SOFT = QColor("#57534A")  # paper is white whatever the theme


@dataclass(frozen=True, slots=True)
class Proof:
    """What is drawn: the article as it stood when somebody asked, its photos by their `src`."""

    article: Article
    photos: Mapping[str, PaperPhoto]


class Proofing(QObject):
    """ "print" asks for a printer, "pdf" for a file."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk

    def act(self, verb: str) -> None:
        self._window.flush()
        if self._window.session is None:
            return
        if verb == "print":
            self._print()
        else:
            self._ask_for_file()

    def is_on(self, verb: str) -> bool:
        return False

    def can(self, verb: str) -> bool:
        return self._window.session is not None

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        session = self._window.session
        if session is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(_DPI)
        printer.setDocName(session.article.headline)
        lay_out(printer)
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self._desk.say("proof.print"))
        dialog.accepted.connect(lambda: self._with_photos(lambda proof: draw_proof(self._desk, proof, printer)))
        QDialog.open(dialog)

    def _with_photos(self, draw: Callable[[Proof], object]) -> None:
        """Make the photos small beside the window, then draw."""
        desk, session = self._desk, self._window.session
        if session is None:
            return
        folder, article = session.folder, session.article
        desk.noticed.emit(Notice("info", "", desk.say("proof.working"), about="proof"))

        def work(cancel: Cancel) -> Proof:
            from editor.app.proofing import paper_photos

            return Proof(article, paper_photos(folder, article, cancel))

        def came(proof: Proof) -> None:
            desk.settled.emit("proof")
            draw(proof)

        desk.jobs.run("proof", work, came, desk.report)

    def _ask_for_file(self) -> None:
        desk, session = self._desk, self._window.session
        if session is None:
            return
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = file_dialog(self._window, desk.say("proof.choose"), Path(place) if place else None)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        kind = desk.say("proof.kind")
        dialog.setNameFilter(f"{kind} (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{session.article.slug or session.folder.name}.pdf")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, out: Path) -> None:
        """The proof of the open article as a PDF; what came of it is said in the window."""
        self._with_photos(lambda proof: self._desk.attempt(lambda: self._written(proof, out)))

    def _written(self, proof: Proof, out: Path) -> None:
        from editor.qt.delivering import open_place

        pages = write_pdf(self._desk, proof, out)
        say = self._desk.say
        title, line, folder = say("proof.done", name=out.name), say("proof.pages", n=pages), out.parent
        action = say("open-folder")
        self._desk.noticed.emit(Notice("success", title, line, action, lambda: open_place(folder), about="proof"))


def write_pdf(desk: Desk, proof: Proof, out: Path) -> int:
    """How many pages it has. Raises FileUnwritableError, DiskFullError: what stood there stands."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(proof.article.headline)
    writer.setCreator("Standfirst")
    lay_out(writer)
    pages = draw_proof(desk, proof, writer)
    buffer.close()
    write_atomic(out, bytes(buffer.data().data()))
    return pages


def draw_proof(desk: Desk, proof: Proof, device: QPagedPaintDevice) -> int:
    """Paint every page; how many there were, 0 when the device takes none."""
    painter = QPainter()
    if not painter.begin(device):
        return 0
    dpi = device.logicalDpiX()
    page = QSizeF(device.width(), device.height())
    foot = _FOOT * dpi / _INCH
    body = QSizeF(page.width(), page.height() - foot)
    document = proof_document(desk, proof.article, proof.photos, device, body, dpi)
    pages = document.pageCount()
    for number in range(pages):
        if number:
            device.newPage()
        _draw_page(painter, document, number, body, dpi)
        _draw_foot(painter, desk, proof.article, QRectF(0, body.height(), page.width(), foot), (number + 1, pages))
    painter.end()
    return pages


def _draw_page(painter: QPainter, document: QTextDocument, number: int, body: QSizeF, dpi: int) -> None:
    """Lines of this page alone: the free space under a page's last line reaches into the next one."""
    free = _FREE * dpi / _POINT
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = QRectF(0, number * body.height() + free, body.width(), body.height() - free - 2)
    painter.save()
    painter.translate(0, -number * body.height())
    document.documentLayout().draw(painter, context)
    painter.restore()


def _draw_foot(painter: QPainter, desk: Desk, article: Article, room: QRectF, at: tuple[int, int]) -> None:
    say = desk.say
    font = QFont(desk.theme.font("ui_xs"))
    font.setPointSizeF(8)
    font.setFeature(QFont.Tag("calt"), 0)
    painter.save()
    painter.setFont(font)
    painter.setPen(_SOFT)
    right = say("proof.page", at=at[0], of=at[1])
    width = painter.fontMetrics().horizontalAdvance(right)
    printed = say("proof.printed", when=datetime.now().astimezone())
    left = painter.fontMetrics().elidedText(
        f"{article.headline}  ·  {printed}", Qt.TextElideMode.ElideMiddle, int(room.width() - width * 1.5)
    )
    line = room.adjusted(0, room.height() * 0.3, 0, 0)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, left)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, right)
    painter.restore()


def lay_out(device: QPagedPaintDevice) -> None:
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN, 18, _MARGIN, 12),
            QPageLayout.Unit.Millimeter,
        )
    )


def attach(window: MainWindow) -> Proofing:
    return Proofing(window)
