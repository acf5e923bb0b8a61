"""Receipts stay with the workspace; a damaged file stops no export and is not overwritten."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from editor.library import receipts, state
from editor.library.workspace import Workspace


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "ws")


def test_receipts_come_back_in_the_order_of_the_exports(space: Workspace) -> None:
    assert receipts.load(space, "id-1") == ()
    for number in range(3):
        receipts.add(space, "id-1", {"revision": number})
    receipts.add(space, "id-2", {"revision": 9})
    assert [item["revision"] for item in receipts.load(space, "id-1")] == [0, 1, 2]


def test_a_damaged_file_is_set_aside(space: Workspace) -> None:
    receipts.add(space, "id-1", {"revision": 1})
    path = space.root / ".standfirst" / "receipts" / "id-1.json"
    path.write_text("{")
    assert receipts.load(space, "id-1") == ()
    receipts.add(space, "id-1", {"revision": 2})
    assert [item["revision"] for item in receipts.load(space, "id-1")] == [2]
    assert path.with_suffix(".bad").read_text() == "{"


def test_what_is_no_receipt_is_left_out(space: Workspace) -> None:
    receipts.add(space, "id-1", {})
    path = space.root / ".standfirst" / "receipts" / "id-1.json"
    path.write_text(json.dumps({"receipts": [{"revision": 1}, 7, None]}))
    assert receipts.load(space, "id-1") == ({"revision": 1},)


def test_exports_at_the_same_time_all_leave_a_receipt(space: Workspace) -> None:
    with ThreadPoolExecutor(4) as executor:
        list(executor.map(lambda number: receipts.add(space, "id", {"revision": number}), range(12)))
    assert sorted(item["revision"] for item in receipts.load(space, "id")) == list(range(12))


def test_a_lock_left_behind_holds_nobody_for_ever(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "_LOCK_SECONDS", 0.05)
    folder = space.root / ".standfirst" / "receipts"
    folder.mkdir(exist_ok=True)
    (folder / ".id.json.lock").write_bytes(b"")
    receipts.add(space, "id", {"revision": 1})
    assert [path.name for path in folder.iterdir()] == ["id.json"]


def test_old_receipts_go_first(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "_MOST", 3)
    for number in range(5):
        receipts.add(space, "id", {"revision": number})
    assert [item["revision"] for item in receipts.load(space, "id")] == [2, 3, 4]
