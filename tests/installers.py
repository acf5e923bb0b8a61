"""Built installers for tests, an X server of their own, and pictures of it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_SOURCES = ("src", "resources", "packaging")
_COLOURS = 200
"""A painted window has more colours than this; an empty screen has one."""

_LOOK = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
picture = app.primaryScreen().grabWindow(0).toImage()
small = picture.scaled(320, 200)
colours = {small.pixel(x, y) for x in range(320) for y in range(200)}
picture.save(sys.argv[1])
print(len(colours))
"""


def build(step: str, pattern: str) -> Path:
    """The product of a step of packaging/build.py, made anew when a source is younger than it."""
    newest = max(
        path.stat().st_mtime
        for folder in _SOURCES
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    found = sorted((ROOT / "dist").glob(pattern))
    if not found or found[-1].stat().st_mtime < newest:
        subprocess.run([sys.executable, str(ROOT / "packaging" / "build.py"), step], check=True)
        found = sorted((ROOT / "dist").glob(pattern))
    return found[-1]


@contextlib.contextmanager
def virtual_display(size: str = "1440x900x24") -> Iterator[str]:
    """An X server without a screen; its name for `DISPLAY`."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-ac"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def screenshot(display: str, target: Path, seconds: float) -> Path:
    """The screen once something is painted on it; fails when nothing is within `seconds`."""
    environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    end = time.monotonic() + seconds
    while True:
        time.sleep(1.0)
        command = [sys.executable, "-c", _LOOK, str(target)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode == 0 and int(done.stdout) >= _COLOURS:
            return target
        assert time.monotonic() < end, f"nothing was painted within {seconds} s {done.stderr}"
