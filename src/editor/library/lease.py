"""Leases: who has an article open (trust.md rule 9). Advisory; what nobody may lose is guarded by content hashes.

A lease is live while its holder gives a sign of life every `BEAT` seconds and, on this computer, while it runs. Ages
are told by the file server's own clock: a fresh file's time against the lease's.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import socket
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import TYPE_CHECKING, Self

from editor import files
from editor.errors import ChangedOnDiskError, FileError, LockedError
from editor.library.state import Stored, read_state, state_file, write_state
from editor.text import moment

if TYPE_CHECKING:
    from editor.model.article import Article

BEAT = 30.0
"""Seconds between two signs of life."""

STALE = 300.0
"""Seconds without one after which a holder counts as gone: ten missed beats; a share may be slow, a lid may close."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an article, as the lease file says it."""

    id: str  # random, new for each lease
    host: str
    user: str
    pid: int
    started: str  # ISO 8601, for display
    beat: int = 0  # signs of life so far


_HELD: set[str] = set()
"""Ids of the leases that this process holds: a process number alone may be a dead one's."""


class Lease:
    """An article held by this process. A context manager: left, it is released."""

    def __init__(self, path: Path, holder: Holder, *, nested: bool = False) -> None:
        self._path = path
        self._nested = nested
        self.holder = holder

    @classmethod
    def acquire(cls, root: Path, folder: Path, article: Article, *, take_over: bool = False) -> Lease:
        """Hold an article. Within one process a second lease is part of the first.

        Args:
            root: the workspace's. folder: the article's.
            take_over: also from a live holder: only when a person has said so.
        Raises:
            LockedError: facts holder (user), host, since (aware datetime).
            FileUnwritableError, DiskFullError: the workspace takes no lease.
        """
        path = lease_file(root, folder, article)
        present, stamp = _read(path)
        if present is not None and present.id in _HELD:
            return cls(path, present, nested=True)
        if present is not None and not take_over and is_live(path, present):
            raise locked(folder, present)
        mine = _me()
        try:
            write_state(path, asdict(mine), None if take_over else stamp)
        except ChangedOnDiskError:
            other, _ = _read(path)
            raise locked(folder, other or mine) from None
        _HELD.add(mine.id)
        return cls(path, mine)

    def beat(self) -> bool:
        """Give a sign of life. False when somebody has taken over: what is typed from now on belongs in a copy."""
        present, stamp = _read(self._path)
        if present is not None and present.id != self.holder.id:
            return False
        self.holder = replace(self.holder, beat=self.holder.beat + 1)
        try:
            write_state(self._path, asdict(self.holder), stamp)
        except ChangedOnDiskError:
            return False
        return True

    def release(self) -> None:
        """Let go; nothing happens when somebody else holds the article now.

        A lease that the disk does not give up says of itself that nobody holds it: no process, or no sign of life.
        """
        if self._nested:
            return
        _HELD.discard(self.holder.id)
        with contextlib.suppress(FileError, OSError):
            present, _ = _read(self._path)
            if present is not None and present.id == self.holder.id:
                self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def lease_file(root: Path, folder: Path, article: Article) -> Path:
    """Where an article's lease is; one without an id is held by its folder's name."""
    return state_file(root, "leases", article.id or folder.name)


def holder_of(root: Path, folder: Path, article: Article) -> Holder | None:
    """The live holder of an article in another process, None when it is free."""
    path = lease_file(root, folder, article)
    present, _ = _read(path)
    if present is None or present.id in _HELD or not is_live(path, present):
        return None
    return present


def is_live(path: Path, holder: Holder) -> bool:
    """Whether a holder still gives signs of life and, on this computer, still runs."""
    if holder.host == socket.gethostname() and (holder.pid == os.getpid() or not files.process_runs(holder.pid)):
        return holder.id in _HELD
    return _age(path) < STALE


def _me() -> Holder:
    return Holder(
        token_hex(16), socket.gethostname(), _user(), os.getpid(), moment.written(datetime.now().astimezone())
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # an account without a name: a container
        return "?"


def locked(folder: Path, holder: Holder) -> LockedError:
    """The error that names who has an article open."""
    since = moment.parse(holder.started) or holder.started
    return LockedError(folder, holder=holder.user, host=holder.host, since=since)


def _read(path: Path) -> tuple[Holder | None, str]:
    """The holder, None for no lease or a file that says nothing, and the hash of the file."""
    stored, stamp = read_state(path)
    return (None if stored is None else _holder(stored)), stamp


def _holder(stored: Stored) -> Holder | None:
    match stored:
        case {"id": str(ident), "host": str(host), "user": str(user), "pid": int(pid), "started": str(started)}:
            beat = stored.get("beat")
            return Holder(ident, host, user, pid, started, beat if isinstance(beat, int) else 0)
        case _:
            return None


def _age(path: Path) -> float:
    """Seconds since the last sign of life, by the clock that stamps the files of this folder."""
    probe = path.with_name(f".clock.{files.mark()}.tmp")
    try:
        written = path.stat().st_mtime
        with files.writing(probe):
            files.write_new(probe, b"", sync=False)
            now = probe.stat().st_mtime
            probe.unlink()
    except FileNotFoundError:
        return STALE
    return now - written
