"""A hidden folder filled with what a plan names: texts, photos, manifest. Nothing is pushed to the disk yet."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editor.bundle.manifest import MANIFEST, FileEntry, Manifest, content_hash, manifest_bytes
from editor.bundle.photos import PhotoJob
from editor.bundle.plan import BundlePlan
from editor.bundle.receipt import Earlier, Receipt
from editor.errors import UnsafePathError
from editor.files import digest, inside, write_new
from editor.images.cache import PhotoCache
from editor.images.renditions import Rendition, Wanted, make_all
from editor.work import Cancel, Progress


@dataclass(frozen=True, slots=True)
class Making:
    """What is needed to make photos, and who watches. `workers` is how many are made at a time."""

    cache: PhotoCache | None
    cancel: Cancel
    progress: Progress
    workers: int


@dataclass(slots=True)
class Filled:
    """A filled folder: its folders and files as they lie in it, every file with its hash, the manifest last."""

    receipt: Receipt
    folders: tuple[str, ...]
    hashes: Mapping[str, str]


@dataclass(slots=True)
class _Made:
    folder: str
    entries: list[FileEntry] = field(default_factory=list)
    recipes: dict[str, str] = field(default_factory=dict)

    def write(self, path: str, content: bytes, mime: str, role: str) -> None:
        write_new(f"{self.folder}/{path}", content, sync=False)
        self.entries.append(FileEntry(path, len(content), digest(content), mime, role))


def fill(plan: BundlePlan, folder: Path, target: Path, earlier: Earlier | None, making: Making) -> Filled:
    """Make everything in an empty `folder`; the receipt says where in `target` it belongs.

    Raises OSError, PhotoError, CancelledError.
    """
    made = _Made(str(folder))
    folders = _make_folders(plan, made.folder)
    for text in plan.texts:
        made.write(text.path, text.content, text.mime, text.role)
    if plan.photos:
        _make_photos(plan, made, earlier, making)
    files = tuple(sorted(made.entries, key=lambda entry: entry.path))
    receipt = _receipt(plan, target, files, made.recipes, earlier)
    content = manifest_bytes(_manifest(plan, receipt))
    write_new(f"{made.folder}/{MANIFEST}", content, sync=False)
    return Filled(receipt, folders, {**{entry.path: entry.sha256 for entry in files}, MANIFEST: digest(content)})


def _make_folders(plan: BundlePlan, folder: str) -> tuple[str, ...]:
    """Every folder inside the bundle, those in it first."""
    parents = {path[:at] for path in plan.paths for at, letter in enumerate(path) if letter == "/"}
    for parent in sorted(parents):
        os.mkdir(f"{folder}/{parent}")  # noqa: PTH102 - thousands of them
    return tuple(sorted(parents, reverse=True))


def _make_photos(plan: BundlePlan, made: _Made, earlier: Earlier | None, making: Making) -> None:
    wanted: list[PhotoJob] = []
    for job in plan.photos:
        making.cancel.check()
        kept = _kept(job, earlier)
        if kept is None:
            wanted.append(job)
        else:
            _write_photo(job, kept, made)
    steps = len(plan.photos) + 1
    ready = len(plan.photos) - len(wanted)
    making.progress(ready, steps, "")
    results = make_all(
        [job.making for job in wanted],
        cancel=making.cancel,
        progress=lambda done, _total, name: making.progress(ready + done, steps, name),
        workers=making.workers,
        cache=making.cache,
    )
    for job, renditions in zip(wanted, results, strict=True):
        _write_photo(job, _contents(job, renditions), made)


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


def _write_photo(job: PhotoJob, contents: Mapping[str, bytes], made: _Made) -> None:
    for output in job.outputs:
        made.write(output.path, contents[output.path], output.mime, "image")
        made.recipes[output.path] = job.recipe(output)


def _receipt(
    plan: BundlePlan, target: Path, files: tuple[FileEntry, ...], recipes: Mapping[str, str], earlier: Earlier | None
) -> Receipt:
    content = content_hash(files)
    revision = 1
    if earlier is not None:
        revision = earlier.revision + (earlier.content_hash != content)
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
        recipes=recipes,
        state=plan.state,
        forced=plan.forced,
    )


def _manifest(plan: BundlePlan, receipt: Receipt) -> Manifest:
    return Manifest(
        kind=plan.kind,
        slug=plan.slug,
        id=plan.article_id,
        lang=plan.lang,
        entry=plan.entry,
        created=plan.created,
        revision=receipt.revision,
        supersedes=receipt.revision - 1,
        forced=plan.forced,
        state=plan.state,
        files=receipt.files,
    )
