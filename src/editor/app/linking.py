"""Where articles of the own library stand on the newsroom's site, to link to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.errors import EditorError
from editor.text.fold import slug

if TYPE_CHECKING:
    from editor.library.workspace import Workspace
    from editor.model.article import Article
    from editor.model.newsroom import Newsroom
    from editor.work import Cancel


@dataclass(frozen=True, slots=True)
class Linkable:
    """An article that can be linked to; `address` is "" while nobody knows where it stands."""

    folder: Path
    headline: str
    address: str


def address_of_article(article: Article, newsroom: Newsroom) -> str:
    """Its own address, else where the newsroom's site has it by its slug; "" for a newsroom without a site."""
    site = newsroom.url.rstrip("/")
    name = slug(article.slug) or slug(article.headline)
    return article.canonical or (f"{site}/{name}/" if site and name else "")


def linkable(
    workspace: Workspace, newsroom: Newsroom, query: str, own: Path | None, limit: int, cancel: Cancel
) -> tuple[Linkable, ...]:
    """Articles that hold every word of a query, marks aside, the best first; for no words the newest.

    Args: own: the article that is being written, which is left out. Raises WorkspaceMissingError, CancelledError.
    """
    folders = workspace.article_folders()
    if query.split():
        with workspace.index() as index:
            index.refresh(folders, cancel)
            found: Sequence[Path] = [hit.folder for hit in index.search(query, limit + 1)]
    else:
        found = sorted(folders, key=lambda folder: folder.name, reverse=True)
    made: list[Linkable] = []
    for folder in found:
        cancel.check()
        if folder == own or len(made) == limit:
            continue
        try:
            article = workspace.load(folder).article
        except EditorError:
            continue  # one that cannot be read is not linked to; the library says what is wrong with it
        made.append(Linkable(folder, article.headline, address_of_article(article, newsroom)))
    return tuple(made)
