"""The writing surface as commands know it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from editor.app.commands import BlockKind, Mark
from editor.model.finding import Place
from editor.qt.panels.parts import finish_word
from editor.qt.surface import Surface


class SurfacePage:
    """Fulfils `editor.app.commands.Page`. The clipboard's commands act on whatever field has the focus."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def commit_preedit(self) -> None:
        finish_word()
        self._surface.commit_preedit()
        self._surface.flush()

    def has_mark(self, mark: Mark) -> bool:
        return self._surface.has_mark(mark)

    def toggle_mark(self, mark: Mark) -> None:
        self._surface.toggle_mark(mark)
        self._surface.setFocus()

    def block_kind(self) -> str:
        return self._surface.block_kind()

    def set_block_kind(self, kind: BlockKind) -> None:
        self._surface.set_block_kind(kind)
        self._surface.setFocus()

    def make_box(self) -> None:
        self._surface.make_box()
        self._surface.setFocus()

    def current_link(self) -> str:
        """The address of the link under the caret, "" for none."""
        return self._surface.current_link()

    def set_link(self, address: str) -> None:
        self._surface.set_link(address)

    def go_to(self, place: Place) -> bool:
        """Select a place; whether the page has it."""
        return self._surface.go_to(place)

    def current_photo(self) -> str:
        """The src of the photo that is selected or whose caption holds the caret, "" for none."""
        return self._surface.current_photo()

    def block_after_caret(self) -> int:
        """How many blocks of the body stand before a photo that is put in now."""
        return self._surface.block_after_caret()

    def is_writable(self) -> bool:
        """Not while a field of a panel has the focus: its text knows no marks."""
        typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        return self._surface.isVisible() and not self._surface.isReadOnly() and not typing

    def cut(self) -> None:
        self._focused().cut()

    def copy(self) -> None:
        self._focused().copy()

    def paste(self) -> None:
        self._focused().paste()

    def move_block(self, by: int) -> None:
        """The block under the caret up (-1) or down (1)."""
        self._surface.shaping.move_block(by)
        self._surface.ensureCursorVisible()

    def clear_marks(self) -> None:
        self._surface.shaping.clear_marks()

    def paste_plain(self) -> None:
        part = self._focused()
        if isinstance(part, Surface):
            part.paste_plain()
        else:
            part.paste()

    def _focused(self) -> QLineEdit | QPlainTextEdit | Surface:
        part = QApplication.focusWidget()
        return part if isinstance(part, QLineEdit | QPlainTextEdit) else self._surface
