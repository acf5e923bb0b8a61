"""Tools beside the page, by name: find, outline, spelling … Each is one module, imported when it is attached.

A tool is attached when it is first asked for; those in AT_ONCE after the window has been painted, so that none of them
is part of the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from editor.app import safe_mode

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu

    from editor.qt.window import MainWindow

Kind = TypeVar("Kind")

TOOLS: Mapping[str, str] = {
    "bubble": "editor.qt.tools.bubble",
    "counters": "editor.qt.tools.counters",
    "delivery": "editor.qt.delivering",
    "preview": "editor.qt.previewing",
    "proof": "editor.qt.proofing",
    "figures": "editor.qt.tools.figures",
    "find": "editor.qt.tools.find",
    "focus": "editor.qt.tools.focus",
    "insert": "editor.qt.tools.insert",
    "older": "editor.qt.tools.older",
    "outline": "editor.qt.tools.outline",
    "photos": "editor.qt.dialogs.photos_kept",
    "library": "editor.qt.tools.library",
    "spelling": "editor.qt.tools.spelling",
    "typing": "editor.qt.tools.typing",
    "speaking": "editor.qt.tools.speaking",
    "safety": "editor.qt.safety",
}
"""Name → module with `attach(window) -> Tool`."""
AT_ONCE: tuple[str, ...] = (
    "safety",
    "photos",
    "bubble",
    "insert",
    "counters",
    "typing",
    "spelling",
    "figures",
    "delivery",
    "speaking",
)
"""Tools that work without being asked: what stands here is attached right after the first paint."""


class Tool(Protocol):
    """What commands know of a tool; a verb is one thing that it can do."""

    def act(self, verb: str) -> None: ...
    def is_on(self, verb: str) -> bool:
        """Whether what the verb switches is on now."""

    def can(self, verb: str) -> bool:
        """Whether the verb is possible now."""


@runtime_checkable
class Offers(Protocol):
    """A tool that puts something into the page's context menu."""

    def offer(self, menu: QMenu, place: QPoint) -> None:
        """Args: place: on the screen."""


class Toolbox:
    """The tools of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._attached: dict[str, Tool] = {}
        for name in ("safety",) if safe_mode.is_on() else AT_ONCE:
            window.desk.painted.then(partial(self.get, name))

    def get(self, name: str) -> Tool:
        """The tool of this name, attached now if it was not."""
        if name not in self._attached:
            self._attached[name] = import_module(TOOLS[name]).attach(self._window)
        return self._attached[name]

    def of(self, kind: type[Kind], name: str) -> Kind:
        """The tool of this name, for what only its own kind can. Raises TypeError when it is of another."""
        tool = self.get(name)
        if not isinstance(tool, kind):
            raise TypeError(name)
        return tool

    def offer(self, menu: QMenu, place: QPoint) -> None:
        """What tools have to say of a place on the screen, in the page's context menu."""
        for tool in self._attached.values():
            if isinstance(tool, Offers):
                tool.offer(menu, place)

    def known(self, name: str) -> Tool | None:
        """The tool of this name if it is attached already."""
        return self._attached.get(name)
