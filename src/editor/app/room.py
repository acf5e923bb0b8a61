"""Whether the disks that we write on are nearly full: said before a save fails, not after."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from editor.library.places import local_folder

MB = 1024 * 1024
WORKSPACE = 500 * MB
"""Room for a day of photos and the exports of an evening."""
LOCAL = 100 * MB
"""Room for journals and the index; what is made of photos needs none: it is thrown away first."""
_PART = 20
"""On a small disk a twentieth is enough of a warning."""


@dataclass(frozen=True, slots=True)
class Low:
    """A disk with little room. `path`: what of ours is on it; `left`: bytes."""

    path: Path
    left: int

    @property
    def megabytes(self) -> int:
        return self.left // MB


def low_on_room(root: Path) -> Low | None:
    """The first of workspace and local app data whose disk is nearly full, None when there is room or nobody knows."""
    for path, wanted in ((root, WORKSPACE), (local_folder(), LOCAL)):
        try:
            usage = shutil.disk_usage(_there(path))
        except OSError:
            continue
        if usage.free < min(wanted, usage.total // _PART):
            return Low(path, usage.free)
    return None


def _there(path: Path) -> Path:
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
