"""The page: headline, standfirst and body in one text widget. Qt's overrides and what the window asks for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from editor.app.session import DocumentSession
from editor.model.blocks import Table
from editor.model.finding import Place
from editor.qt.surface import input_method, keys, laying
from editor.qt.surface.atom_mouse import AtomMouse
from editor.qt.surface.atoms import AtomPainter
from editor.qt.surface.calls import PageCalls
from editor.qt.surface.canvas import Canvas, apply_palette, prepare
from editor.qt.surface.clipboard import files_of
from editor.qt.surface.dropping import Dropping
from editor.qt.surface.editing import Editing
from editor.qt.surface.figures import Figures
from editor.qt.surface.findings import FindingMarks
from editor.qt.surface.formats import OBJECT_TYPE, Formats, Look
from editor.qt.surface.frame import Frame
from editor.qt.surface.inserting import Inserting
from editor.qt.surface.layers import Layers
from editor.qt.surface.one_row import OneRow
from editor.qt.surface.pasting import Pasting
from editor.qt.surface.photo_places import PhotoPlaces
from editor.qt.surface.photos import Photos
from editor.qt.surface.places import caret_of
from editor.qt.surface.shaping import Shaping
from editor.qt.surface.sync import Sync

_REST = 20
"""ms from the first letter until the row is read: after the letter is on the screen, well within a journal's second."""


class Surface(PageCalls):
    """A view of an article's rows. The article is the session's, and so is undo."""

    content_edited = Signal()  # the article that is shown is another one now
    caret_moved = Signal()
    files_dropped = Signal(tuple, int)  # paths; how many blocks stand before the place
    menu_asked = Signal(QPoint)  # on the screen
    atom_menu_asked = Signal(QPoint)  # of the photo or the table that is selected
    photo_opened = Signal(str)  # src: its words are wanted
    file_wanted = Signal(str)  # src of a photo whose file is missing
    file_given = Signal(str, str)  # src of a missing photo, and the path that was dropped on it
    atom_opened = Signal(int)  # the row of a table, or of another atom that is no photo
    photos_removed = Signal(object)  # by a key; the Article before

    def __init__(self, theme: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self._drawn_shape = 0
        self._is_typing = False
        self._build(Formats(theme))
        self._connect()

    def _build(self, formats: Formats) -> None:
        prepare(self)
        self.photos = Photos(self)
        self._frame = Frame(formats, self.photos, 680.0)
        self._atoms = AtomPainter(self._frame, self)
        self.document().documentLayout().registerHandler(OBJECT_TYPE, self._atoms)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._canvas = Canvas(self, self._frame)
        self._one_row = OneRow(self)
        self.sync = Sync(self.document(), formats, self._flush_soon)
        self.editing = Editing(self, self.sync, self._after_change)
        self.shaping = Shaping(self.editing)
        self.inserting = Inserting(self.editing)
        self.figures = Figures(self.editing, self.shaping)
        self.pasting = Pasting(self, self.editing)
        self.composition = input_method.Composition()
        self.places = self._canvas.places = PhotoPlaces(self, self.editing, self._atoms)
        self.atom_mouse = AtomMouse(self, self.places)
        self._dropping = Dropping(self, self._canvas, self.places)
        self.layers = Layers(self)
        self.findings = FindingMarks(self, self.editing, self._frame, self._canvas.visible, self.layers)
        apply_palette(self, formats)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.flush)
        self.cursorPositionChanged.connect(self._after_move)
        self.selectionChanged.connect(self._after_move)
        self.photos.arrived.connect(self.viewport().update)

    # -- what the window asks for

    def show_session(self, session: DocumentSession | None) -> None:
        """Show an article, or an empty page that cannot be written on."""
        self.commit_preedit()
        self.flush()
        self.composition.forget()
        self.findings.show((), str)
        self.photos.open(session.folder if session is not None else None)
        self.setReadOnly(session is None)
        with self.sync.quiet(), laying.put_off(self.document()):
            self.editing.open(session)
            self._canvas.turn(self.sync.page)
        if session is not None:
            self.editing.place(session.caret)
        self.viewport().update()

    def _flush_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start(_REST if self._is_typing else 0)

    def go_to(self, place: Place) -> bool:
        """Select a place and scroll it to a third of the height; whether it is one of the page's."""
        self.commit_preedit()
        self.flush()
        caret = caret_of(self.sync.page, place)
        if caret is None:
            return False
        self.editing.place(caret)
        self.show_caret()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def set_words(self, words: Mapping[str, str]) -> None:
        """Placeholders by row kind: headline, standfirst, caption, attribution, box_title, paragraph."""
        self._canvas.words = words
        self.viewport().update()

    def set_photo_words(self, words: Mapping[str, str]) -> None:
        """What stands on a photo whose file is not there: "missing", and the offer to "find" it."""
        self._frame.words = words
        self.viewport().update()

    def set_theme(self, theme: Look, zoom: float = 1.0) -> None:
        """Other colours, fonts or zoom; the article is not touched."""
        self.flush()
        formats = Formats(theme, zoom)
        self._frame.formats = formats
        self.sync.restyle(formats)
        self.findings.draw()
        apply_palette(self, formats)
        with self.sync.quiet():
            self._canvas.arrange()
        self.viewport().update()

    # -- the keyboard and the input method

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isReadOnly():
            super().keyPressEvent(event)
            return
        laying.finish(self.document())
        text = keys.typed_text(event)
        if text:
            gesture = self.editing.begin_typing(text)
            self._is_typing = True
            self._one_row.begin()
            try:
                super().keyPressEvent(event)
            finally:
                self._one_row.end()
            self._is_typing = False
            self.editing.end_typing(text, gesture, may_wait=True)
            return
        if not keys.is_modifier(event):
            self.commit_preedit()  # an input method that lets a key through has left its word to us
        self.flush()
        if keys.handle(self, event):
            event.accept()
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            gesture = self.editing.begin_backspace()
            super().keyPressEvent(event)
            self.editing.end_backspace(gesture)
        else:
            super().keyPressEvent(event)
            self.flush()
            self.editing.snap()  # a selection that collapses in an atom moves no caret

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.isReadOnly() or self.composition.is_ghost(event):
            event.accept()
            return
        laying.finish(self.document())
        text = event.commitString()
        if not text and not event.preeditString() and not event.replacementLength():
            super().inputMethodEvent(event)
            self.composition.note(event)
            return
        gesture = self.editing.begin_typing(text or event.preeditString())
        super().inputMethodEvent(event)
        self.composition.note(event)
        self.editing.end_typing(text, gesture)

    def look_for_photos(self) -> None:
        """Show photos whose file was missing and is there now."""
        with self.sync.quiet():
            self._canvas.lay_out_photos(self.editing.rows, self.photos.look_again())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.look_for_photos()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        input_method.end(self.composition, self.inputMethodEvent)
        super().focusOutEvent(event)
        self.flush()

    def undo(self) -> None:
        self.commit_preedit()
        if self.editing.session is not None:
            self.editing.session.undo()

    def redo(self) -> None:
        self.commit_preedit()
        if self.editing.session is not None:
            self.editing.session.redo()

    # -- clipboard, mouse, dragging

    def copy(self) -> None:
        self.commit_preedit()
        self.pasting.copy()

    def cut(self) -> None:
        self.commit_preedit()
        self.pasting.cut()

    def paste(self) -> None:
        self.commit_preedit()
        data = QGuiApplication.clipboard().mimeData()
        if data is not None:
            self.insertFromMimeData(data)

    def createMimeDataFromSelection(self) -> QMimeData:
        return self.pasting.selection_data()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not self.isReadOnly() and self.pasting.can_take(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.isReadOnly():
            return
        self.commit_preedit()
        self.flush()
        files = files_of(source)
        if files:
            self.files_dropped.emit(files, self.shaping.insertion_block())
        else:
            self.pasting.insert(source)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not self._dropping.drag_over(event):
            super().dragMoveEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._dropping.leave()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._dropping.drop(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.commit_preedit()
        self.flush()
        if self.atom_mouse.press(event):
            return
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.isReadOnly():
            end = self.document().documentLayout().blockBoundingRect(self.document().lastBlock()).bottom()
            if event.position().y() + self.verticalScrollBar().value() > end:
                self.pasting.open_last_row()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.atom_mouse.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.atom_mouse.release(event):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.commit_preedit()
        self.flush()
        if not self.atom_mouse.double_click(event):
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.commit_preedit()
        self.flush()
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        on_atom = by_mouse and not self.isReadOnly() and self.atom_mouse.select_at(event.pos())
        owned = self.figures.photo() is not None or isinstance(self.selected_payload(), Table)
        (self.atom_menu_asked if owned and (on_atom or not by_mouse) else self.menu_asked).emit(event.globalPos())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None  # photos come from our own pool; nothing is ever fetched by name

    # -- layout and paint

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self.sync.quiet():
            self._canvas.arrange()
        super().resizeEvent(event)
        self.findings.draw_soon()

    def paintEvent(self, event: QPaintEvent) -> None:
        page = self._canvas.painter(self.editing, bool(self.composition.text), event.rect())
        if page is not None and page.has_under:
            painter = QPainter(self.viewport())
            page.under(painter)
            painter.end()
        super().paintEvent(event)
        if page is not None and page.has_over:
            painter = QPainter(self.viewport())
            page.over(painter)
            painter.end()

    def _after_move(self) -> None:
        if self.sync.is_writing or self.sync.is_dirty:
            return
        self.editing.snap()
        self.caret_moved.emit()

    def _after_change(self) -> None:
        with self.sync.quiet():
            self._canvas.turn(self.sync.page)
        if self.sync.shape != self._drawn_shape:
            self._drawn_shape = self.sync.shape
            self.viewport().update()
        self.content_edited.emit()
