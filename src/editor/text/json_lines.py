"""JSON on lines of its own, as `json.dumps` with an indent writes it: that takes several times as long."""

from __future__ import annotations

import json
from collections.abc import Callable
from json.encoder import encode_basestring as quoted


def json_lines(value: object, indent: int = 2) -> str:
    """`json.dumps(value, ensure_ascii=False, indent=indent)` of lists, tuples, mappings of text, texts and scalars."""
    pieces: list[str] = []
    _write(value, "\n", " " * indent, pieces.append)
    return "".join(pieces)


def _write(value: object, line: str, step: str, put: Callable[[str], None]) -> None:
    if isinstance(value, str):
        put(quoted(value))
    elif isinstance(value, dict) and value:
        before = f"{{{line}{step}"
        for key, item in value.items():
            if isinstance(item, str):
                put(f"{before}{quoted(key)}: {quoted(item)}")
            else:
                put(f"{before}{quoted(key)}: ")
                _write(item, line + step, step, put)
            before = f",{line}{step}"
        put(f"{line}}}")
    elif isinstance(value, list | tuple) and value:
        before = f"[{line}{step}"
        for item in value:
            put(before)
            _write(item, line + step, step, put)
            before = f",{line}{step}"
        put(f"{line}]")
    else:
        put(json.dumps(value))
