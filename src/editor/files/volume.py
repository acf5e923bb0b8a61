"""The disk that a folder is on, told once to keep everything that many files were given.

A wait for each of thousands of files costs more than all else. Linux has one call for a whole disk, syncfs(2), which
since 5.8 also tells when something could not be kept; it is used on the disks that answer it themselves. Elsewhere,
and where it fails, every file is pushed by itself, which names the one that is lost.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_ITS_OWN = frozenset(("ext4", "xfs", "btrfs"))
_TELLS = (5, 8)  # Linux


class Volume:
    """A disk, from before the first write until after the last push."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def push(self) -> bool:
        """Whether everything that was written since is kept. False says nothing: push each file, or be told why not."""
        if self._handle < 0:
            return False
        import ctypes

        return bool(ctypes.CDLL(None, use_errno=True).syncfs(self._handle) == 0)


@contextlib.contextmanager
def volume_of(folder: Path) -> Iterator[Volume]:
    """The disk of a folder that is there. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY) if _is_asked(folder) else -1
    try:
        yield Volume(handle)
    finally:
        if handle >= 0:
            os.close(handle)


def _is_asked(folder: Path) -> bool:
    return sys.platform == "linux" and _kernel() >= _TELLS and _kind(folder.stat().st_dev) in _ITS_OWN


@cache
def _kernel() -> tuple[int, ...]:
    numbers = os.uname().release.split("-")[0].split(".")[:2]
    return tuple(int(number) if number.isdecimal() else 0 for number in numbers)


@cache
def _kind(device: int) -> str:
    """What a disk is made as; "" when the system does not say."""
    wanted = f"{os.major(device)}:{os.minor(device)}"
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    for line in lines:
        before, _, after = line.partition(" - ")
        if before.split(" ")[2:3] == [wanted]:
            return after.split(" ")[0]
    return ""
