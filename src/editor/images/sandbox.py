"""A photo from outside is decoded first in a process of its own, whose memory and time are capped (trust.md, P8).

What passed there once, by its SHA-256, is decoded by the program's own threads from then on. The caps hold against
decoders that are slow, greedy or crash: everywhere the process is ended after `_WALL` seconds; on POSIX after
`SECONDS` of CPU time; on Linux it has `_MEMORY` bytes. Windows and macOS have no such limit of memory for a plain
process: there the sizes that `probe` checks before decoding are what bounds it.

Processes stay warm for a minute, so that thirty photos do not each pay a start of Python.
"""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from threading import BoundedSemaphore, Lock

from editor.errors import PhotoUnreadableError
from editor.images.cache import PhotoCache
from editor.images.container import format_of
from editor.images.pixels import check_decodes
from editor.work import start_apart

SECONDS = 4.5
"""CPU time for one photo; the largest that `probe` lets pass takes about two."""

_WALL = 20.0  # seconds, on a machine that is busy with other things
_START = 20.0  # seconds to start Python there
_MEMORY = 700_000_000  # bytes of address space more than the waiting process has, with the photo's own, here and there
_IDLE = 60.0  # seconds without a photo after which a process ends itself
_MOST = min(4, os.cpu_count() or 1)  # processes
_ANSWER = 200  # bytes: "" for a photo that decodes, else a reason

TOO_HARD = "too-hard"
NO_PROCESS = "no-process"
"""Reasons of PhotoUnreadableError beside the decoders' own; the second says nothing about the photo."""

_READY = b"ready"
_CHECK = 1  # raise it when a photo that passed must be looked at again
_MOST_PASSED = 50_000  # hashes, about 6 MB


class _Passed:
    """Photos known to decode, by their hash: of this process, and of earlier ones where there is a cache."""

    def __init__(self) -> None:
        self._hashes: set[str] = set()

    def knows(self, sha256: str, cache: PhotoCache | None) -> bool:
        """What one of the two knows, both know from then on."""
        kept = cache is not None and cache.get(_key(sha256)) is not None
        known = kept or sha256 in self._hashes
        if known:
            self.add(sha256, None if kept else cache)
        return known

    def add(self, sha256: str, cache: PhotoCache | None) -> None:
        if len(self._hashes) >= _MOST_PASSED:
            self._hashes.clear()
        self._hashes.add(sha256)
        if cache is not None:
            cache.put(_key(sha256), b"")


def _key(sha256: str) -> str:
    from PIL import __version__

    return f"decodes {_CHECK} {__version__} {sha256}"


_PASSED = _Passed()


def check(content: bytes, sha256: str, path: Path, cache: PhotoCache | None = None) -> None:
    """Decode a photo out of harm's way, unless its content has passed before; `path` is what an error names.

    Raises PhotoUnreadableError: it is damaged, or takes more time or memory than a photo may.
    """
    if _PASSED.knows(sha256, cache):
        return
    reason = _POOL.ask(content)
    if reason:
        raise PhotoUnreadableError(path, reason=reason)
    _PASSED.add(sha256, cache)


class _Worker:
    """The process and our end of the pipe to it. It answers what it was asked, or is at an end."""

    def __init__(self, idle: float, seconds: float = SECONDS) -> None:
        """Raises OSError when the system gives us no process."""
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=serve, args=(there, idle, seconds), daemon=True, name="photo")
        start_apart(self._process)
        there.close()
        if self._answer(_START) != _READY:
            self.end()
            raise OSError(errno.EAGAIN, "no process to look at photos in")

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def ask(self, content: bytes) -> str | None:
        """Why a photo does not decode, "" when it does; None when the process had gone home before the question."""
        try:
            self._here.send_bytes(content)
            answer = self._answer(_WALL)
        except OSError:
            answer = None
        if answer is not None:
            return answer.decode("ascii", "replace")
        self.end()
        return None if self._process.exitcode == 0 else TOO_HARD

    def _answer(self, seconds: float) -> bytes | None:
        """Bytes and never a pickle: a photo may have taken the process over."""
        try:
            return self._here.recv_bytes(_ANSWER) if self._here.poll(seconds) else None
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        self._here.close()
        self._process.join(0.1)  # one that ends by itself says so in its exit code
        self._process.kill()
        self._process.join()


class _Pool:
    """Warm processes, the last used first. `seconds`: of CPU time for one photo."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self.begin()

    def begin(self) -> None:
        """As if nobody had asked yet: a forked process shares no pipe and no lock with its parent."""
        self._idle: list[_Worker] = []
        self._lock = Lock()
        self._room = BoundedSemaphore(_MOST)

    def ask(self, content: bytes) -> str:
        """Why a photo does not decode; "" when it does."""
        with self._room:
            answer: str | None = None
            while answer is None:
                try:
                    worker = self._taken() or _Worker(_IDLE, self._seconds)
                except OSError:
                    return NO_PROCESS
                answer = worker.ask(content)
                if worker.is_alive:
                    with self._lock:
                        self._idle.append(worker)
            return answer

    def _taken(self) -> _Worker | None:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive:
                    return worker
                worker.end()
        return None


_POOL = _Pool()

if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_POOL.begin)


def serve(connection: Connection, idle: float, seconds: float) -> None:
    """The other process: one photo in, one answer out, until nobody has asked for `idle` seconds."""
    _be_quiet()
    from PIL import GifImagePlugin, ImageCms, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

    del GifImagePlugin, ImageCms, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
    waiting = _address_space()
    connection.send_bytes(_READY)
    with contextlib.suppress(EOFError, OSError):
        while connection.poll(idle):
            content = connection.recv_bytes()
            _limit_memory(waiting + _MEMORY - len(content))
            with _limited_time(seconds):
                answer = _reason(content)
            del content
            connection.send_bytes(answer.encode("ascii", "replace")[:_ANSWER])


def _reason(content: bytes) -> str:
    try:
        check_decodes(content, format_of(content[:16]), Path("photo"))
    except PhotoUnreadableError as error:
        return str(error.facts["reason"])
    return ""


def _be_quiet() -> None:
    """What libraries print about damaged photos is nobody's business, and Ctrl-C is the parent's."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _address_space() -> int:
    """Bytes, of this process; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()


def _limit_memory(most: int) -> None:
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


@contextlib.contextmanager
def _limited_time(seconds: float) -> Iterator[None]:
    """The process dies of a signal that nobody handles: a decoder in C cannot be interrupted in another way."""
    if sys.platform == "win32":
        yield
        return
    import signal

    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
