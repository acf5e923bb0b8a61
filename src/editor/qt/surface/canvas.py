"""The paper on its desk: a column of 680 px in the middle, margins, colours, and what is painted around the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from editor.model.blocks import Figure
from editor.model.page import Page
from editor.model.rows import Row
from editor.qt.surface import laying
from editor.qt.surface.editing import Editing
from editor.qt.surface.formats import Formats
from editor.qt.surface.frame import Frame
from editor.qt.surface.paint import PagePainter, Scene
from editor.qt.surface.photo_places import PhotoPlaces
from editor.qt.surface.photos import Marks
from editor.qt.surface.strips import leader
from editor.qt.surface.visible import Visible

_MEASURE, _PAD, _MIN_PAD = 680, 72, 28
_TOP, _BREADCRUMB, _BOTTOM = 40, 26, 160
_GUTTER = 44


class _Desk(QWidget):
    """A strip beside the paper: the wheel scrolls the page there too."""

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._bar = view.verticalScrollBar()

    def wheelEvent(self, event: QWheelEvent) -> None:
        QCoreApplication.sendEvent(self._bar, event)


class Canvas:
    """Where the text stands in the widget. Lengths are px on the screen."""

    def __init__(self, view: QTextEdit, frame: Frame) -> None:
        self._view = view
        self._frame = frame
        self.places: PhotoPlaces | None = None  # of photos, once the page has them
        self._desks = (_Desk(view), _Desk(view))
        self._pad = 0
        self._placed: tuple[int, int, int] | None = None
        self.visible = Visible(view)
        self._turned: object = None
        self._bare: object = None  # a part of the page that held nothing but text
        self.words: Mapping[str, str] = {}  # placeholders by row kind
        self.drop_line: QLineF | None = None  # where what is dragged over the page would go

    def show_drop(self, line: QLineF | None) -> None:
        """A line in the viewport, across the column or, beside a photo, upright; None takes it away."""
        if line != self.drop_line:
            self.drop_line = line
            self._view.viewport().update()

    def arrange(self) -> None:
        """Centre the paper. The text is laid out anew only when its column has another width."""
        view, px = self._view, self._frame.formats.px
        width = view.contentsRect().width() - view.verticalScrollBar().sizeHint().width()
        paper = px(_MEASURE + 2 * _PAD)
        side = max((width - paper) // 2, 0)
        view.setViewportMargins(side, 0, side, 0)
        left, right = self._desks
        left.setGeometry(0, 0, side, view.height())
        right.setGeometry(width - side, 0, side, view.height())
        room = (min(width, paper) - px(_MEASURE)) // 2
        self._pad = max(min(px(_PAD), room), px(_MIN_PAD))
        self._set_margins((self._pad, px(_TOP + _BREADCRUMB), px(_BOTTOM)))
        column = float(view.viewport().width() - 2 * self._pad)
        self._frame.overhang = float(min(px(_GUTTER), self._pad - px(_MIN_PAD) // 2))
        if column != self._frame.width:
            self._frame.width = column
            self.lay_out()

    def lay_out(self) -> None:
        """Sizes of photos may have changed."""
        document = self._view.document()
        document.markContentsDirty(0, document.characterCount())

    @property
    def column(self) -> QRectF:
        """The text's column in the viewport."""
        size = self._view.viewport().size()
        return QRectF(self._pad, 0, size.width() - 2 * self._pad, size.height())

    def lay_out_photos(self, rows: Sequence[Row], srcs: set[str]) -> None:
        """The places of some photos may have changed; of a whole gallery where one of its photos has."""
        document = self._view.document()
        if srcs:
            laying.finish(document)
        for number, row in enumerate(rows if srcs else ()):
            if isinstance(row.payload, Figure) and row.payload.src in srcs:
                block = leader(document.findBlockByNumber(number))
                document.markContentsDirty(block.position(), block.length())

    def turn(self, page: Page) -> None:
        """Photos as the article turns, blurs and sizes them."""
        article = page.article
        if article.resources is self._turned:
            return
        self._turned = article.resources
        marks = {item.src: Marks(item.rotate, item.hidden) for item in article.resources if item.rotate or item.hidden}
        sizes = {item.src: item.size for item in article.resources if item.size not in {"", "column"}}
        frame = self._frame
        changed = {src for src, _ in (*(marks.items() ^ frame.marks.items()), *(sizes.items() ^ frame.sizes.items()))}
        if changed:
            frame.marks, frame.sizes = marks, sizes
            self.lay_out_photos(page.rows, changed)

    def _set_margins(self, placed: tuple[int, int, int]) -> None:
        if placed == self._placed:
            return
        self._placed = placed
        side, top, bottom = placed
        frame = self._view.document().rootFrame()
        form = frame.frameFormat()
        form.setMargin(0)
        form.setLeftMargin(side)
        form.setTopMargin(top)
        form.setRightMargin(side)
        form.setBottomMargin(bottom)
        frame.setFrameFormat(form)

    def painter(self, editing: Editing, composing: bool, clip: QRect) -> PagePainter | None:
        """What paints around the text in a part of the viewport; None where there is only text.

        A key paints its paragraph again: a part that was bare a moment ago, on a page of the same shape and height,
        is not looked through once more.
        """
        bar = self._view.verticalScrollBar()
        part = (clip.getRect(), bar.value(), bar.maximum(), editing.sync.shape, self._frame.formats)
        if part == self._bare and self.drop_line is None and not editing.has_selection():
            return None
        page = self._page_painter(editing, composing, clip)
        self._bare = None if page.has_under or page.has_over else part
        return page

    def _page_painter(self, editing: Editing, composing: bool, clip: QRect) -> PagePainter:
        article = editing.sync.page.article
        section = article.sections[0] if article.sections else ""
        atom = editing.selected_atom()
        places, ring, lift = self.places, None, None
        if places is not None and atom is not None:
            ring, lift = places.rect(atom), partial(places.draw_again, row=atom)
        scene = Scene(
            editing.rows, self._frame.formats, article.lang, section, self.words, ring, lift, composing, self.drop_line
        )
        return PagePainter(scene, self.column, self.visible.rows(editing.rows, clip), clip)


def prepare(view: QTextEdit) -> None:
    """Qt's own undo, formatting and margins off."""
    view.setUndoRedoEnabled(False)
    view.setAcceptRichText(True)
    view.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setTabChangesFocus(True)
    view.setCursorWidth(2)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setAutoFillBackground(True)
    view.document().setDocumentMargin(0)
    # Lengths and fonts of the page are pixels already. With a device, the layout asks for its resolution at every row,
    # through all the widgets around it: a tenth of a key's time.
    view.document().documentLayout().setPaintDevice(None)  # type: ignore[arg-type]  # Qt takes none, its stub does not


def apply_palette(view: QTextEdit, formats: Formats) -> None:
    """Paper, ink and selection from the theme."""
    color = formats.theme.color
    palette = view.palette()
    roles = {
        QPalette.ColorRole.Base: "bg_page",
        QPalette.ColorRole.Window: "bg_canvas",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Highlight: "selection",
        QPalette.ColorRole.HighlightedText: "text",
        QPalette.ColorRole.PlaceholderText: "text_3",
    }
    for role, token in roles.items():
        palette.setColor(role, color(token))
    view.setPalette(palette)
