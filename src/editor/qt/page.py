"""The writing surface as commands know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from editor.app.commands import BlockKind, Mark
from editor.model.finding import Place

if TYPE_CHECKING:
    from editor.qt.surface import Surface


class SurfacePage:
    """Fulfils `editor.app.commands.Page`. The clipboard's commands act on whatever field has the focus."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def commit_preedit(self) -> None:
        self._surface.commit_preedit()

    def has_mark(self, mark: Mark) -> bool:
        return self._surface.has_mark(mark)

    def toggle_mark(self, mark: Mark) -> None:
        self._surface.toggle_mark(mark)
        self._surface.setFocus()

    def block_kind(self) -> str:
        return self._surface.current_kind()

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

    def go_to(self, place: Place) -> None:
        self._surface.go_to(place)

    def block_after_caret(self) -> int:
        """How many blocks of the body stand before a photo that is put in now."""
        return self._surface.block_after_caret()

    def is_writable(self) -> bool:
        return self._surface.isVisible() and not self._surface.isReadOnly()

    def cut(self) -> None:
        _focused(self._surface).cut()

    def copy(self) -> None:
        _focused(self._surface).copy()

    def paste(self) -> None:
        _focused(self._surface).paste()

    def paste_plain(self) -> None:
        part = _focused(self._surface)
        if part is self._surface:
            self._surface.paste_plain()
        else:
            part.paste()


def _focused(surface: Surface) -> QLineEdit | QPlainTextEdit | Surface:
    part: QWidget | None = QApplication.focusWidget()
    return part if isinstance(part, QLineEdit | QPlainTextEdit) else surface
