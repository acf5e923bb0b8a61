"""The Windows program under Wine: what it exports, what it paints, how it comes and goes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from commandline import ROOT, fingerprint
from installers import WINDOWS_10, build, packaging_module, screenshot, virtual_display, windows_folder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(map(shutil.which, ("wine", "x86_64-w64-mingw32-gcc", "wixl"))), reason="needs wine, mingw and wixl"
    ),
]

_EPOCH = "1780000000"
_INSTALLED = "drive_c/Program Files/Standfirst"


@dataclass(frozen=True)
class Windows:
    """A Wine prefix as if it were Windows 10."""

    prefix: Path

    @property
    def environment(self) -> dict[str, str]:
        fixed = {"WINEDEBUG": "-all", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": _EPOCH, "STANDFIRST_HOME": r"C:\home"}
        return {**os.environ, **fixed, "WINEPREFIX": str(self.prefix)}

    def __call__(self, *words: object, code: int = 0) -> str:
        done = subprocess.run(
            ["wine", *map(str, words)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == code, (done.stdout + done.stderr).decode(errors="replace")
        return done.stdout.decode()


@pytest.fixture(scope="module")
def payload() -> Path:
    return windows_folder()


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory, payload: Path) -> Iterator[Windows]:
    machine = Windows(tmp_path_factory.mktemp("wine") / "prefix")
    machine("wineboot", "-i")
    packaging_module("windows.wine_stubs").build(payload, machine.prefix)
    yield machine
    subprocess.run(["wineserver", "-k"], env=machine.environment, check=False)


@pytest.fixture(scope="module")
def workspace(windows: Windows, payload: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("windows") / "kho"
    windows(payload / "standfirst.exe", "init", folder, "--sample")
    return folder


def test_no_library_is_asked_for_that_windows_10_does_not_have(payload: Path) -> None:
    pe = packaging_module("windows.pe")
    binaries = pe.binaries(payload)
    here = {path.name.lower() for path in binaries}
    asked = {library for path in binaries for library in pe.imports(path)}
    assert len(asked) > 30
    assert sorted(name for name in asked - here - WINDOWS_10 if not name.startswith("api-ms-win-")) == []


def test_the_forwarder_has_every_name_that_is_taken_from_it(payload: Path) -> None:
    pe = packaging_module("windows.pe")
    exported = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(payload / "python3.dll")], capture_output=True, text=True, check=True
    )
    names = set(re.findall(r"\] (?:\+base\[ *\d+\] +[0-9a-f]+ )?(\w+)", exported.stdout))
    assert set(pe.taken_from("python3.dll", pe.binaries(payload))) <= names


def test_the_export_is_the_one_of_linux_byte_by_byte(
    windows: Windows, payload: Path, workspace: Path, tmp_path: Path
) -> None:
    article = sorted((workspace / "articles").iterdir())[0]
    for name in ("windows", "linux"):
        (tmp_path / name).mkdir()
    windows(payload / "standfirst.exe", "export", article, "--to", tmp_path / "windows", "--kind", "both")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _EPOCH, "PYTHONPATH": str(ROOT / "src")}
    command = [
        sys.executable,
        "-m",
        "editor",
        "export",
        str(article),
        "--to",
        str(tmp_path / "linux"),
        "--kind",
        "both",
    ]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert fingerprint(tmp_path / "windows") == fingerprint(tmp_path / "linux")


def test_texts_from_outside_are_read_in_a_process_of_their_own(
    windows: Windows, payload: Path, workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "foreign.md").write_text("# Chợ nổi\n\nMột *dòng*.[^1]\n\n[^1]: Ghi chú.\n", encoding="utf-8")
    made = windows(payload / "standfirst.exe", "import", "-w", workspace, tmp_path / "foreign.md")
    assert "cho-noi" in made


def test_the_window_paints_vietnamese(windows: Windows, payload: Path, workspace: Path) -> None:
    kept = ROOT / "build" / "packaging" / "screenshots"
    kept.mkdir(parents=True, exist_ok=True)
    with virtual_display() as display:
        command = ["wine", str(payload / "standfirstw.exe"), "--lang", "vi", str(workspace)]
        environment = {**windows.environment, "DISPLAY": display}
        nowhere = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        with subprocess.Popen(command, env=environment, **nowhere) as process:
            try:
                screenshot(display, kept / "windows.png", seconds=60)
                assert process.poll() is None
            finally:
                process.kill()


def test_the_msi_installs_runs_upgrades_and_goes_without_a_trace(windows: Windows, payload: Path) -> None:
    msi = build("msi", "standfirst-*-x64.msi")
    newer = packaging_module("windows.msi").build(payload, "0.2.0")
    program = windows.prefix / _INSTALLED / "standfirst.exe"
    own = windows.prefix / _INSTALLED / "bài của tôi.txt"
    try:
        windows("msiexec", "/i", msi, "/qn")
        assert windows(program, "--version").startswith("standfirst ")
        windows("msiexec", "/i", newer, "/qn")
        assert windows(program, "--version").startswith("standfirst ")
        own.write_text("nobody but its writer takes this away", encoding="utf-8")
        windows("msiexec", "/x", newer, "/qn")
        assert [path for path in (windows.prefix / _INSTALLED).rglob("*") if path.is_file()] == [own]
        assert "standfirst" not in _registry(windows).lower()
    finally:
        newer.unlink()


def _registry(windows: Windows) -> str:
    """What is left under the names that the installer writes."""
    keys = (r"HKLM\Software\Classes\Standfirst.Article", r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall")
    found = ""
    for key in keys:
        words = ["wine", "reg", "query", key, "/s"]
        done = subprocess.run(
            words, env=windows.environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        found += done.stdout.decode(errors="replace").replace(key, "")
    return found
