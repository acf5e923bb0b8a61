"""Renames of folders that are one step for everybody who looks: swap two, or put one where nothing stands."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

_AT_FDCWD = -100
_LINUX = {"new": 1, "swap": 2}  # RENAME_NOREPLACE, RENAME_EXCHANGE: renameat2(2)
_MACOS = {"new": 4, "swap": 2}  # RENAME_EXCL, RENAME_SWAP: renamex_np(2)
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_WINDOWS_BUSY = {5, 32, 33}  # access denied, sharing and lock violation: an indexer or a virus scanner, for a moment
_WINDOWS_PATIENCE = 2.5  # seconds


def swap(one: Path, other: Path) -> bool:
    """Both folders change places at once. False, and nothing done, where the system or the share has no such call."""
    return _flagged("swap", one, other)


def rename_into_place(source: Path, place: Path) -> None:
    """Rename to a name that is free. Raises FileExistsError when something stands there, other OSErrors."""
    if _flagged("new", source, place):
        return
    if os.path.lexists(place):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
    rename(source, place)


def rename(source: Path, place: Path) -> None:
    """os.rename, with `patiently`."""
    patiently(lambda: source.rename(place))


def patiently(act: Callable[[], object]) -> None:
    """A rename or a replacement, tried again for a while on Windows, where somebody looking at the file stops it."""
    deadline = time.monotonic() + _WINDOWS_PATIENCE
    while True:
        try:
            act()
        except OSError as error:
            if getattr(error, "winerror", None) not in _WINDOWS_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _flagged(what: str, source: Path, place: Path) -> bool:
    call = _system_call()
    if call is None or call(what, os.fsencode(source), os.fsencode(place)) == 0:
        return call is not None
    import ctypes

    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(place))


@cache
def _system_call() -> Callable[[str, bytes, bytes], int] | None:
    find = {"linux": _linux_call, "darwin": _macos_call}.get(sys.platform)
    return find() if find else None


def _linux_call() -> Callable[[str, bytes, bytes], int] | None:
    import ctypes

    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)  # glibc 2.28, musl 1.2.6
    if function is None:
        return None
    function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return lambda what, one, other: int(function(_AT_FDCWD, one, _AT_FDCWD, other, _LINUX[what]))


def _macos_call() -> Callable[[str, bytes, bytes], int] | None:
    import ctypes

    function = getattr(ctypes.CDLL(None, use_errno=True), "renamex_np", None)
    if function is None:
        return None
    function.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
    return lambda what, one, other: int(function(one, other, _MACOS[what]))
