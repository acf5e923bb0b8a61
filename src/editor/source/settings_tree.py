"""Settings files as trees that remember where each value stands, and several of them laid over one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from editor import files
from editor.errors import EditorError, FileMissingError
from editor.text.clean import clean_line

if TYPE_CHECKING:
    import yaml

_BYTES = 1_000_000
_NODES = 50_000
_DEPTH = 20
"""A settings file above these is none: aliases of aliases would grow without end."""

_NOTHING = frozenset(("", "~", "null"))


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of a settings file: text as typed, a list, or a mapping; "" for a key without a value."""

    value: Content
    file: str = ""
    line: int = 0  # 1-based; 0 for one that stands in no file

    @property
    def text(self) -> str | None:
        """The value when it is text or a figure, else None."""
        return self.value if isinstance(self.value, str) else None

    def get(self, key: str) -> Setting | None:
        """The value under a key of a mapping; None when there is none or it was left empty."""
        found = self.value.get(key) if isinstance(self.value, Mapping) else None
        return None if found is None or found.value == "" else found

    def plain(self) -> object:
        """Text, tuples and dicts; yes and no as "true" and "false"."""
        match self.value:
            case str(text):
                return {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(text.lower(), text)
            case tuple(items):
                return tuple(item.plain() for item in items)
            case mapping:
                return {key: setting.plain() for key, setting in mapping.items()}


Content: TypeAlias = "str | tuple[Setting, ...] | Mapping[str, Setting]"


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """Something in a settings file that cannot be used; the default stands in for it.

    Its sentence stands in resources/messages under `code`; `facts` fill it.
    """

    file: str
    line: int  # 1-based
    key: str  # dotted, "checks.limits.headline_max"
    value: str
    code: str = "settings.bad-value"

    @property
    def facts(self) -> dict[str, object]:
        return {"file": self.file, "line": self.line, "key": self.key, "value": self.value}


def load(
    path: Path, *, most_bytes: int = _BYTES, most_nodes: int = _NODES
) -> tuple[Setting, tuple[SettingsProblem, ...]]:
    """The tree of a YAML file; an empty one when it is not there, and with a problem when it cannot be read."""
    import yaml

    nothing = Setting({}, str(path))
    try:
        content = files.read_bytes(path)
        if len(content) > most_bytes:
            return nothing, (_unreadable(path, 1, "", "settings.too-large"),)
        text = files.read_text(path)
    except FileMissingError:
        return nothing, ()
    except EditorError as error:
        return nothing, (_unreadable(path, 0, str(error.facts.get("reason", "")), "settings.unopened"),)
    composer = _Composer(str(path), most_nodes)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        _refuse_depth(yaml.parse(text, Loader=loader))
        root = yaml.compose(text, Loader=loader)
        tree = composer.setting(root, "", 0) if root is not None else nothing
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", "") or "").strip()
        return nothing, (_unreadable(path, mark.line + 1 if mark else 1, problem, "settings.unreadable"),)
    except _TooDeepError:
        return nothing, (_unreadable(path, 1, "", "settings.too-large"),)
    if tree.value == "":
        return nothing, ()
    if not isinstance(tree.value, Mapping):
        return nothing, (*composer.problems, SettingsProblem(str(path), 1, "", str(tree.text or "[…]")))
    return tree, tuple(composer.problems)


def overrides(pairs: Mapping[str, str]) -> Setting:
    """A tree from dotted keys and texts, as a command line gives them."""
    tree: dict[str, Setting] = {}
    for key, text in pairs.items():
        tree = _planted(tree, key.split("."), text)
    return Setting(tree)


def merged(layers: Iterable[Setting], locked: frozenset[str]) -> Setting:
    """Layers laid over one another, the strongest last: mappings key by key, lists and texts whole.

    `locked` names dotted keys that only the first (machine-wide) layer may set.
    """
    first, *others = layers
    for layer in others:
        first = _over(first, layer, "", locked)
    return first


def locks(machine: Setting) -> frozenset[str]:
    """The keys that a machine-wide file locks for everybody."""
    found = machine.get("locked")
    items = found.value if found and isinstance(found.value, tuple) else ()
    return frozenset(item.text for item in items if item.text)


def _over(low: Setting, high: Setting, path: str, locked: frozenset[str]) -> Setting:
    if not (isinstance(low.value, Mapping) and isinstance(high.value, Mapping)):
        return high
    tree = dict(low.value)
    for key, setting in high.value.items():
        inner = f"{path}.{key}" if path else key
        if inner in locked:
            continue
        below = tree.get(key, Setting({}))
        tree[key] = _over(below, setting, inner, locked) if isinstance(setting.value, Mapping) else setting
    return Setting(tree, high.file or low.file, high.line or low.line)


def _planted(tree: Mapping[str, Setting], keys: list[str], text: str) -> dict[str, Setting]:
    head, *rest = keys
    if not rest:
        return {**tree, head: Setting(text)}
    below = tree.get(head)
    inner = below.value if below and isinstance(below.value, Mapping) else {}
    return {**tree, head: Setting(_planted(inner, rest, text))}


def _unreadable(path: Path, line: int, value: str, code: str) -> SettingsProblem:
    return SettingsProblem(str(path), line, "", value, code)


class _TooDeepError(Exception):
    """More nodes or levels than a settings file has."""


def _refuse_depth(events: Iterable[yaml.Event]) -> None:
    """Looks before composing, which goes as deep as the text does and would take the program with it."""
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEPTH:
            raise _TooDeepError


class _Composer:
    """Turns YAML's nodes into settings; scalars stay text, so that `off`, `010` and `12:30` come as typed."""

    def __init__(self, file: str, most_nodes: int) -> None:
        self._file = file
        self._left = most_nodes
        self.problems: list[SettingsProblem] = []

    def setting(self, node: yaml.Node, path: str, depth: int) -> Setting:
        import yaml

        self._left -= 1
        if self._left < 0 or depth > _DEPTH:
            raise _TooDeepError
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return Setting(dict(self._pairs(node, path, depth)), self._file, line)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.setting(item, path, depth + 1) for item in node.value)
            return Setting(items, self._file, line)
        text = clean_line(str(node.value))
        is_nothing = getattr(node, "style", None) is None and text.lower() in _NOTHING
        return Setting("" if is_nothing else text, self._file, line)

    def _pairs(self, node: yaml.MappingNode, path: str, depth: int) -> Iterator[tuple[str, Setting]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = clean_line(str(key_node.value)) if isinstance(key_node.value, str) else ""
            inner = f"{path}.{key}" if path else key
            if key in seen or not key:
                line = key_node.start_mark.line + 1
                self.problems.append(SettingsProblem(self._file, line, inner, key, "settings.repeated-key"))
                continue
            seen.add(key)
            yield key, self.setting(value_node, inner, depth + 1)
