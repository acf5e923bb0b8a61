#!/usr/bin/env python3
"""Set up, run, test and measure Standfirst from a checkout. Standard library only; Python 3.11 or newer.

    python3 dev.py run [-- ARGS]     the window on the sample newsroom; with no display, an export both ways
    python3 dev.py test [--slow] [pytest's arguments, or a folder of tests: "faults"]
    python3 dev.py check             linter, types, layers, tests
    python3 dev.py fix               format and mend what the linter can
    python3 dev.py bench [NAME ...]  speed and memory as ratios against a floor or a peer
    python3 dev.py look [DIR]        the main screens as pictures
    python3 dev.py lock              requirements.lock anew from pyproject.toml

Each installs what is missing first. As root on Debian or Ubuntu it installs system packages; as a user it prints the
one line to run and stops. A second call costs about a second.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
BUILD = ROOT / "build"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# Debian's names, packaging.md; where a later release renamed one, both names stand with "|".
SETUP = ("python3-venv", "ca-certificates")
QT = (
    "libgl1",
    "libegl1",
    "libglib2.0-0|libglib2.0-0t64",
    "libfontconfig1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libwayland-cursor0",
)
TESTS = ("xvfb", "libimage-exiftool-perl", "gcc", "libc6-dev")
CONSUMERS = (
    "libreoffice-writer-nogui",
    "chromium",
    "chromium-driver",
    "default-jre-headless",
    "nodejs",
    "npm",
    "jekyll",
)
FAULTS = (
    *("strace", "xfsprogs", "fuse3", "libfuse3-dev", "pkg-config", "faketime", "debootstrap"),
    *("ibus", "ibus-unikey", "xdotool", "dbus"),
)
SLOW = (*CONSUMERS, *FAULTS)
# A program that is there, from wherever, needs no package.
PROGRAMS = {
    "gcc": "gcc",
    "libreoffice-writer-nogui": "soffice",
    "default-jre-headless": "java",
    "nodejs": "node",
    "npm": "npm",
    "jekyll": "jekyll",
}


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python meets first
        print("Standfirst needs Python 3.11 or newer; this is", sys.version.split()[0])
        return 1
    commands = {"run": run, "test": test, "check": check, "fix": fix, "bench": bench, "look": look, "lock": lock}
    name, *rest = arguments or ["--help"]
    if name not in commands:
        print(__doc__)
        return 0 if name in {"-h", "--help"} else 2
    return commands[name](rest)


def run(arguments: list[str]) -> int:
    """The window on the sample newsroom, or, with no display, an export of its first article both ways."""
    set_up(SETUP + QT)
    given = arguments[1:] if arguments[:1] == ["--"] else arguments
    if given:
        return call("-m", "editor", *given)
    sample = BUILD / "sample-newsroom"
    if not sample.is_dir():
        call("-m", "editor", "init", sample, "--sample", must=True)
    if has_display():
        return call("-m", "editor", sample)
    return export_sample(sample)


def export_sample(sample: Path) -> int:
    """Both bundles of the sample's newest article, which has every element; their places are printed by the export."""
    print("No display here: the sample article is exported both ways, into", flush=True)
    article = sorted((sample / "articles").iterdir())[-1]
    bundles = []
    for kind in ("html", "markdown"):
        folder = BUILD / "cms" / kind
        folder.mkdir(parents=True, exist_ok=True)
        if status := call("-m", "editor", "export", article, "--to", folder, "--kind", kind):
            return status
        bundles += [bundle for bundle in sorted(folder.iterdir()) if bundle.is_dir()]
    return call("-m", "editor", "verify", *bundles)


def test(arguments: list[str]) -> int:
    """The tests: first those of the core, with Qt made unimportable, then the rest."""
    slow = "--slow" in arguments
    arguments = [f"tests/{word}" if (ROOT / "tests" / word).is_dir() else word for word in arguments]
    os.environ.setdefault("FAULTS_LEDGER", str(BUILD / "faults.jsonl") if slow else "")
    set_up(SETUP + QT + TESTS + (SLOW if slow else ()))
    if slow:
        install_consumers()
    if any(not argument.startswith("-") for argument in arguments):
        return call("-m", "pytest", *arguments)
    without_qt = call("-m", "pytest", "-p", "no_qt", "-p", "no:pytest-qt", "tests/unit", *arguments)
    with_qt = call("-m", "pytest", "--ignore=tests/unit", "tests", *arguments)
    return without_qt or with_qt


def install_consumers() -> None:
    """Validators and editors of others, from npm, at the versions of tests/consumers/package-lock.json."""
    folder = ROOT / "tests" / "consumers"
    installed = folder / "node_modules" / ".package-lock.json"
    if installed.is_file() and installed.stat().st_mtime >= (folder / "package-lock.json").stat().st_mtime:
        return
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, check=True)


def check(arguments: list[str]) -> int:
    set_up(SETUP + QT + TESTS)
    steps = (
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "ruff", "check", "."),
        ("-m", "mypy"),
    )
    failed = [" ".join(step[1:]) for step in steps if call(*step)]
    if test(arguments):
        failed.append("tests")
    if failed:
        print("Failed:", ", ".join(failed))
    return 1 if failed else 0


def fix(arguments: list[str]) -> int:
    set_up(SETUP)
    call("-m", "ruff", "check", "--fix", *(arguments or ["."]))
    return call("-m", "ruff", "format", *(arguments or ["."]))


def bench(arguments: list[str]) -> int:
    set_up(SETUP + QT + TESTS)
    return call(ROOT / "tests" / "bench" / "main.py", *arguments)


def look(arguments: list[str]) -> int:
    set_up(SETUP + QT)
    folder = Path(arguments[0]) if arguments else BUILD / "look"
    return call("-m", "editor.qt.look", folder)


def lock(arguments: list[str]) -> int:
    """The lock names no host: versions and hashes only."""
    uv = shutil.which("uv") or str(VENV / ("Scripts/uv.exe" if WINDOWS else "bin/uv"))
    options = ["--group", "dev", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
    command = [uv, "pip", "compile", "pyproject.toml", *options, "--no-annotate", "-q", "-o", str(LOCK), *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def set_up(packages: tuple[str, ...]) -> None:
    """System packages, then the virtual environment; both only when something is missing."""
    install_packages(packages)
    stamp = VENV / "standfirst.stamp"
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    if not PYTHON.is_file() or run_quietly(PYTHON, "-m", "pip", "--version").returncode:
        venv.create(VENV, with_pip=True, clear=True)
    print("Installing what requirements.lock lists into .venv …", flush=True)
    options = ["--require-hashes", "-r", str(LOCK)]
    uv = shutil.which("uv")
    if uv:
        subprocess.run([uv, "pip", "install", "-q", "--python", str(PYTHON), *options], check=True)
    else:
        quiet = ["-q", "--disable-pip-version-check", "--only-binary=:all:"]
        subprocess.run([PYTHON, "-m", "pip", "install", *quiet, *options], check=True)
    place_checkout_on_path()
    stamp.write_text(wanted, encoding="ascii")


def place_checkout_on_path() -> None:
    """The package runs from the checkout: a path file does what an editable install does, without a build."""
    question = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=True)
    (Path(answer.stdout.strip()) / "standfirst.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")


def install_packages(packages: tuple[str, ...]) -> None:
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return
    missing = [names for names in packages if not any(installed(name) for name in names.split("|"))]
    if not missing:
        return
    if os.geteuid() != 0:
        print("Some system packages are missing. Run this once, then start again:")
        print("  sudo apt-get install -y --no-install-recommends", *(available(names) for names in missing))
        sys.exit(1)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=True)
    names = [available(names) for names in missing]
    print("Installing system packages:", *names, flush=True)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def installed(package: str) -> bool:
    if package in PROGRAMS and shutil.which(PROGRAMS[package]):
        return True
    return run_quietly("dpkg-query", "-W", "-f", "${db:Status-Status}", package).stdout == "installed"


def available(names: str) -> str:
    """The first of several names that this release has."""
    for name in names.split("|"):
        if run_quietly("apt-cache", "show", name).returncode == 0:
            return name
    return names.partition("|")[0]


def run_quietly(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)


def has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def call(*arguments: object, must: bool = False) -> int:
    """Run the checkout's Python; its exit code. With `must`, a failure ends this program with the same code."""
    command = [str(PYTHON), *map(str, arguments)]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    status = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": path}, check=False).returncode
    if status and must:
        sys.exit(status)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
