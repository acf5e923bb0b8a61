"""Reads house-style.yaml: how a newsroom writes.

    prefer:
      - {write: tỷ đồng, not: [tỉ đồng]}                  # any capitals; the first letter's capital is kept
      - {write: TP. Hồ Chí Minh, not: [TP.HCM, TPHCM]}    # capitals inside: exactly as typed
      - {write: dùng, not: [sử dụng], except: [quyền sử dụng], note: Trừ khi là quyền sử dụng}
      - {not: [cô này, anh này], note: Gọi tên nhân vật}  # only warns
      - rác thải                                          # a word that is right as it stands: nothing to look for
    patterns:
      - {pattern: '(\\d+) ?km/giờ', write: '\\1 km/h', note: …, except: […]}

A rule that cannot be used is left out, with a problem that names file, line and key; nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from editor.model.house_style import NO_STYLE, HouseRule, HouseStyle
from editor.source.settings_reader import SettingsReader
from editor.source.settings_tree import Setting, SettingsProblem, load

FILE = "house-style.yaml"

_BYTES = 8_000_000
_NODES = 400_000
"""13,000 rules with their notes are about a quarter of this."""

_LONGEST = 500  # characters of a pattern
_GROUPS = 100
_REFERENCE = re.compile(r"\\(?:(\d+)|g<(\w+)>)")


def read_house_style(path: Path) -> tuple[HouseStyle, tuple[SettingsProblem, ...]]:
    """The rules of a file in its order; none when it is not there."""
    tree, problems = load(path, most_bytes=_BYTES, most_nodes=_NODES)
    reader = SettingsReader()
    reader.known(tree, ("prefer", "patterns"))
    rules = (*_preferred(reader, tree), *_patterns(reader, tree))
    style = HouseStyle(rules, str(path)) if rules else NO_STYLE
    return style, (*problems, *reader.problems)


def _preferred(reader: SettingsReader, tree: Setting) -> Iterator[HouseRule]:
    path = "prefer"
    for item in reader.items(tree.get(path), path):
        if item.text is not None:
            continue  # known to be right
        reader.known(item, ("write", "not", "note", "except"), path)
        wrong = reader.texts(item, "not", path)
        write, note, spared = _rest(reader, item, path)
        if not wrong or not (write or note):
            reader.refuse(item, f"{path}.{'not' if not wrong else 'write'}", write)
            continue
        for words in wrong:
            if words == write or not any(letter.isalnum() for letter in words):
                reader.refuse(item, f"{path}.not", words)
            else:
                yield HouseRule(words, write, note, spared=spared, line=item.line)


def _patterns(reader: SettingsReader, tree: Setting) -> Iterator[HouseRule]:
    path = "patterns"
    for item in reader.items(tree.get(path), path):
        reader.known(item, ("pattern", "write", "note", "except"), path)
        pattern = reader.text(item, "pattern", "", path)
        write, note, spared = _rest(reader, item, path)
        if not pattern or not (write or note) or not _can_be_used(pattern, write):
            where = item.get("pattern") or item
            reader.refuse(where, f"{path}.pattern", pattern)
        else:
            yield HouseRule(pattern, write, note, is_pattern=True, spared=spared, line=item.line)


def _rest(reader: SettingsReader, item: Setting, path: str) -> tuple[str, str, tuple[str, ...]]:
    return (
        reader.text(item, "write", "", path),
        reader.text(item, "note", "", path),
        reader.texts(item, "except", path),
    )


def _can_be_used(pattern: str, write: str) -> bool:
    """Whether it is an expression that meets something, and its replacement names no group that it has not."""
    import regex

    if len(pattern) > _LONGEST:
        return False
    try:
        compiled = regex.compile(pattern)
    except (regex.error, ValueError, OverflowError, RecursionError, MemoryError):
        return False
    known = {*map(str, range(1, compiled.groups + 1)), *compiled.groupindex}
    named = {number or name for number, name in _REFERENCE.findall(write)}
    return compiled.groups <= _GROUPS and named <= known and compiled.fullmatch("") is None
