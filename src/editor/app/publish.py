"""Export: check → plan → write → receipt. The window and the command line make the same call."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from editor.app.batch import Batch
from editor.app.outbox import discard, keep
from editor.app.photos import photo_cache
from editor.app.receipt import earlier, identified, refuse_copy, stored
from editor.app.review import blockers, look_at_photos
from editor.app.targets import hand_over, is_within_reach, place_of, stands
from editor.app.versioning import keep_opened
from editor.bundle.address import Address, Target
from editor.bundle.handoff import Earlier, Receipt
from editor.bundle.manifest import FileEntry
from editor.bundle.plan import BundlePlan, plan_bundle
from editor.bundle.profile import profile as profile_named
from editor.bundle.published import fingerprints
from editor.bundle.withdrawal import WITHDRAWN, plan_withdrawal
from editor.errors import BlockedError, EditorError, UsageError
from editor.library import receipts
from editor.library.workspace import ARTICLES, STATE, Opened, Workspace
from editor.model.finding import Severity
from editor.work import Cancel, Progress, no_progress

if TYPE_CHECKING:
    from editor.bundle.profile import Profile
    from editor.images.cache import PhotoCache
    from editor.model.finding import Finding
    from editor.model.newsroom import Newsroom


WAITING = "waiting"
ReceiptsOf: TypeAlias = "Callable[[str], Sequence[Mapping[str, Any]]]"
"""The receipts of an article by its id, the oldest first. Raises FileUnreadableError, UnsafePathError."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export made. `files` are those of the manifest, with length and hash.

    `receipt_problem` says why no receipt could be kept in the workspace; the bundle stands all the same.
    `written` is false when the bundle of the last export still stands whole and says the same: it was left alone.
    """

    article_id: str
    bundle: Path
    kind: str
    revision: int
    files: tuple[FileEntry, ...]
    forced: tuple[str, ...] = ()
    receipt_problem: EditorError | None = None
    state: str = ""  # "withdrawn", or "waiting" in the outbox for a folder that is out of reach
    written: bool = True
    address: str = ""  # where the bundle stands on another computer


def clock(now: datetime | None = None) -> datetime:
    """The time that a bundle says it was made: `SOURCE_DATE_EPOCH` (seconds since 1970) where it is set, else now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    return now or datetime.now(UTC)


def export(
    workspace: Workspace,
    folder: Path,
    profile: str,
    target: Target,
    *,
    force: bool = False,
    outbox: bool = False,
    now: datetime | None = None,
    created: datetime | None = None,
    batch: Batch | None = None,
    cancel: Cancel | None = None,
    progress: Progress = no_progress,
) -> Exported:
    """Export the saved article of `folder` into the CMS's folder `target`.

    With `outbox`, a target that is out of reach gets its bundle later (`app.outbox`). Exports of one workspace that are
    made together share a `batch`.

    Args:
        created: the time that the bundle says, `clock(now)` when not given.

    Raises:
        BlockedError: findings block it, and `force` is not set; facts: codes, n.
        UsageError: no such profile; NameTakenError; FileError; PhotoError; CancelledError.
        CopiedArticleError: another folder holds the article of this id that was exported.
    """
    refuse_own_folder(workspace, target)
    batch = batch or Batch(workspace)
    wanted = Wanted(profile, target, place_of(target), force, now or datetime.now(UTC), created or clock(now))
    ready = made_ready(batch, identified(workspace.load(folder)), wanted, lambda ident: receipts.load(workspace, ident))
    if isinstance(ready, Exported):
        discard(workspace, ready.article_id, target, profile_named(profile, batch.newsroom).name)
        return ready
    way = _Way(target, ready.before, photo_cache(), cancel, progress)
    if outbox and not is_within_reach(target):
        return _waiting(workspace, ready.opened, ready.plan, way)
    return _handed_off(workspace, ready.opened, ready.plan, way)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of an export. An embargo is measured against `now`; `created` is the time that the bundle says."""

    profile: str
    target: Target
    place: str  # the target as receipts name it
    force: bool
    now: datetime
    created: datetime


@dataclass(frozen=True, slots=True)
class Ready:
    """An article that may leave: as it was read, what its bundle will hold, what was handed over before."""

    opened: Opened
    plan: BundlePlan
    before: Earlier | None


def made_ready(batch: Batch, opened: Opened, wanted: Wanted, receipts_of: ReceiptsOf) -> Ready | Exported:
    """Check and plan; `Exported` where the bundle of the last export still stands and says the same.

    Raises as `export`.
    """
    chosen = profile_named(wanted.profile, batch.newsroom)
    forced = refuse_blocked(opened, batch.newsroom, wanted.now, force=wanted.force)
    plan = plan_export(batch, opened, chosen, wanted.created, forced=forced)
    kept = receipts_of(plan.article_id)
    refuse_copy(batch.workspace, opened, kept)
    before = earlier(kept, wanted.place, plan.profile)
    if before is not None and stands(plan, before, wanted.target):
        return Exported(
            plan.article_id, before.bundle, plan.kind, before.revision, before.files, plan.forced, written=False
        )
    return Ready(opened, plan, before)


def refuse_own_folder(workspace: Workspace, target: Target) -> None:
    """A bundle among the articles would stand in the library as an article that cannot be read; our state is ours."""
    if isinstance(target, Address):
        return
    own = (workspace.root.absolute() / name for name in (ARTICLES, STATE))
    if any(target.absolute().is_relative_to(folder) for folder in own):
        raise UsageError(target, reason="own-folder")


def withdraw(
    workspace: Workspace,
    folder: Path,
    profile: str,
    target: Target,
    *,
    outbox: bool = False,
    now: datetime | None = None,
    created: datetime | None = None,
    cancel: Cancel | None = None,
) -> Exported:
    """Put a bundle that takes the article back in the place of the one that was handed over.

    Raises:
        UsageError: it has never been exported there with that profile; nothing was written.
        CopiedArticleError; NameTakenError; FileError; CancelledError.
    """
    opened = identified(workspace.load(folder))
    newsroom = workspace.newsroom()
    chosen = profile_named(profile, newsroom)
    kept = receipts.load(workspace, opened.article.id)
    refuse_copy(workspace, opened, kept)
    before = earlier(kept, place_of(target), chosen.name)
    waited = discard(workspace, opened.article.id, target, chosen.name)
    if before is None and waited:  # nobody has seen it
        return Exported(opened.article.id, Path(str(target)), chosen.kind, 0, (), state=WITHDRAWN, written=False)
    if before is None:
        raise UsageError(target, reason="withdraw", name=folder.name, profile=chosen.name)
    plan = plan_withdrawal(opened.article, chosen, newsroom, created or clock(now), before.bundle)
    way = _Way(target, before, None, cancel, no_progress)
    if outbox and not is_within_reach(target):
        return _waiting(workspace, opened, plan, way)
    return _handed_off(workspace, opened, plan, way)


@dataclass(frozen=True, slots=True)
class _Way:
    """Where a bundle goes and what it needs on its way."""

    target: Target
    before: Earlier | None
    cache: PhotoCache | None
    cancel: Cancel | None
    progress: Progress


def refuse_blocked(opened: Opened, newsroom: Newsroom, now: datetime, *, force: bool) -> tuple[str, ...]:
    """The codes in spite of which it leaves. Raises BlockedError, with `until` when an embargo is among them."""
    findings = blockers(opened, newsroom, now)
    blocked = blocking_codes(findings)
    if not blocked or force:
        return blocked
    facts: dict[str, object] = {"codes": ", ".join(blocked), "n": len(blocked)}
    until = next((dict(item.facts).get("until") for item in findings if item.code == "embargo"), None)
    if "embargo" in blocked and until is not None:
        facts |= {"reason": "embargo", "until": until}
    raise BlockedError(opened.folder, **facts)


def _waiting(workspace: Workspace, opened: Opened, plan: BundlePlan, way: _Way) -> Exported:
    """The bundle made and kept until its folder is there."""
    receipt = keep(
        workspace,
        opened,
        plan,
        way.target,
        fingerprints(opened.article),
        before=way.before,
        cache=way.cache,
        cancel=way.cancel,
        progress=way.progress,
    )
    return replace(exported_as(receipt), state=WAITING)


def exported_as(receipt: Receipt) -> Exported:
    facts = (receipt.article_id, receipt.bundle, receipt.kind, receipt.revision, receipt.files, receipt.forced)
    return Exported(*facts, state=receipt.state, address=receipt.address)


def _handed_off(workspace: Workspace, opened: Opened, plan: BundlePlan, way: _Way) -> Exported:
    """The bundle in its place, its receipt kept in the workspace, nothing older waiting for the same place."""
    receipt = hand_over(plan, way.target, earlier=way.before, cache=way.cache, cancel=way.cancel, progress=way.progress)
    exported = exported_as(receipt)
    record = stored(receipt, place_of(way.target), opened, fingerprints(opened.article))
    try:
        discard(workspace, plan.article_id, way.target, plan.profile)
        receipts.add(workspace, receipt.article_id, record)
    except EditorError as problem:
        return replace(exported, receipt_problem=problem)
    with suppress(EditorError):  # a version that cannot be kept takes no bundle back
        keep_opened(workspace, opened, "exported", datetime.now(UTC))
    return exported


def blocking_codes(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The codes of the blockers, each once, in the order of the findings."""
    return tuple(dict.fromkeys(finding.code for finding in findings if finding.severity is Severity.BLOCKER))


def plan_export(
    batch: Batch, opened: Opened, profile: Profile, moment: datetime, forced: Sequence[str] = ()
) -> BundlePlan:
    """What an export would write, before anything is written."""
    return plan_bundle(
        opened.article,
        profile,
        look_at_photos(opened.folder, opened.article),
        batch.newsroom,
        moment,
        forced=forced,
        addresses=batch.addresses(opened.article),
        templates=batch.templates if profile.template else None,
    )
