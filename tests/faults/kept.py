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


def restore_naively(arguments: list[str]) -> int:
    """The control: the version's text is written over the article's, and what stood there is kept nowhere."""
    from contextlib import suppress

    folder = Path(arguments[0])
    workspace = Workspace.open(folder.parents[1])
    first = versions_of(workspace, folder, workspace.load(folder).article).all()[-1]
    with suppress(OSError):
        (folder / "article.md").write_text(read(first), encoding="utf-8")
    return 0


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


def send(arguments: list[str]) -> int:
    """The article as one file, over one that was sent before."""
    from editor.app import sending

    folder, out = map(Path, arguments)
    return _worded(lambda: sending.send(Workspace.open(folder.parents[1]), folder, out))


def send_naively(arguments: list[str]) -> int:
    """The control: a zip that grows in its place."""
    import zipfile
    from contextlib import suppress

    folder, out = map(Path, arguments)
    with suppress(OSError), zipfile.ZipFile(out, "w") as package:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            package.write(path, path.relative_to(folder).as_posix())
    return 0


def check_sent(before: Desk, desk: Desk, came: Came) -> Iterator[str]:
    """What lies there is the file that was sent before, or the new one, whole; the article is as it was."""
    from editor.app.sending import _unpacked
    from editor.ingest.package import Package

    place = sent_file(desk)
    if desk.file.read_bytes() != before.file.read_bytes():
        yield "the article has changed"
    if place.read_bytes() == sent_file(before).read_bytes():
        if came.code == 0:
            yield f"a false sent: {came.err}"
        return
    try:
        contents = _unpacked(Package(place.read_bytes()))
    except EditorError as error:
        yield f"half a file: {error!r}"
        return
    if contents["article.md"] != desk.file.read_bytes() or "images/01-cau.jpg" not in contents:
        yield "not the article"
    if came.code == 3 and not says_unknown(came):
        yield f"sent, and says it is not: {came.err}"


def check_received(before: Desk, desk: Desk, came: Came) -> Iterator[str]:
    """An article with its photo is there, or none."""
    had = {path.name for path in (before.workspace / "articles").iterdir()}
    shown = [path for path in (desk.workspace / "articles").iterdir() if path.name[0] != "."]
    new = [path for path in shown if path.name not in had]
    if came.code == 0 and len(new) != 1:
        yield f"a false received: {new}"
    if came.code == 3 and new and not says_unknown(came):
        yield "failed, and left an article"
    for folder in new:
        try:
            headline = Workspace(desk.workspace).load(folder).article.headline
        except EditorError as error:
            yield f"half an article: {error!r}"
            continue
        if headline != OLD or not (folder / "images" / "01-cau.jpg").is_file():
            yield f"not the article: {headline}"


def sent_file(desk: Desk) -> Path:
    return desk.cms / "bai.standfirst"


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
SEND = Job("send", lambda desk: [desk.article, sent_file(desk)], check_sent, "faults.kept:send")
RECEIVE = Job("receive", lambda desk: ["import", "-w", desk.workspace, sent_file(desk)], check_received)
NAIVE_SEND = Job("naive send", lambda desk: [desk.article, sent_file(desk)], check_sent, "faults.kept:send_naively")
NAIVE_RESTORE = Job("naive restore", lambda desk: [desk.article], check_restored, "faults.kept:restore_naively")
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
