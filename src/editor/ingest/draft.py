"""What an importer hands over: an article that is not in a workspace yet, and a full account of what it left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from editor.model.article import Article
from editor.model.finding import Finding


@dataclass(frozen=True, slots=True)
class WantedPhoto:
    """A photo that the source names; one for each figure of the draft's body, in reading order.

    `src` is the address as the source has it, "" for none (`![]()`). An address on the web is never fetched.
    """

    src: str = ""
    path: Path | None = None  # the file itself, where it stands beside the source
    content: bytes = b""  # the photo itself, where the source carries it inside (a data: address)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something of the source that is not in the article.

    `code` ("dropped.furniture") has its sentence in resources/messages/*/intake.toml, with the facts n and sample.
    """

    code: str
    n: int
    sample: str = ""  # the first words of the first one, so that a reporter sees what it was


@dataclass(frozen=True, slots=True)
class ArchiveItem:
    """An article that the page pointed to ("Đọc thêm"): offered for `related`, not part of the text."""

    title: str
    url: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article read from outside. It has no id unless it was ours; its figures' `src` are the source's own."""

    article: Article
    wanted: tuple[WantedPhoto, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    archive_items: tuple[ArchiveItem, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    ours: bool = False  # it was an article file or a bundle of Standfirst: names of photos and the id are kept
