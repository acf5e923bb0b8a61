"""Where things are, which version this is, and how a step calls a program. Every step of the build stands on this."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
ROOT = PACKAGING.parent
WORK = ROOT / "build" / "packaging"
"""Everything between; it may be deleted at any time."""

DIST = ROOT / "dist"
"""What is handed out."""

NAME = "standfirst"
TITLE = "Standfirst"
APP_ID = "org.standfirst.Standfirst"
SUMMARY = "Write articles, caption photos, hand bundles to any CMS"
PUBLISHER = "The Standfirst maintainers"
SITE = os.environ.get("STANDFIRST_SITE", "https://standfirst.invalid").rstrip("/")
"""Where a release is published; `pictures/` there, for software catalogues, is docs/pictures."""

ARCHITECTURE = "amd64"

_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)


class BuildError(Exception):
    """What kept a step from its work, in a sentence."""


def version() -> str:
    found = _VERSION.search((ROOT / "src" / "editor" / "__init__.py").read_text(encoding="utf-8"))
    if found is None:
        raise BuildError("src/editor/__init__.py names no version")
    return found[1]


def epoch() -> int:
    """The time in every product, in seconds: `SOURCE_DATE_EPOCH`, else of the last commit, else of 2026-01-01."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given:
        return int(given)
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else 1_767_225_600


def environment(**more: str) -> dict[str, str]:
    """For every program that a build calls: fixed times, fixed hashing, one language, no Python settings of outside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANGUAGE"))}
    fixed = {"SOURCE_DATE_EPOCH": str(epoch()), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return {**kept, **fixed, **more}


def run(*command: object, cwd: Path | None = None, more: Mapping[str, str] | None = None, stdin: str = "") -> str:
    """Call a program and give back what it printed. Raises BuildError with its last lines when it fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            input=stdin,
            cwd=cwd or ROOT,
            env=environment(**(more or {})),
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise BuildError(f"{words[0]} is not installed; packaging/README.md lists the packages") from error
    if done.returncode:
        raise BuildError(f"{Path(words[0]).name} failed:\n{(done.stdout + done.stderr)[-4000:]}")
    return done.stdout


def needs(*programs: str) -> None:
    """Raises BuildError naming every program that is not there."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        raise BuildError(f"not installed: {', '.join(missing)} (packaging/README.md lists the packages)")


def fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def put(target: Path, content: str | bytes, mode: int = 0o644) -> Path:
    """A file of ours, with UNIX line ends."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    target.chmod(mode)
    return target


def filled(template: Path, **facts: object) -> str:
    """A template with its `@NAME@` filled in. Raises BuildError when one is left over."""
    text = template.read_text(encoding="utf-8")
    for name, value in facts.items():
        text = text.replace(f"@{name}@", str(value))
    left = re.findall(r"@[A-Z_]+@", text)
    if left:
        raise BuildError(f"{template.name}: nothing fills {', '.join(sorted(set(left)))}")
    return text


def settle(folder: Path) -> None:
    """Modes and times that do not depend on who built when: programs and libraries 755 or 644, one time for all."""
    moment = epoch()
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            os.utime(path, (moment, moment), follow_symlinks=False)
            continue
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (moment, moment))


def size(paths: Iterable[Path]) -> int:
    """Bytes of files, and of the files below folders."""
    return sum(
        file.lstat().st_size
        for path in paths
        for file in ((path,) if path.is_file() else path.rglob("*"))
        if file.is_symlink() or file.is_file()
    )


def megabytes(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB"


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
