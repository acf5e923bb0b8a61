"""What was written for systems that are not here: it can be read by their rules, and says that it never ran."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from installers import ROOT, build, packaging_module

_PACKAGING = ROOT / "packaging"
_FLATPAK = _PACKAGING / "flatpak" / "org.standfirst.Standfirst.yaml"


@pytest.mark.skipif(not shutil.which("sh"), reason="needs a shell")
@pytest.mark.parametrize("name", ["macos/build.sh", "macos/notarise.sh", "linux/install.sh"])
def test_a_script_is_one_for_any_shell(name: str) -> None:
    done = subprocess.run(["sh", "-n", str(_PACKAGING / name)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_was_never_run_says_so() -> None:
    for name in ("macos/build.sh", "macos/notarise.sh"):
        assert "WRITTEN BUT NEVER RUN" in (_PACKAGING / name).read_text(encoding="utf-8")
    assert "WRITTEN BUT NEVER BUILT" in _FLATPAK.read_text(encoding="utf-8")


def test_the_app_for_macos_says_what_it_is_and_what_it_opens() -> None:
    house = packaging_module("house")
    text = house.filled(_PACKAGING / "macos/Info.plist.in", APP_ID=house.APP_ID, VERSION=house.version())
    about = plistlib.loads(text.encode("utf-8"))
    assert about["CFBundleIdentifier"] == house.APP_ID
    assert about["CFBundleShortVersionString"] == house.version()
    assert {"vi", "en"} <= set(about["CFBundleLocalizations"])
    assert any("standfirst" in kind.get("CFBundleTypeExtensions", ()) for kind in about["CFBundleDocumentTypes"])
    assert plistlib.loads((_PACKAGING / "macos/entitlements.plist").read_bytes())


def test_the_flatpak_asks_for_no_network() -> None:
    house = packaging_module("house")
    manifest = yaml.safe_load(_FLATPAK.read_text(encoding="utf-8"))
    assert manifest["id"] == house.APP_ID
    assert not any("network" in word for word in manifest["finish-args"])


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("objdump") or sys.platform != "linux", reason="needs Linux and binutils")
def test_the_steps_of_the_flatpak_make_a_program_that_runs(tmp_path: Path) -> None:
    """All but flatpak-builder itself: the steps as they stand, with another folder in the place of /app."""
    archive = build("tar", "standfirst-*-linux-x86_64.tar.gz")
    subprocess.run(["tar", "-xzf", str(archive), "--strip-components=1", "-C", str(tmp_path)], check=True)
    manifest = yaml.safe_load(_FLATPAK.read_text(encoding="utf-8"))
    app = tmp_path / "app"
    for step in manifest["modules"][0]["build-commands"]:
        subprocess.run(["sh", "-ec", step.replace("/app/", f"{app}/")], cwd=tmp_path, check=True)
    done = subprocess.run([str(app / "bin" / manifest["command"]), "--version"], capture_output=True, check=True)
    assert done.stdout.startswith(b"standfirst ")
    assert (app / f"share/metainfo/{manifest['id']}.metainfo.xml").is_file()
