"""Receipts as JSON: what an export leaves behind in the workspace, and what the next one takes from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from editor.app.delivery import Delivered, Delivery, deliveries, overall
from editor.bundle.handoff import Earlier, Receipt
from editor.bundle.manifest import FileEntry
from editor.bundle.published import fingerprints
from editor.errors import CopiedArticleError, EditorError, FileMissingError, NoArticleError, UnsafePathError
from editor.files import digest, read_bytes, read_text
from editor.library import receipts
from editor.library.workspace import ARTICLES
from editor.text.moment import written

if TYPE_CHECKING:
    from editor.library.workspace import Opened, Workspace
    from editor.work import Cancel


def stored(receipt: Receipt, place: str, opened: Opened, published: Mapping[str, str]) -> dict[str, object]:
    """A receipt as it is kept.

    Args:
        place: the CMS folder (`app.targets.place_of`).
        opened: its hash is the file that was exported; `published` its fields (`bundle.published.fingerprints`).
    """
    kept: dict[str, object] = {
        "folder": opened.folder.name,
        "target": place,
        "bundle": receipt.address or str(receipt.bundle),
        "profile": receipt.profile,
        "kind": receipt.kind,
        "revision": receipt.revision,
        "created": receipt.created,
        "exported": written(datetime.now(UTC)),
        "article_hash": opened.content_hash,
        "content_hash": receipt.content_hash,
        "published": dict(published),
        "files": [{"path": item.path, "bytes": item.bytes, "sha256": item.sha256} for item in receipt.files],
        "recipes": dict(receipt.recipes),
    }
    return kept | ({"state": receipt.state} if receipt.state else {})


def earlier(kept: Sequence[Mapping[str, Any]], place: str, profile: str) -> Earlier | None:
    """The last hand-off to that folder with that profile."""
    for receipt in reversed(kept):
        if receipt.get("target") == place and receipt.get("profile") == profile:
            try:
                return _restored(receipt)
            except (KeyError, TypeError, ValueError):
                continue  # written by another version: the bundle itself is asked
    return None


def refuse_copy(workspace: Workspace, opened: Opened, kept: Sequence[Mapping[str, Any]]) -> None:
    """A folder copied by hand has the id of the article that it was copied from, and must not take its place.

    One that was renamed goes on: its old folder is gone, or holds another article.

    Args:
        kept: the receipts of its id, the oldest first; older ones name no folder.
    Raises CopiedArticleError; FileUnreadableError, FormatError when the other one cannot be asked.
    """
    name = opened.folder.name
    other = next((str(receipt["folder"]) for receipt in reversed(kept) if receipt.get("folder")), name)
    if other.casefold() != name.casefold() and _holds(workspace, other, opened.article.id):
        raise CopiedArticleError(opened.folder, other=other)


def _holds(workspace: Workspace, name: str, article_id: str) -> bool:
    from editor.source.reader import read_fields

    try:
        path = workspace.article_file(workspace.root / ARTICLES / name)
        return read_fields(read_text(path)).id == article_id
    except (NoArticleError, FileMissingError, UnsafePathError):
        return False


def identified(opened: Opened) -> Opened:
    """An article written by hand may have no id; its folder, which is never renamed, gives it one."""
    if opened.article.id:
        return opened
    return replace(opened, article=replace(opened.article, id=id_of(opened.folder)))


def id_of(folder: Path) -> str:
    """The id of an article that has none of its own."""
    return str(uuid5(NAMESPACE_URL, folder.name))


def delivered_of(workspace: Workspace, folder: Path, article_id: str) -> tuple[Delivered, ...]:
    """Where the saved article of a folder has been handed over, `app.delivery.deliveries` of its receipts.

    Raises FileMissingError, FileUnreadableError, UnsafePathError, FormatError.
    """
    kept = receipts.load(workspace, article_id or id_of(folder))
    if not kept:
        return ()
    content_hash = digest(read_bytes(workspace.article_file(folder)))
    return deliveries(kept, content_hash, lambda: fingerprints(workspace.load(folder).article))


def delivery_states(
    workspace: Workspace, articles: Sequence[tuple[Path, str]], waiting: Collection[str], cancel: Cancel
) -> Mapping[Path, Delivery]:
    """Of those of (folder, id) that have been handed over: in which state. One that cannot be read is left out.

    Args:
        waiting: ids of articles in the outbox.
    """
    states: dict[Path, Delivery] = {}
    for folder, article_id in articles:
        cancel.check()
        if (article_id or id_of(folder)) in waiting:
            states[folder] = Delivery.WAITING
            continue
        try:
            state = overall(delivered_of(workspace, folder, article_id))
        except EditorError:
            continue  # whoever opens or checks it is told why
        if state is not Delivery.NEVER:
            states[folder] = state
    return states


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
