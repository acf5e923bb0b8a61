"""Bundles for a CMS folder that is out of reach: built now, kept on this computer, handed over when it is back.

One entry an article, folder and profile; a newer export of the same takes its place. An entry is a folder of local app
data: `<key>/<bundle>/` as `hand_off` makes it, and `<key>.json`, written last, which says where it belongs.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.app.receipt import earlier, stored
from editor.app.targets import hand_over as hand_over_to
from editor.app.targets import is_within_reach, place_of
from editor.bundle.address import Address, Target, target_of
from editor.bundle.handoff import Earlier, Receipt, hand_off
from editor.bundle.manifest import read_manifest
from editor.bundle.plan import BundlePlan, TextFile
from editor.bundle.profile import Kind
from editor.bundle.verify import verify
from editor.errors import CancelledError, EditorError, FileUnreadableError, ManifestError
from editor.files import digest, inside, make_folder, read_bytes, write_atomic, writing
from editor.library import receipts
from editor.library.places import workspace_folder

if TYPE_CHECKING:
    from editor.images.cache import PhotoCache
    from editor.library.workspace import Opened, Workspace
    from editor.work import Cancel, Progress

_FORMAT = "standfirst-outbox"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A bundle that waits for its folder.

    `receipt` is what will be kept of it, as JSON; `after` is the hand-off that it comes after (`_mark`).
    """

    article_id: str
    target: Target
    profile: str
    bundle: Path
    mode: str
    after: str
    receipt: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a waiting bundle whose folder is back: where it stands now, or why it still waits.

    Neither: a colleague has exported the article to that folder meanwhile, so it was dropped.
    """

    waiting: Waiting
    bundle: Path | None = None
    problem: EditorError | None = None


def keep(
    workspace: Workspace,
    opened: Opened,
    plan: BundlePlan,
    target: Target,
    published: Mapping[str, str],
    *,
    before: Earlier | None,
    cache: PhotoCache | None,
    cancel: Cancel | None,
    progress: Progress,
) -> Receipt:
    """Build a bundle and let it wait. Raises as `hand_off`."""
    box = _outbox(workspace)
    key = _key(plan.article_id, target, plan.profile)
    make_folder(box)
    discard(workspace, plan.article_id, target, plan.profile)
    receipt = hand_off(plan, box / key, earlier=before, cache=cache, cancel=cancel, progress=progress)
    entry = {
        "format": _FORMAT,
        "article": plan.article_id,
        "target": str(target if isinstance(target, Address) else target.absolute()),
        "profile": plan.profile,
        "bundle": receipt.bundle.name,
        "mode": plan.mode,
        "after": _mark(before),
        "receipt": stored(receipt, place_of(target), opened, published),
    }
    write_atomic(box / f"{key}.json", json.dumps(entry, ensure_ascii=False, indent=1).encode())
    return receipt


def discard(workspace: Workspace, article_id: str, target: Target, profile: str) -> bool:
    """Forget what waits: something newer has been handed over, or takes its place. Whether there was anything."""
    key = _key(article_id, target, profile)
    note = _outbox(workspace) / f"{key}.json"
    with writing(note):
        there = note.exists()
        note.unlink(missing_ok=True)
    shutil.rmtree(_outbox(workspace) / key, ignore_errors=True)
    return there


def is_empty(workspace: Workspace) -> bool:
    """Whether nothing waits, without looking at what does."""
    box = _outbox(workspace)
    return not box.is_dir() or next(box.iterdir(), None) is None


def waiting(workspace: Workspace) -> tuple[Waiting, ...]:
    """Everything that waits. What is damaged is no entry (`damaged`): its article can be exported again."""
    return tuple(entry for _, entry in _entries(workspace) if entry is not None)


def damaged(workspace: Workspace) -> tuple[FileUnreadableError, ...]:
    """Entries that nobody can hand over any more, each as the error that names its file."""
    broken = (path for path, entry in _entries(workspace) if entry is None)
    return tuple(FileUnreadableError(path, reason="outbox") for path in broken)


def _entries(workspace: Workspace) -> tuple[tuple[Path, Waiting | None], ...]:
    box = _outbox(workspace)
    return tuple((path, _entry(path)) for path in sorted(box.glob("*.json"))) if box.is_dir() else ()


def hand_over(workspace: Workspace, cancel: Cancel | None = None) -> tuple[Outcome, ...]:
    """Hand over what waits for folders that are back; nothing for those that are not. Raises CancelledError."""
    return tuple(
        _handed_over(workspace, entry, cancel) for entry in waiting(workspace) if is_within_reach(entry.target)
    )


def _handed_over(workspace: Workspace, entry: Waiting, cancel: Cancel | None) -> Outcome:
    try:
        before = earlier(receipts.load(workspace, entry.article_id), place_of(entry.target), entry.profile)
        if _mark(before) != entry.after:
            discard(workspace, entry.article_id, entry.target, entry.profile)
            return Outcome(entry)
        plan = _plan(entry)
        made = hand_over_to(plan, entry.target, earlier=before, cancel=cancel)
        manifest = {"bundle": made.address or str(made.bundle), "revision": made.revision}
        receipts.add(workspace, entry.article_id, {**entry.receipt, **manifest})
    except CancelledError:
        raise
    except EditorError as problem:
        return Outcome(entry, problem=problem)
    discard(workspace, entry.article_id, entry.target, entry.profile)
    return Outcome(entry, made.bundle)


def _plan(entry: Waiting) -> BundlePlan:
    """The waiting bundle as a plan of files that are ready. Raises ManifestError when it is not whole any more."""
    manifest = read_manifest(entry.bundle)
    if not verify(entry.bundle).ok or manifest.kind not in set(Kind):
        raise ManifestError(entry.bundle, reason="changed")
    texts = tuple(
        TextFile(item.path, read_bytes(inside(entry.bundle, item.path)), item.mime, item.role)
        for item in manifest.files
    )
    return BundlePlan(
        article_id=manifest.id,
        slug=manifest.slug,
        kind=Kind(manifest.kind),
        profile=entry.profile,
        lang=manifest.lang,
        entry=manifest.entry,
        created=manifest.created,
        mode=entry.mode,
        texts=texts,
        photos=(),
        forced=manifest.forced,
        state=manifest.state,
    )


def _entry(path: Path) -> Waiting | None:
    try:
        data = json.loads(read_bytes(path))
        if data["format"] != _FORMAT or not isinstance(data["receipt"], dict):
            return None
        bundle = inside(path.with_suffix(""), str(data["bundle"]))
        texts = (str(data["article"]), target_of(str(data["target"])), str(data["profile"]))
        return Waiting(*texts, bundle, str(data["mode"]), str(data["after"]), data["receipt"])
    except (ValueError, KeyError, TypeError, EditorError):
        return None


def _outbox(workspace: Workspace) -> Path:
    return workspace_folder(workspace.root) / "outbox"


def _mark(before: Earlier | None) -> str:
    """Tells one hand-off of an article to a folder from the next; order comes from counters, not from clocks."""
    return f"{before.revision} {before.content_hash}" if before else ""


def _key(article_id: str, target: Target, profile: str) -> str:
    return digest("\n".join((article_id, place_of(target), profile)).encode())[:24]
