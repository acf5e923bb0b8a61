"""What can still be undone and redone after the program has ended or was killed: beside the journal, on this computer.

A file of records (`editor.library.records`), from the last state of the article backwards: its text with the steps that
were undone, then for each step what leads to the state before it and where the caret stood. It may be deleted at any
time; a torn end is the oldest.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
class KeptStep:
    """A step to another state: what to change in the text on this side of it, and the carets before and after the step.

    Texts are worked out when they are wanted: hundreds of whole ones would cost megabytes.
    """

    change: records.Record
    caret_before: Place
    caret_after: Place

    def text(self, here: str) -> str:
        """The state's text. Args: here: the text on this side of the step."""
        return records.changed(here, self.change)

    def back(self, here: str) -> KeptStep:
        """The same step from the other side."""
        return replace(self, change=records.change(self.text(here), here))

    @property
    def is_nothing(self) -> bool:
        return not self.change["put"] and self.change["from"] == self.change["to"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What can be undone (the last step last) and redone (the next step last) from where an article stands."""

    earlier: tuple[KeptStep, ...] = ()
    later: tuple[KeptStep, ...] = ()


def undo_file(folder: Path) -> Path:
    """Where an article's steps are kept."""
    return journal_folder(folder.parents[1]) / f"{journal_name(folder)}{_ENDING}"


def write(folder: Path, present: str, kept: Kept) -> None:
    """Keep the steps around a text. Raises FileUnwritableError, DiskFullError."""
    later = list(_within(map(_record, _last(kept.later)), MOST_BYTES // 2))
    head, checksum = records.line({"v": VERSION, "text": present, "later": later}, "")
    lines, size = [head], len(head)
    for record in map(_record, _last(kept.earlier)):
        line, checksum = records.line(record, checksum)
        size += len(line)
        if size > MOST_BYTES:
            break
        lines.append(line)
    path = undo_file(folder)
    files.make_folder(path.parent)
    files.write_atomic(path, b"".join(lines))


def read(folder: Path, present: str) -> Kept:
    """The steps around this text; none when the text was never seen, or nothing can be read.

    A kill between the steps and the save of what they lead to leaves a file that is some steps away: it is found there.
    """
    try:
        content = files.read_bytes(undo_file(folder))
    except FileError:
        return Kept()
    found = list(records.records(content))
    if not found or found[0].get("v") != VERSION:
        return Kept()
    earlier, later = [_step(record) for record in found[1:]], [_step(record) for record in found[0].get("later", ())]
    text = str(found[0]["text"])
    back = _away(text, present, earlier)
    if back is not None:
        return Kept(tuple(earlier[len(back) :][::-1]), (*later[::-1], *back))
    forth = _away(text, present, later)
    return Kept() if forth is None else Kept((*earlier[::-1], *forth), tuple(later[len(forth) :][::-1]))


def _away(text: str, present: str, steps: Sequence[KeptStep]) -> tuple[KeptStep, ...] | None:
    """The steps from one text to another, each from its other side, the last one last; None: they do not lead there."""
    passed = []
    for step in steps:
        if text == present:
            break
        passed.append(step.back(text))
        text = step.text(text)
    return tuple(passed) if text == present else None


def _last(steps: Sequence[KeptStep]) -> list[KeptStep]:
    """So many that change something, the nearest first."""
    return [step for step in steps if not step.is_nothing][: -KEPT_STEPS - 1 : -1]


def _within(found: Iterable[records.Record], most: int) -> Iterator[records.Record]:
    """The first ones, as long as they have room in so many bytes."""
    for record in found:
        most -= len(records.line(record, "")[0])
        if most < 0:
            return
        yield record


def thin(root: Path) -> None:
    """Forget the steps of the articles that were edited least recently."""
    with contextlib.suppress(OSError):
        found = sorted(journal_folder(root).glob(f"*{_ENDING}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in found[MOST_FILES:]:
            path.unlink(missing_ok=True)


def _record(step: KeptStep) -> records.Record:
    return {**step.change, "carets": [*step.caret_before, *step.caret_after]}


def _step(record: records.Record) -> KeptStep:
    c = [int(number) for number in record["carets"]]
    change = {key: record[key] for key in ("from", "to", "put")}
    return KeptStep(change, (c[0], c[1], c[2], c[3]), (c[4], c[5], c[6], c[7]))
