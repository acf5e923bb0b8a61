"""The installed program against the same sources: a command, and the start until the window is on the screen."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from measure import ROOT, Row

from installers import virtual_display

PROGRAM = ROOT / "build" / "packaging" / "frozen" / "standfirst" / "standfirst"
_PAIRS = 7
_PATIENCE = 60  # seconds


def rows() -> Iterator[Row]:
    """Nothing where no program was built: `python3 packaging/build.py tar` does."""
    if not PROGRAM.is_file():
        print(f"packaged: {PROGRAM} is not built")
        return
    with tempfile.TemporaryDirectory() as folder, virtual_display() as display:
        workspace = Path(folder) / "ws"
        environment = {
            **os.environ,
            "DISPLAY": display,
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "pycache"),
            "QT_QPA_PLATFORM": "xcb",
            "STANDFIRST_HOME": str(Path(folder) / "home"),
        }
        source = [sys.executable, "-m", "editor"]
        subprocess.run([*source, "init", str(workspace), "--sample"], env=environment, check=True, capture_output=True)
        for what, measured, words in (("list", _ended, ["list", "-w"]), ("start to window", _shown, [])):
            ours, theirs = [], []
            for _ in range(_PAIRS + 1):  # the first pair warms the disk
                ours.append(measured([str(PROGRAM), *words, str(workspace)], environment))
                theirs.append(measured([*source, *words, str(workspace)], environment))
            yield Row(f"packaged {what}", statistics.median(ours[1:]), statistics.median(theirs[1:]), "s", 1.2)


def _ended(command: list[str], environment: dict[str, str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begin


def _shown(command: list[str], environment: dict[str, str]) -> float:
    """Seconds until the process has a window on the screen."""
    begin = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        search = ["xdotool", "search", "--onlyvisible", "--name", "Standfirst"]
        while subprocess.run(search, env=environment, check=False, capture_output=True).returncode:
            if process.poll() is not None or time.perf_counter() - begin > _PATIENCE:
                raise SystemExit(f"{command} shows no window, ended with {process.returncode}")
            time.sleep(0.02)
        seconds = time.perf_counter() - begin
        process.kill()
    return seconds
