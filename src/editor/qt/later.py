"""What is not part of the start: work that waits until the window has been painted once, panels made after that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

_AT_LAST = 400  # ms: a window that is never painted, since it is hidden, gets everything too

P = TypeVar("P", bound=QWidget)


class FirstPaint(QObject):
    """Does things in order once a window has been painted; after that, at the next turn of the event loop."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self._waiting: list[tuple[Callable[[], object], int]] = []  # with the ms that each may wait for `go_on`
        self._over = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AT_LAST)
        self._soon.timeout.connect(self._go)
        window.installEventFilter(self)

    def then(self, act: Callable[[], object], *, at_last: int = 0) -> None:
        """Do this when the window has been painted.

        Args: at_last: ms that it waits, and all that comes after it, for something more urgent: `go_on` tells of that.
        """
        self._waiting.append((act, at_last))
        if not self._soon.isActive():
            self._soon.start(at_last if self._over else _AT_LAST)

    def go_on(self) -> None:
        """What was more urgent has been done."""
        if self._over and self._waiting:
            self._soon.start(0)

    def now_or_then(self, act: Callable[[], object]) -> None:
        """At once where the window has been painted."""
        if self._over:
            act()
        else:
            self.then(act)

    def is_over(self) -> bool:
        return self._over

    def is_waiting(self) -> bool:
        """Whether something has not been done yet."""
        return bool(self._waiting)

    def forget(self) -> None:
        """Do nothing any more: the window closes."""
        self._soon.stop()
        self._waiting.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._over = True
            if self._waiting:
                self._start_next()
        return False

    def _go(self) -> None:
        """One thing a turn: keys are answered in between."""
        act, _ = self._waiting.pop(0)
        if self._waiting:
            self._start_next()
        act()

    def _start_next(self) -> None:
        self._soon.start(self._waiting[0][1])


class Later(QWidget, Generic[P]):
    """The ground of a panel; the panel itself is made when somebody asks for it."""

    def __init__(self, make: Callable[[], P]) -> None:
        super().__init__()
        self._make = make
        self._panel: P | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def is_made(self) -> bool:
        return self._panel is not None

    def panel(self) -> P:
        """The panel, made now if it was not."""
        if self._panel is None:
            self._panel = self._make()
            self._column.addWidget(self._panel)
        return self._panel
