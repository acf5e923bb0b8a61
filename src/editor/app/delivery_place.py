"""Whether a CMS folder takes a bundle now: tried, not asked, for shares and rights lie."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from editor.app.targets import place_of, reach
from editor.bundle.address import Address, Target, target_of
from editor.errors import EditorError, FileUnwritableError, RemoteUnreachableError
from editor.files import mark, reading, write_new, writing
from editor.library import receipts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.library.workspace import Workspace
    from editor.model.newsroom import ExportTarget, Newsroom


class Reach(StrEnum):
    WRITABLE = "writable"
    NEW = "new"  # not there, but the folder above it is: it will be made
    UNWRITABLE = "unwritable"
    AWAY = "away"  # an unplugged drive, a lost share: a bundle waits for it


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look at a CMS folder; `problem` says why it cannot be written."""

    reach: Reach
    problem: EditorError | None = None

    @property
    def can_export(self) -> bool:
        return self.reach is not Reach.UNWRITABLE


def look_at(target: Target, *, known: bool) -> Looked:
    """Write a hidden file into the folder and take it away again. Slow on shares: not on the window's thread.

    Args:
        known: something has been handed over there before. A folder that is gone since is out of reach, not new.
    """
    if isinstance(target, Address):
        return _look_elsewhere(target)
    try:
        with reading(target):
            there, above = target.is_dir(), target.parent.is_dir()
            in_the_way = not there and target.exists()
    except EditorError:
        return Looked(Reach.AWAY)
    if in_the_way:
        return Looked(Reach.UNWRITABLE, FileUnwritableError(target, reason="ENOTDIR"))
    if not there and (known or not above or target.parent == target):
        return Looked(Reach.AWAY)
    try:
        _write_and_remove(target if there else target.parent)
    except EditorError as problem:
        return Looked(Reach.UNWRITABLE, problem)
    return Looked(Reach.WRITABLE if there else Reach.NEW)


def _look_elsewhere(target: Address) -> Looked:
    """A folder on a server: one that does not answer is away, one that refuses us (a password) is not to be written."""
    try:
        reach(target)
    except RemoteUnreachableError:
        return Looked(Reach.AWAY)
    except EditorError as problem:
        return Looked(Reach.UNWRITABLE, problem)
    return Looked(Reach.WRITABLE)


def was_there(workspace: Workspace, article_id: str, target: Target) -> bool:
    """Whether the article has been handed over to that folder before. Raises as `receipts.load`."""
    place = place_of(target)
    return any(receipt.get("target") == place for receipt in receipts.load(workspace, article_id))


def target_of_profile(newsroom: Newsroom, profile: str) -> ExportTarget | None:
    """The newsroom's CMS folder for a profile."""
    return next((target for target in newsroom.targets if target.profile == profile and target.folder), None)


def first_target(newsroom: Newsroom, kept: Sequence[str], last: str, profile: str, root: Path) -> Target | None:
    """Where a profile's bundles go at first.

    The folder that was used last for it, else the newsroom's for it, else the last one of all, else the newsroom's
    first.

    Args:
        kept: `Settings.export_folders`; last: `Settings.export_folder`.
        root: of the workspace, for a relative folder.
    """
    own = target_of_profile(newsroom, profile)
    others = (target.folder for target in newsroom.targets)
    for typed in (folder_kept(kept, profile), own.folder if own else "", last, *others):
        try:
            found = target_of(typed) if typed else None
        except EditorError:
            continue  # an address in newsroom.yaml that cannot be used
        if found is not None:
            return found if isinstance(found, Address) else root / found.expanduser()
    return None


def folder_kept(folders: Sequence[str], profile: str) -> str:
    """The folder that was used last with a profile (`Settings.export_folders`)."""
    return dict(zip(folders[::2], folders[1::2], strict=False)).get(profile, "")


def folders_with(folders: Sequence[str], profile: str, folder: str) -> tuple[str, ...]:
    """The same with one folder changed."""
    known = dict(zip(folders[::2], folders[1::2], strict=False)) | {profile: folder}
    return tuple(word for pair in known.items() for word in pair)


def _write_and_remove(folder: Path) -> None:
    probe = folder / f".standfirst-{mark()}.tmp"
    with writing(folder):
        write_new(probe, b"Standfirst\n", sync=False)
        probe.unlink()
