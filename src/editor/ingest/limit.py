"""Work that hostile input could stretch without end, in a process of its own that is ended when its time is up."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from editor.errors import EditorError, TooHardError
from editor.work import start_apart

SECONDS = 4.0
"""How long a text may be worked on: with reading and starting, an answer comes within the five of trust.md, rule 16."""

_MEMORY = 2 * 1024**3  # bytes of address space, where the system can limit it
_START = 10.0  # seconds that a busy machine may need to start the process

_Input = TypeVar("_Input", str, bytes)
_Result = TypeVar("_Result")


def limited(function: Callable[[_Input], _Result], text: _Input, seconds: float = SECONDS) -> _Result:
    """What a module-level function makes of a text or of a file's bytes, in another process.

    Raises:
        TooHardError: not done in time, or it died of the input (memory). The caller names the file.
        EditorError: as the function does.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there, function), daemon=True)
    start_apart(process)
    there.close()
    try:
        if not here.poll(_START) or here.recv() != "ready":
            raise TooHardError
        here.send(text)
        if not here.poll(seconds):
            raise TooHardError
        result: _Result | EditorError = here.recv()
    except (EOFError, OSError) as error:
        raise TooHardError from error
    finally:
        here.close()
        process.kill()
        process.join()
    if isinstance(result, EditorError):
        raise result
    return result


def _work(connection: Connection, function: Callable[[_Input], object]) -> None:
    """The other process: one text in, one result out."""
    _limit_memory()
    connection.send("ready")
    text = connection.recv()
    try:
        result = function(text)
    except EditorError as error:
        result = error
    except (MemoryError, RecursionError):
        result = TooHardError()
    connection.send(result)
    connection.close()


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
