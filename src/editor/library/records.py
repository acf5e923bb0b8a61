"""Lines of a file that tell a torn end from a whole one: each is `<checksum> <JSON>`, chained to the line before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]

CHECKSUM = 32
"""Bytes of a line's checksum, in ASCII; the line begins with it."""


def line(record: Record, before: str) -> tuple[bytes, str]:
    """A record as a line, and its checksum. Args: before: the checksum of the line before, "" for the first."""
    text = json.dumps(record, ensure_ascii=True, separators=(",", ":"))
    checksum = hashlib.sha256(f"{before}{text}".encode()).hexdigest()[:CHECKSUM]
    return f"{checksum} {text}\n".encode(), checksum


def records(content: bytes) -> Iterator[Record]:
    """Every record of the unbroken beginning."""
    before = ""
    for whole in content.split(b"\n")[:-1]:
        checksum, _, text = whole.decode("utf-8", errors="replace").partition(" ")
        if hashlib.sha256(f"{before}{text}".encode()).hexdigest()[:CHECKSUM] != checksum:
            return
        record: Record = json.loads(text)
        yield record
        before = checksum


def change(before: str, after: str) -> Record:
    """What to do to a text to get another one: `put` in the place of `from` … `to`."""
    start, end = _common(before, after)
    return {"from": start, "to": len(before) - end, "put": after[start : len(after) - end]}


def changed(text: str, record: Record) -> str:
    """A text after `change`."""
    return f"{text[: int(record['from'])]}{record['put']}{text[int(record['to']) :]}"


def _common(before: str, after: str) -> tuple[int, int]:
    """How many characters two texts have in common at the start and, beyond those, at the end."""
    start = _shared(before, after, min(len(before), len(after)))
    rest = min(len(before), len(after)) - start
    return start, _shared(before[::-1], after[::-1], rest)


def _shared(one: str, other: str, most: int) -> int:
    """The longest common beginning, at most `most` characters, found by halving."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
