"""What many exports of one workspace have in common, read once: settings, templates, where its articles stand."""

from __future__ import annotations

from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from editor.errors import FormatError
from editor.render.template import Templates, read_templates
from editor.text.fold import slug

if TYPE_CHECKING:
    from pathlib import Path

    from editor.library.workspace import Workspace
    from editor.model.article import Article
    from editor.model.newsroom import Newsroom

TEMPLATES = "templates"
"""The workspace's folder of page templates."""


class Batch:
    """Shared by exports that run at the same time; what it has read once it keeps."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = RLock()
        self._addresses: dict[str, str] = {}

    @cached_property
    def newsroom(self) -> Newsroom:
        return self.workspace.newsroom()

    @cached_property
    def templates(self) -> Templates:
        """Raises as `read_templates`."""
        return read_templates(self.workspace.root / TEMPLATES)

    def addresses(self, article: Article) -> dict[str, str]:
        """Where those of our own articles stand that an article is related to, by their id; "" on no known site."""
        wanted = dict.fromkeys(item.id for item in article.related if item.id and not item.url)
        return {ident: address for ident in wanted if (address := self._address(ident)) is not None}

    @cached_property
    def _folders(self) -> dict[str, Path]:
        return {listed.id: listed.folder for listed in self.workspace.list() if listed.id and not listed.problem}

    def _address(self, ident: str) -> str | None:
        with self._lock:
            if ident not in self._addresses:
                folder = self._folders.get(ident)
                found = self._address_of(folder) if folder else None
                if found is None:
                    return None
                self._addresses[ident] = found
            return self._addresses[ident]

    def _address_of(self, folder: Path) -> str | None:
        try:
            article = self.workspace.load(folder).article
        except FormatError:
            return None
        name = slug(article.slug) or slug(article.headline)
        site = self.newsroom.url.rstrip("/")
        return article.canonical or (f"{site}/{name}/" if site else "")
