"""What somebody has done in a photo sheet, kept on this computer until the photos are in the article.

Thirty captions are half an hour's work; a power cut takes at most the last second of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

from editor import files
from editor.app.photo_batch import Batch, SheetPhoto
from editor.errors import FormatError
from editor.library.places import workspace_folder
from editor.model.article import Article
from editor.model.blocks import figures_of
from editor.source.article_json import from_json, to_json
from editor.work import Cancel

_LOCK = Lock()  # a late write never brings back what was forgotten


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A batch and its place: so many blocks stand before it, None for photos that are in the article."""

    batch: Batch
    after: int | None


def keep(root: Path, article_folder: Path, unfinished: Unfinished, cancel: Cancel) -> None:
    """Write it down, in the place of what was kept for this article before.

    Args: root: of the workspace. Raises CancelledError; FileUnwritableError, DiskFullError.
    """
    place = _place(root, article_folder)
    photos = [_photo(place, photo) for photo in unfinished.batch.photos]
    figures = tuple(replace(photo.figure, src=_src(photo)) for photo in unfinished.batch.photos)
    resources = tuple(replace(photo.resource, src=_src(photo)) for photo in unfinished.batch.photos)
    batch, words = unfinished.batch, to_json(Article(body=figures, resources=resources))
    written = {"after": unfinished.after, "lead": batch.lead, "shared": batch.shared, "photos": photos, "words": words}
    content = json.dumps(written, ensure_ascii=False).encode()
    with _LOCK:
        cancel.check()
        files.write_atomic(place / "sheet.json", content)


def kept(root: Path, article_folder: Path) -> Unfinished | None:
    """What was kept for this article; None when there is nothing, or nothing that can be read."""
    place = _place(root, article_folder)
    try:
        content = (place / "sheet.json").read_bytes()
        return _read(place, json.loads(content))
    except (OSError, ValueError, TypeError, LookupError, FormatError):
        return None


def forget(root: Path, article_folder: Path) -> None:
    """The photos are in the article, or nobody wants them."""
    place = _place(root, article_folder)
    with _LOCK:
        for path in place.iterdir() if place.is_dir() else ():
            path.unlink(missing_ok=True)


def _place(root: Path, article_folder: Path) -> Path:
    return workspace_folder(root) / "photo-sheets" / article_folder.name


def _src(photo: SheetPhoto) -> str:
    """A name that no other photo of the batch has; one of the article keeps its own."""
    return photo.figure.src or f"images/new-{photo.key}.jpg"


def _photo(place: Path, photo: SheetPhoto) -> dict[str, Any]:
    """A picture from the clipboard lies nowhere else: its bytes are kept, once."""
    source = photo.source
    files.make_folder(place)
    if isinstance(source, bytes):
        path = place / files.digest(source)
        if not path.exists():
            files.write_atomic(path, source)
    else:
        path = source
    parts = {name: sorted(getattr(photo, name)) for name in ("typed", "from_file", "unread")}
    own = {"key": photo.key, "name": photo.name, "path": str(path), "pasted": isinstance(source, bytes)}
    return {**own, "is_new": not photo.figure.src, **parts}


def _read(place: Path, data: Mapping[str, Any]) -> Unfinished:
    article = from_json(data["words"])
    photos = tuple(_photo_of(item, article, at) for at, item in enumerate(data["photos"]))
    if not photos:
        raise ValueError(place)
    lead, after = data["lead"], data["after"]
    return Unfinished(
        Batch(photos, lead if isinstance(lead, int) else None, shared=bool(data["shared"])),
        after if isinstance(after, int) else None,
    )


def _photo_of(item: Mapping[str, Any], article: Article, at: int) -> SheetPhoto:
    figure = figures_of(article.body)[at]
    resource = article.resource(figure.src)
    path = Path(item["path"])
    if item["is_new"]:
        figure, resource = replace(figure, src=""), replace(resource, src="")
    return SheetPhoto(
        int(item["key"]),
        str(item["name"]),
        path.read_bytes() if item["pasted"] else path,
        figure,
        resource,
        typed=frozenset(item["typed"]),
        from_file=frozenset(item["from_file"]),
        unread=frozenset(item["unread"]),
    )
