"""The archive for one person: into the home folder, and out of it again without a trace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import fingerprint
from installers import build

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("objdump"), reason="needs binutils"),
    pytest.mark.skipif(sys.platform != "linux", reason="for Linux"),
]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = build("tar", "standfirst-*-linux-x86_64.tar.gz")
    place = tmp_path_factory.mktemp("tar")
    subprocess.run(["tar", "-xzf", str(archive), "-C", str(place)], check=True)
    return next(place.iterdir())


def test_a_person_installs_it_alone_uses_it_and_removes_it(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "nhà của Lan"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

    def call(*words: object) -> str:
        command = list(map(str, words))
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    call(unpacked / "install.sh")
    command = home / ".local/bin/standfirst"
    entry = (home / ".local/share/applications/org.standfirst.Standfirst.desktop").read_text(encoding="utf-8")
    assert f'Exec="{command}" %f' in entry
    assert (home / ".local/share/icons/hicolor/scalable/apps/org.standfirst.Standfirst.svg").is_file()
    call(command, "init", home / "kho", "--sample")
    article = sorted((home / "kho/articles").iterdir())[0]
    (home / "cms").mkdir()
    call(command, "export", article, "--to", home / "cms", "--kind", "both")
    call(command, "verify", next((home / "cms").iterdir()))
    before = fingerprint(home / "kho")

    call(unpacked / "install.sh")  # an update is the same call
    call(unpacked / "install.sh", "--uninstall")
    left = [path for path in (home / ".local").rglob("*") if "standfirst" in path.name.lower()]
    assert [path for path in left if path != home / ".local/share/standfirst"] == []
    assert fingerprint(home / "kho") == before
