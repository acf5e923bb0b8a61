"""What is installed here, where files are and what is missing: one page to read, or to send to whoever helps."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from editor import __version__, resources
from editor.app import settings as user_settings
from editor.app.updating import announced
from editor.errors import EditorError
from editor.library import places
from editor.library.workspace import Workspace
from editor.source.newsroom import machine_file, read_newsroom, user_file
from editor.source.settings_tree import SettingsProblem

_PACKAGES = (
    *("PySide6-Essentials", "Pillow", "nh3", "pyromark", "Markdown", "PyYAML", "Jinja2", "python-lucide"),
    *("fontpkg-inter", "fontpkg-source-serif-4", "tzdata"),
)
_MODULES = ("PySide6", "PIL", "nh3", "pyromark", "markdown", "yaml", "jinja2", "lucide", "fontpkg_inter", "tzdata")

_LIBRARIES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What Qt's window needs of a Linux system, with Debian's names for it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page. `code` is its label's, in resources/messages; `trouble` a sentence's code, "" for none."""

    code: str
    value: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page, in parts as they are read: part's code and its lines."""

    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    problems: tuple[EditorError | SettingsProblem, ...] = ()

    @property
    def is_well(self) -> bool:
        return not self.problems and not any(line.trouble for _, lines in self.parts for line in lines)


def examine(workspace: Path | None = None, environment: Mapping[str, str] = os.environ) -> Page:
    """The page for this computer and user. Never raises for what it finds.

    Args:
        workspace: the one to look at; the user's last one when not given.
    """
    loaded = user_settings.load()
    root = workspace or (Path(loaded.settings.workspace) if loaded.settings.workspace else None)
    cms, of_workspace = _workspace(root)
    parts = (
        ("doctor.program", tuple(_program())),
        ("doctor.places", tuple(_places(root))),
        ("doctor.cms", cms),
        ("doctor.packages", tuple(_packages())),
        ("doctor.screen", tuple(_screen(environment))),
        ("doctor.updates", tuple(_updates())),
    )
    return Page(tuple(part for part in parts if part[1]), (*loaded.problems, *of_workspace))


def _program() -> Iterator[Line]:
    yield Line("doctor.version", __version__)
    yield Line("doctor.kind", "doctor.kind.installed" if _is_installed() else "doctor.kind.source")
    yield Line("doctor.path", str(Path(sys.executable)))
    yield Line("doctor.python", f"{platform.python_version()} ({platform.python_implementation()})")
    yield Line("doctor.system", f"{platform.platform()}, {platform.machine()}")
    shipped = resources.root()
    yield Line("doctor.resources", str(shipped), "" if (shipped / "messages").is_dir() else "doctor.trouble.damaged")


def _is_installed() -> bool:
    return bool(getattr(sys, "frozen", False)) or Path(sys.executable).stem.lower() in {"standfirst", "standfirstw"}


def _places(root: Path | None) -> Iterator[Line]:
    yield _folder("doctor.settings", places.settings_folder())
    yield _folder("doctor.data", places.local_folder())
    for code, path in (("doctor.machine", machine_file()), ("doctor.user", user_file())):
        yield Line(code, str(path) if path.is_file() else f"{path} (–)")
    if root is not None:
        yield Line("doctor.workspace", str(root))
    crashes = places.local_folder() / "crashes"
    yield Line("doctor.crashes", str(len(list(crashes.glob("*.txt")))))


def _folder(code: str, path: Path, *, made_when_needed: bool = True) -> Line:
    """A folder that must be there and be writable, or that a parent allows to be made."""
    there = path
    while made_when_needed and not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir():
        return Line(code, str(path), "doctor.trouble.missing")
    return Line(code, str(path), "" if os.access(there, os.W_OK) else "doctor.trouble.unwritable")


def _workspace(root: Path | None) -> tuple[tuple[Line, ...], tuple[EditorError | SettingsProblem, ...]]:
    """The CMS folders in force, and what is wrong in the settings that name them."""
    if root is None:
        newsroom, found = read_newsroom(machine_file())
    else:
        try:
            newsroom, found = Workspace.open(root).settings()
        except EditorError as error:
            return (), (error,)
    lines = tuple(_folder(target.name, Path(target.folder), made_when_needed=False) for target in newsroom.targets)
    return lines, found


def _packages() -> Iterator[Line]:
    for name in _PACKAGES:
        yield Line(name, _version(name))
    missing = [name for name in _MODULES if not _is_there(name)]
    if missing:
        yield Line("doctor.modules", ", ".join(missing), "doctor.trouble.damaged")
    yield Line("doctor.photos", ", ".join(_photo_formats()))


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ImportError:
        return False


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "?"


def _photo_formats() -> Iterable[str]:
    from PIL import features

    yield from ("JPEG", "PNG", "GIF")
    if features.check("webp"):
        yield "WebP"


def _updates() -> Iterator[Line]:
    """What the announcement says, fetched now; nothing where no place is named."""
    updates = read_newsroom(machine_file())[0].updates
    if not updates.source:
        return
    try:
        release = announced(updates)
    except EditorError as error:
        yield Line("doctor.updates.from", updates.source, f"doctor.trouble.{error.code}")
        return
    yield Line("doctor.updates.from", updates.source)
    if release is not None:
        yield Line("doctor.updates.version", release.version)


def _screen(environment: Mapping[str, str]) -> Iterator[Line]:
    if sys.platform != "linux":
        return
    yield Line("doctor.display", _named(environment, ("XDG_SESSION_TYPE", "DISPLAY", "WAYLAND_DISPLAY")))
    typing = _named(environment, ("QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS"))
    yield Line(
        "doctor.typing", typing, "doctor.trouble.fcitx" if "fcitx" in environment.get("QT_IM_MODULE", "") else ""
    )
    missing = [package for library, package in _LIBRARIES.items() if not _loads(library)]
    if missing:
        yield Line("doctor.libraries", ", ".join(missing), "doctor.trouble.libraries")


def _named(environment: Mapping[str, str], names: Iterable[str]) -> str:
    return ", ".join(f"{name}={environment[name]}" for name in names if environment.get(name)) or "–"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
