"""Many exports on this computer, each core with a process of its own: text is what they cost, and Python's threads
take turns at it."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from pathlib import Path
from uuid import uuid4

from editor.app.orders import Order, carry_out_there
from editor.app.publish import Exported
from editor.errors import EditorError
from editor.work import Cancel

_WORTH_IT = 16
"""Articles from which on processes are faster than threads."""
_AHEAD = 4
"""Articles that are given to each process before the last ones are back."""
_LOOK = 0.2
"""Seconds between two looks whether somebody has pressed Ctrl+C."""

Given = dict[Future[Exported | EditorError], int]


def is_worth_it(articles: Sequence[Path], jobs: int) -> bool:
    """Only where a process is forked: one that begins anew reads everything of ours first."""
    return jobs > 1 and len(articles) >= _WORTH_IT and sys.platform == "linux"


def in_processes(
    articles: Sequence[Path], order: Order, jobs: int, cancel: Cancel
) -> Iterator[tuple[int, Exported | EditorError]]:
    """(number of the article, what became of it), as they are done; each article once.

    Raises CancelledError: articles that are being worked on are finished, others are not begun.
    """
    run, order = uuid4().hex, order.settled()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, context, initializer=signal.signal, initargs=_DEAF) as pool:
        left = iter(enumerate(articles))
        given: Given = {}
        try:
            while True:
                for number, path in islice(left, jobs * _AHEAD - len(given)):
                    given[pool.submit(carry_out_there, order, str(path), run)] = number
                if not given:
                    return
                cancel.check()
                for future in wait(given, _LOOK, FIRST_COMPLETED).done:
                    yield given.pop(future), future.result()
        finally:
            pool.shutdown(cancel_futures=True)


_DEAF = (signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; the parent decides
