"""Two virtual environments: `payload` has what is shipped and nothing else, `tools` what builds it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from house import PACKAGING, WORK, fresh, run, say, sha256

PROGRAM_LOCK = PACKAGING / "requirements.lock"
TOOLS_LOCK = PACKAGING / "tools.lock"


def payload() -> Path:
    """The environment of the program; its folder."""
    return _made("payload", PROGRAM_LOCK)


def tools() -> Path:
    """The environment of the build tools, which also sees the payload's packages; its folder."""
    folder = _made("tools", TOOLS_LOCK)
    (site_packages(folder) / "payload.pth").write_text(f"{site_packages(payload())}\n", encoding="utf-8")
    return folder


def site_packages(environment: Path) -> Path:
    return next((environment / "lib").glob("python3.*")) / "site-packages"


def python(environment: Path) -> Path:
    return environment / "bin" / "python"


def install_for_windows(lock: Path, target: Path, version: str) -> None:
    """What a lock lists, by hash, for Windows on x86-64 and a Python of `version`, into a folder."""
    uv = shutil.which("uv")
    same = ["install", "-q", "--require-hashes", "--only-binary", ":all:", "-r", lock, "--target", target]
    if uv:
        # Copies: what is changed here must not change in uv's cache and in every environment that shares its files.
        run(
            uv,
            "pip",
            *same,
            "--link-mode",
            "copy",
            "--python-platform",
            "x86_64-pc-windows-msvc",
            "--python-version",
            version,
        )
    else:
        run(python(_pip()), "-m", "pip", *same, *_windows(version))


def fetch_for_windows(lock: Path, target: Path, version: str) -> Path:
    """The one wheel that a lock lists, as a file."""
    target.mkdir(parents=True, exist_ok=True)
    if not list(target.glob("*.whl")):
        options = ["-q", "--no-deps", "--require-hashes", "--only-binary", ":all:", *_windows(version)]
        run(python(_pip()), "-m", "pip", "download", *options, "-r", lock, "-d", target)
    return next(target.glob("*.whl"))


def _windows(version: str) -> list[str]:
    tag = f"cp{version.replace('.', '')}"
    abis = [word for abi in (tag, "abi3", "none") for word in ("--abi", abi)]
    return ["--platform", "win_amd64", "--python-version", version, "--implementation", "cp", *abis]


def _made(name: str, lock: Path) -> Path:
    folder = WORK / name
    stamp = folder / "stamp"
    wanted = f"{sha256(lock)} {sys.version}"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return folder
    say(f"Installing what {lock.name} lists …")
    fresh(folder)
    uv = shutil.which("uv")
    if uv:
        run(sys.executable, "-m", "venv", "--without-pip", folder)
        options = ["-q", "--require-hashes", "--only-binary", ":all:", "--python", python(folder)]
        run(uv, "pip", "install", *options, "-r", lock)
    else:
        run(sys.executable, "-m", "venv", folder)
        quiet = ["-q", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
        run(python(folder), "-m", "pip", "install", *quiet, "-r", lock)
        run(python(folder), "-m", "pip", "uninstall", "-q", "-y", "pip", "setuptools")
    stamp.write_text(wanted, encoding="utf-8")
    return folder


def _pip() -> Path:
    """An environment with pip, for installing into folders of other systems."""
    folder = WORK / "pip"
    if not python(folder).is_file():
        run(sys.executable, "-m", "venv", folder)
    return folder
