"""Texts that somebody typed and no save confirmed: found at the start, shown beside what was saved, never dropped.

Whatever is decided, the unsaved text is kept as a version before its journal goes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from editor import files
from editor.errors import EditorError
from editor.library.journal import Kept, journals, read_file
from editor.library.versions import Versions

if TYPE_CHECKING:
    from editor.library.workspace import Opened, Workspace
    from editor.model.article import Article


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A journal's text that its article's file does not say. `saved` is None for an orphan: its article is gone."""

    path: Path
    kept: Kept
    article: Article
    saved: Opened | None

    @property
    def folder(self) -> Path:
        return self.kept.folder


def unsaved_texts(workspace: Workspace, besides: Path | None = None) -> tuple[Unsaved, ...]:
    """Every such text of a workspace, the last typed first in each article; one in another window's hands is not ours.

    Args: besides: a journal that is being written right now.
    """
    found = [item for path in journals(workspace.root) if path != besides and (item := _unsaved(workspace, path))]
    return tuple(sorted(found, key=lambda item: (item.folder.name, -item.kept.counter)))


def put_away(workspace: Workspace, unsaved: Unsaved, now: datetime) -> None:
    """Keep the text as a version, then take its journal away: in the thread that writes journals.

    Raises FileError: the journal is still there.
    """
    versions = Versions(workspace.root, unsaved.folder, unsaved.article)
    versions.keep(unsaved.kept.text, "unsaved", now)
    for path in journals(workspace.root):
        if _holds(path, unsaved.kept):  # set aside meanwhile it has another name, and something newer stands here
            with files.writing(path):
                path.unlink(missing_ok=True)


def _holds(path: Path, kept: Kept) -> bool:
    try:
        present = read_file(path)
    except EditorError:
        return False
    return (present.text, present.base_hash, present.folder.name) == (kept.text, kept.base_hash, kept.folder.name)


def _unsaved(workspace: Workspace, path: Path) -> Unsaved | None:
    from editor.source.reader import read

    try:
        kept = read_file(path)
        article, _ = read(kept.text)
    except EditorError:
        return None  # damaged, or a newer release's: it stays where it is
    if kept.folder.parent != workspace.root / "articles":
        kept = _moved(workspace, kept)
    saved = _saved(workspace, kept.folder)
    if saved is not None and (_says_the_same(saved, article) or _is_held(workspace, saved)):
        return None
    return Unsaved(path, kept, article, saved)


def _says_the_same(saved: Opened, article: Article) -> bool:
    return saved.article == replace(article, lastmod=saved.article.lastmod)


def _moved(workspace: Workspace, kept: Kept) -> Kept:
    """The workspace was reached by another name when it was typed: the same drive, another letter."""
    return replace(kept, folder=workspace.root / "articles" / kept.folder.name)


def _saved(workspace: Workspace, folder: Path) -> Opened | None:
    try:
        return workspace.load(folder)
    except EditorError:
        return None


def _is_held(workspace: Workspace, saved: Opened) -> bool:
    from editor.library.lease import holder_of

    try:
        return holder_of(workspace.root, saved.folder, saved.article) is not None
    except EditorError:
        return False
