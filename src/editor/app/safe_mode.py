"""Safe mode: after two starts that crashed, the third opens without what may have made them crash (trust.md rule 17).

A start leaves a mark; when the window has lived for a while, all marks go. So crashed starts are counted, not timed.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from editor import files
from editor.errors import EditorError
from editor.library.places import local_folder

CRASHES = 2
"""Starts that never got as far as working, after which the next one is safe."""

_MARK = re.compile(r"start-(?P<pid>\d+)$")


class _Run:
    """What this run of the program is."""

    safe = False


_run = _Run()


def is_on() -> bool:
    """Whether this run is a safe one."""
    return _run.safe


def begin() -> bool:
    """Mark a start; whether it is to be a safe one. Where nothing can be marked it is a normal one."""
    folder = _folder()
    crashed = [pid for pid in _marks(folder) if pid == os.getpid() or not files.process_runs(pid)]
    with contextlib.suppress(EditorError, OSError):
        files.make_folder(folder)
        files.write_new(folder / f"start-{os.getpid()}", b"", sync=False)
    _run.safe = len(crashed) >= CRASHES
    return _run.safe


def settled() -> None:
    """The window works: what crashed before is over."""
    folder = _folder()
    for pid in _marks(folder):
        if pid == os.getpid() or not files.process_runs(pid):
            with contextlib.suppress(OSError):
                (folder / f"start-{pid}").unlink(missing_ok=True)


def ended() -> None:
    """The program ends as it should: this start was none that crashed."""
    with contextlib.suppress(OSError):
        (_folder() / f"start-{os.getpid()}").unlink(missing_ok=True)


def _folder() -> Path:
    return local_folder() / "starts"


def _marks(folder: Path) -> list[int]:
    try:
        return [int(found["pid"]) for path in folder.iterdir() if (found := _MARK.match(path.name))]
    except OSError:
        return []
