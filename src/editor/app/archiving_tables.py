"""What a paper has published, line by line: CSV as spreadsheets save it, JSONL, or one JSON list."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import BinaryIO

from editor.app.archiving_feeds import BrokenFileError, Told
from editor.ingest.encoding import decoded
from editor.library.archive import has_fields, known_key

_MARKS = ",;\t|"
_WHOLE_BYTES = 64 * 1024 * 1024  # of what has to be read whole
_LINE = 1024 * 1024  # bytes of one line
_SEPARATOR = re.compile(r"sep=(.)\s*$", re.IGNORECASE)


def in_utf8(stream: BinaryIO, path: Path) -> BinaryIO:
    """A text of another charset as UTF-8. Raises BrokenFileError when it is too large, FileUnreadableError."""
    return BytesIO(decoded(_whole(stream), path).encode())


def _whole(stream: BinaryIO) -> bytes:
    content = stream.read(_WHOLE_BYTES + 1)
    if len(content) > _WHOLE_BYTES:
        raise BrokenFileError(1, "size")
    return content


def read_lines(stream: BinaryIO, path: Path) -> Iterator[tuple[int, Told | None]]:
    """(line, object) of every line; None for one that is no JSON object."""
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield number, _object(line, path) if len(line) <= _LINE else None


def _object(line: bytes, path: Path) -> Told | None:
    try:
        told = json.loads(_text(line, path))
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _text(content: bytes, path: Path) -> str:
    """UTF-8, or what it is in else: an old database writes its own. Raises FileUnreadableError for what is no text."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decoded(content, path)


def read_list(stream: BinaryIO, path: Path) -> Iterator[tuple[int, Told | None]]:
    """(number, object) of a JSON list, or of the lists `archive_items` in what `standfirst import --json` says.

    Raises BrokenFileError when it is no JSON or too large.
    """
    content = _whole(stream)
    try:
        told = json.loads(_text(content, path))
    except (ValueError, RecursionError) as error:
        raise BrokenFileError(getattr(error, "lineno", 1), "json") from error
    items = told if isinstance(told, list) else [told]
    for number, item in enumerate(items, 1):
        inner = item.get("archive_items") if isinstance(item, dict) else None
        for one in inner if isinstance(inner, list) else [item]:
            yield number, one if isinstance(one, dict) else None


def read_table(stream: BinaryIO, path: Path) -> Iterator[tuple[int, Told]]:
    """(line, fields) of every row of a table whose first row names its columns.

    Raises BrokenFileError where it has no column for titles or addresses, or cannot be read any further;
    FileUnreadableError for what is no text.
    """
    text = decoded(_whole(stream), path)
    head, _, rest = text.partition("\n")
    said = _SEPARATOR.match(head)  # Excel's own first line; it is no row, but counts as a line
    mark, text = (said[1], f"\n{rest}") if said else (max(_MARKS, key=head.count), text)
    rows = csv.reader(StringIO(text, newline=""), delimiter=mark)
    try:
        names = next(filter(None, rows), [])
        if not has_fields(names):
            raise BrokenFileError(1, "columns")
        for row in rows:
            if any(cell.strip() for cell in row):
                yield rows.line_num, dict(zip(map(known_key, names), row, strict=False))
    except csv.Error as error:
        raise BrokenFileError(rows.line_num, "csv") from error
