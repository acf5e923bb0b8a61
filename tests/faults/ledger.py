"""Counts what the tests ran, so that a page can say it: one JSON line each, in the file that FAULTS_LEDGER names.

`FAULTS_COMMIT` names the commit where the tests run in a copy without git.
"""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


class Ledger:
    """`FAULTS_LEDGER=file` collects the counts of a run; `python -m faults.ledger file` adds them up."""

    @staticmethod
    def add(promise: str, what: str, n: int, problems: str = "") -> None:
        path = os.environ.get("FAULTS_LEDGER")
        if path and n:
            line = {"commit": _commit(), "promise": promise, "what": what, "n": n, "problems": problems}
            with Path(path).open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


@cache
def _commit() -> str:
    if given := os.environ.get("FAULTS_COMMIT"):
        return given
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False).stdout.strip()


def main(path: Path) -> None:
    """Prints the sums of a ledger: promise, what was done, how often, how often it went wrong."""
    sums: dict[tuple[str, str], list[int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        total = sums.setdefault((entry["promise"], entry["what"]), [0, 0])
        total[0] += entry["n"]
        total[1] += bool(entry["problems"])
    for (promise, what), (n, wrong) in sorted(sums.items(), key=lambda item: (int(item[0][0][1:]), item[0][1])):
        print(f"{promise}\t{what}\t{n}\t{wrong}")


if __name__ == "__main__":
    import sys

    main(Path(sys.argv[1]))
