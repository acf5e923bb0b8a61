"""The .deb on a Debian without a desktop: installed offline, used by an ordinary user, upgraded, purged."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandline import fingerprint
from debian_root import Machine, debian
from installers import ROOT, build, newer_deb, screenshot, virtual_display

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("objdump"), reason="needs binutils"),
    pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("debootstrap"), reason="needs root and debootstrap"),
]

_OWN = "# sửa tay\nexport: {allow_force: yes}\n"


@pytest.fixture(scope="module")
def deb() -> Path:
    return build("deb", "standfirst_*_amd64.deb")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory, deb: Path) -> Iterator[Machine]:
    """Debian with what the package depends on, and nothing else: no desktop, no Python, no X server."""
    with debian(tmp_path_factory.mktemp("debian") / "root") as made:
        depends = subprocess.run(["dpkg-deb", "-f", str(deb), "Depends"], capture_output=True, text=True, check=True)
        made.install(*(re.split(r"[ (|]", entry.strip())[0] for entry in depends.stdout.split(",")))
        made("useradd", "--create-home", "reporter")
        shutil.copy(deb, made.inside("/root/standfirst.deb"))
        yield made


@pytest.fixture(scope="module")
def installed(machine: Machine) -> Machine:
    machine("dpkg", "--install", "/root/standfirst.deb")
    return machine


@pytest.fixture(scope="module")
def workspace(installed: Machine) -> Path:
    installed("standfirst", "init", "/home/reporter/kho", "--sample", user="reporter")
    return installed.inside("/home/reporter/kho")


def test_every_library_is_declared(installed: Machine) -> None:
    folder = "/usr/lib/standfirst"
    every = f'find {folder} -type f | while read -r file; do ldd "$file" 2>/dev/null; done'
    script = f"{every} | grep 'not found' | sort -u"
    found = installed.tried("sh", "-c", script, LD_LIBRARY_PATH=f"{folder}/_internal")
    assert found.stdout == ""


def test_an_ordinary_user_exports_the_sample_article_both_ways(installed: Machine, workspace: Path) -> None:
    installed("mkdir", "/home/reporter/cms", user="reporter")
    articles = [f"/home/reporter/kho/articles/{folder.name}" for folder in sorted((workspace / "articles").iterdir())]
    installed("standfirst", "export", *articles[:1], "--to", "/home/reporter/cms", "--kind", "both", user="reporter")
    bundle = next(installed.inside("/home/reporter/cms").iterdir())
    installed("standfirst", "verify", f"/home/reporter/cms/{bundle.name}", user="reporter")


def test_texts_and_photos_from_outside_are_read_in_processes_of_their_own(
    installed: Machine, workspace: Path, tmp_path: Path
) -> None:
    foreign = installed.inside("/home/reporter/foreign.md")
    foreign.write_text("# Chợ nổi\n\nMột *dòng*.[^1]\n\n[^1]: Ghi chú.\n", encoding="utf-8")
    photo = next(workspace.glob("articles/*/images/*.jpg"))
    shutil.copy(photo, installed.inside("/home/reporter/anh.jpg"))
    made = installed("standfirst", "import", "-w", "/home/reporter/kho", "/home/reporter/foreign.md", user="reporter")
    installed("standfirst", "attach", made.strip(), "/home/reporter/anh.jpg", user="reporter")


def test_the_page_for_helpers_finds_nothing_missing(installed: Machine, workspace: Path) -> None:
    installed("mkdir", "-p", "/home/reporter/kho/cms", "/home/reporter/kho/hugo/content/bai", user="reporter")
    page = installed("standfirst", "--lang", "en", "doctor", "-w", "/home/reporter/kho", user="reporter", DISPLAY=":0")
    assert "Nothing is missing." in page
    assert "an installed program" in page
    assert "?" not in page


def test_the_window_opens_in_vietnamese(installed: Machine, workspace: Path, tmp_path: Path) -> None:
    with virtual_display() as display, (tmp_path / "said").open("wb") as heard:
        command = ["/usr/bin/standfirst", "--lang", "vi", "/home/reporter/kho"]
        environment = installed.environment("reporter", DISPLAY=display, QT_DEBUG_PLUGINS="1")
        words = installed.words(*command, user="reporter")
        process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=heard)
        try:
            picture = screenshot(display, tmp_path / "window.png", seconds=60)
            assert process.poll() is None
        finally:
            process.terminate()
            process.wait()
    said = (tmp_path / "said").read_text(encoding="utf-8", errors="replace")
    assert "cannot open shared object file" not in said
    assert "Could not load the Qt platform plugin" not in said
    kept = ROOT / "build" / "packaging" / "screenshots"
    kept.mkdir(parents=True, exist_ok=True)
    shutil.copy(picture, kept / "deb.png")


def test_an_edited_conffile_survives_an_upgrade_and_a_purge_leaves_the_articles(
    installed: Machine, workspace: Path, deb: Path, tmp_path: Path
) -> None:
    before = fingerprint(workspace)
    settings = installed.inside("/etc/standfirst/newsroom.yaml")
    settings.write_text(_OWN, encoding="utf-8")
    newer = newer_deb(deb, tmp_path)
    shutil.copy(newer, installed.inside("/root/newer.deb"))
    installed("dpkg", "--force-confdef", "--force-confold", "--install", "/root/newer.deb")
    assert settings.read_text(encoding="utf-8") == _OWN
    assert "0.2.0" in installed("dpkg-query", "-W", "-f", "${Version}", "standfirst")
    assert not installed.inside("/usr/lib/standfirst/_internal/base_library.zip.old").exists()
    files = [line for line in installed("dpkg", "-L", "standfirst").splitlines() if "standfirst" in line.lower()]
    installed("dpkg", "--purge", "standfirst")
    assert [name for name in files if os.path.lexists(installed.inside(name))] == []
    assert not installed.inside("/etc/standfirst").exists()
    assert fingerprint(workspace) == before
