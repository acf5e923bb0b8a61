"""Small files of ours inside a workspace, `.standfirst/<kind>/<article id>.json`: leases and receipts."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from editor import files
from editor.errors import FileMissingError

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}$")

Stored = dict[str, Any]


def state_file(root: Path, kind: str, article_id: str) -> Path:
    """Where a kind of state of an article is kept. An id that is no plain name is replaced by its hash.

    Raises UnsafePathError when a link stands on the way.
    """
    name = article_id if _PLAIN.match(article_id) else f"x-{hashlib.sha256(article_id.encode()).hexdigest()[:32]}"
    return files.inside(root, f".standfirst/{kind}/{name}.json")


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
