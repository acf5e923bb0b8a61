"""CMS folders, wherever they are: on this computer, on a share, behind SFTP or WebDAV. One hand-off for all."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from editor.bundle.address import Address, Target
from editor.bundle.handoff import Earlier, Receipt, hand_off, is_unchanged
from editor.errors import EditorError
from editor.work import Cancel, Progress, no_progress

if TYPE_CHECKING:
    from editor.app.remote import Ask, FsspecFolder
    from editor.bundle.plan import BundlePlan
    from editor.images.cache import PhotoCache

_connected: dict[Address, FsspecFolder] = {}


def place_of(target: Target) -> str:
    """A CMS folder as receipts name it, however it was typed."""
    return str(target) if isinstance(target, Address) else os.path.normcase(os.path.realpath(target))


def reach(target: Target, ask: Ask | None = None) -> None:
    """Make sure that a folder on another computer answers; nothing for one on this computer.

    Raises as `editor.app.remote.connect`.
    """
    if isinstance(target, Address):
        _folder(target, ask)


def is_within_reach(target: Target) -> bool:
    """Whether a CMS folder is there. A folder above it is not enough: it may be where a share is mounted."""
    try:
        if isinstance(target, Address):
            _folder(target).names()
            return True
        return target.is_dir()
    except (OSError, EditorError):
        return False


def stands(plan: BundlePlan, earlier: Earlier, target: Target) -> bool:
    """Whether the earlier bundle still stands in its place and is what this plan would make, but for its time."""
    if not isinstance(target, Address):
        return is_unchanged(plan, earlier)
    from editor.bundle.remote import stands_unchanged

    try:
        return stands_unchanged(plan, earlier, _folder(target))
    except EditorError:
        return False  # the hand-off will say what is wrong


def hand_over(
    plan: BundlePlan,
    target: Target,
    *,
    earlier: Earlier | None = None,
    cache: PhotoCache | None = None,
    cancel: Cancel | None = None,
    progress: Progress = no_progress,
) -> Receipt:
    """Make a planned bundle and put it into its folder. Raises as `hand_off`; RemoteError."""
    cancel = cancel or Cancel()
    if not isinstance(target, Address):
        return hand_off(plan, target, earlier=earlier, cache=cache, cancel=cancel, progress=progress)
    from editor.bundle.remote import deliver, earlier_there

    folder = _folder(target)
    earlier = earlier or earlier_there(plan, folder)
    with TemporaryDirectory(prefix="standfirst-") as place:
        made = hand_off(plan, Path(place), earlier=earlier, cache=cache, cancel=cancel, progress=progress)
        deliver(made, folder, plan.mode, earlier.bundle.name if earlier else "", cancel, progress)
    return replace(made, address=f"{target}/{made.bundle.name}")


def _folder(target: Address, ask: Ask | None = None) -> FsspecFolder:
    """One connection for all that is handed over; a lost one is made again."""
    from editor.app.remote import connect

    known = _connected.get(target)
    if known is not None:
        try:
            known.exists("")
        except EditorError:
            _connected.pop(target).close()
        else:
            return known
    return _connected.setdefault(target, connect(target, ask))


def disconnect() -> None:
    """End every connection to another computer."""
    while _connected:
        _connected.popitem()[1].close()
