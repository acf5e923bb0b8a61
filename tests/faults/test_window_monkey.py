"""P13: random events over the whole window raise nothing and lose nothing; a long day of articles costs no memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from faults.conftest import seeded, share
from faults.ledger import Ledger

pytest.importorskip("PySide6")
ROOT = Path(__file__).resolve().parents[2]
MOST_GROWTH = 10.0  # MB


def run(folder: Path, seed: int, number: int, *more: str, minutes: float = 2) -> dict[str, Any]:
    """A process of its own: what it raises, what it leaks and how it dies is its own."""
    folder.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}",
    }
    command = [sys.executable, "-m", "faults.monkey", str(folder), str(seed), str(number), *more]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60 * minutes)
    assert done.returncode == 0, f"it died: {done.returncode}\n{done.stderr[-3000:]}"
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def noted(found: dict[str, Any], what: str) -> None:
    Ledger.add("P13", what, found["events"], "|".join(found["problems"]))
    assert not found["problems"], "\n".join(found["problems"])


def test_random_events_over_the_whole_window(tmp_path: Path) -> None:
    noted(run(tmp_path / "m", 1, 800), "random events over the whole window")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_many_random_events_over_the_whole_window(seed: int, tmp_path: Path) -> None:
    events = round(50_000 * share())
    noted(run(tmp_path / "m", seeded(100 + seed), events, minutes=30), "random events over the whole window")


@pytest.mark.slow
def test_a_long_day_costs_no_memory(tmp_path: Path) -> None:
    openings = max(200, round(1000 * share()))
    found = run(tmp_path / "m", 1, openings, "soak", minutes=20)
    noted(found, "articles opened and closed")
    assert found["growth"] <= MOST_GROWTH, found


@pytest.mark.parametrize(
    ("bug", "told"), [("lost-save", "on the disk and on the page"), ("raise", "ZeroDivisionError")]
)
def test_the_monkey_finds_a_planted_bug(bug: str, told: str, tmp_path: Path) -> None:
    found = run(tmp_path / "m", 1, 1500, bug)
    assert any(told in problem for problem in found["problems"]), found


@pytest.mark.slow
def test_the_soak_finds_a_planted_leak(tmp_path: Path) -> None:
    assert run(tmp_path / "m", 1, 150, "soak", "leak", minutes=20)["growth"] > MOST_GROWTH
