"""What became of each of several articles or bundles: worked on one by one or together, said at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from editor.cli.console import Console
from editor.errors import CancelledError, EditorError
from editor.work import Cancel, Progress, no_progress

Outcome = tuple[dict[str, object], tuple[str, ...], int]
"""One article's or bundle's part of a result: as JSON, as lines, its exit code."""


Work = Callable[[Path, Cancel, Progress], Outcome]


def each(console: Console, paths: Sequence[Path], work: Work, jobs: int = 1) -> list[Outcome]:
    """The outcomes in the order of the paths, several worked on at a time; of many, the bar counts the paths.

    One of several may fail without stopping the others; a single one's error is the command's own.
    """
    alone = len(paths) == 1

    def outcome(path: Path) -> Outcome:
        cancel.check()
        try:
            return work(path, cancel, progress if alone else no_progress)
        except EditorError as error:
            if alone or isinstance(error, CancelledError):
                raise
            return failed(console, path, error)

    outcomes: list[Outcome] = []
    with console.work() as (cancel, progress), ThreadPoolExecutor(min(jobs, len(paths))) as executor:
        for path, future in [(path, executor.submit(outcome, path)) for path in paths]:
            if not alone:
                progress(len(outcomes), len(paths), path.name)
            outcomes.append(future.result())
    return outcomes


def failed(console: Console, path: Path, error: EditorError) -> Outcome:
    """One of several that did not come out; it is said at once."""
    console.say(console.messages.error(error))
    return {"path": str(path), "error": console.described(error)}, (), error.exit_code


def finish(context: click.Context, outcomes: Sequence[Outcome]) -> None:
    console: Console = context.obj
    console.result([stored for stored, _, _ in outcomes], *(line for _, lines, _ in outcomes for line in lines))
    context.exit(max(code for _, _, code in outcomes))
