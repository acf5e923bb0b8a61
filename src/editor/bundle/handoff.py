"""Hand-off: a bundle is built hidden beside its place and appears there in one step, whole or not at all (format.md 4).

Staging on the same volume, all files written, all fsynced in one pass, then the folders, all read back, one rename.
Many bundles share the pass: each is staged, then all are pushed to the disk, then each goes into its place.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.bundle.filling import Filled, Making, fill
from editor.bundle.manifest import content_hash, read_manifest
from editor.bundle.placing import put_into_place, refuse_foreign, retire
from editor.bundle.plan import BundlePlan
from editor.bundle.receipt import Earlier, Receipt
from editor.bundle.staging import clear_leftovers, hidden_in, named_article, remove, staging_name
from editor.bundle.verify import verify
from editor.errors import DiskFullError, EditorError, FileMissingError, FileUnwritableError
from editor.files import digest, sync_folder, synced_hash, writing
from editor.files.volume import Volume, volume_of
from editor.images.cache import PhotoCache
from editor.work import Cancel, Progress, no_progress

__all__ = ["Earlier", "HandOver", "Receipt", "Staged", "hand_off", "is_unchanged", "says_the_same"]


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
    hand_over = HandOver(target, cancel)
    staged = hand_over.stage(plan, earlier=earlier, cache=cache, progress=progress)
    (receipt,) = hand_over.finish([staged], cancel)
    if isinstance(receipt, EditorError):
        raise receipt
    progress(len(plan.photos) + 1, len(plan.photos) + 1, receipt.bundle.name)
    return receipt


@dataclass(frozen=True, slots=True)
class Staged:
    """A bundle that lies hidden beside its place, written but not yet pushed to the disk."""

    plan: BundlePlan
    earlier: Earlier | None
    folder: Path
    filled: Filled

    @property
    def receipt(self) -> Receipt:
        return self.filled.receipt


class HandOver:
    """Bundles on their way into one CMS folder. What killed exports left there is looked for once."""

    def __init__(self, target: Path, cancel: Cancel | None = None, workers: int = 0) -> None:
        """Args: workers: photos of a bundle that are made at a time; 0 for as many as this computer does well."""
        self._target = target
        self._cancel = cancel or Cancel()
        self._workers = workers or min(4, os.cpu_count() or 1)
        self._hidden: frozenset[str] | None = None
        self._made_target = False
        self._volume: Volume | None = None

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """While many bundles are staged and finished: they are pushed to the disk in one call, where there is one.

        Raises as `hand_off` where nothing can be put into the target at all.
        """
        self._prepare()
        with contextlib.ExitStack() as stack:
            with writing(self._target):
                self._volume = stack.enter_context(volume_of(self._target))
            try:
                yield
            finally:
                self._volume = None

    def stage(
        self,
        plan: BundlePlan,
        *,
        earlier: Earlier | None = None,
        cache: PhotoCache | None = None,
        progress: Progress = no_progress,
    ) -> Staged:
        """Make a bundle and leave it hidden for `finish`. When it fails nothing is left. Raises as `hand_off`."""
        target, place = self._target, self._target / plan.slug
        self._prepare()
        folder = target / staging_name(plan.slug, plan.article_id)
        try:
            # Whatever fails, the sentence names the bundle in its place, not the hidden folder that nobody knows.
            with writing(place):
                if self._hidden is None:
                    self._hidden = hidden_in(target)
                folder.mkdir()
                if named_article(plan.article_id) in self._hidden:
                    clear_leftovers(target, plan.article_id, folder.stat().st_mtime)
                if plan.mode == "replace":
                    refuse_foreign(place, plan.article_id)
                earlier = earlier or _earlier_in(place, plan)
                self._check_space(plan)
                filled = fill(plan, folder, target, earlier, Making(cache, self._cancel, progress, self._workers))
                return Staged(plan, earlier, folder, filled)
        except BaseException:
            self._drop(folder)
            raise

    def finish(self, staged: Sequence[Staged], cancel: Cancel | None = None) -> list[Receipt | EditorError]:
        """Push bundles to the disk and put them into their places; of each its receipt, or why it has none.

        Raises CancelledError when `cancel` says so before the first goes into its place.
        """
        placed: list[Receipt | EditorError] = []
        try:
            is_kept = self._volume is not None and self._volume.push()
            settled = [self._settled(one, sync=not is_kept) for one in staged]
            if cancel is not None:
                cancel.check()
            placed = [problem or self._placed(one) for one, problem in zip(staged, settled, strict=True)]
            return self._kept(placed)
        finally:
            for one in staged:
                if os.path.lexists(one.folder):
                    self._drop(one.folder)

    def _prepare(self) -> None:
        target = self._target
        with writing(target):
            if target.is_dir():
                return
            if os.path.lexists(target) and not target.is_dir():  # asked again: another process may just have made it
                raise FileUnwritableError(target, reason="ENOTDIR")
            if not target.parent.is_dir():
                raise FileMissingError(target)
            with contextlib.suppress(FileExistsError):  # another process of the same export made it just now
                target.mkdir()
                self._made_target = True

    def _check_space(self, plan: BundlePlan) -> None:
        """Refuses only what certainly does not fit; the disk itself has the last word."""
        free = shutil.disk_usage(self._target).free
        if free < plan.least_bytes:
            raise DiskFullError(self._target, reason="ENOSPC", needed=plan.least_bytes, free=free)

    def _drop(self, folder: Path) -> None:
        remove(folder)
        if self._made_target:
            with contextlib.suppress(OSError):  # not empty: what could not be removed is hidden
                self._target.rmdir()

    def _settled(self, staged: Staged, *, sync: bool) -> EditorError | None:
        """Everything on the disk, and read back: a share may take bytes and keep others."""
        try:
            with writing(self._target / staged.plan.slug):
                for path, wanted in staged.filled.hashes.items():
                    if synced_hash(f"{staged.folder}/{path}", sync=sync) != wanted:
                        raise FileUnwritableError(staged.folder, reason="EIO")
                if sync:
                    for name in staged.filled.folders:
                        sync_folder(staged.folder / name)
                    sync_folder(staged.folder)
        except EditorError as problem:
            return problem
        return None

    def _placed(self, staged: Staged) -> Receipt | EditorError:
        receipt, plan = staged.receipt, staged.plan
        try:
            with writing(self._target / plan.slug):
                put_into_place(staged.folder, receipt.bundle, plan.article_id)
                if plan.mode == "replace" and staged.earlier is not None:
                    retire(staged.earlier.bundle, receipt.bundle, staged.folder, plan.article_id)
        except EditorError as problem:
            return problem
        return receipt

    def _kept(self, placed: list[Receipt | EditorError]) -> list[Receipt | EditorError]:
        """The renames on the disk too. After a failure there the outcome is unknown: look before speaking (rule 3)."""
        try:
            sync_folder(self._target)
        except OSError:
            return [one if isinstance(one, EditorError) else _looked_at(one) for one in placed]
        return placed


def _looked_at(receipt: Receipt) -> Receipt | EditorError:
    try:
        is_whole = verify(receipt.bundle).ok
    except (EditorError, OSError):
        is_whole = False
    return receipt if is_whole else FileUnwritableError(receipt.bundle, reason="unknown")


def _earlier_in(place: Path, plan: BundlePlan) -> Earlier | None:
    """What a bundle of ours that stands there says of itself, where no receipt was kept."""
    if not place.is_dir():
        return None
    try:
        manifest = read_manifest(place)
    except EditorError:
        return None  # not ours; `refuse_foreign` will say so
    if manifest.id != plan.article_id or manifest.kind != plan.kind:
        return None
    return Earlier(place, manifest.revision, content_hash(manifest.files), manifest.files)
