"""The window: Qt Widgets over `editor.app`. The only package that imports PySide6."""

from __future__ import annotations

import builtins

from PySide6 import QtCore  # noqa: F401 - puts its own import in place

from editor.qt.guarding import guard_overrides


def _import_plainly() -> None:
    """Undo PySide's own `__import__`: it reads the source of every module for the word "PySide6", a fifth of our start.

    It serves `from __feature__ import …`, which nobody here uses.
    """
    plain = vars(builtins).get("__orig_import__")
    if plain is not None:
        vars(builtins)["__import__"] = plain


_import_plainly()
guard_overrides()
