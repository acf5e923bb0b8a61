"""What every product must be: small enough, pinned without hosts, listed, and documented as it is."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys

import pytest

from commandline import ROOT
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
def test_the_frozen_program_is_the_same_twice() -> None:
    code = "import sys; sys.path.insert(0, 'packaging'); from linux import program; program.build()"
    command = [sys.executable, "-c", code]
    frozen = ROOT / "build/packaging/frozen/standfirst"
    seen = []
    for _ in range(2):
        subprocess.run(command, cwd=ROOT, check=True)
        files = sorted(path for path in frozen.rglob("*") if path.is_file())
        seen.append({str(path.relative_to(frozen)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
    assert seen[0] == seen[1]
