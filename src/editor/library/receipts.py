"""Receipts: what was handed over, where and when, kept with the workspace so that every colleague sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from editor import files
from editor.library.state import alone, read_state, state_file, write_state

if TYPE_CHECKING:
    from pathlib import Path

    from editor.library.workspace import Workspace

SCHEMA = 1
_MOST = 200
"""Receipts kept for one article; the oldest go first."""


def load(workspace: Workspace, article_id: str) -> tuple[dict[str, Any], ...]:
    """Every receipt of an article, the oldest first; none when there is no file or it is damaged.

    Raises FileUnreadableError, UnsafePathError.
    """
    return _receipts(read_state(_path(workspace, article_id))[0])


def add(workspace: Workspace, article_id: str, receipt: Mapping[str, object]) -> None:
    """Keep one more receipt. A damaged file is set aside, not overwritten; colleagues wait for each other.

    Raises FileUnwritableError, DiskFullError, ChangedOnDiskError.
    """
    path = _path(workspace, article_id)
    with alone(path):
        stored, present = read_state(path)
        if stored is None and present:
            files.write_atomic(path.with_suffix(".bad"), files.read_bytes(path))
        write_state(path, extended(stored, receipt), present)


def extended(stored: Mapping[str, Any] | None, receipt: Mapping[str, object]) -> dict[str, Any]:
    """What a file of receipts holds once there is one more; `stored` is what it holds now."""
    receipts = [*_receipts(stored), dict(receipt)][-_MOST:]
    return {"format": "standfirst-receipts", "schema": SCHEMA, "receipts": receipts}


def _path(workspace: Workspace, article_id: str) -> Path:
    return state_file(workspace.root, "receipts", article_id)


def _receipts(stored: Mapping[str, Any] | None) -> tuple[dict[str, Any], ...]:
    kept = stored.get("receipts") if stored else None
    return tuple(item for item in kept if isinstance(item, dict)) if isinstance(kept, list) else ()
