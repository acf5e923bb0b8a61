"""Copy, cut, paste and moves of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.app.session import DocumentSession
from editor.model.article import Article, Resource
from editor.model.blocks import Body
from editor.model.edits import set_resource
from editor.model.history import Caret
from editor.model.page import HEAD, Splice, Spot
from editor.model.rows import Row, RowKind, unfold
from editor.model.shaping import pieces, set_link
from editor.model.slices import Slice, cut_out, insert, of_body
from editor.qt.surface import clipboard
from editor.qt.surface.clipboard import Copied
from editor.qt.surface.copied_photos import CopiedFrom, with_own_files
from editor.qt.surface.dragging import move_selection
from editor.qt.surface.editing import Editing


@dataclass(frozen=True, slots=True)
class _LastCut:
    """What a cut took, so that pasting in place gives exactly what was there."""

    data: str
    before: Article
    after: Article
    caret: Caret
    caret_before: Caret


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paste goes that is still being read: Qt's cursor moves along with what is written meanwhile."""

    session: DocumentSession
    cursor: QTextCursor
    had_selection: bool

    def selection(self) -> QTextCursor:
        """What the paste takes the place of; a bare place is before what has been typed there since."""
        found = QTextCursor(self.cursor.document())
        found.setPosition(self.cursor.anchor() if self.had_selection else self.cursor.position())
        found.setPosition(self.cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        return found


class Reader(Protocol):
    """Who reads what takes a while, or asks about it: the window."""

    def take_picture(self, picture: bytes) -> None: ...
    def read(self, copied: Copied, place: Place) -> None: ...
    def ask_about(self, body: Body) -> None: ...


class Pasting:
    _copied: ClassVar[CopiedFrom | None] = None
    """What this process copied last, from whichever page: there is one clipboard."""

    def __init__(self, view: QTextEdit, editing: Editing) -> None:
        self._view = view
        self._editing = editing
        self._cut: _LastCut | None = None
        self.reader: Reader | None = None  # without one, pictures of a paste stay behind

    def selection(self) -> Slice | None:
        self._editing.flush()
        chosen = self._editing.selected()
        return None if chosen is None else cut_out(self._editing.rows, *chosen)

    def selection_data(self) -> QMimeData:
        piece = self.selection()
        return QMimeData() if piece is None else clipboard.mime_of(piece)

    def copy(self) -> bool:
        piece = self.selection()
        if piece is None:
            return False
        clipboard.put(piece)
        session = self._editing.session
        if session is not None:
            Pasting._copied = CopiedFrom(clipboard.slice_data(piece), session.folder, session.article.resources)
        return True

    def cut(self) -> None:
        editing = self._editing
        if not self.copy() or editing.session is None or self._view.isReadOnly():
            return
        before, caret_before = editing.session.article, editing.caret()
        editing.erase_selection(editing.gesture())
        caret = editing.caret()
        # pasting puts the caret behind what it put in
        behind = Caret.at(*caret_before.end)
        data = clipboard.rows_text(QGuiApplication.clipboard().mimeData())
        self._cut = _LastCut(data, before, editing.session.article, caret, behind)

    def paste_plain(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and not self._view.isReadOnly():
            self._put_words(clipboard.slice_from(data, plain=True))

    @staticmethod
    def can_take(data: QMimeData) -> bool:
        return data.hasFormat(clipboard.MIME) or data.hasHtml() or data.hasText() or data.hasUrls() or data.hasImage()

    def insert(self, data: QMimeData) -> None:
        """Put in what another place, page or program has copied; one undo step."""
        last = self._cut
        if last is not None and last.data and clipboard.rows_text(data) == last.data:
            in_place = self._editing.caret() == last.caret
            if in_place and self._editing.swap(last.before, last.after, last.caret_before):
                self._cut = None
                return
        address = clipboard.address_of(data)
        if address and self._links(address):
            return
        if clipboard.rows_text(data):
            self._put(clipboard.slice_from(data), clipboard.rows_text(data))
        elif not self._is_read_elsewhere(data):
            self._put_words(clipboard.slice_from(data))

    def _is_read_elsewhere(self, data: QMimeData) -> bool:
        """Whether it is a picture, or something that is not read within the blink of an eye."""
        session, reader = self._editing.session, self.reader
        if session is None or reader is None:
            return False
        picture = clipboard.picture_of(data)
        if picture:
            reader.take_picture(picture)
            return True
        copied = clipboard.copied_elsewhere(data)
        if copied is None or not copied.is_heavy:
            return False
        cursor = self._view.textCursor()
        cursor.setKeepPositionOnInsert(not cursor.hasSelection())  # its anchor moves on all the same
        reader.read(copied, Place(session, cursor, cursor.hasSelection()))
        return True

    def _put_words(self, piece: Slice) -> None:
        self._put(piece)
        if self.reader is not None and piece.rows:
            self.reader.ask_about(piece.body())

    def put_at(self, place: Place, body: Body, resources: Sequence[Resource]) -> bool:
        """Put in what has been read meanwhile, one undo step; the caret stays with who is writing on.

        False when another article is open by now.
        """
        editing, view = self._editing, self._view
        if editing.session is not place.session:
            return False
        editing.flush()
        writer = view.textCursor()
        goal = place.selection()
        has_moved = (writer.position(), writer.anchor()) != (goal.position(), goal.anchor())
        view.setTextCursor(goal)
        editing.snap()
        self._put(of_body(unfold(body)), resources=resources)
        if has_moved:
            view.setTextCursor(writer)
            editing.snap()
        return True

    def _links(self, address: str) -> bool:
        """An address pasted on a selection makes a link of it."""
        chosen = self._editing.selected()
        if chosen is None or not any(pieces(self._editing.rows, *chosen)):
            return False
        return self._editing.run(set_link(self._editing.rows, *chosen, address))

    def _put(self, piece: Slice, data: str = "", resources: Sequence[Resource] = ()) -> None:
        editing = self._editing
        editing.flush()
        session = editing.session
        if not piece.rows or session is None:
            return
        gesture = editing.gesture()
        known = Pasting._copied if Pasting._copied is not None and Pasting._copied.data == data else None
        piece, copied = with_own_files(piece, session, known)
        if editing.selected_atom() is None:
            editing.erase_selection(gesture)
        editing.run(insert(editing.rows, Spot(*editing.caret().start), piece, editing.sync.fresh), gesture)
        for resource in (*copied, *resources):
            session.apply(set_resource(session.article, resource), "photo", gesture)
        editing.word.end()

    def move(self, data: QMimeData, to: Spot) -> bool:
        """The selection dragged to another place of the page."""
        piece = self.selection()
        return (
            piece is not None
            and data.hasFormat(clipboard.MIME)
            and move_selection(self._view, self._editing, piece, to)
        )

    def open_last_row(self) -> None:
        """A click below the text: a paragraph to write in, where the page does not end with one."""
        editing = self._editing
        last = len(editing.rows) - 1
        row = editing.rows[last]
        if last >= HEAD and row.kind is RowKind.PARAGRAPH and not row.box:
            return
        end = Splice(last + 1, last + 1, (Row(RowKind.PARAGRAPH),), Spot(last + 1, 0))
        editing.run(end)
