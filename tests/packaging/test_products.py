"""What every product must be: small enough, pinned without hosts, listed, and documented as it is."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import ROOT
from editor import __version__
from editor.app.updating import MANIFEST, announced
from editor.model.newsroom import Updates
from installers import build, packaging_module, windows_folder

LOCKS = ("requirements.lock", "tools.lock", "windows/runtime.lock")
MB = 1_000_000
TOOLS = ("dpkg-shlibdeps", "objdump", "makensis", "wixl", "x86_64-w64-mingw32-gcc")

built = pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_host(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    assert "http" not in text
    pinned = re.findall(r"(?m)^[A-Za-z0-9._-]+==", text)
    assert pinned
    assert text.count("--hash=sha256:") >= len(pinned)


def test_what_is_shipped_has_the_versions_that_are_tested() -> None:
    """But for Qt, of which every installer has the one that Python 3.11 is tested with."""
    pin = re.compile(r"(?m)^([a-z0-9._-]+)==([^ ;\\]+)")
    tested: dict[str, set[str]] = {}
    for name, version in pin.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")):
        tested.setdefault(name, set()).add(version)
    shipped = pin.findall((ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8"))
    assert [f"{name} {version}" for name, version in shipped if version not in tested[name]] == []


def test_the_menu_entry_has_the_name_that_the_window_gives() -> None:
    house = packaging_module("house")
    assert f'"{house.APP_ID}"' in (ROOT / "src/editor/qt/main.py").read_text(encoding="utf-8")


@pytest.mark.slow
@built
@pytest.mark.parametrize(
    ("step", "pattern", "most"),
    [("deb", "standfirst_*.deb", 37), ("win", "standfirst-*-setup.exe", 27), ("msi", "standfirst-*-x64.msi", 40)],
)
def test_a_product_is_small_enough(step: str, pattern: str, most: int) -> None:
    product = build(step, pattern)
    print(product.name, product.stat().st_size)
    assert product.stat().st_size <= most * MB


@pytest.mark.slow
@built
def test_what_is_installed_is_small_enough() -> None:
    house = packaging_module("house")
    deb = build("deb", "standfirst_*.deb")
    command = ["dpkg-deb", "-f", str(deb), "Installed-Size"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) * 1024 <= 130 * MB
    assert house.size([windows_folder()]) <= 75 * MB


@pytest.mark.slow
@built
def test_the_list_of_parts_names_every_part_and_the_checksums_fit() -> None:
    parts = json.loads(build("sbom", "standfirst-*.cdx.json").read_text(encoding="utf-8"))
    names = {part["name"].lower().replace("_", "-") for part in parts["components"]}
    assert {"pyside6-essentials", "pillow", "nh3", "markdown", "pyyaml", "fontpkg-inter"} <= names
    assert "pyinstaller" not in names
    subprocess.run([sys.executable, str(ROOT / "packaging/build.py"), "checksums"], check=True)
    for line in (ROOT / "dist/SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((ROOT / "dist" / name).read_bytes()).hexdigest() == digest


@pytest.mark.slow
@built
@pytest.mark.skipif(not shutil.which("lintian"), reason="needs lintian")
def test_lintian_has_nothing_to_say_that_is_not_justified() -> None:
    deb = build("deb", "standfirst_*.deb")
    command = ["lintian", "--allow-root", "--fail-on", "error,warning", str(deb)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@built
def test_every_product_is_the_same_twice() -> None:
    """At the same place; nothing made before is used again."""
    products = ("deb", "tar", "win", "msi", "sbom")
    seen = []
    for _ in range(2):
        for made in ("frozen", "windows", "windows-stdlib", "deb", "tar", "icons"):
            shutil.rmtree(ROOT / "build/packaging" / made, ignore_errors=True)
        subprocess.run([sys.executable, str(ROOT / "packaging/build.py"), *products], check=True)
        files = [path for path in sorted((ROOT / "dist").iterdir()) if path.name.startswith("standfirst")]
        seen.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
    assert len(seen[0]) >= len(products)
    assert seen[0] == seen[1]


def test_the_catalogue_entry_and_the_menu_entry_are_valid_and_their_pictures_are_there(tmp_path: Path) -> None:
    house = packaging_module("house")
    facts = {"APP_ID": house.APP_ID, "PUBLISHER": house.PUBLISHER, "VERSION": house.version(), "DATE": "2026-01-01"}
    entry = tmp_path / f"{house.APP_ID}.metainfo.xml"
    entry.write_text(house.filled(house.PACKAGING / "linux/metainfo.xml.in", SITE=house.SITE, **facts), "utf-8")
    pictures = re.findall(r"/(pictures/[\w-]+\.png)<", entry.read_text(encoding="utf-8"))
    assert len(pictures) >= 3
    for picture in pictures:
        head = (ROOT / "docs" / picture).read_bytes()[16:24]
        assert f'width="{int.from_bytes(head[:4])}" height="{int.from_bytes(head[4:])}"' in entry.read_text("utf-8")
    menu = tmp_path / f"{house.APP_ID}.desktop"
    menu.write_text(house.filled(house.PACKAGING / "linux/desktop.in", EXEC="sh", APP_ID=house.APP_ID), "utf-8")
    for tool, *words in (("appstreamcli", "validate", "--no-net", entry), ("desktop-file-validate", menu)):
        if shutil.which(tool) is None:
            pytest.skip(f"needs {tool}")
        done = subprocess.run([tool, *map(str, words)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.skipif(
    not all(map(shutil.which, ("openssl", "osslsigncode", "x86_64-w64-mingw32-gcc"))), reason="needs tools for signing"
)
def test_windows_files_are_signed_when_there_is_a_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signing = packaging_module("windows.signing")

    def call(*words: object) -> str:
        return subprocess.run(list(map(str, words)), check=True, capture_output=True, text=True, cwd=tmp_path).stdout

    (tmp_path / "a.c").write_text("int main(void) { return 0; }\n", encoding="ascii")
    call("x86_64-w64-mingw32-gcc", "-o", "a.exe", "a.c")
    program = tmp_path / "a.exe"
    before = program.read_bytes()
    monkeypatch.delenv("SIGN_CERT", raising=False)
    signing.sign(program)
    assert program.read_bytes() == before
    subject = ("-subj", "/CN=Standfirst test", "-addext", "extendedKeyUsage=codeSigning")
    call("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k.pem", "-out", "c.pem", *subject)
    call("openssl", "pkcs12", "-export", "-inkey", "k.pem", "-in", "c.pem", "-out", "c.p12", "-passout", "pass:chữ ký")
    (tmp_path / "password").write_text("chữ ký", encoding="utf-8")
    monkeypatch.setenv("SIGN_CERT", str(tmp_path / "c.p12"))
    monkeypatch.setenv("SIGN_PASSWORD_FILE", str(tmp_path / "password"))
    signing.sign(program)
    assert "Standfirst test" in call("osslsigncode", "verify", "-CAfile", "c.pem", "-in", program)


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
def test_the_announcement_of_a_version_is_what_running_programs_believe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sums = packaging_module("sums")
    monkeypatch.setattr(sums, "DIST", tmp_path)
    private, public = tmp_path / "private.pem", tmp_path / "public.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "RSA", "-out", str(private)], check=True, capture_output=True)
    make_public = ["openssl", "rsa", "-in", str(private), "-pubout", "-out", str(public)]
    subprocess.run(make_public, check=True, capture_output=True)
    monkeypatch.setenv("UPDATE_KEY", str(private))
    monkeypatch.setenv("NOTES_VI", "Nhanh hơn.")
    assert [path.name for path in sums.announcement()] == [MANIFEST, f"{MANIFEST}.sig"]
    release = announced(Updates(str(tmp_path), public.read_text(encoding="ascii")))
    assert release is not None
    assert (release.version, dict(release.notes)) == (__version__, {"vi": "Nhanh hơn."})
