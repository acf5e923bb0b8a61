"""What can be told of the arguments before the command line is built: a window or a command, and whose language."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "init": "writing",
        "new": "writing",
        "import": "writing",
        "set": "writing",
        "attach": "writing",
        "relate": "relating",
        "list": "looking",
        "search": "looking",
        "show": "looking",
        "check": "exporting",
        "export": "export",
        "verify": "exporting",
        "index": "looking",
        "versions": "versions",
        "archive": "archive",
        "doctor": "doctor",
    }
)
"""Every command with the module of `editor.cli` that has it, in the order of a day's work; `--help` lists them so."""

_NO_LANGUAGE = {"", "c", "posix"}
_LANG = re.compile(r"""^lang:\s*["']?([A-Za-z]{2})""", re.MULTILINE)
_SETTINGS = "newsroom.yaml"
_ARTICLE = "article.md"
_LEVELS = 3
"""Folders from an article's file up to its workspace."""


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether a call opens the window: nothing but `--lang`, or one place that no command is called like."""
    match _without_language(arguments):
        case []:
            return True
        case [name]:
            return not name.startswith("-") and name not in COMMANDS and _is_place(name)
        case _:
            return False


def named_workspace(arguments: Sequence[str]) -> Path | None:
    """The workspace that a call for the window names, None for the last one."""
    rest = _without_language(arguments)
    return Path(rest[0]).absolute() if rest else None


def language(arguments: Sequence[str], chosen: str, environment: Mapping[str, str] = os.environ) -> str:
    """The language to speak: of `--lang`, as chosen in the settings, of the locale, of the newsroom, else English."""
    named = named_language(arguments)
    return named or chosen or _locale(environment) or _newsroom_language(arguments) or "en"


def named_language(arguments: Sequence[str]) -> str:
    """What `--lang` says, "" when it is not there."""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return ""


def language_first(arguments: Sequence[str]) -> list[str]:
    """`--lang` wherever it stands as if it stood before the command; `init` has an option of that name of its own."""
    if next((word for word in arguments if word in COMMANDS), "") == "init":
        return list(arguments)
    for index, argument in enumerate(arguments):
        if argument == "--lang":
            return [*arguments[index : index + 2], *arguments[:index], *arguments[index + 2 :]]
        if argument.startswith("--lang="):
            return [argument, *arguments[:index], *arguments[index + 1 :]]
    return list(arguments)


def _without_language(arguments: Sequence[str]) -> list[str]:
    rest = list(arguments)
    while rest and (rest[0] == "--lang" or rest[0].startswith("--lang=")):
        del rest[: 2 if rest[0] == "--lang" else 1]
    return rest


def _is_place(name: str) -> bool:
    if Path(name).is_dir() or Path(name).name == _ARTICLE:
        return True
    return os.sep in name or (os.altsep or os.sep) in name or name in {os.curdir, os.pardir}


def _locale(environment: Mapping[str, str]) -> str:
    """The language of the system; "" where it speaks none, as in a scheduled job."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = re.split(r"[._@-]", environment.get(name, ""))[0].lower()
        if value:
            return "" if value in _NO_LANGUAGE else value
    return ""


def _newsroom_language(arguments: Sequence[str]) -> str:
    """Told from the settings file's text: YAML is not loaded for this."""
    for argument in arguments:
        if argument.startswith("-") or "=" in argument:
            continue
        place = Path(argument).absolute()
        for folder in (place, *place.parents[:_LEVELS]):
            try:
                text = (folder / _SETTINGS).read_text(encoding="utf-8", errors="replace")
            except (OSError, ValueError):
                continue
            found = _LANG.search(text)
            return found[1].lower() if found else ""
    return ""
