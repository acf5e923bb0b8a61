"""The only place that writes files (trust.md, rules 1–3): atomic, fsynced, read back, guarded by a hash."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

from editor.errors import (
    ChangedOnDiskError,
    DiskFullError,
    EditorError,
    FileError,
    FileMissingError,
    FileUnreadableError,
    FileUnwritableError,
    UnsafePathError,
)
from editor.files.exchange import patiently, rename_into_place, swap

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CHUNK = 1 << 20
_TEMPORARY = re.compile(r"\..+\.(?P<mark>\w+-\d+-\w+)\.tmp$")
_ELSEWHERE = 3600.0  # seconds without a change after which another computer's hidden file is left over
_LONGEST = 86400.0  # the same where its process number is in use here: by then it is another process's


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_bytes(path: Path) -> bytes:
    """Raises FileMissingError or FileUnreadableError with the file's name."""
    with reading(path):
        return path.read_bytes()


def read_text(path: Path) -> str:
    """UTF-8 text, a byte-order mark dropped. Raises FileMissingError, FileUnreadableError."""
    return decoded(path, read_bytes(path))


def decoded(path: Path, content: bytes) -> str:
    """What `read_text` makes of bytes that were read already. Raises FileUnreadableError naming the path."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadableError(path, reason="not-utf-8") from error


def write_atomic(path: Path, content: bytes, *, expected_hash: str | None = None) -> str:
    """Replace a file at once or not at all, and return the SHA-256 of what now stands there.

    Args:
        content: all bytes of the file.
        expected_hash: what the file held when it was read; "" when there was none; None when it does not matter.
    Raises:
        ChangedOnDiskError: the file holds something else than `expected_hash` says.
        DiskFullError, FileUnwritableError: nothing has changed, the old file stands as it stood; with the reason
            "unknown" the disk has stopped answering and nobody can say which of the two stands there.
    """
    with writing(path):
        if expected_hash is not None and _present_hash(path) != expected_hash:
            raise ChangedOnDiskError(path)
        temporary = path.with_name(f".{path.name[:40]}.{mark()}.tmp")
        try:
            write_new(temporary, content)
            clear_leftovers(path.parent, temporary.stat().st_mtime)
        except BaseException:
            forget(temporary)
            raise
        put(temporary, path, expected_hash)
        try:
            sync_folder(path.parent)
        except OSError:
            look_after(path, digest(content))
    return digest(content)


def put(temporary: Path, path: Path, expected_hash: str | None) -> None:
    """Into the place in one step that no other writer can come between, where the system has such a step."""
    try:
        if expected_hash == "":
            rename_into_place(temporary, path)
        elif expected_hash is None or not swap(temporary, path):
            _replace(temporary, path, expected_hash)
        else:
            _keep_theirs(temporary, path, expected_hash)
    except (FileExistsError, FileNotFoundError) as error:
        forget(temporary)
        if expected_hash is None:
            raise
        raise ChangedOnDiskError(path) from error
    except BaseException:
        forget(temporary)
        raise


def _keep_theirs(temporary: Path, path: Path, expected_hash: str) -> None:
    """After a swap: what stood in the place goes back when it is not what we thought we were replacing."""
    try:
        before = digest(temporary.read_bytes())
    except OSError:
        before = expected_hash  # it was, a moment ago
    if before != expected_hash:
        try:
            swap(temporary, path)
        except OSError as error:
            aside = path.with_name(f"{path.stem}-{mark()}{path.suffix}")  # nobody's text goes with a hidden file
            temporary.replace(aside)
            raise FileUnwritableError(path, reason="unknown") from error
        raise ChangedOnDiskError(path)
    forget(temporary)


def forget(temporary: Path) -> None:
    """A hidden file that cannot be removed now is cleared by the next writer."""
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def write_new(path: Path | str, content: bytes, *, sync: bool = True) -> None:
    """A file that must not exist yet, written whole; with `sync` it is on the disk when this returns."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if os.fstat(handle).st_size != len(content):
            raise OSError(errno.EIO, "short write", str(path))
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)


def append(path: Path, content: bytes, *, size: int, at: int, holds: bytes) -> None:
    """Add to the end of a file, on the disk when this returns.

    After an error the end of the file is unknown: a reader must be able to tell a torn end, a writer starts anew.

    Args:
        size: bytes of the file so far.
        at: from its start, where `holds` stands: two files may be of one size.
    Raises:
        ChangedOnDiskError: it is another file, or gone; or somebody else has added to it in the same moment.
        FileUnwritableError, DiskFullError.
    """
    flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with writing(path):
        try:
            handle = os.open(path, flags)
        except FileNotFoundError as error:
            raise ChangedOnDiskError(path) from error
        try:
            os.lseek(handle, at, os.SEEK_SET)
            if os.fstat(handle).st_size != size or os.read(handle, len(holds)) != holds:
                raise ChangedOnDiskError(path)
            if os.write(handle, content) != len(content):
                raise OSError(errno.EIO, "short write", str(path))
            getattr(os, "fdatasync", os.fsync)(handle)
            if os.fstat(handle).st_size != size + len(content):
                raise ChangedOnDiskError(path)
        finally:
            os.close(handle)


def synced_hash(path: Path | str, *, sync: bool = True) -> str:
    """Push a written file to the disk and read it back: the SHA-256 of what it holds. Raises OSError.

    Args: sync: not for a file that is on the disk already.
    """
    handle = os.open(path, (os.O_RDWR if sys.platform == "win32" else os.O_RDONLY) | getattr(os, "O_BINARY", 0))
    try:
        if sync:
            os.fsync(handle)
        total = hashlib.sha256()
        while chunk := os.read(handle, _CHUNK):
            total.update(chunk)
    finally:
        os.close(handle)
    return total.hexdigest()


def sync_folder(path: Path) -> None:
    """Push a folder's entries to the disk; Windows has no such call and keeps them by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """A folder with its parents, there when this returns. Raises FileUnwritableError, DiskFullError."""
    with writing(path):
        missing = [folder for folder in (path, *path.parents) if not folder.is_dir()]
        path.mkdir(parents=True, exist_ok=True)
        for folder in reversed(missing):
            sync_folder(folder.parent)


def _computer() -> str:
    import socket  # no part of the start

    return digest(socket.gethostname().encode())[:8]


def mark() -> str:
    """Names this process in a hidden file of ours: "computer-process-random", and nobody's name."""
    return f"{_computer()}-{os.getpid()}-{token_hex(4)}"


def is_left_over(mark: str, age: float) -> bool:
    """Whether who put this mark on something hidden has died over it: here the process tells, elsewhere the time.

    Args: age: seconds since the last change, by the clock of the disk that it is on.
    """
    computer, _, rest = mark.partition("-")
    if computer != _computer():
        return age >= _ELSEWHERE
    pid = int(rest.partition("-")[0])
    return not process_runs(pid) or (pid != os.getpid() and age >= _LONGEST)


if sys.platform == "win32":

    def process_runs(pid: int) -> bool:
        """Whether this computer has a process of this number."""
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not handle:
            return False
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return code.value == 259  # STILL_ACTIVE

else:

    def process_runs(pid: int) -> bool:
        """Whether this computer has a process of this number."""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True
        return True


def inside(root: Path, name: str) -> Path:
    """The path of `name` under `root`.

    Raises: UnsafePathError: it leaves the root or passes through a link. FileUnreadableError: it cannot be looked at.
    """
    parts = Path(name).parts
    if not parts or any(part in {"..", "/", "\\"} or Path(part).is_absolute() for part in parts):
        raise UnsafePathError(root / name)
    path = root
    for part in parts:
        path = Path(f"{path}{os.sep}{part}")
        with reading(path):
            if path.is_symlink():
                raise UnsafePathError(root / name)
    return path


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turns the system's errors of reading into ours, naming the file."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileMissingError(path) from error
    except OSError as error:
        raise FileUnreadableError(path, reason=_reason(error)) from error


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns the system's errors of writing into ours, naming the file."""
    try:
        yield
    except EditorError:
        raise
    except OSError as error:
        kind = DiskFullError if error.errno in _FULL else FileUnwritableError
        raise kind(path, reason=_reason(error)) from error


def named(error: OSError) -> FileError:
    """An error of the system that nobody expected at that place, as ours: a share may vanish at any look."""
    path = error.filename if isinstance(error.filename, str) else ""
    if error.errno in _FULL:
        return DiskFullError(path, reason=_reason(error))
    return FileUnreadableError(path, reason=_reason(error))


def _reason(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "EIO")


def look_after(path: Path, wanted: str) -> None:
    """After the rename the outcome is unknown: look before speaking (rule 3)."""
    try:
        present = _present_hash(path)
    except OSError as error:
        raise FileUnwritableError(path, reason="unknown") from error
    if present != wanted:
        raise FileUnwritableError(path, reason="EIO")


def _present_hash(path: Path) -> str:
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return ""


def clear_leftovers(folder: Path, now: float) -> None:
    """Remove what killed writers left beside a file. What cannot be looked at or removed is hidden, and stays.

    Args: now: by the clock of the disk, as the time of a fresh file says it.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _TEMPORARY.match(entry.name)
            if found and is_left_over(found["mark"], now - entry.stat(follow_symlinks=False).st_mtime):
                Path(entry.path).unlink(missing_ok=True)


def _replace(temporary: Path, path: Path, expected_hash: str | None) -> None:
    if expected_hash is not None and _present_hash(path) != expected_hash:
        raise ChangedOnDiskError(path)
    patiently(lambda: temporary.replace(path))
