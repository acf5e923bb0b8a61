"""Photos that are asked for as a gallery: when they have come in, they stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor.model.blocks import figures_of
from editor.model.galleries import gallery, row_of

if TYPE_CHECKING:
    from editor.app.session import Change
    from editor.qt.window import MainWindow


class GalleryWish(QObject):
    """Holds from the question for photos until they are in, or until anything else happens to the article."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._is_open = False
        window.desk.article_changed.connect(self._changed)
        window.desk.session_opened.connect(self._forget)

    def ask(self) -> None:
        """Ask for photos."""
        self._is_open = True
        self._window.shell.open_photos()

    def _forget(self) -> None:
        self._is_open = False

    def _changed(self, change: Change) -> None:
        if not self._is_open or change.origin == "save":
            return
        self._is_open = False
        before = {figure.src for figure in figures_of(change.before.body)}
        new = [figure.src for figure in figures_of(change.after.body) if figure.src not in before]
        if change.origin == "photo" and len(new) > 1:
            QTimer.singleShot(0, self, lambda: self._join(new[0], new[-1]))

    def _join(self, first: str, last: str) -> None:
        """An undo step of its own: one undo leaves the photos one below the other."""
        editing = self._window.surface.editing
        self._window.surface.flush()
        start, end = row_of(editing.rows, first), row_of(editing.rows, last)
        if start is not None and end is not None:
            editing.run(gallery(editing.rows, start, end, editing.sync.fresh))
