"""Hand-off to a folder on another computer, with what its protocol can give of `handoff`'s guarantee.

The bundle is made here and read back here. Over there: a hidden folder, every file, their lengths and the manifest read
again, then one move of the whole folder. SFTP and WebDAV cannot exchange two folders, so a bundle that replaces another
is gone from its name between two moves; it is never seen half. What is sent is guarded on its way by SSH or TLS; what
can be lost is the end of a file, and lengths show that.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from editor.bundle.handoff import Earlier, Receipt, says_the_same
from editor.bundle.manifest import MANIFEST, Manifest, content_hash, manifest_of
from editor.bundle.plan import BundlePlan
from editor.bundle.staging import OLD, is_left_over, staging_name
from editor.errors import EditorError, FileMissingError, FileUnwritableError, ManifestError, NameTakenError
from editor.files import read_bytes
from editor.work import Cancel, Progress

_live: set[str] = set()
"""Hidden folders that this process is filling."""


class RemoteFolder(Protocol):
    """A folder over there; names are relative to it, with "/". Every call raises FileError or RemoteError."""

    @property
    def address(self) -> str: ...
    def names(self) -> Mapping[str, float]:
        """What stands in the folder itself: name → time of its last change, seconds since 1970, 0 where unknown."""

    def exists(self, name: str) -> bool: ...
    def read(self, name: str) -> bytes: ...
    def sizes(self, name: str) -> Mapping[str, int]:
        """Every file under a folder, by its path inside it."""

    def make(self, name: str) -> None: ...
    def put(self, file: Path, name: str) -> None: ...
    def move(self, name: str, to: str) -> None:
        """One step for the server; `to` is not there."""

    def remove(self, name: str) -> None:
        """A folder with everything in it."""


def earlier_there(plan: BundlePlan, folder: RemoteFolder) -> Earlier | None:
    """What a bundle of ours over there says of itself, where no receipt was kept."""
    manifest = _manifest(folder, plan.slug)
    if manifest is None or (manifest.id, manifest.kind) != (plan.article_id, plan.kind):
        return None
    return Earlier(Path(plan.slug), manifest.revision, content_hash(manifest.files), manifest.files)


def stands_unchanged(plan: BundlePlan, earlier: Earlier, folder: RemoteFolder) -> bool:
    """Whether the earlier bundle still stands over there and is what this plan would make, but for its time."""
    name = earlier.bundle.name
    manifest = _manifest(folder, name) if says_the_same(plan, earlier) else None
    if manifest is None or (manifest.id, manifest.forced, manifest.state) != (plan.article_id, plan.forced, plan.state):
        return False
    before = {entry.path: entry.sha256 for entry in earlier.files}
    sizes = {path: size for path, size in folder.sizes(name).items() if path != MANIFEST}
    return {entry.path: entry.sha256 for entry in manifest.files} == before and sizes == {
        entry.path: entry.bytes for entry in manifest.files
    }


def deliver(made: Receipt, folder: RemoteFolder, mode: str, old: str, cancel: Cancel, progress: Progress) -> None:
    """Bring a finished bundle over. When anything fails, what stood there stands there.

    Args:
        made: of the bundle as it was handed off on this computer.
        mode: "replace" or "revision", as the profile says.
        old: the name under which the article was handed over there before, "" for none.

    Raises:
        NameTakenError: something else than this article's bundle stands there; RemoteError; FileError; CancelledError.
    """
    name, manifest = made.bundle.name, read_bytes(made.bundle / MANIFEST)
    _clear_leftovers(folder, made.article_id)
    _refuse_foreign(folder, name, made.article_id)
    hidden = staging_name(name, made.article_id)
    _live.add(hidden)
    try:
        _upload(made, manifest, folder, hidden, cancel, progress)
        cancel.check()
        _refuse_foreign(folder, name, made.article_id)
        _put_into_place(folder, hidden, name, manifest)
    except BaseException:
        with contextlib.suppress(EditorError):  # hidden; the next export clears it away
            folder.remove(hidden)
        raise
    finally:
        _live.discard(hidden)
    if mode == "replace" and old not in {"", name}:
        _retire(folder, old, hidden + OLD, made.article_id)


def _upload(
    made: Receipt, manifest: bytes, folder: RemoteFolder, hidden: str, cancel: Cancel, progress: Progress
) -> None:
    sizes = {entry.path: entry.bytes for entry in made.files} | {MANIFEST: len(manifest)}
    parents = {parent.as_posix() for path in sizes for parent in Path(path).parents} - {"."}
    for parent in ("", *sorted(parents)):
        folder.make(f"{hidden}/{parent}".rstrip("/"))
    for done, path in enumerate(sizes):
        cancel.check()
        progress(done, len(sizes), path)
        folder.put(made.bundle / path, f"{hidden}/{path}")
    if folder.sizes(hidden) != sizes or folder.read(f"{hidden}/{MANIFEST}") != manifest:
        raise FileUnwritableError(f"{folder.address}/{made.bundle.name}", reason="EIO")


def _put_into_place(folder: RemoteFolder, hidden: str, name: str, manifest: bytes) -> None:
    aside = hidden + OLD
    replaces = folder.exists(name)
    if replaces:
        folder.move(name, aside)
    try:
        folder.move(hidden, name)
    except EditorError:
        if not _stands(folder, name, manifest):  # the answer may have been lost, not the move (trust.md, rule 3)
            if replaces and not folder.exists(name):
                folder.move(aside, name)
            raise
    if replaces:
        with contextlib.suppress(EditorError):  # hidden; the next export clears it away
            folder.remove(aside)


def _stands(folder: RemoteFolder, name: str, manifest: bytes) -> bool:
    try:
        return folder.read(f"{name}/{MANIFEST}") == manifest
    except EditorError:
        return False


def _retire(folder: RemoteFolder, old: str, aside: str, article_id: str) -> None:
    """Our bundle under its old name, when the slug has changed: a site would show it twice."""
    manifest = _manifest(folder, old)
    if manifest is not None and manifest.id == article_id:
        folder.move(old, aside)
        folder.remove(aside)


def _refuse_foreign(folder: RemoteFolder, name: str, article_id: str) -> None:
    if not folder.exists(name):
        return
    manifest = _manifest(folder, name)
    if (manifest is None or manifest.id != article_id) and folder.exists(name):  # else the CMS took it meanwhile
        raise NameTakenError(f"{folder.address}/{name}")


def _manifest(folder: RemoteFolder, name: str) -> Manifest | None:
    try:
        return manifest_of(folder.read(f"{name}/{MANIFEST}"), f"{folder.address}/{name}")
    except (FileMissingError, ManifestError):
        return None


def _clear_leftovers(folder: RemoteFolder, article_id: str) -> None:
    """What killed exports of this article left over there; a bundle set aside comes back if its place is empty."""
    names = folder.names()
    for hidden, changed in names.items():
        left = is_left_over(hidden, article_id, changed, tuple(_live))
        if left is None:
            continue
        if left.set_aside and left.bundle not in names:
            folder.move(hidden, left.bundle)
        else:
            folder.remove(hidden)
