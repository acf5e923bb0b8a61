"""What one picture shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

WIDE, NARROW, LEAST = (1536, 960), (1000, 700), (800, 560)
"""Sizes of the window: look.md's mock-ups, one with a drawer, the smallest."""


@dataclass(frozen=True, slots=True)
class View:
    """One picture: a name, the size of the window, what is done before it is taken."""

    name: str
    size: tuple[int, int]
    arrange: Callable[[MainWindow], object]


def nothing(window: MainWindow) -> None:
    """The window as it opens."""
