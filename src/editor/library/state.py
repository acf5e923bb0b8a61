"""Small files of ours inside a workspace, `.standfirst/<kind>/<article id>.json`: leases and receipts."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editor import files
from editor.errors import FileMissingError

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}$")

_LOCK_SECONDS = 5.0
"""A writer holds its lock for some milliseconds; who waits longer meets one that was left behind."""

Stored = dict[str, Any]


def state_file(root: Path, kind: str, article_id: str) -> Path:
    """Where a kind of state of an article is kept. An id that is no plain name is replaced by its hash.

    Raises UnsafePathError when a link stands on the way.
    """
    return files.inside(root, f".standfirst/{kind}/{state_name(article_id)}.json")


def state_folder(root: Path, kind: str, article_id: str) -> Path:
    """A folder for a kind of state of an article; the same rules. Raises UnsafePathError."""
    return files.inside(root, f".standfirst/{kind}/{state_name(article_id)}")


def state_name(article_id: str) -> str:
    """How an article is called in `.standfirst`."""
    return article_id if _PLAIN.match(article_id) else f"x-{hashlib.sha256(article_id.encode()).hexdigest()[:32]}"


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One writer of a file of ours at a time, also across computers. A lock left behind is broken: it says whose it is.

    Raises FileUnwritableError, DiskFullError.
    """
    lock = path.with_name(f".{path.name}.lock")
    deadline = time.monotonic() + _LOCK_SECONDS
    files.make_folder(path.parent)
    while True:
        with files.writing(lock):
            try:
                files.write_new(lock, files.mark().encode("ascii"), sync=False)
                break
            except FileExistsError:
                if time.monotonic() > deadline or _is_left_over(lock):
                    lock.unlink(missing_ok=True)
        time.sleep(0.005)
    try:
        yield
    finally:
        with files.writing(lock):
            lock.unlink(missing_ok=True)


def _is_left_over(lock: Path) -> bool:
    try:
        return files.is_left_over(lock.read_text(encoding="ascii"), age=0.0)
    except (OSError, ValueError):
        return False  # just going, or just being written: time decides


def read_state(path: Path) -> tuple[Stored | None, str]:
    """What a file of ours holds, None when it is missing or damaged, and the hash of its bytes ("" when missing)."""
    try:
        content = files.read_bytes(path)
    except FileMissingError:
        return None, ""
    try:
        stored = json.loads(content)
    except (ValueError, RecursionError):
        stored = None
    return (stored if isinstance(stored, dict) else None), files.digest(content)


def write_state(path: Path, stored: Stored, expected_hash: str | None = None) -> str:
    """Raises as `files.write_atomic`."""
    files.make_folder(path.parent)
    content = json.dumps(stored, ensure_ascii=False, indent=1) + "\n"
    return files.write_atomic(path, content.encode("utf-8"), expected_hash=expected_hash)
