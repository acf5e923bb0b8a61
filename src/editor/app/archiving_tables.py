"""What a paper has published, line by line: CSV as spreadsheets save it, JSONL, or one JSON list."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from editor.app.archiving_feeds import BrokenFileError, Told
from editor.ingest.encoding import decoded
from editor.library.archive import has_fields, known_key

_MARKS = ",;\t|"
_WHOLE_BYTES = 64 * 1024 * 1024  # of what has to be read whole
_LINE = 1024 * 1024  # characters of one line


def read_lines(stream: BinaryIO) -> Iterator[tuple[int, Told | None]]:
    """(line, object) of every line; None for one that is no JSON object."""
    number = 0
    for number, line in enumerate(TextIOWrapper(stream, "utf-8-sig", errors="replace"), 1):
        if not line.strip():
            continue
        if len(line) > _LINE:
            yield number, None
            continue
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            told = None
        yield number, told if isinstance(told, dict) else None


def read_list(stream: BinaryIO) -> Iterator[tuple[int, Told | None]]:
    """(number, object) of a JSON list, or of the lists `archive_items` in what `standfirst import --json` says.

    Raises BrokenFileError when it is no JSON or too large.
    """
    content = stream.read(_WHOLE_BYTES + 1)
    if len(content) > _WHOLE_BYTES:
        raise BrokenFileError(1, "size")
    try:
        told = json.loads(content)
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
    content = stream.read(_WHOLE_BYTES + 1)
    if len(content) > _WHOLE_BYTES:
        raise BrokenFileError(1, "size")
    text = decoded(content, path)
    head = text.split("\n", 1)[0]
    mark = max(_MARKS, key=head.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=mark)
    try:
        names = next(rows, [])
        if not has_fields(names):
            raise BrokenFileError(1, "columns")
        for row in rows:
            if any(cell.strip() for cell in row):
                yield rows.line_num, dict(zip(map(known_key, names), row, strict=False))
    except csv.Error as error:
        raise BrokenFileError(rows.line_num, "csv") from error
