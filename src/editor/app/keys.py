"""Which keys a command answers: the ones it came with, or those that a person has chosen.

Keys are Qt's portable names, "Ctrl+Shift+K". A choice is kept as "command.id=Ctrl+K", and
"command.id=" takes a command's keys away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from editor.app.commands import COMMANDS

_MODIFIERS = frozenset({"Ctrl", "Shift", "Alt", "Meta"})


def keys_of(chosen: Iterable[str], *, mac: bool = False) -> dict[str, tuple[str, ...]]:
    """The keys of every command in force. What names no command of ours, or keys nobody may take, is passed over."""
    found = {ident: (command.mac if mac and command.mac else command.keys) for ident, command in COMMANDS.items()}
    for line in chosen:
        ident, equals, keys = line.partition("=")
        if ident in found and equals and (not keys or forbidden(keys) is None):
            found[ident] = (keys,) if keys else ()
    return found


def with_choice(chosen: Iterable[str], ident: str, keys: str | None) -> tuple[str, ...]:
    """The choices with one more; None gives the command its own keys back."""
    others = tuple(line for line in chosen if line.partition("=")[0] != ident)
    return others if keys is None else (*others, f"{ident}={keys}")


def conflict(bound: Mapping[str, Iterable[str]], ident: str, keys: str) -> str:
    """The id of another command that answers these keys already, "" for none."""
    return next((other for other, taken in bound.items() if other != ident and keys in taken), "")


def forbidden(keys: str) -> str | None:
    """Why nobody may take these keys: a code under "keys.", None when they may (shortcuts.yaml: rules).

    Vietnamese input methods switch on Alt+Z and on Ctrl+Shift alone, Linux types Unicode by Ctrl+Shift+U, and the
    Vietnamese layout of Windows types digits with AltGr, which is Ctrl+Alt.
    """
    *modifiers, key = _parts(keys)
    held = set(modifiers)
    if key in _MODIFIERS or not key:
        return "bare"
    if {"Ctrl", "Alt"} <= held:
        return "altgr"
    if held == {"Alt"} and key.upper() == "Z":
        return "input-method"
    if held == {"Ctrl", "Shift"} and key.upper() == "U":
        return "unicode"
    if not held - {"Shift"} and not _is_function(key):
        return "typing"
    return None


def _parts(keys: str) -> list[str]:
    """ "Ctrl++" ends in the key "+"."""
    if keys.endswith("++"):
        return [*keys[:-2].split("+"), "+"]
    return keys.split("+")


def _is_function(key: str) -> bool:
    return len(key) > 1 and key[0] == "F" and key[1:].isdigit()
