"""Whether an id is that of an article of a workspace, asked only of articles that name one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from time import monotonic

from editor.errors import EditorError
from editor.library.workspace import Workspace

_REST = 10.0  # seconds between two looks through the whole workspace
_LOCK = Lock()
_known: dict[Path, dict[str, Path]] = {}
_looked: dict[Path, float] = {}


def own_articles(root: Path) -> Callable[[str], bool]:
    """Tells by an article's id whether it is there. A workspace that cannot be looked through has every article."""

    def is_ours(ident: str) -> bool:
        with _LOCK:
            folder = _known.get(root, {}).get(ident)
            if folder is not None and folder.is_dir():
                return True
            if monotonic() - _looked.get(root, -_REST) < _REST:
                return False
            try:
                listed = Workspace.open(root).list()
            except EditorError:
                return True
            _looked[root] = monotonic()
            _known[root] = {item.id: item.folder for item in listed if item.id}
            return ident in _known[root]

    return is_ours
