"""What is remembered of photos from one run to the next: the cache, and which photo was used where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.errors import EditorError
from editor.model.article import Article
from editor.model.blocks import figures_of, text_of
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.images.cache import PhotoCache
    from editor.library.used_photos import Used
    from editor.library.workspace import Workspace

_SMALL = 96  # px: enough for a likeness
_LOOKED_INTO = 20  # articles that are read for one photo, until one of them names it


def photo_cache() -> PhotoCache:
    """The cache of this computer, shared by everything that runs on it."""
    from editor.images.cache import PhotoCache
    from editor.library.places import photo_cache_folder

    return PhotoCache(photo_cache_folder())


@dataclass(frozen=True, slots=True)
class UsedBefore:
    """Where a photo stood before, and what was said of it there."""

    folder: Path
    src: str
    headline: str
    date: str  # as the article has it, "" for none
    caption: str
    credit: str
    alt: str


def used_before(
    workspace: Workspace,
    photos: Mapping[int, int],
    own: Iterable[Path] = (),
    *,
    refresh: bool = True,
    cancel: Cancel | None = None,
) -> Mapping[int, UsedBefore]:
    """Of photos by their keys and likeness: where each was used before. An article that cannot be read says nothing.

    Args:
        own: files that are these photos themselves.
        refresh: look at new files of the workspace first; without, only what is known already counts.
    Raises CancelledError; FileUnreadableError when another process holds the register too long.
    """
    from editor.library.used_photos import UsedPhotos

    register = UsedPhotos(workspace.root)
    try:
        if refresh:
            register.refresh(_likeness, cancel)
        found = register.like(photos)
    finally:
        register.close()
    ours = set(own)
    known: dict[Path, Article | None] = {}
    answer: dict[int, UsedBefore] = {}
    for key, hits in found.items():
        for hit in hits[:_LOOKED_INTO]:
            article = known[hit.folder] if hit.folder in known else known.setdefault(hit.folder, _read(workspace, hit))
            place = _place_of(article, hit) if article is not None and hit.folder / hit.src not in ours else None
            if place is not None:
                answer[key] = place
                break
    return answer


def _read(workspace: Workspace, used: Used) -> Article | None:
    try:
        return workspace.load(used.folder).article
    except EditorError:
        return None


def _place_of(article: Article, used: Used) -> UsedBefore | None:
    """None where the article does not show it any more."""
    figure = next((one for one in figures_of(article.body) if one.src == used.src), None)
    own = article.resource(used.src)
    if figure is not None:
        words = text_of(figure.caption), figure.credit, figure.alt
    elif article.cover == used.src:
        words = own.title, own.credit, own.alt
    else:
        return None
    return UsedBefore(used.folder, used.src, article.headline, article.date, *words)


def _likeness(path: Path) -> int:
    from editor.images.likeness import likeness
    from editor.images.proof import look, proof

    try:
        return likeness(proof(*look(path, path.name, photo_cache()), _SMALL))
    except EditorError:
        return 0
