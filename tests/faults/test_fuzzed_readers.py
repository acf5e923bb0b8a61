"""P7, rule 16: readers under atheris: whatever the bytes, an article or an error of ours, in time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from faults.conftest import seeded, share
from faults.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
TARGETS = {
    "article": 200_000,
    "page": 40_000,
    "rtf": 100_000,
    "photo": 200_000,
    "docx": 60_000,
    "odt": 100_000,
    "zip": 400_000,
}
"""Readers, and how many inputs are the full figure."""

pytestmark = pytest.mark.skipif(
    find_spec("atheris") is None, reason="atheris (pip install atheris; wheels for Linux, Python 3.11 to 3.13)"
)


def fuzzed(target: str, runs: int, tmp_path: Path) -> tuple[int, str]:
    """How many inputs were made, and what was said when one of them ended in something else, "" when none did."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests"), *filter(None, sys.path)]),
        "FUZZ_SEEDS": str(seeds),
    }
    options = (
        f"-runs={runs}",
        f"-seed={seeded(1)}",
        "-timeout=5",
        "-rss_limit_mb=1500",
        f"-artifact_prefix={tmp_path}/",
    )
    done = subprocess.run(
        [sys.executable, "-m", "faults.fuzz", target, *options],
        env=environment,
        capture_output=True,
        check=False,
        timeout=900,
    )
    told = (done.stdout + done.stderr).decode("utf-8", errors="replace")
    ran = re.findall(r"^#(\d+)\s", told, flags=re.MULTILINE)
    wrong = told[max(told.find("Uncaught"), 0) :][:3000] if done.returncode else ""
    return int(ran[-1]) if ran else 0, wrong


def test_a_reader_meets_its_first_thousand_inputs(tmp_path: Path) -> None:
    ran, wrong = fuzzed("zip", 1000, tmp_path)
    Ledger.add("P7", "inputs made by atheris: zip", ran, wrong)
    assert not wrong, wrong


@pytest.mark.slow
@pytest.mark.parametrize("target", list(TARGETS))
def test_a_reader_ends_in_an_article_or_an_error(target: str, tmp_path: Path) -> None:
    ran, wrong = fuzzed(target, round(TARGETS[target] * share()), tmp_path)
    Ledger.add("P7", f"inputs made by atheris: {target}", ran, wrong)
    assert not wrong, wrong


def test_the_fuzzer_finds_a_planted_bug(tmp_path: Path) -> None:
    assert "ZeroDivisionError: planted" in fuzzed("planted", 200_000, tmp_path)[1]
