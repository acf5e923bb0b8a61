"""Where this computer keeps what does not belong on the share: settings, journals, index, crash reports."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_NAME = "standfirst"


def settings_folder() -> Path:
    """User settings. `STANDFIRST_HOME` moves this and every folder below into one, for tests and portable use."""
    home = _home()
    if home is not None:
        return home / "config"
    import platformdirs

    return Path(platformdirs.user_config_dir(_NAME, appauthor=False, roaming=True))


def local_folder() -> Path:
    """Journals, search index and crash reports: on this computer, never on a share."""
    home = _home()
    if home is not None:
        return home / "data"
    import platformdirs

    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def photo_cache_folder() -> Path:
    """What was made of photos before; it may be deleted at any time."""
    return local_folder() / "photos"


def workspace_folder(root: Path) -> Path:
    """The corner of `local_folder` that belongs to one workspace, named by its place on disk."""
    place = os.path.normcase(os.path.realpath(root))
    return local_folder() / "workspaces" / hashlib.sha256(os.fsencode(place)).hexdigest()[:16]


def _home() -> Path | None:
    home = os.environ.get("STANDFIRST_HOME", "")
    return Path(home).absolute() if home else None
