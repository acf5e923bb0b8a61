"""Photos that are pasted: every figure has a file of its own (format.md 2), so a copy of a photo copies its file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from editor.app.session import DocumentSession
from editor.errors import FileError, PhotoError
from editor.files import inside
from editor.model.article import Article, Resource
from editor.model.blocks import Figure, figures_of, text_of
from editor.model.rows import Row
from editor.model.slices import Slice


@dataclass(frozen=True, slots=True)
class CopiedFrom:
    """Where a slice on the clipboard was copied: its files and what belongs to them."""

    data: str  # the slice as it stands on the clipboard
    folder: Path
    resources: tuple[Resource, ...]


def with_own_files(
    piece: Slice, session: DocumentSession, source: CopiedFrom | None
) -> tuple[Slice, tuple[Resource, ...]]:
    """The slice with files of its own in the session's article, and what belongs to them.

    A photo whose file cannot be copied keeps its name; the checks then say that it is missing, or used twice.
    """
    taken = {figure.src for figure in figures_of(session.article.body)}
    folder = session.folder if source is None else source.folder
    resources: list[Resource] = []
    rows: list[Row] = []
    for at, row in enumerate(piece.rows):
        photo = row.payload
        if isinstance(photo, Figure) and (photo.src in taken or folder != session.folder):
            words = text_of(piece.rows[at + 1].inline) if at + 1 < len(piece.rows) else ""
            photo = _copied(photo, folder, session.folder, words)
            resources.extend(_resource(source, row.payload, photo.src, session.article))
        if isinstance(photo, Figure):
            taken.add(photo.src)
        rows.append(row if photo is row.payload else replace(row, payload=photo))
    return replace(piece, rows=tuple(rows)), tuple(resources)


def _copied(photo: Figure, source: Path, target: Path, words: str) -> Figure:
    from editor.images.store import add

    try:
        return replace(photo, src=add(inside(source, photo.src), target, words))
    except (FileError, PhotoError):
        return photo


def _resource(source: CopiedFrom | None, was: object, src: str, article: Article) -> tuple[Resource, ...]:
    if not isinstance(was, Figure) or was.src == src:
        return ()
    known = article.resources if source is None else source.resources
    return tuple(replace(resource, src=src) for resource in known if resource.src == was.src)
