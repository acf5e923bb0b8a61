"""Export: check → plan → write → receipt. The window and the command line make the same call."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from editor.app.photos import photo_cache
from editor.app.review import look_at_photos, review
from editor.bundle.handoff import Earlier, Receipt, hand_off
from editor.bundle.manifest import FileEntry
from editor.bundle.plan import BundlePlan, plan_bundle
from editor.bundle.profile import profile as profile_named
from editor.errors import BlockedError, EditorError, FormatError
from editor.library import receipts
from editor.library.workspace import Opened, Workspace
from editor.model.finding import Severity
from editor.render.template import read_templates
from editor.text.fold import slug
from editor.text.moment import written
from editor.work import Cancel, Progress, no_progress

if TYPE_CHECKING:
    from editor.bundle.profile import Profile
    from editor.model.article import Article
    from editor.model.finding import Finding
    from editor.model.newsroom import Newsroom


TEMPLATES = "templates"
"""The workspace's folder of page templates."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export made. `files` are those of the manifest, with length and hash.

    `receipt_problem` says why no receipt could be kept in the workspace; the bundle stands all the same.
    """

    article_id: str
    bundle: Path
    kind: str
    revision: int
    files: tuple[FileEntry, ...]
    forced: tuple[str, ...] = ()
    receipt_problem: EditorError | None = None


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
    target: Path,
    *,
    force: bool = False,
    now: datetime | None = None,
    cancel: Cancel | None = None,
    progress: Progress = no_progress,
) -> Exported:
    """Export the saved article of `folder` into the CMS's folder `target`.

    Raises:
        BlockedError: findings block it, and `force` is not set; facts: codes, n.
        UsageError: no such profile; NameTakenError; FileError; PhotoError; CancelledError.
    """
    moment = clock(now)
    opened = _identified(workspace.load(folder))
    newsroom = workspace.newsroom()
    chosen = profile_named(profile, newsroom)
    blocked = blocking_codes(review(opened, newsroom, now or datetime.now(UTC)))
    if blocked and not force:
        raise BlockedError(folder, codes=", ".join(blocked), n=len(blocked))
    plan = plan_export(workspace, opened, newsroom, chosen, moment, forced=blocked)
    place = _place(target)
    earlier = _earlier(receipts.load(workspace, plan.article_id), place, plan)
    receipt = hand_off(plan, target, earlier=earlier, cache=photo_cache(), cancel=cancel, progress=progress)
    exported = Exported(plan.article_id, receipt.bundle, receipt.kind, receipt.revision, receipt.files, plan.forced)
    try:
        receipts.add(workspace, plan.article_id, _stored(receipt, place, opened))
    except EditorError as problem:
        return replace(exported, receipt_problem=problem)
    return exported


def blocking_codes(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The codes of the blockers, each once, in the order of the findings."""
    return tuple(dict.fromkeys(finding.code for finding in findings if finding.severity is Severity.BLOCKER))


def plan_export(
    workspace: Workspace,
    opened: Opened,
    newsroom: Newsroom,
    profile: Profile,
    moment: datetime,
    forced: Sequence[str] = (),
) -> BundlePlan:
    """What an export would write, before anything is written."""
    return plan_bundle(
        opened.article,
        profile,
        look_at_photos(opened.folder, opened.article),
        newsroom,
        moment,
        forced=forced,
        addresses=_addresses(workspace, opened.article, newsroom),
        templates=read_templates(workspace.root / TEMPLATES) if profile.template else None,
    )


def _identified(opened: Opened) -> Opened:
    """An article written by hand may have no id; its folder, which is never renamed, gives it one."""
    article = opened.article
    return (
        opened
        if article.id
        else replace(opened, article=replace(article, id=str(uuid5(NAMESPACE_URL, opened.folder.name))))
    )


def _addresses(workspace: Workspace, article: Article, newsroom: Newsroom) -> dict[str, str]:
    """Where the related articles of ours stand on the site."""
    wanted = {item.id for item in article.related if item.id and not item.url}
    found: dict[str, str] = {}
    if not wanted:
        return found
    for listed in workspace.list():
        if listed.id in wanted and not listed.problem:
            try:
                other = workspace.load(listed.folder).article
            except FormatError:
                continue
            name = slug(other.slug) or slug(other.headline)
            found[listed.id] = other.canonical or (f"{newsroom.url.rstrip('/')}/{name}/" if newsroom.url else "")
    return found


def _place(target: Path) -> str:
    """A CMS folder as receipts name it, however it was typed."""
    return os.path.normcase(os.path.realpath(target))


def _earlier(stored: Sequence[Mapping[str, object]], place: str, plan: BundlePlan) -> Earlier | None:
    for receipt in reversed(stored):
        if receipt.get("target") == place and receipt.get("profile") == plan.profile:
            try:
                return _restored(receipt)
            except (KeyError, TypeError, ValueError):
                continue  # written by another version: the bundle itself is asked
    return None


def _restored(receipt: Mapping[str, object]) -> Earlier:
    files, recipes, revision = receipt["files"], receipt.get("recipes", {}), receipt["revision"]
    if not isinstance(files, list) or not isinstance(recipes, dict) or not isinstance(revision, int):
        raise TypeError(receipt)
    return Earlier(
        bundle=Path(str(receipt["bundle"])),
        revision=revision,
        content_hash=str(receipt["content_hash"]),
        files=tuple(FileEntry(str(item["path"]), int(item["bytes"]), str(item["sha256"])) for item in files),
        recipes={str(path): str(recipe) for path, recipe in recipes.items()},
    )


def _stored(receipt: Receipt, place: str, opened: Opened) -> dict[str, object]:
    """A receipt as JSON. `article_hash` is the article file that was exported: another one means "changed since"."""
    return {
        "target": place,
        "bundle": str(receipt.bundle),
        "profile": receipt.profile,
        "kind": receipt.kind,
        "revision": receipt.revision,
        "created": receipt.created,
        "exported": written(datetime.now(UTC)),
        "article_hash": opened.content_hash,
        "content_hash": receipt.content_hash,
        "files": [{"path": item.path, "bytes": item.bytes, "sha256": item.sha256} for item in receipt.files],
        "recipes": dict(receipt.recipes),
    }
