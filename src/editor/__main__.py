"""Decides between the window and the command line; only the window imports Qt."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from editor.cli.arguments import named_language, named_workspace, wants_window
from editor.errors import EditorError


def main(arguments: Sequence[str] | None = None) -> int:
    """The program. Returns its exit code (format.md 7)."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # does not come back in a process of its own for photos or texts from outside
    words = sys.argv[1:] if arguments is None else list(arguments)
    if wants_window(words):
        return _window(words)
    from editor.cli.main import run

    return run(words)


def _window(arguments: Sequence[str]) -> int:
    """Click and the command line's words are loaded only when there is something to say."""
    from editor.cli import display

    reason = display.missing()
    if reason:
        from editor.cli.window import refuse

        return refuse(arguments, reason)
    gc.disable()  # the start makes no garbage; the window turns it on again
    from editor.qt.main import run

    try:
        return run(named_workspace(arguments), lang=named_language(arguments))
    except EditorError as error:
        from editor.cli.window import failed

        return failed(arguments, error)


if __name__ == "__main__":
    sys.exit(main())
