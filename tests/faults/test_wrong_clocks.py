"""Rule 7: the whole program under a clock that is ten years wrong, one way and the other: order is by counters."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from editor.library import bin as trash
from editor.library.workspace import Workspace
from faults.ledger import Ledger
from faults.newsroom import Desk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime (apt-get install faketime)"),
]
ROOT = Path(__file__).resolve().parents[2]
YEARS = ("-10y", "+10y")

_BIN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from editor.library import bin as trash
from editor.library.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
if sys.argv[2] == "throw":
    trash.throw_away(workspace, Path(sys.argv[3]), datetime.now(UTC))
print(len(trash.empty_older(workspace, datetime.now(UTC))), len(trash.entries(workspace)))
"""


def command(
    desk: Desk, offset: str, *words: object, program: tuple[str, ...] = ("-m", "editor", "--lang", "en")
) -> str:
    """The program, or one of ours, whose every look at the clock is wrong by `offset`."""
    environment = {**os.environ, "STANDFIRST_HOME": str(desk.home), "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        ["faketime", "-f", offset, sys.executable, *program, *map(str, words)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def versions(desk: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(command(desk, "+0d", "versions", desk.file, "--json"))
    return found


@pytest.mark.parametrize("years", YEARS)
def test_versions_restores_and_exports_keep_their_order(years: str, desk: Desk) -> None:
    def export() -> None:
        command(desk, years, "export", desk.article, "--to", desk.cms, "--force")

    for number in range(4):
        command(desk, "+0d" if number % 2 else years, "set", desk.file, f"title=Lần {number}")
        export()
    found = versions(desk)
    assert [version["headline"] for version in found] == [f"Lần {number}" for number in (3, 2, 1, 0)]
    command(desk, years, "versions", desk.file, "--restore", found[-1]["id"])
    assert versions(desk)[0]["headline"] == "Lần 0"
    assert "Lần 3" in {version["headline"] for version in versions(desk)}
    Ledger.add("P4", f"commands under a clock that is wrong by {years}", 10)


@pytest.mark.parametrize("years", YEARS)
def test_a_wrong_clock_empties_no_bin(years: str, desk: Desk) -> None:
    program = ("-c", _BIN)
    command(desk, "+0d", desk.workspace, "throw", desk.article, program=program)
    for offset in (years, "+0d", years):
        assert command(desk, offset, desk.workspace, "look", program=program).split() == ["0", "1"]
    workspace = Workspace(desk.workspace)
    assert trash.restore(workspace, trash.entries(workspace)[0]) == desk.article
    Ledger.add("P10", f"looks into the bin under a clock that is wrong by {years}", 3)


def test_the_clock_is_really_wrong(desk: Desk) -> None:
    """The control: a bin that believes the clock would be empty."""
    code = "import datetime; print(datetime.datetime.now().year)"
    years = [int(command(desk, offset, program=("-c", code))) for offset in ("+0d", *YEARS)]
    assert [year - years[0] for year in years[1:]] == [-10, 10]
