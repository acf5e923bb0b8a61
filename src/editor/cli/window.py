"""Why a window cannot be opened here, said on the command line. Imports no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from editor.cli.main import console_for, speak_utf8
from editor.errors import EditorError

EXIT_NO_WINDOW = 3


def refuse(arguments: Sequence[str], code: str) -> int:
    """Say why there is no window. Returns the exit code."""
    speak_utf8()
    console_for(arguments).note(code)
    return EXIT_NO_WINDOW


def failed(arguments: Sequence[str], error: EditorError) -> int:
    """Say what has kept the window from opening. Returns the exit code."""
    speak_utf8()
    console_for(arguments).fail(error)
    return error.exit_code
