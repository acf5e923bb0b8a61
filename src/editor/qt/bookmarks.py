"""Where each article was left, caret and scroll, kept on this computer: one small file a workspace."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editor import files
from editor.errors import EditorError
from editor.library.places import workspace_folder

if TYPE_CHECKING:
    from editor.qt.surface.whereabouts import Whereabouts
    from editor.qt.window import MainWindow

_FILE = "bookmarks.json"
_MOST = 500  # articles; the ones left longest ago go first


class Bookmarks:
    """Places by the article's folder name, in the order of leaving. Losing them loses nothing but a scroll."""

    def __init__(self) -> None:
        self._root: Path | None = None
        self._places: dict[str, list[float]] = {}

    def open(self, root: Path) -> None:
        """Those of this workspace."""
        self._root = root
        try:
            stored = json.loads(files.read_bytes(workspace_folder(root) / _FILE))
            self._places = {str(name): [float(part) for part in place] for name, place in stored.items()}
        except (EditorError, ValueError, TypeError, AttributeError):
            self._places = {}

    def put(self, folder: Path, place: Sequence[float]) -> None:
        """Args: place: `Whereabouts.numbers()`."""
        self._places.pop(folder.name, None)
        self._places[folder.name] = list(place)

    def get(self, folder: Path) -> Sequence[float] | None:
        return self._places.get(folder.name)

    def save(self) -> None:
        """Write them down. Raises FileUnwritableError, DiskFullError."""
        if self._root is None or not self._places:
            return
        kept = dict(list(self._places.items())[-_MOST:])
        folder = workspace_folder(self._root)
        files.make_folder(folder)
        files.write_atomic(folder / _FILE, json.dumps(kept).encode())


def leave(window: MainWindow) -> None:
    """Somebody leaves the open article: where they were is kept."""
    if window.session is not None:
        window.bookmarks.put(window.session.folder, window.surface.whereabouts().numbers())


def come_back(window: MainWindow) -> None:
    """To where the open article was left, now and once the page has its width."""
    session = window.session
    place = window.bookmarks.get(session.folder) if session is not None else None
    if session is None or place is None:
        return
    from editor.qt.surface.whereabouts import Whereabouts

    where = Whereabouts.of(place)
    window.surface.return_to(where)
    if not window.desk.painted.is_over():
        window.desk.painted.then(lambda: _still(window, session.folder, where))


def _still(window: MainWindow, folder: Path, where: Whereabouts) -> None:
    """Unless somebody has gone on meanwhile."""
    session = window.session
    if session is not None and session.folder == folder and window.surface.whereabouts().caret == where.caret:
        window.surface.return_to(where)
