"""Many small files written at once: all of them first, then all pushed to the disk, then each into its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editor import files
from editor.errors import EditorError, FileUnwritableError
from editor.files.volume import volume_of


@dataclass(frozen=True, slots=True)
class Write:
    """What a file shall hold. `expected_hash` is what it held when it was read, "" for a file that is not there yet."""

    path: Path
    content: bytes
    expected_hash: str = ""


def write_together(place: Path, writes: Sequence[Write]) -> list[EditorError | None]:
    """`write_atomic` for many: of each None when it stands on the disk, or why it does not, and is as it was.

    A folder that is not there yet is made; the one above it has to be there.

    Args: place: a folder that is there, above all of them, on their disk. Raises OSError when it cannot be opened.
    """
    pending = [_Pending(write, _hidden(write.path)) for write in writes]
    made = {folder for folder in {write.path.parent for write in writes} if not folder.is_dir()}
    with volume_of(place) as volume:
        try:
            _each(pending, lambda one: _write(one, made))
            is_kept = volume.push()
            _each(pending, lambda one: _push(one, sync=not is_kept))
            _each(pending, _put)
        finally:
            for one in pending:
                if one.temporary:
                    files.forget(Path(one.temporary))
        if not volume.push():
            _keep_names(pending, made)
    return [one.problem for one in pending]


@dataclass(slots=True)
class _Pending:
    write: Write
    temporary: str
    hash: str = ""
    problem: EditorError | None = field(default=None)


def _hidden(path: Path) -> str:
    return str(path.with_name(f".{path.name[:40]}.{files.mark()}.tmp"))


def _each(pending: Iterable[_Pending], act: Callable[[_Pending], object]) -> None:
    """One step of all that have come so far."""
    for one in pending:
        if one.problem is None:
            try:
                with files.writing(one.write.path):
                    act(one)
            except EditorError as problem:
                one.problem = problem


def _write(one: _Pending, made: set[Path]) -> None:
    if one.write.path.parent in made:
        one.write.path.parent.mkdir(exist_ok=True)
    files.write_new(one.temporary, one.write.content, sync=False)
    one.hash = files.digest(one.write.content)


def _put(one: _Pending) -> None:
    files.put(Path(one.temporary), one.write.path, one.write.expected_hash)
    one.temporary = ""


def _push(one: _Pending, *, sync: bool) -> None:
    if files.synced_hash(one.temporary, sync=sync) != one.hash:
        raise FileUnwritableError(one.write.path, reason="EIO")


def _keep_names(pending: Sequence[_Pending], made: set[Path]) -> None:
    """The renames on the disk, each folder once, those that were made in the folder above too."""
    folders = dict.fromkeys(one.write.path.parent for one in pending if one.problem is None)
    above = dict.fromkeys(folder.parent for folder in folders if folder in made)
    lost = {folder for folder in (*folders, *above) if not _is_kept(folder)}
    if lost:
        _each(pending, lambda one: _look(one, lost))


def _is_kept(folder: Path) -> bool:
    try:
        files.sync_folder(folder)
    except OSError:
        return False
    return True


def _look(one: _Pending, lost: set[Path]) -> None:
    folder = one.write.path.parent
    if folder in lost or folder.parent in lost:
        files.look_after(one.write.path, one.hash)


def clear_leftovers(folders: Iterable[Path]) -> None:
    """Remove what killed writers left in folders, looked at once for many writes. Raises nothing."""
    for folder in folders:
        if folder.is_dir():
            files.clear_leftovers(folder, folder.stat().st_mtime)
