"""Exports on a Dask cluster (extra `standfirst[cluster]`): the same orders, carried out by its workers.

Workers see the workspace and the CMS folder under the same paths as this computer, and have the same Standfirst.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

from editor.app.orders import Order, carry_out_there
from editor.app.publish import Exported
from editor.errors import EditorError, ExtraMissingError, RemoteUnreachableError
from editor.work import Cancel

_PATIENCE = 15.0
"""Seconds to wait for the scheduler, and for its first worker."""
_LOOK = 0.2
"""Seconds between two looks at what is done; Ctrl+C is heard that soon."""


def on_cluster(
    scheduler: str, articles: Sequence[Path], order: Order, cancel: Cancel
) -> Iterator[tuple[int, Exported | EditorError]]:
    """(number of the article, what became of it), as workers finish; each article once.

    A worker that dies has its articles given to another one; a bundle stands whole or not at all wherever it dies.

    Raises:
        ExtraMissingError; RemoteUnreachableError: no such scheduler, or no worker; CancelledError: articles that are
        being worked on are finished, others are not begun.
    """
    with _client(scheduler) as client:
        run, order = uuid4().hex, order.settled()
        futures: dict[Any, int] = {
            client.submit(carry_out_there, order, str(path.absolute()), run, pure=False): number
            for number, path in enumerate(articles)
        }
        try:
            yield from _finished(client, futures, cancel)
        finally:
            client.cancel(list(futures))


def _finished(client: Any, futures: Mapping[Any, int], cancel: Cancel) -> Iterator[tuple[int, Exported | EditorError]]:
    waiting, lonely = set(futures), time.monotonic()
    while waiting:
        cancel.check()
        try:
            done = _distributed("").wait(list(waiting), timeout=_LOOK, return_when="FIRST_COMPLETED").done
        except (TimeoutError, FutureTimeoutError):
            done = set()
        if client.scheduler_info()["workers"] or done:
            lonely = time.monotonic()
        elif time.monotonic() - lonely > _PATIENCE:
            raise RemoteUnreachableError(client.scheduler.address, problem="0 workers")
        for future in done:
            waiting.discard(future)
            yield futures[future], future.result()


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    try:
        client = _distributed(scheduler).Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        raise RemoteUnreachableError(scheduler, problem=str(error) or type(error).__name__) from error
    try:
        yield client
    finally:
        client.close()


def _distributed(scheduler: str) -> Any:
    """Dask's module. Raises ExtraMissingError."""
    try:
        return import_module("distributed")
    except ImportError as error:
        raise ExtraMissingError(scheduler, extra="cluster") from error
