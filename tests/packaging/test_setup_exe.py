"""`setup.exe`, whose starter is a 32-bit program, in a Debian with the Wine for such programs."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from debian_root import Machine, debian
from installers import build

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("debootstrap"), reason="needs root and debootstrap"),
    pytest.mark.skipif(not shutil.which("makensis"), reason="needs NSIS"),
]

_WINE = {"WINEPREFIX": "/root/prefix", "WINEDEBUG": "-all"}
_DRIVE = "/root/prefix/drive_c"


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    setup = build("win", "standfirst-*-setup.exe")
    with debian(tmp_path_factory.mktemp("setup") / "root") as made:
        made("dpkg", "--add-architecture", "i386")
        made.install("wine", "wine32:i386", "wine64")
        made("wineboot", "-i", **_WINE)
        shutil.copy(setup, made.inside("/root/setup.exe"))
        made.inside("/root/newsroom.yaml").write_text("lang: vi\n", encoding="utf-8")
        yield made


def wine(machine: Machine, *words: object) -> str:
    """A Windows program, and what it started, to its end."""
    said = machine("wine", *words, **_WINE)
    machine("wineserver", "--wait", **_WINE)
    return said


def test_for_everybody_with_settings_again_and_away_but_for_what_others_put_there(machine: Machine) -> None:
    folder = machine.inside(f"{_DRIVE}/Program Files/Standfirst")
    wine(machine, "/root/setup.exe", "/S", "/AllUsers", r"/CONFIG=Z:\root\newsroom.yaml")
    settings = machine.inside(f"{_DRIVE}/ProgramData/Standfirst/newsroom.yaml")
    assert settings.read_text(encoding="utf-8") == "lang: vi\n"
    assert "standfirst" in wine(machine, f"{_DRIVE}/Program Files/Standfirst/standfirst.exe", "--version")
    own = folder / "mine.txt"
    own.write_text("nobody but its writer takes this away", encoding="utf-8")
    wine(machine, "/root/setup.exe", "/S", "/AllUsers")
    wine(machine, f"{_DRIVE}/Program Files/Standfirst/uninstall.exe", "/AllUsers", "/S")
    _gone(folder, {own})
    assert settings.is_file()


def test_for_one_person_and_away(machine: Machine) -> None:
    wine(machine, "/root/setup.exe", "/S", "/CurrentUser")
    place = f"{_DRIVE}/users/root/AppData/Local/Programs/Standfirst"
    assert "standfirst" in wine(machine, f"{place}/standfirst.exe", "--version")
    wine(machine, f"{place}/uninstall.exe", "/CurrentUser", "/S")
    _gone(machine.inside(place), set())


def _gone(folder: Path, but: set[Path]) -> None:
    """The uninstaller works on in a copy of itself after it has returned."""
    end = time.monotonic() + 30
    while {path for path in folder.rglob("*") if path.is_file()} != but and time.monotonic() < end:
        time.sleep(1)
    assert {path for path in folder.rglob("*") if path.is_file()} == but
