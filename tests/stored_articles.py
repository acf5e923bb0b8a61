"""A workspace on the disk that holds the article of `bundle_samples`, and changes that somebody makes to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bundle_samples import PHOTOS, draw, everything
from editor.library.workspace import Workspace
from editor.model.article import Article
from editor.model.blocks import Gallery

NOW = datetime(2022, 10, 20, 9, 30, tzinfo=UTC)


def newsroom(root: Path, settings: str) -> Workspace:
    """Args: settings: of its newsroom.yaml."""
    made = Workspace.init(root)
    (made.root / "newsroom.yaml").write_text(settings, encoding="utf-8")
    return made


def credited() -> Article:
    """The article with a credit for every photo: nothing blocks it."""
    body = tuple(
        Gallery(tuple(replace(figure, credit=figure.credit or "Đức Anh") for figure in block.figures))
        if isinstance(block, Gallery)
        else block
        for block in everything().body
    )
    return replace(everything(), body=body)


def without_galleries() -> Article:
    return replace(everything(), body=tuple(block for block in everything().body if not isinstance(block, Gallery)))


def stored(workspace: Workspace, article: Article) -> Path:
    """The folder of a new article, with its photos."""
    folder = workspace.create(article, NOW)
    for src, size in PHOTOS.items():
        draw(folder / src, *size)
    return folder


def edit(workspace: Workspace, folder: Path, **changes: Any) -> None:
    """Change fields of an article's file."""
    opened = workspace.load(folder)
    workspace.save(folder, replace(opened.article, **changes), opened.content_hash)
