"""What many exports of one workspace have in common, read once: settings, templates, where its articles stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from editor.errors import FileMissingError, FormatError
from editor.files import read_text
from editor.library.workspace import ARTICLE_FILE
from editor.render.template import Templates, read_templates
from editor.text.fold import slug

if TYPE_CHECKING:
    from pathlib import Path

    from editor.library.workspace import Workspace
    from editor.model.article import Article
    from editor.model.newsroom import Newsroom

_ID = re.compile(rb"""\bid["']?[ \t]*:[ \t]*["']?([^\s"',}\]]+)""")
TEMPLATES = "templates"
"""The workspace's folder of page templates."""


class Batch:
    """Shared by exports that run at the same time; what it has read once it keeps."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = RLock()
        self._addresses: dict[str, str] = {}
        self._seen: dict[str, list[Path]] = {}

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

    def meet(self, article: Article) -> None:
        """An article that was read for its own export: whoever is related to it need not read it again."""
        with self._lock:
            self._addresses.setdefault(article.id, self._address_of(article))

    def know(self, folders: Iterable[Path]) -> None:
        """Look at articles that are exported anyway: a neighbour among them is found without a list of all."""
        for folder in folders:
            *others, own = _named_in(folder) or ("",)  # its own id is the last, as we write it
            self._seen.setdefault(own, []).insert(0, folder)
            for ident in others:
                self._seen.setdefault(ident, []).append(folder)

    @cached_property
    def _folders(self) -> dict[str, Path]:
        return {listed.id: listed.folder for listed in self.workspace.list() if listed.id and not listed.problem}

    def _address(self, ident: str) -> str | None:
        with self._lock:
            if ident not in self._addresses:
                found = next(filter(None, (self._article(one, ident) for one in self._seen.get(ident, ()))), None)
                found = found or (self._article(self._folders[ident], ident) if ident in self._folders else None)
                if found is None:
                    return None
                self._addresses[ident] = self._address_of(found)
            return self._addresses[ident]

    def _article(self, folder: Path, ident: str) -> Article | None:
        """Its fields, when it has this id and can be read."""
        from editor.source.reader import read_fields

        try:
            article = read_fields(read_text(self.workspace.article_file(folder)))
        except (FormatError, FileMissingError):
            return None
        return article if article.id == ident else None

    def _address_of(self, article: Article) -> str:
        name = slug(article.slug) or slug(article.headline)
        site = self.newsroom.url.rstrip("/")
        return article.canonical or (f"{site}/{name}/" if site else "")


def _named_in(folder: Path) -> list[str]:
    """Everything in an article's front matter that may be its id."""
    try:
        content = (folder / ARTICLE_FILE).read_bytes()
    except OSError:
        return []  # its own export will say why
    return [found.decode(errors="replace") for found in _ID.findall(content, 0, content.find(b"\n---", 3))]
