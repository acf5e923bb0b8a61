"""What can still be undone after the program has ended or was killed: beside the journal, on this computer.

A file of records (`editor.library.records`), from the last state of the article backwards: its text, then for each step
what leads to the state before it and where the caret stood. It may be deleted at any time; a torn end is the oldest.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from editor import files
from editor.errors import FileError
from editor.library import records
from editor.library.journal import journal_folder, journal_name

VERSION = 1
KEPT_STEPS = 201
MOST_STEPS = KEPT_STEPS - 1  # steps are kept before the save: a kill between the two costs one of those kept
MOST_BYTES = 1_000_000
"""Bounds of one article's file; the oldest steps go first."""

MOST_FILES = 200
"""Articles of a workspace whose steps are kept; those edited least recently go first."""

_ENDING = ".undo"

Place = tuple[int, int, int, int]
"""A caret: row and offset, and those of the other end of the selection."""


@dataclass(frozen=True, slots=True)
class Before:
    """A state that can be gone back to: what to change in the text after it, and the carets on both sides of the step.

    Texts are worked out when they are wanted: hundreds of whole ones would cost megabytes.
    """

    change: records.Record
    caret_before: Place
    caret_after: Place

    def text(self, after: str) -> str:
        """The state's text. Args: after: the text that the step led to."""
        return records.changed(after, self.change)

    @property
    def is_nothing(self) -> bool:
        return not self.change["put"] and self.change["from"] == self.change["to"]


def undo_file(folder: Path) -> Path:
    """Where an article's steps are kept."""
    return journal_folder(folder.parents[1]) / f"{journal_name(folder)}{_ENDING}"


def write(folder: Path, present: str, steps: Sequence[Before]) -> None:
    """Keep the steps that led to a text, the last one last. Raises FileUnwritableError, DiskFullError."""
    head, checksum = records.line({"v": VERSION, "text": present}, "")
    lines, size = [head], len(head)
    for step in [step for step in steps if not step.is_nothing][: -KEPT_STEPS - 1 : -1]:
        record = {**step.change, "carets": [*step.caret_before, *step.caret_after]}
        line, checksum = records.line(record, checksum)
        size += len(line)
        if size > MOST_BYTES:
            break
        lines.append(line)
    path = undo_file(folder)
    files.make_folder(path.parent)
    files.write_atomic(path, b"".join(lines))


def read(folder: Path, present: str) -> tuple[Before, ...]:
    """The steps that led to this text, the last one last; none when the text was never seen, or nothing can be read."""
    try:
        content = files.read_bytes(undo_file(folder))
    except FileError:
        return ()
    kept = list(records.records(content))
    if not kept or kept[0].get("v") != VERSION:
        return ()
    text, steps = str(kept[0]["text"]), [_before(record) for record in kept[1:]]
    for number, step in enumerate(steps):
        if text == present:
            return tuple(steps[number:][::-1])
        text = step.text(text)
    return ()


def thin(root: Path) -> None:
    """Forget the steps of the articles that were edited least recently."""
    with contextlib.suppress(OSError):
        found = sorted(journal_folder(root).glob(f"*{_ENDING}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in found[MOST_FILES:]:
            path.unlink(missing_ok=True)


def _before(record: records.Record) -> Before:
    c = [int(number) for number in record["carets"]]
    change = {key: record[key] for key in ("from", "to", "put")}
    return Before(change, (c[0], c[1], c[2], c[3]), (c[4], c[5], c[6], c[7]))
