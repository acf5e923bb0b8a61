"""What a command prints: results on stdout, words for people on stderr, a bar when a person waits."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TextIO

from editor.app.messages import Messages
from editor.errors import EditorError
from editor.work import Cancel, Progress

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

_COMMANDS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")
"""What a terminal would obey instead of showing."""

_PATIENCE = 1.0
"""Seconds of work after which a bar is shown."""


@dataclass(frozen=True, slots=True)
class Console:
    """Where a command speaks and in which language."""

    messages: Messages
    as_json: bool = False
    _said: set[str] = field(default_factory=set)

    def result(self, stored: object, *lines: str) -> None:
        """The result, once a command: as JSON where that is asked for, else as lines."""
        if self.as_json:
            self.json(stored)
        else:
            for line in lines:
                _print(line, sys.stdout)

    def json(self, stored: object) -> None:
        _print(json.dumps(stored, ensure_ascii=False, indent=1, default=str), sys.stdout)

    def note(self, code: str, **facts: object) -> None:
        """A sentence for whoever watches; never part of the result."""
        self.say(self.messages.say(code, **facts))

    def note_once(self, code: str, **facts: object) -> None:
        """`note`, but for what many articles of a call have in common."""
        sentence = self.messages.say(code, **facts)
        if sentence not in self._said:
            self._said.add(sentence)
            self.say(sentence)

    def say(self, sentence: str) -> None:
        _print(sentence, sys.stderr)

    def fail(self, error: EditorError) -> None:
        """The end of a command: a sentence, or `{error: {code, message, file}}`."""
        if self.as_json:
            self.json({"error": self.described(error)})
        else:
            self.say(self.messages.error(error))

    def described(self, error: EditorError) -> Mapping[str, str]:
        return {"code": error.code, "message": self.messages.error(error), "file": error.file}

    def crashed(self, report: object) -> None:
        """The end of a command that met a bug. `report`: the file, or why there is none."""
        sentence = self.messages.say("cli.crashed", report=report)
        if self.as_json:
            self.json({"error": {"code": "crash", "message": sentence, "file": str(report)}})
        else:
            self.say(sentence)

    @contextmanager
    def work(self) -> Iterator[tuple[Cancel, Progress]]:
        """For long work: a token that Ctrl+C sets (a second one ends at once), and a progress that shows a bar."""
        cancel = Cancel()
        before = signal.getsignal(signal.SIGINT)

        def stop(number: int, frame: FrameType | None) -> None:
            cancel.cancel()
            signal.signal(signal.SIGINT, before)

        if before is not signal.SIG_IGN:  # a job in the background is told so, and goes on
            signal.signal(signal.SIGINT, stop)
        bar = Bar(sys.stderr)
        try:
            yield cancel, bar
        finally:
            signal.signal(signal.SIGINT, before)
            bar.close()


class Bar:
    """A progress bar on a terminal, from the second second on; elsewhere nothing."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._start = time.monotonic()
        self._rich: RichProgress | None = None
        self._task: Any = None

    def __call__(self, done: int, total: int, item: str) -> None:
        if self._rich is None:
            if not self._stream.isatty() or time.monotonic() - self._start < _PATIENCE:
                return
            self._open()
        if self._rich is not None:
            self._rich.update(self._task, completed=done, total=total, description=Path(item).name)

    def close(self) -> None:
        if self._rich is not None:
            self._rich.stop()

    def _open(self) -> None:
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        self._rich = Progress(*columns, console=RichConsole(file=self._stream), transient=True)
        self._task = self._rich.add_task("")
        self._rich.start()


def _print(text: str, stream: TextIO | None) -> None:
    """Names in a text may be anybody's: on a terminal they move no cursor and colour nothing; in a pipe they stay."""
    if stream is None:  # whoever called has closed it
        return
    if stream.isatty():
        text = _COMMANDS.sub("\ufffd", text)
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except BrokenPipeError:
        # Whoever read has seen enough; the work goes on. What Python still holds must not fail at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError as error:
        error.filename = error.filename or stream.name
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise
