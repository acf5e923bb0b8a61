"""Writes the two locks anew: what is shipped, with the versions of requirements.lock, and what builds it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from environments import PROGRAM_LOCK, TOOLS_LOCK
from house import PACKAGING, ROOT, WORK, needs, put, run

_PINNED = re.compile(r"^(?!pyside6|shiboken6)[a-z0-9._-]+==[^\\\n]*", re.MULTILINE)
_OPTIONS = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "-q")


def write() -> list[Path]:
    """The locks name versions and hashes, no host."""
    needs("uv")
    uv = shutil.which("uv")
    known = _PINNED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    same = put(WORK / "constraints.txt", "\n".join(line.strip() for line in known) + "\n")
    one_qt = PACKAGING / "program.constraints"
    compile_ = (uv, "pip", "compile", *_OPTIONS)
    run(*compile_, ROOT / "pyproject.toml", "--extra", "heic", "-c", same, "-c", one_qt, "-o", PROGRAM_LOCK)
    run(*compile_, PACKAGING / "tools.in", "-o", TOOLS_LOCK)
    return [PROGRAM_LOCK, TOOLS_LOCK]
