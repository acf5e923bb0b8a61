"""Taking typed values out of a mapping of texts; what is not taken stays as unknown keys."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

from editor.model.article import Extra, Fields, Plain
from editor.source.frontmatter import Bare

_Value = TypeVar("_Value")
_TRUE = frozenset(("true", "yes", "on"))
_FALSE = frozenset(("false", "no", "off"))
_NOTHING = frozenset(("", "~", "null"))


class Taking:
    """One mapping, emptied key by key.

    Args:
        known: the keys that we know; one of them that could not be taken is an `unread` one.
    """

    def __init__(self, fields: Fields, known: Sequence[str]) -> None:
        self._values = dict(fields.pairs)
        self._known = known
        self._taken: set[str] = set()

    def take(self, key: str, read: Callable[[Plain], _Value | None], default: _Value) -> _Value:
        """The value of a key as `read` understands it; the default when there is none or `read` gives None."""
        value = self._values.get(key)
        if value is None:
            return default
        found = read(value)
        if found is None:
            return default
        self._taken.add(key)
        return found

    def text(self, key: str) -> str:
        return self.take(key, as_text, "")

    def rest(self) -> tuple[Extra, ...]:
        """What was not taken, each with the key before it in the file."""
        rest = []
        after = ""
        for key, value in self._values.items():
            if key not in self._taken:
                rest.append(Extra(key, value, after))
            after = key
        return tuple(rest)

    def unread(self) -> tuple[str, ...]:
        """Keys that we know, with a value that we do not understand."""
        return tuple(key for key in self._values if key in self._known and key not in self._taken)


def as_text(value: Plain) -> str | None:
    return str(value) if isinstance(value, str) else None


def as_fields(value: Plain) -> Fields | None:
    if isinstance(value, Fields):
        return value
    return Fields() if is_nothing(value) else None


def as_texts(value: Plain) -> tuple[str, ...] | None:
    """A list of texts; one text alone is a list of one."""
    return as_items(value, as_text)


def as_items(value: Plain, read: Callable[[Plain], _Value | None]) -> tuple[_Value, ...] | None:
    """A list of which `read` understands every item, else None; something else than a list is a list of one."""
    if is_nothing(value):
        return ()
    items = [read(item) for item in (value if isinstance(value, tuple) else (value,))]
    found = tuple(item for item in items if item is not None)
    return found if len(found) == len(items) else None


def as_flag(value: Plain) -> bool | None:
    word = value.lower() if isinstance(value, str) else ""
    if word in _TRUE:
        return True
    return False if word in _FALSE else None


def as_number(value: Plain) -> float | None:
    try:
        number = float(value) if isinstance(value, str) else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def is_nothing(value: Plain) -> bool:
    """Whether a key stands there without a value."""
    return isinstance(value, Bare) and value.lower() in _NOTHING
