"""Changes single values of a newsroom.yaml and nothing else: comments, order and unknown keys stay as they were typed.

A value is replaced between the marks that YAML's own reader gives; a key that is not there yet gets a line of its own.
Nobody else writes these files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from editor import files
from editor.errors import FileMissingError, SettingsError
from editor.text.clean import clean_line

if TYPE_CHECKING:
    from yaml import MappingNode, Node

Value: TypeAlias = "str | bool | int | Sequence[str]"
_PLAIN = re.compile(r"[^\W\d_][\w ./–-]*[\w.]|[^\W\d_]")
_WORDS = {"yes", "no", "true", "false", "on", "off", "null", "y", "n"}


def write_settings(path: Path, changes: Mapping[str, Value]) -> None:
    """Set keys ("checks.limits.headline_max") in the file, made when it is missing. All of them or none.

    Raises SettingsError for a file that is no mapping of YAML, FileUnwritableError, ChangedOnDiskError, DiskFullError.
    """
    try:
        text = files.read_text(path)
        known = files.digest(files.read_bytes(path))
    except FileMissingError:
        text, known = "", ""
    changed = changed_text(text, changes, path)
    if changed == text:
        return
    files.write_atomic(path, changed.encode("utf-8"), expected_hash=known)


def changed_text(text: str, changes: Mapping[str, Value], path: Path | str = "newsroom.yaml") -> str:
    """The file's text with these keys set; every other character as it was."""
    for key, value in changes.items():
        text = _with(text, key.split("."), _yaml(value), path)
    return text


def _with(text: str, keys: list[str], value: str, path: Path | str) -> str:
    """`keys` set to `value`: in its place where it stands, else after what its mapping holds already."""
    from yaml import MappingNode

    node: Node | None = _root(text, path)
    if node is None:
        return _appended(text, len(text), 0, keys, value)
    for depth, key in enumerate(keys):
        if not isinstance(node, MappingNode):
            raise SettingsError(path, line=node.start_mark.line + 1, key=".".join(keys[:depth]))
        found = next((inner for name, inner in node.value if name.value == key), None)
        if found is None:
            return _added(text, node, keys[depth:], value)
        if depth == len(keys) - 1 or _is_empty(found):
            rest = keys[depth + 1 :]
            return _replaced(text, found, value if not rest else _flow(rest, value))
        node = found
    raise AssertionError


def _root(text: str, path: Path | str) -> Node | None:
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise SettingsError(path, line=mark.line + 1 if mark else 1, key="") from None
    return None if node is None or _is_empty(node) else node


def _is_empty(node: Node) -> bool:
    return node.tag == "tag:yaml.org,2002:null"


def _replaced(text: str, node: Node, value: str) -> str:
    begin, end = node.start_mark.index, _end(text, node)
    if "\n" in text[begin:end]:  # a block of several lines becomes one, behind its key
        return f"{text[:begin].rstrip()} {value}{text[end:]}"
    gap = " " if begin and text[begin - 1] == ":" else ""
    return f"{text[:begin]}{gap}{value}{text[end:]}"


def _end(text: str, node: Node) -> int:
    """Where a value's own text ends: a block's mark stands at the next key, behind comments of somebody."""
    from yaml import CollectionNode

    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    return node.start_mark.index + len(text[node.start_mark.index : node.end_mark.index].rstrip())


def _added(text: str, node: MappingNode, keys: list[str], value: str) -> str:
    """A key that its mapping does not have yet."""
    if node.flow_style:
        at = node.end_mark.index - 1
        comma = ", " if node.value else ""
        return f"{text[:at].rstrip()}{comma}{keys[0]}: {_flow(keys[1:], value)}{text[at:]}"
    newline = text.find("\n", _end(text, node))
    return _appended(text, len(text) if newline < 0 else newline + 1, node.start_mark.column, keys, value)


def _appended(text: str, at: int, indent: int, keys: list[str], value: str) -> str:
    before = text[:at] if not at or text[at - 1] == "\n" else f"{text[:at]}\n"
    lines = "".join(f"{' ' * (indent + 2 * deep)}{key}:\n" for deep, key in enumerate(keys[:-1]))
    last = f"{' ' * (indent + 2 * (len(keys) - 1))}{keys[-1]}: {value}\n"
    return f"{before}{lines}{last}{text[at:]}"


def _flow(keys: list[str], value: str) -> str:
    return f"{{{keys[0]}: {_flow(keys[1:], value)}}}" if keys else value


def _yaml(value: Value) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case str():
            return _scalar(value)
        case items:
            return f"[{', '.join(_scalar(item) for item in items)}]"


def _scalar(text: str) -> str:
    """As typed where it reads as nothing else, in quotation marks otherwise."""
    line = clean_line(text)
    plain = _PLAIN.fullmatch(line) and line.lower() not in _WORDS
    return line if plain else json.dumps(line, ensure_ascii=False)
