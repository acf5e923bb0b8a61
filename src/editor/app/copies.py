"""A text kept as an article of its own: the way out that loses neither of two texts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from editor import files
from editor.errors import FileError
from editor.model.article import Status

if TYPE_CHECKING:
    from editor.library.workspace import Workspace
    from editor.model.article import Article


def keep_as_article(workspace: Workspace, source: Path, article: Article, headline: str, now: datetime) -> Path:
    """A new article with this text and the photos that it uses; its folder.

    Args:
        source: the folder that the photos are in; one that cannot be read there is missing in the copy, whose checks
            say so: the words are not held up.
        headline: of the copy, so that the two are told apart.
    Raises: FileUnwritableError, DiskFullError: there is no copy.
    """
    copy = replace(article, id="", slug="", headline=headline, status=Status.DRAFT, canonical="")
    return workspace.create(copy, now, lambda folder: bring_photos(source, folder, article))


def moved_to(workspace: Workspace, folder: Path, article_id: str, content_hash: str) -> Path | None:
    """Where an article stands whose folder somebody has renamed: with the same id and just the file that was known."""
    for listed in workspace.list():
        if article_id and listed.id == article_id and listed.folder != folder:
            with suppress(FileError):
                if files.digest(files.read_bytes(workspace.article_file(listed.folder))) == content_hash:
                    return listed.folder
    return None


def bring_photos(source: Path, folder: Path, article: Article) -> None:
    """Copy the photos that a text uses from one folder to another that lacks them.

    Raises: FileUnwritableError, DiskFullError, ChangedOnDiskError.
    """
    for resource in sorted(_photos(article)):
        try:
            target = files.inside(folder, resource)
            content = b"" if target.exists() else files.read_bytes(files.inside(source, resource))
        except FileError:
            continue
        if content:
            files.make_folder(target.parent)
            files.write_atomic(target, content, expected_hash="")


def _photos(article: Article) -> set[str]:
    from editor.model.blocks import figures_of

    used = {figure.src for figure in figures_of(article.body)} | {item.src for item in article.resources}
    return {src for src in used | {article.cover} if src and "://" not in src}
