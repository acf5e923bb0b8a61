"""What other programs put on the clipboard becomes blocks of the open article, their pictures files in its images/.

The reading runs in a worker: a paste from Word with its photos takes a second or two, and the page is written on
meanwhile. Nothing that the markup points to is opened or fetched; only bytes that were on the clipboard are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from editor.app import placing
from editor.app.matching import Match
from editor.ingest import html_draft
from editor.ingest.draft import WantedPhoto
from editor.ingest.rtf import pictures
from editor.model.article import Article, Resource
from editor.model.blocks import Block, Body, Figure, Inline, Paragraph, Table, figures_of, text_of
from editor.model.finding import PhotoPlace
from editor.model.rows import Row, fold, unfold
from editor.text import legacy
from editor.text.legacy import Legacy
from editor.work import Cancel

_CAPTION_MOST = 240
"""Characters: a longer line under a photo is a paragraph of the story."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """The clipboard of another program: HTML, and the Rich Text beside it, which may hold the pictures."""

    html: str
    rtf: bytes = b""

    @property
    def has_pictures(self) -> bool:
        return "<img" in self.html.lower() or "<v:imagedata" in self.html.lower()


@dataclass(frozen=True, slots=True)
class Pasted:
    """Blocks that can be put into the article. `stored` are the new files, `missing` the photos that were not there."""

    body: Body
    resources: tuple[Resource, ...] = ()
    stored: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def read_foreign(foreign: Foreign, article: Article, folder: Path, cancel: Cancel) -> Pasted:
    """A paste with its pictures in the article's folder.

    A picture that is none, or is only pointed to, keeps its place in the text as a photo whose file is missing.

    Raises:
        DiskFullError, FileUnwritableError, CancelledError: files that were stored before stay, and no bundle has them.
    """
    draft = html_draft(foreign.html)
    wanted = _with_rich_text(draft.wanted, foreign.rtf)
    taken = {figure.src for figure in figures_of(article.body)}
    placed = placing.place(draft.article, replace(draft, wanted=wanted), Match({}), folder, folder, cancel, taken)
    srcs = tuple(figure.src for figure in figures_of(placed.article.body))
    places = (found.place for found in placed.findings if found.code == "photo-not-found")
    lost = {place.photo for place in places if isinstance(place, PhotoPlace)}
    return Pasted(
        placed.article.body,
        placed.article.resources,
        tuple(src for src in srcs if src not in lost),
        tuple(src for src in srcs if src in lost),
    )


def _with_rich_text(wanted: tuple[WantedPhoto, ...], rtf: bytes) -> tuple[WantedPhoto, ...]:
    """Word's HTML only points at files; its Rich Text holds the same pictures in the same order."""
    empty = [at for at, photo in enumerate(wanted) if not photo.content]
    if not rtf or not empty:
        return wanted
    found = pictures(rtf)
    if len(found) != len(wanted):  # another order cannot be told: better a missing photo than a wrong one
        return wanted
    return tuple(
        replace(photo, content=found[at], src=_named(photo.src, found[at])) if at in empty and found[at] else photo
        for at, photo in enumerate(wanted)
    )


def _named(src: str, content: bytes) -> str:
    """The name with the ending of what it holds."""
    return str(Path(src or "photo").with_suffix(".png" if content.startswith(b"\x89PNG") else ".jpg"))


# -- text from before Unicode


def legacy_of(body: Body) -> Legacy | None:
    """The old encoding that a piece of text is written in."""
    return legacy.recognised("\n".join(_texts(unfold(body))))


def _texts(rows: tuple[Row, ...]) -> Iterator[str]:
    for row in rows:
        if isinstance(row.payload, Table):
            yield from (text_of(cell) for line in row.payload.rows for cell in line)
        else:
            yield row.text


def in_unicode(article: Article, kind: Legacy, only: Collection[Inline] | None = None) -> Article:
    """The article with its old letters converted: all of its text, or only the texts that are given."""

    def modern(inline: Inline) -> Inline:
        if only is not None and inline not in only:
            return inline
        return tuple(replace(span, text=legacy.converted(span.text, kind)) for span in inline)

    rows = tuple(_converted(row, modern) for row in unfold(article.body))
    body = fold(rows)
    if only is not None:
        return replace(article, body=body)
    headline, standfirst = (legacy.converted(text, kind) for text in (article.headline, article.standfirst))
    return replace(article, headline=headline, standfirst=standfirst, body=body)


def _converted(row: Row, modern: Callable[[Inline], Inline]) -> Row:
    if isinstance(row.payload, Table):
        cells = tuple(tuple(modern(cell) for cell in line) for line in row.payload.rows)
        return replace(row, payload=replace(row.payload, rows=cells))
    return replace(row, inline=modern(row.inline)) if row.inline else row


def texts_of(body: Body) -> frozenset[Inline]:
    """Every text of some blocks, to find them again later."""
    rows = unfold(body)
    cells = (cell for row in rows if isinstance(row.payload, Table) for line in row.payload.rows for cell in line)
    return frozenset((*(row.inline for row in rows if row.inline), *cells))


# -- a line under a photo


def captions_below(body: Body, srcs: Collection[str]) -> tuple[str, ...]:
    """Those of the photos that have no caption and, right under them, one short line that may be it."""
    return tuple(
        block.src
        for block, below in pairwise(body)
        if isinstance(block, Figure) and block.src in srcs and not block.caption and _may_be_caption(below)
    )


def take_captions(article: Article, srcs: Collection[str]) -> Article:
    """The line under each of these photos as its caption."""
    wanted = set(captions_below(article.body, srcs))
    body: list[Block] = []
    for block in article.body:
        above = body[-1] if body else None
        if isinstance(above, Figure) and above.src in wanted and isinstance(block, Paragraph):
            caption = tuple(replace(span, emphasis=False) for span in block.inline)
            body[-1] = replace(above, caption=caption)
            wanted.discard(above.src)
        else:
            body.append(block)
    return replace(article, body=tuple(body))


def _may_be_caption(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    text = text_of(block.inline)
    return bool(text.strip()) and len(text) <= _CAPTION_MOST and "\n" not in text
