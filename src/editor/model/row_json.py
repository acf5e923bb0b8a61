"""Rows as JSON text: on the clipboard, and in the page's formats for what a photo or a table row shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from editor.model.blocks import Embed, Figure, Inline, Rule, Source, Span, Table
from editor.model.rows import Atom, Row, RowKind
from editor.model.slices import Slice

VERSION = 1
_T = TypeVar("_T")


def atom_text(atom: Atom) -> str:
    """An atom as canonical JSON: the same atom gives the same text."""
    return json.dumps(_atom(atom), ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=512)
def atom_of(text: str) -> Atom:
    """What `atom_text` wrote. Raises ValueError for anything else."""
    return _checked(lambda: _read_atom(json.loads(text)))


def slice_text(piece: Slice) -> str:
    return json.dumps(
        {
            "version": VERSION,
            "open": [piece.open_start, piece.open_end],
            "rows": [_row(row) for row in piece.rows],
        },
        ensure_ascii=False,
    )


def slice_of(text: str) -> Slice:
    """What `slice_text` wrote, maybe in another process. Raises ValueError for anything else."""

    def read() -> Slice:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise ValueError(data["version"])
        start, end = data["open"]
        return Slice(tuple(_read_row(row) for row in data["rows"]), bool(start), bool(end))

    return _checked(read)


def _checked(read: Callable[[], _T]) -> _T:
    try:
        return read()
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError("not rows of ours") from error


def _row(row: Row) -> dict[str, object]:
    return {
        "kind": row.kind.value,
        "inline": _inline(row.inline),
        "level": row.level,
        "group": row.group,
        "box": row.box,
        "payload": None if row.payload is None else _atom(row.payload),
    }


def _read_row(data: dict[str, object]) -> Row:
    payload = data["payload"]
    atom = None if payload is None else _read_atom(payload)
    kind = RowKind(_text(data["kind"]))
    row = Row(
        kind, _read_inline(data["inline"]), _number(data["level"]), _number(data["group"]), _number(data["box"]), atom
    )
    if row.is_atom != (atom is not None):
        raise ValueError(kind)
    return row


def _inline(inline: Inline) -> list[list[object]]:
    return [[span.text, span.strong, span.emphasis, span.link] for span in inline]


def _read_inline(data: object) -> Inline:
    if not isinstance(data, list):
        raise TypeError(data)
    return tuple(Span(_text(text), bool(strong), bool(em), _text(link)) for text, strong, em, link in data)


def _atom(atom: Atom) -> list[object]:
    match atom:
        case Figure():
            return ["figure", atom.src, atom.credit, atom.alt]
        case Table(rows=rows):
            return ["table", [[_inline(cell) for cell in row] for row in rows]]
        case Embed(url=url):
            return ["embed", url]
        case Source(text=text):
            return ["source", text]
        case Rule():
            return ["rule"]


def _read_atom(data: object) -> Atom:
    match data:
        case ["figure", str(src), str(credit), str(alt)]:
            return Figure(src, credit=credit, alt=alt)
        case ["table", list(rows)]:
            return Table(tuple(tuple(_read_inline(cell) for cell in row) for row in rows))
        case ["embed", str(url)]:
            return Embed(url)
        case ["source", str(text)]:
            return Source(text)
        case ["rule"]:
            return Rule()
        case _:
            raise ValueError(data)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value
