"""A log of what the program did, without a word of an article: for whoever helps when something went wrong.

Events are names and numbers of ours ("save", "conflict.changed"); a place is written as a short hash, so that two lines
about the same article are seen to be so and nobody learns its name. 256 KB at most, with one older file beside it.
"""

from __future__ import annotations

import contextlib
import logging
import re
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from editor import files
from editor.errors import EditorError
from editor.library.places import local_folder

_BYTES = 256 * 1024
_NAME = "standfirst.log"
_PLAIN = re.compile(r"[\w.:+-]{1,60}$", re.ASCII)
_LOG = logging.getLogger("standfirst")


def log_files() -> tuple[Path, ...]:
    """The log and the one before it, those that are there."""
    path = local_folder() / _NAME
    return tuple(found for found in (path, path.with_name(f"{_NAME}.1")) if found.is_file())


def open_log() -> None:
    """Begin to write. Where that cannot be, there is no log, and nothing else changes."""
    close_log()
    path = local_folder() / _NAME
    with contextlib.suppress(EditorError, OSError):
        files.make_folder(path.parent)
        handler = RotatingFileHandler(
            path, maxBytes=_BYTES, backupCount=1, encoding="ascii", errors="replace", delay=True
        )
        handler.setFormatter(logging.Formatter("%(message)s"))
        _LOG.addHandler(handler)
        _LOG.setLevel(logging.INFO)
        _LOG.propagate = False


def close_log() -> None:
    """Write no more."""
    for handler in tuple(_LOG.handlers):
        _LOG.removeHandler(handler)
        handler.close()


def note(event: str, *, place: Path | None = None, **facts: object) -> None:
    """One line. What is no plain name or number of ours is left out: it might be somebody's words."""
    if not _LOG.handlers:
        return
    said = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}", event if _PLAIN.match(event) else "?"]
    if place is not None:
        said.append(f"@{files.digest(str(place).encode('utf-8', errors='replace'))[:8]}")
    said += [f"{name}={fact}" for name, fact in facts.items() if _PLAIN.match(str(fact))]
    _LOG.info(" ".join(said))
