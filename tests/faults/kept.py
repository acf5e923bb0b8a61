"""Jobs of a sweep over what is kept for a bad day: versions brought back, articles thrown away and restored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from commandline import fingerprint
from editor.app.versioning import keep_saved, versions_of
from editor.errors import EditorError
from editor.library import bin as trash
from editor.library.versions import read
from editor.library.workspace import Workspace
from faults.newsroom import OLD, Desk
from faults.sweep import NEW, Job, says_unknown
from faults.warm import Came

NOW = datetime(2026, 11, 24, 8, 49, tzinfo=UTC)


def with_a_version(desk: Desk) -> None:
    """The article's text of now is a version; then it says something else."""
    workspace = Workspace(desk.workspace)
    keep_saved(workspace, desk.article, workspace.load(desk.article).article, "opened", NOW)
    text = desk.file.read_text(encoding="utf-8")
    desk.file.write_text(text.replace(OLD, NEW, 1), encoding="utf-8")


def check_restored(before: Desk, desk: Desk, came: Came) -> Iterator[str]:
    """The file says the one or the other, and the other is among the versions, whole."""
    workspace = Workspace(desk.workspace)
    try:
        article = workspace.load(desk.article).article
        kept = [read(version) for version in versions_of(workspace, desk.article, article).all()]
    except EditorError as error:
        yield f"damaged: {error!r}"
        return
    title = article.headline
    if title not in {OLD, NEW}:
        yield "article.md is neither old nor new"
    if title == NEW and desk.file.read_bytes() != before.file.read_bytes():
        yield "article.md was touched"
    if not any(OLD in text for text in kept):
        yield "the version is gone"
    if title == OLD and not any(NEW in text for text in kept):
        yield "what was replaced is gone"
    if came.code == 0 and title != OLD:
        yield f"a false restored: {came.err}"


def throw_away(arguments: list[str]) -> int:
    """Exit 0 when it is in the bin, 3 with a sentence after an error."""
    folder = Path(arguments[0])
    if not folder.exists() and trash.entries(Workspace(folder.parents[1])):
        return 0  # a run before this one has done it
    return _worded(lambda: trash.throw_away(Workspace.open(folder.parents[1]), folder, NOW))


def restore(arguments: list[str]) -> int:
    """Everything in the bin comes back."""

    def back() -> None:
        workspace = Workspace.open(Path(arguments[0]))
        for entry in trash.entries(workspace):
            trash.restore(workspace, entry)

    return _worded(back)


def throw_away_by_copying(arguments: list[str]) -> int:
    """The control: copies the files into the bin, then removes them where they stood."""
    import shutil

    folder = Path(arguments[0])
    place = folder.parents[1] / ".standfirst" / "trash" / "000001-20261124T084901Z" / folder.name
    shutil.copytree(folder, place)
    shutil.rmtree(folder)
    return 0


def _worded(act: Callable[[], object]) -> int:
    from editor.app.messages import Messages
    from editor.files import named

    try:
        act()
    except (EditorError, OSError) as error:
        problem = error if isinstance(error, EditorError) else named(error)
        sys.stderr.write(Messages.load("en").error(problem) + "\n")
        return 3
    return 0


def check_binned(before: Desk, desk: Desk, came: Came) -> Iterator[str]:
    """The article stands whole in one place: among the articles or in the bin."""
    workspace = Workspace(desk.workspace)
    whole = fingerprint(_stands(before))
    there = [path for path in (desk.workspace / "articles").iterdir() if path.name.startswith(desk.article.name)]
    binned = [entry.folder for entry in trash.entries(workspace)]
    if [fingerprint(place) for place in (*there, *binned)] != [whole]:
        yield f"it stands in {len(there)} + {len(binned)} places, or not whole"
    went = bool(binned) if _is_among(before) else bool(there)
    if came.code == 0 and not went:
        yield "a false done"
    if came.code == 3 and went and not says_unknown(came):
        yield f"done, and says it is not: {came.err}"


def _is_among(desk: Desk) -> bool:
    return desk.article.exists()


def _stands(desk: Desk) -> Path:
    return desk.article if _is_among(desk) else trash.entries(Workspace(desk.workspace))[0].folder


def _restore_version(desk: Desk) -> Sequence[object]:
    return ["versions", desk.file, "--restore", "1"]


RESTORE_VERSION = Job("restore a version", _restore_version, check_restored)
THROW_AWAY = Job("throw away", lambda desk: [desk.article], check_binned, "faults.kept:throw_away", moves=True)
RESTORE = Job("restore from the bin", lambda desk: [desk.workspace], check_binned, "faults.kept:restore", moves=True)
NAIVE_BIN = Job("naive bin", lambda desk: [desk.article], check_binned, "faults.kept:throw_away_by_copying", moves=True)


def change_without_pause(arguments: list[str]) -> int:
    """A headline after another, each saved with what can be undone, as the window does it. Ends by being killed."""
    import os
    import re
    from dataclasses import replace

    from editor.app.session import DocumentSession
    from editor.app.undoing import UndoKeeper, kept_steps

    folder = Path(arguments[0])
    workspace = Workspace.open(folder.parents[1])
    opened = workspace.load(folder)
    session = DocumentSession(folder, opened.article, workspace.newsroom(), opened.content_hash)
    session.kept = kept_steps(folder, opened.article)
    keeper = UndoKeeper(folder)
    number = int((re.findall(r"\d+$", opened.article.headline) or ["0"])[0])
    while True:
        number += 1
        session.apply(replace(session.article, headline=f"Lần {number}"), "page")
        keeper.keep(session.history, session.kept)
        session.save(workspace, NOW)
        os.write(1, f"S {number}\n".encode())
