"""The bin: an article that was thrown away stands whole under `.standfirst/trash`, its photos with it.

    .standfirst/trash/000012-20261124T084901Z/2022-10-17-ha-noi-boi-duong/article.md

It goes in and comes back by one rename each, so that a kill finds it on one side or the other. Its number gives the
order; the time in the name is for people, and for the month after which the bin empties itself.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from editor import files
from editor.errors import (
    EditorError,
    FileMissingError,
    FileUnreadableError,
    FileUnwritableError,
    NoArticleError,
)
from editor.files.exchange import rename, rename_into_place
from editor.library.journal import names_kept
from editor.text import moment

if TYPE_CHECKING:
    from editor.library.workspace import Workspace

DAYS = 30
"""How long an article stays restorable at the least (trust.md P10)."""

_NOTICE = timedelta(days=1)
_STAMP = "%Y%m%dT%H%M%SZ"
_CASE = re.compile(r"(?P<number>\d{6,})-(?P<stamp>\d{8}T\d{6}Z)$")
_GONE = ".gone-"
_DUE = "due"
_ARTICLES = "articles"
_TRIES = 100


@dataclass(frozen=True, slots=True)
class BinEntry:
    """An article in the bin. `folder` stands in the bin, `name` is what it was called among the articles."""

    folder: Path
    name: str
    number: int  # a later one was thrown away later
    thrown: datetime  # UTC, for display

    @property
    def headline(self) -> str:
        """As its file says it; the folder's name when that cannot be read."""
        from editor.source.reader import read

        try:
            article, _ = read(files.read_text(self.folder / "article.md"))
        except EditorError:
            return self.name
        return article.headline or self.name


def throw_away(workspace: Workspace, folder: Path, now: datetime) -> BinEntry:
    """Put an article into the bin; there, on the disk, when this returns. One that cannot be read goes as well.

    Raises:
        NoArticleError; LockedError: somebody else has it open.
        FileUnwritableError, DiskFullError: it stands where it stood (with the reason "unknown" nobody can say).
    """
    workspace.check_there()
    if folder.parent != workspace.root / _ARTICLES or not folder.name or folder.is_symlink() or not folder.is_dir():
        raise NoArticleError(folder)
    _refuse_held(workspace, folder)
    trash = _trash(workspace)
    files.make_folder(trash)
    with files.writing(folder):
        number = max((entry.number for entry in entries(workspace)), default=0) + 1
        case = _new_case(trash, number, now.astimezone(UTC))
        place = case / folder.name
        try:
            rename(folder, place)
        except BaseException:
            with contextlib.suppress(OSError):
                case.rmdir()
            raise
        _settled(place, case, folder.parent, trash)
    return BinEntry(place, folder.name, _number(case), _thrown(case))


def entries(workspace: Workspace) -> tuple[BinEntry, ...]:
    """What is in the bin, thrown away last first. Raises FileUnreadableError."""
    trash = _trash(workspace)
    found: list[BinEntry] = []
    try:
        with files.reading(trash):
            cases = [case for case in trash.iterdir() if _CASE.match(case.name) and not case.is_symlink()]
            for case in cases:
                found += [BinEntry(folder, folder.name, _number(case), _thrown(case)) for folder in _folders(case)]
    except FileMissingError:
        return ()
    return tuple(sorted(found, key=lambda entry: (entry.number, entry.thrown, entry.name), reverse=True))


def spoken_for(workspace: Workspace) -> frozenset[str]:
    """Names, without regard to case, that no other article's folder may get.

    They are those of the articles, of what may come back from the bin, and of what this computer keeps by the name of
    its folder: a journal, steps to undo.
    """
    names = [*workspace.article_folders().found, *names_kept(workspace.root)]
    with contextlib.suppress(EditorError):  # a bin that nobody can look into gives nothing back
        names += [entry.name for entry in entries(workspace)]
    return frozenset(name.casefold() for name in names)


def restore(workspace: Workspace, entry: BinEntry) -> Path:
    """Back among the articles, under its name or, when that is taken, the next free one; the folder it has now.

    Raises:
        FileMissingError: it is not in the bin any more.
        FileUnwritableError, DiskFullError: it stands in the bin (with the reason "unknown" nobody can say).
    """
    workspace.check_there()
    case = _case_of(workspace, entry)
    articles = workspace.root / _ARTICLES
    files.make_folder(articles)
    known = frozenset(name.casefold() for name in workspace.article_folders().found)
    for name in _names(entry.name):
        if name.casefold() in known:
            known = spoken_for(workspace)
            continue
        place = articles / name
        with files.writing(place):
            try:
                rename_into_place(entry.folder, place)
            except FileExistsError:
                continue
            except FileNotFoundError as error:
                raise FileMissingError(entry.folder) from error
            _settled(place, articles, case)
        _clear(case)
        return place
    raise FileUnwritableError(articles / entry.name, reason="EEXIST")


def remove(workspace: Workspace, entry: BinEntry) -> None:
    """For good: only when a person has said so, or after the month. Raises FileUnwritableError."""
    case = _case_of(workspace, entry)
    with files.writing(case):
        gone = case.with_name(f"{_GONE}{files.mark()}")  # half a folder is no entry
        try:
            rename(case, gone)
        except FileNotFoundError:
            return
        shutil.rmtree(gone, ignore_errors=True)


def empty_older(workspace: Workspace, now: datetime, days: int = DAYS) -> tuple[BinEntry, ...]:
    """Remove what has been in the bin for longer than `days`, and return it.

    An entry goes at the second look that finds it old, a day or more after the first: a clock that is wrong for once
    takes nothing away. Raises FileUnreadableError, FileUnwritableError.
    """
    gone: list[BinEntry] = []
    for entry in entries(workspace):
        due = entry.folder.parent / _DUE
        if now - entry.thrown < timedelta(days=days):
            with files.writing(due):
                due.unlink(missing_ok=True)
            continue
        first = _due_since(due)
        if first is None or first > now:
            files.write_atomic(due, moment.written(now).encode("ascii"))
        elif now - first >= _NOTICE:
            remove(workspace, entry)
            gone.append(entry)
    _clear_leftovers(_trash(workspace), now)
    return tuple(gone)


def _trash(workspace: Workspace) -> Path:
    return files.inside(workspace.root, ".standfirst/trash")


def _refuse_held(workspace: Workspace, folder: Path) -> None:
    from editor.library.lease import holder_of, locked

    try:
        article = workspace.load(folder).article
    except EditorError:
        return  # what cannot be read, nobody has open
    holder = holder_of(workspace.root, folder, article)
    if holder is not None:
        raise locked(folder, holder)


def _new_case(trash: Path, number: int, now: datetime) -> Path:
    for ahead in range(_TRIES):
        case = trash / f"{number + ahead:06d}-{now.strftime(_STAMP)}"
        try:
            case.mkdir()
        except FileExistsError:
            continue
        return case
    raise FileExistsError(str(trash))


def _settled(place: Path, *folders: Path) -> None:
    """After the rename the outcome is unknown until the folders are on the disk: look before speaking (rule 3)."""
    try:
        for folder in folders:
            files.sync_folder(folder)
    except OSError as error:
        try:
            is_there = place.is_dir()
        except OSError:
            is_there = False
        if not is_there:
            raise FileUnwritableError(place, reason="unknown") from error


def _case_of(workspace: Workspace, entry: BinEntry) -> Path:
    case = entry.folder.parent
    if case.parent != _trash(workspace) or not _CASE.match(case.name) or case.is_symlink():
        raise FileUnreadableError(entry.folder, reason="ENOENT")
    return case


def _folders(case: Path) -> Iterator[Path]:
    with contextlib.suppress(FileNotFoundError), os.scandir(case) as found:
        yield from [Path(item.path) for item in found if item.is_dir(follow_symlinks=False)]


def _number(case: Path) -> int:
    return int(case.name.partition("-")[0])


def _thrown(case: Path) -> datetime:
    try:
        return datetime.strptime(case.name.partition("-")[2], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.now(UTC)  # a day that no calendar has: as young as can be


def _names(name: str) -> Iterator[str]:
    yield name
    for number in range(2, _TRIES):
        ending = f"-{number}"
        kept = name.encode()[: 255 - len(ending)].decode(errors="ignore")
        yield f"{kept}{ending}"


def _due_since(due: Path) -> datetime | None:
    try:
        return moment.parse(files.read_text(due).strip())
    except EditorError:
        return None


def _clear(case: Path) -> None:
    """A case without its article says nothing; what cannot be removed now goes another time."""
    with contextlib.suppress(OSError):
        (case / _DUE).unlink(missing_ok=True)
        case.rmdir()


def _clear_leftovers(trash: Path, now: datetime) -> None:
    """Cases that a kill left empty, and half-removed ones."""
    with contextlib.suppress(OSError):
        for path in trash.iterdir():
            if path.name.startswith(_GONE):
                shutil.rmtree(path, ignore_errors=True)
            elif _CASE.match(path.name) and now - _thrown(path) > _NOTICE and not any(_folders(path)):
                _clear(path)
