"""What was asked for a while ago and would open another article waits for whoever is writing in a sheet.

A sheet belongs to the article that it was opened on: its captions go there when it is finished.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from editor.qt.window import MainWindow


def when_free(window: MainWindow, act: Callable[[], object]) -> None:
    """Act now, or when no sheet covers the window any more: after what its closing does."""
    if not window.shell.is_busy():
        act()
        return

    def refreshed() -> None:
        if not window.shell.is_busy():
            window.actions_.refreshed.disconnect(connection)
            QTimer.singleShot(0, window, lambda: when_free(window, act))

    connection = window.actions_.refreshed.connect(refreshed)
