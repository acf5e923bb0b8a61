"""Prints each figure of performance.md as a ratio against its floor or peer: `python3 dev.py bench [NAME ...]`."""

from __future__ import annotations

import importlib
import sys

from measure import HEADER

BENCHES = (
    "start",
    "packaged",
    "keys",
    "paste",
    "typing_day",
    "export",
    "reexport",
    "bulk",
    "bulk_10000",
    "photos",
    "vips",
    "articles",
    "library",
    "search",
    "house_style",
)


def main(names: list[str]) -> int:
    unknown = set(names) - set(BENCHES)
    if unknown:
        print("No such bench:", *sorted(unknown), "- there are", *BENCHES)
        return 2
    print(HEADER)
    for name in names or BENCHES:
        for row in importlib.import_module(name).rows():
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
