"""docs/administrators.md, followed word by word: the commands are taken out of the page and run as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from commandline import fingerprint
from debian_root import Machine, debian
from editor.app.updating import announced
from editor.source.newsroom import read_newsroom
from installers import ROOT, build, newer_deb

_PAGE = ROOT / "docs" / "administrators.md"
_DRIVE = "/root/prefix/drive_c"
_WINE = {"WINEPREFIX": "/root/prefix", "WINEDEBUG": "-all"}

in_a_root = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("debootstrap"), reason="needs root and debootstrap"
)


@dataclass(frozen=True)
class Block:
    """A piece of the page to be typed: the heading above it, its language, its text."""

    heading: str
    language: str
    text: str

    @property
    def lines(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]


def blocks(heading: str = "", language: str = "") -> list[Block]:
    """The fenced blocks of the page in order, of one section and language, or all."""
    found, section = [], ""
    for piece in re.split(r"(?m)^(## .*|```\w+\n(?:.*\n)*?```)$", _PAGE.read_text(encoding="utf-8")):
        if piece.startswith("## "):
            section = piece[3:].strip()
        elif piece.startswith("```"):
            kind, _, text = piece[3:].removesuffix("```").partition("\n")
            found.append(Block(section, kind, text))
    return [block for block in found if heading in ("", block.heading) and language in ("", block.language)]


def test_every_command_of_the_page_is_run_by_some_test() -> None:
    run = {
        ("", "sh"),
        ("Debian and Ubuntu", "sh"),
        ("Other Linux systems, and one person without an administrator", "sh"),
        ("Windows", "bat"),
        ("Settings for everybody", "yaml"),
        ("Fields and kinds of stories", "yaml"),
        ("When something is wrong", "sh"),
        ("Newer versions", "yaml"),
        ("Newer versions", "json"),
        ("Newer versions", "sh"),
    }
    assert {(block.heading, block.language) for block in blocks()} == run


@pytest.mark.parametrize("heading", ["Settings for everybody", "Fields and kinds of stories", "Newer versions"])
def test_settings_as_they_stand_on_the_page_are_understood(heading: str, tmp_path: Path) -> None:
    for block in blocks(heading, "yaml"):
        file = tmp_path / "newsroom.yaml"
        file.write_text(block.text, encoding="utf-8")
        _, problems = read_newsroom(file)
        assert problems == ()


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
def test_a_version_that_is_announced_as_the_page_says_is_believed(tmp_path: Path) -> None:
    (listed,), (commands,) = blocks("Newer versions", "json"), blocks("Newer versions", "sh")
    (tmp_path / "standfirst-updates.json").write_text(listed.text, encoding="utf-8")
    for line in commands.lines:
        subprocess.run(["sh", "-ec", line], cwd=tmp_path, check=True, capture_output=True)
    (settings,) = blocks("Newer versions", "yaml")
    key = (tmp_path / "standfirst-public.pem").read_text(encoding="ascii").splitlines()
    lines = [line for line in settings.lines if "-----" not in line]
    at = next(number for number, line in enumerate(lines) if line.strip().startswith("(the lines of"))
    lines[at : at + 1] = [f"    {line}" for line in key]
    text = "\n".join(lines).replace("//server/share/standfirst", str(tmp_path))
    (tmp_path / "newsroom.yaml").write_text(text, encoding="utf-8")
    newsroom, problems = read_newsroom(tmp_path / "newsroom.yaml")
    assert problems == ()
    release = announced(newsroom.updates)
    assert release is not None
    assert (release.version, release.is_newer, release.notes["en"]) == ("0.2.0", True, "Exports are faster.")


@pytest.fixture(scope="module")
def linux(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A Debian with the package's dependencies and the files that the page names in /root, without a network."""
    deb, archive = build("deb", "standfirst_*_amd64.deb"), build("tar", "standfirst-*-linux-x86_64.tar.gz")
    subprocess.run(["python3", str(ROOT / "packaging/build.py"), "checksums"], check=True)
    place = tmp_path_factory.mktemp("page")
    with debian(place / "root") as made:
        depends = subprocess.run(["dpkg-deb", "-f", str(deb), "Depends"], capture_output=True, text=True, check=True)
        made.install(*(re.split(r"[ (|]", entry.strip())[0] for entry in depends.stdout.split(",")))
        made("useradd", "--create-home", "lan")
        shutil.copytree(ROOT / "dist", made.inside("/root/dist"))
        for file in (deb, archive):
            shutil.copy(file, made.inside("/root"))
        shutil.copy(archive, made.inside("/home/lan"))
        shutil.move(newer_deb(deb, place), made.inside("/root/standfirst_0.2.0_amd64.deb"))
        yield made


def typed(machine: Machine, line: str, user: str = "root", folder: str = "", *, network: bool = False) -> str:
    """A line of the page in a shell, in the folder where the files lie."""
    place = folder or ("/root" if user == "root" else f"/home/{user}")
    return machine("sh", "-ec", f"cd {place}\n{line}", user=user, network=network)


@pytest.mark.slow
@in_a_root
def test_the_commands_for_debian_do_what_the_page_says(linux: Machine) -> None:
    (sums,) = blocks("", "sh")[:1]
    assert "FAILED" not in typed(linux, sums.text, folder="/root/dist")
    install, offline, update, remove = (block.lines for block in blocks("Debian and Ubuntu", "sh"))
    typed(linux, *install, network=True)  # what it recommends comes along
    assert typed(linux, "standfirst --version").startswith("standfirst ")
    linux("standfirst", "init", "/home/lan/kho", "--sample", user="lan")
    before = fingerprint(linux.inside("/home/lan/kho"))

    settings = linux.inside("/etc/standfirst/newsroom.yaml")
    (ours,) = blocks("Settings for everybody", "yaml")
    settings.write_text(ours.text, encoding="utf-8")
    linux("mkdir", "-p", "/srv/cms/incoming")
    linux("chown", "lan", "/srv/cms/incoming")
    (helped,) = blocks("When something is wrong", "sh")
    page = typed(linux, helped.text, user="lan")
    assert "/srv/cms/incoming" in page
    assert "/etc/standfirst/newsroom.yaml (–)" not in page

    for line in offline:
        said = typed(linux, line)
        assert "libc6" in said if "Depends" in line else True
    for line in update:
        typed(linux, line)
    assert typed(linux, "dpkg-query -W -f '${Version}' standfirst") == "0.2.0"
    assert settings.read_text(encoding="utf-8") == ours.text
    without, with_settings = remove
    typed(linux, without)
    assert not linux.inside("/usr/bin/standfirst").is_symlink()
    assert settings.is_file()
    typed(linux, with_settings)
    assert not settings.exists()
    assert fingerprint(linux.inside("/home/lan/kho")) == before


@pytest.mark.slow
@in_a_root
def test_the_commands_for_one_person_do_what_the_page_says(linux: Machine) -> None:
    (commands,) = blocks("Other Linux systems, and one person without an administrator", "sh")
    unpack, install, remove = commands.lines
    for line in (unpack, install):
        typed(linux, line, user="lan")
    assert typed(linux, "~/.local/bin/standfirst --version", user="lan").startswith("standfirst ")
    typed(linux, remove, user="lan")
    assert not linux.inside("/home/lan/.local/lib/standfirst").exists()


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A Debian with Wine for programs of both kinds, the installers, and a share that Wine sees."""
    products = [build("win", "standfirst-*-setup.exe"), build("msi", "standfirst-*-x64.msi")]
    with debian(tmp_path_factory.mktemp("page") / "root") as made:
        made("dpkg", "--add-architecture", "i386")
        made.install("wine", "wine32:i386", "wine64")
        made("wineboot", "-i", **_WINE)
        for product in products:
            shutil.copy(product, made.inside("/root"))
        share = made.inside("/root/prefix/dosdevices/unc/server/share")
        share.mkdir(parents=True)
        (share / "newsroom.yaml").write_text("lang: vi\n", encoding="utf-8")
        yield made


def typed_in_windows(machine: Machine, line: str) -> None:
    """A line of the page as a batch file, to its end and to the end of what it started."""
    batch = machine.inside("/root/typed.bat")
    batch.write_text(f"@echo off\r\ncd /d Z:\\root\r\n{line}\r\n", encoding="utf-8", newline="")
    machine("/usr/lib/wine/wine64", "cmd", "/c", r"Z:\root\typed.bat", **_WINE)  # as Windows' own is: 64 bit
    machine("wineserver", "--wait", **_WINE)


@pytest.mark.slow
@in_a_root
@pytest.mark.skipif(not all(map(shutil.which, ("makensis", "wixl"))), reason="needs NSIS and wixl")
def test_the_commands_for_windows_do_what_the_page_says(windows: Machine) -> None:
    install, remove = (block.lines for block in blocks("Windows", "bat"))
    person = windows.inside(f"{_DRIVE}/users/root/AppData/Local/Programs/Standfirst")
    everybody = windows.inside(f"{_DRIVE}/Program Files/Standfirst")
    settings = windows.inside(f"{_DRIVE}/ProgramData/Standfirst/newsroom.yaml")
    for coming, going, folder in zip(install, remove, (person, everybody, everybody), strict=True):
        typed_in_windows(windows, coming)
        program = "/" + str((folder / "standfirst.exe").relative_to(windows.root))
        assert windows("wine", program, "--version", **_WINE).startswith("standfirst "), coming
        if "/CONFIG" in coming:
            assert settings.read_text(encoding="utf-8") == "lang: vi\n"
        typed_in_windows(windows, going)
        assert [path for path in folder.rglob("*") if path.is_file()] == [], going
    assert settings.is_file()
