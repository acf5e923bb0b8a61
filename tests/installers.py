"""Built installers for tests, an X server of their own, and pictures of it."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

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
    found = sorted((ROOT / "dist").glob(pattern))
    if not found or found[-1].stat().st_mtime < _newest():
        subprocess.run([sys.executable, str(ROOT / "packaging" / "build.py"), step], check=True)
        found = sorted((ROOT / "dist").glob(pattern))
    return found[-1]


def _newest() -> float:
    return max(
        path.stat().st_mtime
        for folder in _SOURCES
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )


@contextlib.contextmanager
def virtual_display(size: str = "1440x900x24") -> Iterator[str]:
    """An X server without a screen; its name for `DISPLAY`."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-ac", "-noreset"]
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


def newer_deb(deb: Path, place: Path) -> Path:
    """The same program as version 0.2.0, with another text of the settings file and one file less."""
    tree = place / "newer"
    subprocess.run(["dpkg-deb", "-R", str(deb), str(tree)], check=True)
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^Version: .*$", "Version: 0.2.0", control.read_text()), encoding="utf-8")
    settings = tree / "etc/standfirst/newsroom.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n# new in 0.2\n", encoding="utf-8")
    target = place / "newer.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "-b", str(tree), str(target)], check=True)
    return target


def packaging_module(name: str) -> ModuleType:
    """A module of packaging/, which is no package of ours."""
    folder = str(ROOT / "packaging")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(name)


def windows_folder() -> Path:
    """The Windows program's folder, made anew when a source is younger than it."""
    folder = ROOT / "build" / "packaging" / "windows" / "standfirst"
    made = folder.parent / "made"
    if not made.is_file() or made.stat().st_mtime < _newest():
        subprocess.run([sys.executable, str(ROOT / "packaging" / "build.py"), "windows"], check=True)
        made.touch()
    return folder


_NAMES = """
advapi32 authz bcrypt bcryptprimitives comdlg32 crypt32 d3d11 d3d12 d3d9 dwmapi dwrite dxgi gdi32 icuuc imm32
iphlpapi kernel32 mpr mscms msvcrt netapi32 ntdll ole32 oleaut32 powrprof rpcrt4 secur32 setupapi shcore
shell32 shlwapi uiautomationcore user32 userenv uxtheme version winmm winspool.drv ws2_32 wtsapi32
"""
WINDOWS_10 = frozenset(name if "." in name else f"{name}.dll" for name in _NAMES.split())
"""Libraries of Windows 10, version 1809, by Microsoft's list of them; `api-ms-win-*` are names of these."""
