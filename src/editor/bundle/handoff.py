"""Hand-off: a bundle is built hidden beside its place and appears there in one step, whole or not at all (format.md 4).

Staging on the same volume, all files written, all fsynced in one pass, then the folders, all read back, one rename.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editor.bundle.manifest import MANIFEST, FileEntry, Manifest, content_hash, manifest_bytes, read_manifest
from editor.bundle.photos import PhotoJob
from editor.bundle.plan import BundlePlan
from editor.bundle.staging import OLD, clear_leftovers, remove, staging
from editor.bundle.verify import verify
from editor.errors import (
    DiskFullError,
    EditorError,
    FileMissingError,
    FileUnwritableError,
    NameTakenError,
    UnsafePathError,
)
from editor.files import digest, inside, sync_file, sync_folder, write_new, writing
from editor.files.exchange import rename, rename_into_place, swap
from editor.images.cache import PhotoCache
from editor.images.renditions import Rendition, Wanted, make_all
from editor.work import Cancel, Progress, no_progress

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last hand-off of this article to this folder with this profile, as a receipt tells it.

    `recipes` is path in the bundle → recipe (`PhotoJob.recipe`): what need not be made again.
    """

    bundle: Path
    revision: int
    content_hash: str
    files: tuple[FileEntry, ...] = ()
    recipes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed over. `files` are those of the manifest; it does not list itself.

    `address` is where the bundle stands on another computer, "" where it stands in a folder of this one.
    """

    bundle: Path
    article_id: str
    kind: str
    profile: str
    revision: int
    created: str
    content_hash: str
    files: tuple[FileEntry, ...]
    recipes: Mapping[str, str]
    state: str = ""
    forced: tuple[str, ...] = ()
    address: str = ""


def is_unchanged(plan: BundlePlan, earlier: Earlier) -> bool:
    """Whether the earlier bundle still stands whole and is what this plan would make, but for the time in it."""
    if not says_the_same(plan, earlier):
        return False
    before = {entry.path: entry.sha256 for entry in earlier.files}
    try:
        manifest = read_manifest(earlier.bundle)
        stands = {entry.path: entry.sha256 for entry in manifest.files} == before and verify(earlier.bundle).ok
    except EditorError:
        return False
    return stands and (manifest.id, manifest.forced, manifest.state) == (plan.article_id, plan.forced, plan.state)


def says_the_same(plan: BundlePlan, earlier: Earlier) -> bool:
    """Whether a plan would make the files that an earlier bundle had when it was handed over."""
    before = {entry.path: entry.sha256 for entry in earlier.files}
    outputs = [(output.path, job.recipe(output)) for job in plan.photos for output in job.outputs]
    if set(before) != set(plan.paths) or any(earlier.recipes.get(path) != recipe for path, recipe in outputs):
        return False
    return all(before[text.path] == digest(text.content) for text in plan.texts)


def hand_off(
    plan: BundlePlan,
    target: Path,
    *,
    earlier: Earlier | None = None,
    cache: PhotoCache | None = None,
    cancel: Cancel | None = None,
    progress: Progress = no_progress,
) -> Receipt:
    """Make a planned bundle and put it into `target`.

    `target` itself is made when the folder above it is there. Renditions that the earlier bundle still holds are
    taken from there, others from `cache`. When anything fails, `target` is as it was.

    Raises:
        FileMissingError: not even the folder above `target` is there: an unplugged drive, a lost share.
        NameTakenError: a folder of the bundle's name is not this article's bundle; it is left alone.
        DiskFullError, FileUnwritableError, PhotoError, CancelledError.
    """
    cancel = cancel or Cancel()
    made_target = _prepare(target)
    try:
        # Whatever fails, the sentence names the bundle in its place, not the hidden folder that nobody knows.
        with writing(target / plan.slug), staging(target, plan.slug, plan.article_id) as folder:
            clear_leftovers(target, plan.article_id, folder.stat().st_mtime)
            earlier = earlier or _earlier_in(target / plan.slug, plan)
            if plan.mode == "replace":
                _refuse_foreign(target / plan.slug, plan.article_id)
            _check_space(plan, target)
            made = _write_files(plan, folder, earlier, cache, cancel, progress)
            receipt = _write_manifest(plan, folder, target, made, earlier)
            cancel.check()
            _refuse_foreign(receipt.bundle, plan.article_id)
            _settle(folder)
            _put_into_place(folder, receipt.bundle, plan.article_id)
            if plan.mode == "replace" and earlier is not None:
                _retire(earlier.bundle, receipt.bundle, folder, plan.article_id)
            _sync_target(target, receipt.bundle)
    except BaseException:
        if made_target:
            with contextlib.suppress(OSError):  # not empty: what could not be removed is hidden
                target.rmdir()
        raise
    progress(len(plan.photos) + 1, len(plan.photos) + 1, receipt.bundle.name)
    return receipt


def _prepare(target: Path) -> bool:
    """Whether the target folder had to be made."""
    with writing(target):
        if target.is_dir():
            return False
        if target.exists() or target.is_symlink():
            raise FileUnwritableError(target, reason="ENOTDIR")
        if not target.parent.is_dir():
            raise FileMissingError(target)
        target.mkdir()
    return True


def _check_space(plan: BundlePlan, target: Path) -> None:
    """Refuses only what certainly does not fit; the disk itself has the last word."""
    free = shutil.disk_usage(target).free
    if free < plan.least_bytes:
        raise DiskFullError(target, reason="ENOSPC", needed=plan.least_bytes, free=free)


def _earlier_in(place: Path, plan: BundlePlan) -> Earlier | None:
    """What a bundle of ours that stands there says of itself, where no receipt was kept."""
    if not place.is_dir():
        return None
    try:
        manifest = read_manifest(place)
    except EditorError:
        return None  # not ours; `_refuse_foreign` will say so
    if manifest.id != plan.article_id or manifest.kind != plan.kind:
        return None
    return Earlier(place, manifest.revision, content_hash(manifest.files), manifest.files)


def _refuse_foreign(place: Path, article_id: str) -> None:
    """Raises NameTakenError when something else than this article's bundle stands there."""
    if not os.path.lexists(place):
        return
    try:
        ours = not place.is_symlink() and place.is_dir() and read_manifest(place).id == article_id
    except EditorError:
        ours = False
    if not ours and os.path.lexists(place):  # else the CMS took it while we looked
        raise NameTakenError(place)


@dataclass(slots=True)
class _Made:
    entries: list[FileEntry] = field(default_factory=list)
    recipes: dict[str, str] = field(default_factory=dict)


def _write_files(
    plan: BundlePlan,
    folder: Path,
    earlier: Earlier | None,
    cache: PhotoCache | None,
    cancel: Cancel,
    progress: Progress,
) -> _Made:
    made = _Made()
    for parent in sorted({(folder / path).parent for path in plan.paths}):
        parent.mkdir(parents=True, exist_ok=True)
    for text in plan.texts:
        _write(folder, text.path, text.content)
        made.entries.append(FileEntry(text.path, len(text.content), digest(text.content), text.mime, text.role))
    wanted: list[PhotoJob] = []
    for job in plan.photos:
        cancel.check()
        kept = _kept(job, earlier)
        if kept is None:
            wanted.append(job)
        else:
            _write_photo(folder, job, kept, made)
    steps = len(plan.photos) + 1
    ready = len(plan.photos) - len(wanted)
    progress(ready, steps, "")
    results = make_all(
        [job.making for job in wanted],
        cancel=cancel,
        progress=lambda done, _total, name: progress(ready + done, steps, name),
        workers=min(4, os.cpu_count() or 1),
        cache=cache,
    )
    for job, renditions in zip(wanted, results, strict=True):
        _write_photo(folder, job, _contents(job, renditions), made)
    return made


def _contents(job: PhotoJob, renditions: tuple[Rendition, ...]) -> dict[str, bytes]:
    made = {Wanted(item.width, item.height, item.format, item.cut): item.content for item in renditions}
    return {output.path: made[output.wanted] for output in job.outputs}


def _kept(job: PhotoJob, earlier: Earlier | None) -> dict[str, bytes] | None:
    """A photo's files out of the earlier bundle, when all are still what this plan would make."""
    if earlier is None or not earlier.recipes:
        return None
    hashes = {earlier.recipes.get(entry.path, ""): entry for entry in earlier.files}
    kept: dict[str, bytes] = {}
    for output in job.outputs:
        entry = hashes.get(job.recipe(output))
        content = _read_quietly(earlier.bundle, entry.path) if entry else b""
        if entry is None or digest(content) != entry.sha256:
            return None
        kept[output.path] = content
    return kept


def _read_quietly(bundle: Path, path: str) -> bytes:
    try:
        return inside(bundle, path).read_bytes()
    except (OSError, UnsafePathError):
        return b""  # gone with the CMS's tidying: it is made anew


def _write_photo(folder: Path, job: PhotoJob, contents: Mapping[str, bytes], made: _Made) -> None:
    for output in job.outputs:
        content = contents[output.path]
        _write(folder, output.path, content)
        made.entries.append(FileEntry(output.path, len(content), digest(content), output.mime, "image"))
        made.recipes[output.path] = job.recipe(output)


def _write(folder: Path, path: str, content: bytes) -> None:
    write_new(folder / path, content, sync=False)


def _write_manifest(plan: BundlePlan, folder: Path, target: Path, made: _Made, earlier: Earlier | None) -> Receipt:
    files = tuple(sorted(made.entries, key=lambda entry: entry.path))
    content = content_hash(files)
    revision = 1
    if earlier is not None:
        revision = earlier.revision + (earlier.content_hash != content)
    manifest = Manifest(
        kind=plan.kind,
        slug=plan.slug,
        id=plan.article_id,
        lang=plan.lang,
        entry=plan.entry,
        created=plan.created,
        revision=revision,
        supersedes=revision - 1,
        forced=plan.forced,
        state=plan.state,
        files=files,
    )
    _write(folder, MANIFEST, manifest_bytes(manifest))
    name = plan.slug if plan.mode == "replace" or revision == 1 else f"{plan.slug}.r{revision}"
    return Receipt(
        bundle=target / name,
        article_id=plan.article_id,
        kind=plan.kind,
        profile=plan.profile,
        revision=revision,
        created=plan.created,
        content_hash=content,
        files=files,
        recipes=dict(made.recipes),
        state=plan.state,
        forced=plan.forced,
    )


def _settle(folder: Path) -> None:
    """Everything on the disk, and read back: a share may take bytes and keep others. Raises FileUnwritableError."""
    paths = sorted(folder.rglob("*"), key=lambda path: len(path.parts), reverse=True)
    for path in paths:
        if path.is_file():
            sync_file(path)
    for path in (*(path for path in paths if path.is_dir()), folder):
        sync_folder(path)
    if not verify(folder).ok:
        raise FileUnwritableError(folder, reason="EIO")


def _put_into_place(folder: Path, place: Path, article_id: str) -> None:
    """One rename. After a swap, `folder` holds what stood in the place before, and goes with the staging folder."""
    for attempt in range(_TRIES):
        _refuse_foreign(place, article_id)
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
            _refuse_foreign(folder, article_id)
        except NameTakenError as error:
            swap(folder, place)  # somebody was faster: theirs goes back
            raise NameTakenError(place) from error
    else:
        _step_aside(folder, place)


def _retire(old: Path, place: Path, folder: Path, article_id: str) -> None:
    """Take away our bundle under its old name when the article's slug has changed: a site would show it twice.

    When that fails the export has failed too: without a receipt the next one tries again.
    """
    if old == place or old.parent != place.parent or not os.path.lexists(old):
        return
    try:
        _refuse_foreign(old, article_id)
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


def _sync_target(target: Path, place: Path) -> None:
    try:
        sync_folder(target)
    except OSError as error:
        # After the rename the outcome is unknown: look before speaking (trust.md, rule 3).
        try:
            is_whole = verify(place).ok
        except (EditorError, OSError):
            is_whole = False
        if not is_whole:
            raise FileUnwritableError(place, reason="unknown") from error
