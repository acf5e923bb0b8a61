"""JSON on lines of its own, as `json.dumps` with an indent writes it: that takes several times as long."""

from __future__ import annotations

import json
from collections.abc import Iterator
from json.encoder import encode_basestring as quoted


def json_lines(value: object, indent: int = 2) -> str:
    """`json.dumps(value, ensure_ascii=False, indent=indent)` of lists, tuples, mappings of text, texts and scalars."""
    return "".join(_written(value, "\n", " " * indent))


def _written(value: object, line: str, step: str) -> Iterator[str]:
    if isinstance(value, str):
        yield quoted(value)
    elif isinstance(value, dict) and value:
        inner = line + step
        before = "{"
        for key, item in value.items():
            yield f"{before}{inner}{quoted(key)}: "
            yield from (quoted(item),) if isinstance(item, str) else _written(item, inner, step)
            before = ","
        yield f"{line}}}"
    elif isinstance(value, list | tuple) and value:
        inner = line + step
        before = "["
        for item in value:
            yield before + inner
            yield from _written(item, inner, step)
            before = ","
        yield f"{line}]"
    else:
        yield json.dumps(value)
