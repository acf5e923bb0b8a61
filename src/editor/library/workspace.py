"""A workspace: a plain folder with a newsroom's settings and one folder for each article (format.md 1)."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from editor import files
from editor.errors import (
    ChangedOnDiskError,
    FormatError,
    NameTakenError,
    NoArticleError,
    TooHardError,
    UnsafePathError,
    WorkspaceMissingError,
)
from editor.library import listing
from editor.library.folders import Folders
from editor.text import moment
from editor.text.fold import slug
from editor.work import Cancel, Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from editor.library.index import Index
    from editor.library.listing import Listing
    from editor.model.article import Article
    from editor.model.finding import Finding
    from editor.model.newsroom import Newsroom
    from editor.source.newsroom import SettingsProblem

ARTICLE_FILE = "article.md"
ARTICLES = "articles"
SETTINGS = "newsroom.yaml"
STATE = ".standfirst"

_TEXT_BYTES = 16 * 1024 * 1024
"""An article file above this is no article (a novel has 1 MB); it is refused before it is read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as it was read. `content_hash` is the SHA-256 of `article.md`'s bytes, for `Workspace.save`."""

    folder: Path
    article: Article
    findings: tuple[Finding, ...]
    content_hash: str
    text: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did. `written` is False when the file said the same already; nothing was touched then."""

    content_hash: str
    written: bool
    findings: tuple[Finding, ...] = ()


def folder_of(path: Path) -> Path:
    """An article's folder, given as that or as its `article.md`; the disk is not asked. Raises NoArticleError."""
    given = Path(os.path.normpath(path.absolute()))
    folder = given.parent if given.name == ARTICLE_FILE else given
    if folder.parent.name != ARTICLES:
        raise NoArticleError(path)
    return folder


class Workspace:
    """An open workspace. Holds no article: every call reads what stands on disk now."""

    def __init__(self, root: Path) -> None:
        """Takes the folder as it is; `open` looks whether it is a workspace."""
        self.root = Path(os.path.normpath(root.absolute()))
        self._canonical: set[str] = set()  # hashes of files that this process wrote: in the writer's own form

    @classmethod
    def open(cls, path: Path) -> Workspace:
        """Raises WorkspaceMissingError (reason "missing", "empty" or "not-a-workspace")."""
        workspace = cls(path)
        workspace.check_there()
        if not any((workspace.root / name).exists() for name in (SETTINGS, ARTICLES, STATE)):
            raise WorkspaceMissingError(path, reason="not-a-workspace")
        return workspace

    @classmethod
    def of_article(cls, path: Path) -> tuple[Workspace, Path]:
        """The workspace and folder of an article, given as its folder or its `article.md`.

        Raises NoArticleError, WorkspaceMissingError when the drive is gone.
        """
        folder = folder_of(path)
        workspace = cls(folder.parents[1])
        workspace.check_there()
        workspace.article_file(folder)
        return workspace, folder

    @classmethod
    def init(cls, path: Path, sample: bool = False, lang: str = "vi") -> Workspace:
        """A new workspace, with our sample newsroom when asked. Raises NameTakenError when there is something."""
        from editor.library.founding import found

        root = Path(os.path.normpath(path.absolute()))
        with files.reading(root):
            if root.exists() and (not root.is_dir() or any(root.iterdir())):
                raise NameTakenError(path)
        found(root, sample=sample, lang=lang)
        return cls.open(root)

    def check_there(self) -> None:
        """Raises WorkspaceMissingError when the root is gone or empty: an unplugged drive, not deleted articles."""
        try:
            with os.scandir(self.root) as entries:
                if next(entries, None) is None:
                    raise WorkspaceMissingError(self.root, reason="empty")
        except OSError as error:
            raise WorkspaceMissingError(self.root, reason="missing") from error

    def newsroom(self) -> Newsroom:
        """The settings in force: workspace over machine-wide over defaults. A bad value gives way to its default."""
        return self.settings()[0]

    def settings(self) -> tuple[Newsroom, tuple[SettingsProblem, ...]]:
        """The newsroom with what is wrong in its files."""
        from editor.source.newsroom import read_layers

        return read_layers(self.root)

    def article_folders(self) -> Folders:
        """Every article's folder, by name. Raises WorkspaceMissingError, FileUnreadableError."""
        self.check_there()
        articles = self.root / ARTICLES
        if not articles.exists():
            return Folders(articles, ())
        with files.reading(articles), os.scandir(articles) as entries:
            names = [
                entry.name
                for entry in entries
                if not entry.name.startswith(".") and (entry.is_dir(follow_symlinks=False) or entry.is_symlink())
            ]
        return Folders(articles, names)

    def article_file(self, folder: Path) -> Path:
        """The `article.md` of a folder of this workspace. Raises NoArticleError, UnsafePathError for links."""
        if folder.parent != self.root / ARTICLES:
            raise NoArticleError(folder)
        path = files.inside(self.root, f"{ARTICLES}/{folder.name}/{ARTICLE_FILE}")
        try:
            mode = path.stat(follow_symlinks=False).st_mode
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NoArticleError(folder) from error
        except OSError:
            return path  # there, but not to be looked at: reading it will say why
        if not stat.S_ISREG(mode):
            raise UnsafePathError(path)
        return path

    def list(self, cancel: Cancel | None = None, progress: Progress = no_progress) -> Listing:
        """Every article, newest first; one that cannot be read has a `problem`.

        Raises WorkspaceMissingError, CancelledError.
        """
        folders = self.article_folders()
        with self.index() as index:
            index.refresh(folders, cancel, progress)
            return index.listed()

    def index(self) -> Index:
        """The search index, to be closed by the caller; `refresh` it with `article_folders` first."""
        from editor.library.index import Index

        return Index(self.root, self.load)

    def create(self, article: Article, now: datetime, fill: Callable[[Path], object] | None = None) -> Path:
        """A new article's folder with its file. An article without an id gets one, without a slug its headline's.

        The folder is made hidden and appears whole, in one step; after an error there is none.

        Args:
            now: the day of creation, for an article that has no date of its own.
            fill: puts into the folder, while it is hidden, what else belongs to the article.
        """
        from uuid import uuid4

        from editor.library.bin import spoken_for
        from editor.library.newcomer import newcomer
        from editor.source.writer import write

        self.check_there()
        article = replace(article, id=article.id or str(uuid4()), slug=article.slug or slug(article.headline))
        day = (moment.parse(article.date) or now).date().isoformat()
        content = write(article).encode("utf-8")
        files.make_folder(self.root / ARTICLES)
        wanted = f"{day}-{slug(article.slug) or slug(article.headline) or 'bai'}"
        with newcomer(self.root / ARTICLES, wanted) as hidden:
            self._canonical.add(files.write_atomic(hidden.folder / ARTICLE_FILE, content, expected_hash=""))
            if fill is not None:
                fill(hidden.folder)
            return hidden.appear(spoken_for(self))

    def load(self, folder: Path) -> Opened:
        """Raises NoArticleError, FileUnreadableError, UnsafePathError, FormatError; each names the file."""
        from editor.source.reader import read

        path = self.article_file(folder)
        with files.reading(path):
            if path.stat().st_size > _TEXT_BYTES:
                raise TooHardError(path)
        content = files.read_bytes(path)
        text = files.decoded(path, content)
        try:
            article, findings = read(text)
        except FormatError as error:
            error.file = str(path)
            raise
        return Opened(folder, article, findings, files.digest(content), text)

    def save(self, folder: Path, article: Article, expected_hash: str) -> str:
        """`save_with_findings` for callers who only want the new hash."""
        return self.save_with_findings(folder, article, expected_hash).content_hash

    def save_with_findings(self, folder: Path, article: Article, expected_hash: str) -> Saved:
        """Write an article when it differs from its file, and say what the file lost by it.

        Args:
            expected_hash: the hash of the file as the caller knows it.
        Raises:
            ChangedOnDiskError: somebody else wrote meanwhile; nothing was written.
            FileUnwritableError, DiskFullError: the file stands as it stood.
        """
        from editor.model import tidy
        from editor.source.writer import write

        path = self.article_file(folder)
        content = write(article).encode("utf-8")
        if files.digest(content) == expected_hash:
            return self._unchanged(path, expected_hash)
        findings: tuple[Finding, ...] = ()
        if expected_hash not in self._canonical:
            present = self.load(folder)
            if present.content_hash != expected_hash:
                raise ChangedOnDiskError(path)
            if tidy(article) == present.article:
                return Saved(expected_hash, written=False)
            findings = listing.comments_lost(present.text)
        written = files.write_atomic(path, content, expected_hash=expected_hash)
        self._canonical.add(written)
        return Saved(written, written=True, findings=findings)

    def _unchanged(self, path: Path, expected_hash: str) -> Saved:
        if files.digest(files.read_bytes(path)) != expected_hash:
            raise ChangedOnDiskError(path)
        return Saved(expected_hash, written=False)
