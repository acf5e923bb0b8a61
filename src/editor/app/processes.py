"""Many exports on this computer, each core with a process of its own: text is what they cost, and Python's threads
take turns at it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path

from editor.app.bulk import TOGETHER, Done, Exports
from editor.app.orders import Order
from editor.work import Cancel

_WORTH_IT = 16
"""Articles from which on processes are faster than one."""
_AHEAD = 2
"""Helpings that are given to each process before the last ones are back."""
_PATIENCE = 0.5
"""Seconds after which a process tells what it has done, so that whoever waits sees it."""
_LOOK = 0.2
"""Seconds between two looks whether somebody has pressed Ctrl+C."""
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG: prctl(2)

_here: list[Exports] = []
"""In a process of many: what the first one has read for it."""


def processes_for(articles: Sequence[Path], jobs: int) -> int:
    """How many processes do this best. `jobs`: how many somebody wants, 0 for as many as there are cores.

    Only where a process is forked: one that begins anew reads everything of ours first.
    """
    if len(articles) < _WORTH_IT or sys.platform != "linux":
        return 1
    return jobs or os.cpu_count() or 1


def export_many(articles: Sequence[Path], order: Order, processes: int, cancel: Cancel) -> Iterator[tuple[int, Done]]:
    """(number of the article, what became of it), as they are done; each article once.

    Raises CancelledError: articles that are being worked on are finished, others are not begun.
    """
    exports = Exports(order, cancel, workers=1 if processes > 1 else 0)
    exports.know(articles)
    left = deque(range(len(articles)))
    if processes > 1:
        yield from _in_processes(articles, left, exports, processes, cancel)
        return
    while left:
        numbers = _helping(left, TOGETHER)
        done = exports.carry_out([articles[number] for number in numbers], _PATIENCE)
        left.extendleft(reversed(numbers[len(done) :]))
        yield from zip(numbers, done, strict=False)


def _helping(left: deque[int], size: int) -> list[int]:
    return [left.popleft() for _ in range(min(size, len(left)))]


def _in_processes(
    articles: Sequence[Path], left: deque[int], exports: Exports, processes: int, cancel: Cancel
) -> Iterator[tuple[int, Done]]:
    context = multiprocessing.get_context("fork")
    size = max(1, min(TOGETHER, len(articles) // (2 * processes)))
    given: dict[Future[list[Done]], list[int]] = {}
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(exports, os.getpid())) as pool:
        try:
            while True:
                while left and len(given) < processes * _AHEAD:
                    numbers = _helping(left, size)
                    given[pool.submit(_carry_out, [articles[number] for number in numbers])] = numbers
                if not given:
                    return
                cancel.check()
                for future in wait(given, _LOOK, FIRST_COMPLETED).done:
                    numbers, done = given.pop(future), future.result()
                    left.extendleft(reversed(numbers[len(done) :]))  # those that there was no time for
                    yield from zip(numbers, done, strict=False)
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(exports: Exports, parent: int) -> None:
    """Ctrl+C reaches the whole group, and the parent decides; when that is killed, nobody waits for work for ever."""
    import ctypes

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    _here.append(exports)


def _carry_out(articles: Sequence[Path]) -> list[Done]:
    return _here[0].carry_out(articles, _PATIENCE)
