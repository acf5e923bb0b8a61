"""The house style of a workspace, read once and again when its file changes."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from editor.model.house_style import NO_STYLE, HouseStyle

if TYPE_CHECKING:
    from editor.source.settings_tree import SettingsProblem

_LOCK = Lock()
_read: dict[Path, tuple[tuple[int, int], HouseStyle, tuple[SettingsProblem, ...]]] = {}


def house_style_of(root: Path) -> tuple[HouseStyle, tuple[SettingsProblem, ...]]:
    """The rules of a workspace and what is wrong in their file. Thousands take a second: not on the window's thread."""
    from editor.source.house_style import FILE, read_house_style

    path = root / FILE
    try:
        status = path.stat()
    except OSError:
        return NO_STYLE, ()
    mark = status.st_size, status.st_mtime_ns
    with _LOCK:
        known = _read.get(path)
        if known is None or known[0] != mark:
            known = _read[path] = (mark, *read_house_style(path))
    return known[1], known[2]


def slow_patterns(style: HouseStyle) -> tuple[SettingsProblem, ...]:
    """Patterns that took too long over a text and are not asked any more."""
    from editor.checks.house_style import matcher_of
    from editor.source.settings_tree import SettingsProblem

    matcher = matcher_of(style)
    slow = sorted(matcher.too_slow, key=lambda rule: rule.line) if matcher else ()
    return tuple(
        SettingsProblem(style.file, rule.line, "patterns.pattern", rule.find, "settings.slow-pattern") for rule in slow
    )
