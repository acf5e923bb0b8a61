"""The command line for tests: called in this process or as a program of its own, and a fingerprint of a folder."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from editor.cli.main import run as run_command

ROOT = Path(__file__).resolve().parents[1]

NEWSROOM = """\
name: Báo Thử
lang: vi
timezone: Asia/Ho_Chi_Minh
sections:
  - name: Tin tức
    sections: [Chính trị, Đô thị]
  - name: Kinh tế
tags: [Hà Nội, giao thông]
people:
  - {id: lan-chi, name: Nguyễn Lan Chi, pen_names: [Lan Chi]}
"""


@dataclass(frozen=True)
class Ran:
    """What a command left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as JSON; nothing else may stand there."""
        return json.loads(self.out)


class InProcess:
    """Runs commands in this process; the words are English unless a test says otherwise."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object, lang: str = "en") -> Ran:
        self._capsys.readouterr()
        code = run_command(["--lang", lang, *map(str, arguments)])
        printed = self._capsys.readouterr()
        return Ran(code, printed.out, printed.err)


def program(*arguments: object, stdin: str = "", **environment: str) -> Ran:
    """Runs the program as a user's shell does, in a scheduled job's bare environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "STANDFIRST_HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "editor", *map(str, arguments)],
        input=stdin.encode(),
        capture_output=True,
        env={**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        check=False,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def fingerprint(folder: Path) -> str:
    """Changes when anything below a folder changes: names, kinds, contents.

    What this computer keeps for speed alone (the index, what is known of photos) may be made or lost at any time and is
    left out.
    """
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_relative_to(folder / "standfirst-home"):
            continue
        total.update(f"{path.relative_to(folder)} {path.is_symlink()} {path.is_dir()}\n".encode())
        if path.is_file() and not path.is_symlink():
            total.update(path.read_bytes())
    return total.hexdigest()
