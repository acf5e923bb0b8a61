"""P3 in the window: the disk refuses, the text stays on the page and in the journal, the person is told."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.ledger import Ledger
from faults.newsroom import Desk
from faults.warm import Warm, warm


@pytest.fixture(scope="module")
def windows(shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    pytest.importorskip("PySide6")
    with warm(shim, tmp_path_factory.mktemp("home"), "editor.qt.main", "PySide6.QtTest", "faults.writers") as started:
        yield started


def shown(
    windows: Warm, desk: Desk, number: int, function: str = "type_on_a_broken_disk"
) -> dict[str, dict[str, object]]:
    came = windows.call(
        f"faults.writers:{function}",
        [[str(desk.article), str(number)]],
        [],
        STANDFIRST_HOME=str(desk.home),
        QT_QPA_PLATFORM="offscreen",
    )
    assert came.code == 0, came.err
    found: dict[str, dict[str, object]] = came.json
    return found


@pytest.mark.parametrize(
    "number",
    [
        errno.EIO,
        pytest.param(errno.ENOSPC, marks=pytest.mark.slow),
        pytest.param(errno.EROFS, marks=pytest.mark.slow),
        pytest.param(errno.EACCES, marks=pytest.mark.slow),
        pytest.param(errno.EDQUOT, marks=pytest.mark.slow),
    ],
    ids=errno.errorcode.get,
)
def test_a_disk_that_refuses_leaves_the_text_on_the_page_and_in_the_journal(
    number: int, windows: Warm, desk: Desk
) -> None:
    seen = shown(windows, desk, number)
    Ledger.add(
        "P3", "the window on a disk that refuses, and afterwards", 1, "" if seen["mended"]["file"] == 77 else "lost"
    )
    assert seen["broken"] == {"state": "holding", "told": True, "page": 77, "journal": 77, "file": 0}
    assert seen["mended"] == {"state": "saved", "file": 77}


@pytest.mark.slow
def test_a_window_that_calls_a_failed_save_saved_is_seen(windows: Warm, desk: Desk) -> None:
    assert shown(windows, desk, errno.EIO, "type_on_a_broken_disk_silently")["broken"]["state"] == "saved"
