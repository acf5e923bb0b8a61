"""Jobs for the warm parent that are no commands: what the window does of itself."""

from __future__ import annotations

import sys
from pathlib import Path

TEXTS = tuple(f"---\ntitle: Bản {number}\n---\n\n{'Chữ mới. ' * number}\n" for number in range(6))


def keep_journal(arguments: list[str]) -> int:
    """Six texts into a journal, each said on stdout once it is confirmed; exit 3 with a sentence after an error."""
    from editor.app.messages import Messages
    from editor.errors import EditorError
    from editor.library.journal import Journal

    (folder,) = arguments
    journal = Journal(Path(folder))
    failed = 0
    for number, text in enumerate(TEXTS):
        try:
            journal.write(text, "base")
        except EditorError as error:
            sys.stderr.write(Messages.load("en").error(error) + "\n")
            failed = 3
        else:
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            failed = 0
    return failed
