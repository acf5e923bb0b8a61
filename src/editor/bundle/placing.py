"""A bundle that is ready goes into its place in one step; what stands there is left alone unless it is ours."""

from __future__ import annotations

import os
from pathlib import Path

from editor.bundle.manifest import read_manifest
from editor.bundle.staging import OLD, remove
from editor.errors import EditorError, NameTakenError
from editor.files.exchange import rename, rename_into_place, swap

_TRIES = 5


def refuse_foreign(place: Path, article_id: str) -> None:
    """Raises NameTakenError when something else than this article's bundle stands there."""
    if not os.path.lexists(place):
        return
    try:
        ours = not place.is_symlink() and place.is_dir() and read_manifest(place).id == article_id
    except EditorError:
        ours = False
    if not ours and os.path.lexists(place):  # else the CMS took it while we looked
        raise NameTakenError(place)


def put_into_place(folder: Path, place: Path, article_id: str) -> None:
    """One rename. After a swap, `folder` holds what stood in the place before, and goes with the staging folder."""
    for attempt in range(_TRIES):
        refuse_foreign(place, article_id)
        try:
            _rename_or_swap(folder, place, article_id)
        except (FileExistsError, FileNotFoundError):
            # A CMS took the old bundle, or a colleague put a new one there, between our look and our step.
            if attempt == _TRIES - 1:
                raise
        else:
            return


def _rename_or_swap(folder: Path, place: Path, article_id: str) -> None:
    if not os.path.lexists(place):
        rename_into_place(folder, place)
    elif swap(folder, place):
        try:
            refuse_foreign(folder, article_id)
        except NameTakenError as error:
            swap(folder, place)  # somebody was faster: theirs goes back
            raise NameTakenError(place) from error
    else:
        _step_aside(folder, place)


def retire(old: Path, place: Path, folder: Path, article_id: str) -> None:
    """Take away our bundle under its old name when the article's slug has changed: a site would show it twice.

    When that fails the export has failed too: without a receipt the next one tries again.
    """
    if old == place or old.parent != place.parent or not os.path.lexists(old):
        return
    try:
        refuse_foreign(old, article_id)
    except NameTakenError:
        return  # somebody has put something else there
    aside = folder.with_name(folder.name + OLD)
    rename(old, aside)
    remove(aside)


def _step_aside(folder: Path, place: Path) -> None:
    aside = folder.with_name(folder.name + OLD)
    rename(place, aside)
    try:
        rename_into_place(folder, place)
    except OSError:
        rename(aside, place)
        raise
    remove(aside)
