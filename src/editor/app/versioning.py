"""Versions as a person deals with them: kept at the moments that matter, read as articles, shown as lines, restored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from editor import files
from editor.errors import FormatError
from editor.library.versions import Reason, Version, Versions, read
from editor.model.blocks import Embed, Figure, Source, Table, text_of
from editor.model.rows import RowKind, unfold_article
from editor.text.differences import Line

if TYPE_CHECKING:
    from editor.library.workspace import Opened, Workspace
    from editor.model.article import Article
    from editor.model.blocks import Block

_DETAILS = ("kicker", "dateline", "slug", "status", "date", "embargo", "cover", "note")


def versions_of(workspace: Workspace, folder: Path, article: Article) -> Versions:
    """The versions of an article of a workspace."""
    return Versions(workspace.root, folder, article)


def keep_saved(workspace: Workspace, folder: Path, article: Article, reason: Reason, now: datetime) -> Version | None:
    """Keep what `article.md` says now. Raises FileError."""
    text = files.read_text(workspace.article_file(folder))
    return versions_of(workspace, folder, article).keep(text, reason, now)


def keep_opened(workspace: Workspace, opened: Opened, reason: Reason, now: datetime) -> Version | None:
    """Keep an article's file as it was read. Raises FileError."""
    return versions_of(workspace, opened.folder, as_in_file(opened)).keep(opened.text, reason, now)


def as_in_file(opened: Opened) -> Article:
    """The article without an id that was given to it for the export only: its versions are with its folder's name."""
    article = opened.article
    return article if article.id in opened.text else replace(article, id="")


def keep_article(workspace: Workspace, folder: Path, article: Article, reason: Reason, now: datetime) -> Version | None:
    """Keep what an article says that no file holds yet. Raises FileError."""
    from editor.source.writer import write

    return versions_of(workspace, folder, article).keep(write(article), reason, now)


def article_of(version: Version, present: Article) -> Article:
    """What a version said, as the next state of the present article: the same identity, its time of change.

    Raises FileMissingError, FileUnreadableError; FormatError naming the version's file.
    """
    from editor.source.reader import read as read_article

    try:
        article, _ = read_article(read(version))
    except FormatError as error:
        error.file = str(version.path)
        raise
    return replace(article, id=present.id, lastmod=present.lastmod)


def lines_of(article: Article) -> tuple[Line, ...]:
    """An article as lines to compare: the page's rows, then what stands in the details.

    A detail's line begins with a tab and its name, for whoever shows it in words: "\\ttags\\tgiao thông".
    """
    return tuple(_lines(article))


def _lines(article: Article) -> Iterator[Line]:
    for row in unfold_article(article):
        if row.is_atom:
            yield Line(str(row.kind), _atom(row.payload))
        elif row.text or row.kind in {RowKind.HEADLINE, RowKind.STANDFIRST}:
            yield Line(str(row.kind), row.text)
    for name in _DETAILS:
        if value := str(getattr(article, name)):
            yield Line("detail", f"\t{name}\t{value}")
    lists = {
        "sections": article.sections,
        "tags": article.tags,
        "authors": tuple(author.name for author in article.authors),
        "related": tuple(item.title or item.url or item.id for item in article.related),
    }
    for name, values in lists.items():
        if values:
            yield Line("detail", f"\t{name}\t{', '.join(values)}")


def _atom(block: Block | None) -> str:
    """What identifies a block without words of its own, and what is said about it."""
    match block:
        case Figure(src=src, credit=credit, alt=alt):
            return " · ".join(part for part in (src, alt, credit) if part)
        case Embed(url=url):
            return url
        case Table(rows=rows):
            return " | ".join(text_of(cell) for row in rows for cell in row)
        case Source(text=text):
            return text
        case _:
            return "—"
