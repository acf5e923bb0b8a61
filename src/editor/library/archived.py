"""The archive's files in the index: what is new is learnt, what is gone forgotten, a file that is the same not read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from editor.errors import EditorError
from editor.library import tables
from editor.library.archive import Item, read
from editor.library.database import Database
from editor.text import moment

if TYPE_CHECKING:
    from sqlite3 import Connection

    from editor.work import Cancel, Progress

T = TypeVar("T")


class InTurns(Protocol):
    """Does one thing after the other and lets others ask in between."""

    def __call__(self, learn: Callable[[T], object], items: Sequence[T], cancel: Cancel) -> None: ...


def refresh(database: Database, folder: Path, cancel: Cancel, progress: Progress, in_turns: InTurns) -> int:
    """Bring the index to what the files of the archive say; how many items it has now.

    A file that cannot be read keeps what the index knows of it: it may be there again later.
    """
    connection = database.connection
    known = {name: (size, mtime) for name, size, mtime in connection.execute("SELECT * FROM archive_files")}
    there = _files(folder)
    for name in known.keys() - there.keys():
        _take(connection, name, {}, cancel, progress, in_turns)
        connection.execute("DELETE FROM archive_files WHERE file = ?", (name,))
    for name, stamp in there.items():
        if known.get(name) == stamp:
            continue
        try:
            items = {item.url: item for item in read(folder / name) if item is not None}
        except EditorError:
            continue
        _take(connection, name, items, cancel, progress, in_turns)
        connection.execute("INSERT OR REPLACE INTO archive_files VALUES (?, ?, ?)", (name, *stamp))
    connection.commit()
    return int(connection.execute("SELECT count(*) FROM archive").fetchone()[0])


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Name → size and time of the archive's files, by name. Links lead out of the workspace and are left out."""
    found: dict[str, tuple[int, int]] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".jsonl") and entry.is_file(follow_symlinks=False):
                    status = entry.stat(follow_symlinks=False)
                    found[entry.name] = status.st_size, status.st_mtime_ns
    except OSError:
        return {}
    return dict(sorted(found.items()))


def _take(
    connection: Connection,
    file: str,
    items: dict[str, Item],
    cancel: Cancel,
    progress: Progress,
    in_turns: InTurns,
) -> None:
    kept = {
        url: (row, line)
        for row, url, line in connection.execute("SELECT row, target, line FROM archive WHERE file = ?", (file,))
    }
    lines = {url: _line(item, file) for url, item in items.items()}
    gone = [row for url, (row, line) in kept.items() if lines.get(url) != line]
    new = [url for url, line in lines.items() if url not in kept or kept[url][1] != line]
    done = 0

    def learn(url: str) -> None:
        nonlocal done
        if not done % 500:
            progress(done, len(new), file)
        done += 1
        _learn(connection, file, items[url], lines[url])

    in_turns(lambda row: _forget(connection, row), gone, cancel)
    in_turns(learn, new, cancel)


def _learn(connection: Connection, file: str, item: Item, line: str) -> None:
    """Of two files with the same address the first one counts."""
    if connection.execute("SELECT 1 FROM archive WHERE target = ?", (item.url,)).fetchone():
        return
    day = moment.parse(item.date)
    highest = connection.execute("SELECT max(row) FROM archive").fetchone()[0]
    row = max(highest or 0, tables.ARCHIVE) + 1
    connection.execute(
        "INSERT INTO archive VALUES (?, ?, ?, ?, ?, ?)",
        (row, file, item.url, day.timestamp() if day else 0.0, line, tables.checksum(item.url, line)),
    )
    tables.learn(connection, row, (item.title, item.about, "", "", "\n".join(item.tags), ""))


def _forget(connection: Connection, row: int) -> None:
    tables.forget(connection, row)
    connection.execute("DELETE FROM archive WHERE row = ?", (row,))


def _line(item: Item, file: str) -> str:
    stored = [item.title, item.about, list(item.tags), item.section, item.date, item.url, file]
    return json.dumps(stored, ensure_ascii=False)
