"""Pairs of processes, measured in one run: wall and CPU seconds, peak memory; ratios of medians."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 11
"""Pairs per comparison: performance.md asks for eleven or more, since machines are noisy."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds of wall and CPU time, MiB at its peak, and what it printed as JSON (or {})."""

    wall: float
    cpu: float
    peak: float
    said: dict[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: ours against its floor or peer."""

    what: str
    ours: float
    theirs: float
    unit: str
    aim: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs if self.theirs else float("inf")

    def __str__(self) -> str:
        aim = "" if self.aim is None else f"≤ {self.aim:g}" + ("" if self.ratio <= self.aim else "  MISSED")
        return f"{self.what:<58} {self.ours:>10.3f} {self.theirs:>10.3f} {self.unit:<4} {self.ratio:>7.2f}  {aim}"


HEADER = f"{'what':<58} {'ours':>10} {'floor':>10} {'':<4} {'ratio':>7}  aim"


def run(script: Path | str, *arguments: object, extra: dict[str, str] | None = None) -> Run:
    """A script of this folder (or `-m module`) in a fresh process; its last line of output may be JSON figures."""
    return program(sys.executable, script, *arguments, extra=extra)


def program(*command: object, extra: dict[str, str] | None = None, folder: Path = ROOT) -> Run:
    """Any program in a fresh process, working in `folder`; what it prints last may be JSON figures."""
    words = [str(word) for word in command]
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "tests" / "bench")]),
            "QT_QPA_PLATFORM": "offscreen",
            "STANDFIRST_HOME": home,
            # modules are compiled beforehand, as in what is shipped, whatever the shell says
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "pycache"),
            **(extra or {}),
        }
        begin = time.perf_counter()
        process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True, cwd=folder)
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    if status:
        raise SystemExit(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    lines = output.strip().splitlines()
    said = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return Run(wall, usage.ru_utime + usage.ru_stime, _mebibytes(usage), said)


def _mebibytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def pairs(
    ours: Sequence[object], theirs: Sequence[object], runs: int = RUNS, extra: dict[str, str] | None = None
) -> tuple[list[Run], list[Run]]:
    """Both commands `runs` times, turn by turn, after one run of each that is not counted."""
    run(*ours, extra=extra)  # type: ignore[arg-type]
    run(*theirs, extra=extra)  # type: ignore[arg-type]
    measured = [(run(*ours, extra=extra), run(*theirs, extra=extra)) for _ in range(runs)]  # type: ignore[arg-type]
    return [a for a, _ in measured], [b for _, b in measured]


def median(runs: list[Run], figure: str) -> float:
    """Of "wall", "cpu", "peak" or a figure that the script printed."""
    return statistics.median(getattr(item, figure) if hasattr(item, figure) else item.said[figure] for item in runs)
