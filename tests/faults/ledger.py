"""Counts what the tests ran, so that a page can say it: one JSON line each, in the file that FAULTS_LEDGER names.

`FAULTS_COMMIT` names the commit where the tests run in a copy without git.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_ROOT = Path(__file__).resolve().parents[2]


class Ledger:
    """`FAULTS_LEDGER=file` collects the counts of a run; `python -m faults.ledger file` adds them up."""

    @staticmethod
    def add(promise: str, what: str, n: int, problems: str = "") -> None:
        path = os.environ.get("FAULTS_LEDGER")
        if path and n:
            line = {
                "commit": _commit(),
                "promise": promise,
                "what": what,
                "n": n,
                "problems": problems,
                "seed": os.environ.get("FAULTS_SEED", "0"),
            }
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            with Path(path).open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


@cache
def _commit() -> str:
    if given := os.environ.get("FAULTS_COMMIT"):
        return given
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False).stdout.strip()


FULL: Mapping[str, int] = MappingProxyType(
    {
        "P1 random kills": 10_000,
        "P2 power cuts ext": 300,
        "P2 power cuts xfs": 300,
        "P3 disks filled": 500,
        "P4 interleavings": 1_000,
        "P5 bundles": 2_000,
        "P6 vectors": 6_000,
        "P7 hostile folders": 1_000,
        "P8 hostile photos": 3_000,
        "P11 indexes deleted or damaged": 200,
        "P12 odd articles": 20_000,
        "P13 random events": 200_000,
        "P13 articles opened and closed": 1_000,
    }
)
"""The full figures of trust.md by promise and words of what was run."""


def sums(path: Path, commit: str = "") -> dict[tuple[str, str], tuple[int, int]]:
    """How often each thing was run and in how many runs something was wrong, of one commit or of all."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if commit and entry["commit"] != commit:
            continue
        key = (entry["promise"], entry["what"])
        n, wrong = found.get(key, (0, 0))
        found[key] = n + entry["n"], wrong + bool(entry["problems"])
    return found


def main(path: Path, commit: str = "") -> None:
    """Prints the sums of a ledger, each commit's and all together, and what the full figures still lack."""
    lines = path.read_text(encoding="utf-8").splitlines()
    commits = [commit] if commit else [*dict.fromkeys(json.loads(line)["commit"] for line in lines), ""]
    for one in commits:
        print(f"# {one or 'all'}")
        for (promise, what), (n, wrong) in sorted(
            sums(path, one).items(), key=lambda item: (int(item[0][0][1:]), item)
        ):
            print(f"{promise}\t{what}\t{n}\t{wrong} wrong")
    print("# of the full figures")
    total = sums(path, commit)
    for name, full in FULL.items():
        promise, _, what = name.partition(" ")
        done = sum(
            n for (key, said), (n, _) in total.items() if key == promise and all(word in said for word in what.split())
        )
        print(f"{name}\t{done}\tof {full}")


if __name__ == "__main__":
    import sys

    main(Path(sys.argv[1]), *sys.argv[2:3])
