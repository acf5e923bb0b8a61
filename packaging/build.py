#!/usr/bin/env python3
"""Builds the installers. Standard library only; what else it needs it installs into build/packaging/ by hash.

    python3 packaging/build.py deb | tar | windows | win | msi | sbom | announcement | checksums | lock | all

Products go to dist/. `SOURCE_DATE_EPOCH` fixes the time in them; without it the last commit's is used.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import environments
import house
import locks
import notices
import sums
from house import BuildError, megabytes, say
from linux import deb, program, tarball
from windows import msi, payload, setup

Step = Callable[[], Path | Iterable[Path]]
"""Makes a file, or several."""


def main(arguments: list[str]) -> int:
    products: dict[str, Step] = {
        "deb": _deb,
        "tar": _tar,
        "win": lambda: setup.build(_windows()),
        "msi": lambda: msi.build(_windows()),
        "sbom": sums.bill_of_materials,
        "checksums": sums.checksums,
    }
    others: dict[str, Step] = {"announcement": sums.announcement, "windows": _windows_folder, "lock": locks.write}
    steps = products | others
    wanted = list(products) if arguments == ["all"] else arguments
    if not wanted or any(name not in steps for name in wanted):
        print(__doc__)
        return 2
    try:
        for name in wanted:
            for path in [made] if isinstance(made := steps[name](), Path) else made:
                say(f"{path}  {megabytes(path.stat().st_size)}")
    except BuildError as error:
        say(str(error))
        return 1
    return 0


@cache
def _frozen() -> Path:
    folder = program.build()
    say(f"{folder}  {megabytes(house.size([folder]))}")
    return folder


@cache
def _notices() -> str:
    place = environments.site_packages(environments.payload())
    return notices.gather(place, {"Python — PSF License": notices.python_licence()})


def _deb() -> Path:
    return deb.build(_frozen(), _notices())


@cache
def _windows() -> Path:
    folder = payload.build(_notices())
    say(f"{folder}  {megabytes(house.size([folder]))}")
    return folder


def _windows_folder() -> list[Path]:
    """Only the folder, for tests."""
    _windows()
    return []


def _tar() -> Path:
    return tarball.build(_frozen(), _notices())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
