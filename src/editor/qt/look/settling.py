"""Waiting until the window shows what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_SETTLE = 400  # ms for what is posted after the last job


def settle(window: MainWindow, most: int = 15_000) -> None:
    """Wait until the checks are there and no job runs, at most so many ms."""
    deadline = QDeadlineTimer(most)
    pause(_SETTLE // 4)
    while window.desk.is_busy() and not deadline.hasExpired():
        pause(30)
    pause(_SETTLE)


def pause(milliseconds: int) -> None:
    """Let events be handled for a while; threads run meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
