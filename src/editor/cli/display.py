"""Whether a window can be opened here. Loads nothing: every start of the window asks."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec


def missing(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """The code of the sentence that says why there is no window, "" when nothing speaks against one."""
    if find_spec("PySide6") is None:
        return "cli.no-qt"
    if platform != "linux":
        return ""
    shown = any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return "" if shown else "cli.no-display"
