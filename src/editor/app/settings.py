"""What one person has chosen on this computer: typed, frozen, in one small file, upgraded from every older version."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from editor import files
from editor.errors import EditorError, FileMissingError, SettingsError
from editor.library.places import settings_folder

VERSION = 1
_RECENT = 10


@dataclass(frozen=True, slots=True)
class Settings:
    """Every field has a default, so that a start never depends on a file."""

    theme: str = "system"  # or "light", "dark"
    lang: str = ""  # of the window and the command line: "vi", "en"; "" as the system
    zoom: int = 100  # of the window's own text, percent, 90–200
    page_zoom: int = 100  # of the article's text on the page, percent, 50–200; an export knows nothing of it
    typography: bool = True  # quotation marks, dashes and ellipses as they are printed, after typing
    spelling: bool = True  # words that no dictionary knows are underlined
    less_motion: bool = False  # nothing slides in
    keys: tuple[str, ...] = ()  # "command.id=Ctrl+K", other keys than the command's own (app/keys.py)
    workspace: str = ""  # the last one, a path
    recent: tuple[str, ...] = ()  # workspaces, the newest first
    article: str = ""  # the folder name of the article that was open
    export_folder: str = ""
    export_kind: str = "html"  # a profile's name
    export_folders: tuple[str, ...] = ()  # profile, its CMS folder, profile, its CMS folder …
    library_width: int = 280  # pixels at 100 %
    details_width: int = 320
    library_shown: bool = True
    details_shown: bool = True
    window: tuple[int, ...] = ()  # left, top, width, height; () for the first start
    maximized: bool = False

    def with_workspace(self, path: Path) -> Settings:
        """The workspace is now the last one and first among the recent ones."""
        name = str(path)
        others = tuple(known for known in self.recent if known != name)
        return replace(self, workspace=name, recent=(name, *others)[:_RECENT])


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings with what was wrong in their file; each problem names file and key ("" for the whole file)."""

    settings: Settings
    problems: tuple[EditorError, ...] = ()


Stored = dict[str, Any]

UPGRADES: Mapping[int, Callable[[Stored], Stored]] = MappingProxyType({})
"""By version: what makes a file of this version one of the next."""

_CHOICES: Mapping[str, frozenset[str]] = MappingProxyType(
    {"theme": frozenset({"system", "light", "dark"}), "lang": frozenset({"", "vi", "en"})}
)
_RANGES: Mapping[str, range] = MappingProxyType(
    {
        "zoom": range(90, 201),
        "page_zoom": range(50, 201),
        "library_width": range(120, 2001),
        "details_width": range(120, 2001),
    }
)


def settings_file() -> Path:
    return settings_folder() / "settings.json"


def load(path: Path | None = None, *, lang: str = "") -> Loaded:
    """The user's settings; the language of the command line wins over the file's. Never raises.

    A file that cannot be understood is kept beside as `settings.json.bad`, and the defaults hold; a bad value gives way
    to its default alone.
    """
    path = path or settings_file()
    try:
        loaded = _understood(path, files.read_bytes(path))
    except FileMissingError:
        loaded = Loaded(Settings())
    except EditorError as problem:
        loaded = Loaded(Settings(), (problem,))
    return replace(loaded, settings=replace(loaded.settings, lang=lang)) if lang else loaded


def save(settings: Settings, path: Path | None = None) -> None:
    """Raises FileUnwritableError, DiskFullError."""
    path = path or settings_file()
    stored = {"version": VERSION, **asdict(settings)}
    files.make_folder(path.parent)
    files.write_atomic(path, (json.dumps(stored, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def upgraded(stored: Stored, upgrades: Mapping[int, Callable[[Stored], Stored]] = UPGRADES) -> Stored:
    """A file's values as the present version writes them. A newer file stays as it is: what we know of it is used."""
    version = stored.get("version", VERSION)
    while isinstance(version, int) and version in upgrades:
        stored = upgrades[version](stored)
        version += 1
    return {**stored, "version": version}


def _understood(path: Path, content: bytes) -> Loaded:
    try:
        stored = json.loads(content)
    except (ValueError, RecursionError):
        stored = None
    if not isinstance(stored, dict):
        _keep_aside(path, content)
        return Loaded(Settings(), (SettingsError(path, line=1, key=""),))
    stored = upgraded(stored)
    values: dict[str, Any] = {}
    problems: list[EditorError] = []
    for item in fields(Settings):
        if item.name not in stored:
            continue
        value = _fitting(item.name, stored[item.name], item.default)
        if value is None:
            problems.append(SettingsError(path, line=_line(content, item.name), key=item.name))
        else:
            values[item.name] = value
    if problems or stored["version"] != VERSION:
        _keep_aside(path, content)
    return Loaded(Settings(**values), tuple(problems))


def _fitting(name: str, value: object, default: object) -> object:
    """The value as its field takes it, None when it does not."""
    match default:
        case bool():
            return value if isinstance(value, bool) else None
        case int():
            fits = isinstance(value, int) and not isinstance(value, bool) and value in _RANGES[name]
            return value if fits else None
        case str():
            fits = isinstance(value, str) and (name not in _CHOICES or value in _CHOICES[name])
            return value if fits else None
        case _:
            kind = int if name == "window" else str
            fits = isinstance(value, list) and all(type(item) is kind for item in value)
            return tuple(value) if fits and isinstance(value, list) else None


def _line(content: bytes, key: str) -> int:
    return content[: max(content.find(f'"{key}"'.encode()), 0)].count(b"\n") + 1


def _keep_aside(path: Path, content: bytes) -> None:
    """Beside the file; where nothing can be written, the file itself will not be overwritten either."""
    aside = path.with_name(f"{path.name}.bad")
    if os.access(path.parent, os.W_OK):
        files.write_atomic(aside, content)
