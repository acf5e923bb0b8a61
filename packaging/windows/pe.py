"""What Windows programs and libraries ask of one another, read by objdump."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from house import run

OBJDUMP = "x86_64-w64-mingw32-objdump"
_DLL = re.compile(r"^\s*DLL Name: (\S+)$")
_IMPORT = re.compile(r"^\s+[0-9a-f]+\s+(?:[0-9a-f]+\s+)?\d+\s+(\S+)$")


def imports(file: Path) -> dict[str, list[str]]:
    """The names that a file takes from each library; libraries in lower case."""
    found: dict[str, list[str]] = {}
    names: list[str] = []
    for line in run(OBJDUMP, "-p", file).splitlines():
        if library := _DLL.match(line):
            names = found.setdefault(library[1].lower(), [])
        elif not line.strip():
            names = []
        elif name := _IMPORT.match(line):
            names.append(name[1])
    return found


def binaries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".dll", ".pyd", ".exe"})


def taken_from(library: str, files: Iterable[Path]) -> list[str]:
    """Every name that some file takes from a library."""
    return sorted({name for file in files for name in imports(file).get(library, ())})
