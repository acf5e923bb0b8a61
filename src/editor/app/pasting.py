"""What other programs put on the clipboard becomes blocks of the open article, their pictures files in its images/.

The reading runs in a worker: a paste from Word with its photos takes a second or two, and the page is written on
meanwhile. Nothing that the markup points to is opened or fetched; only bytes that were on the clipboard are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
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
class Pasted:
    """Blocks that can be put into the article. `stored` are the new files, `missing` the photos that were not there."""

    body: Body
    resources: tuple[Resource, ...] = ()
    stored: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def read_pasted(html: str, rtf: bytes, article: Article, folder: Path, cancel: Cancel) -> Pasted:
    """Markup with its pictures in the article's folder; the Rich Text beside it may hold those it only points to.

    A picture that is none, or is only pointed to, keeps its place in the text as a photo whose file is missing.

    Raises:
        DiskFullError, FileUnwritableError, CancelledError: files that were stored before stay, and no bundle has them.
    """
    draft = html_draft(html)
    wanted = _with_rich_text(draft.wanted, rtf)
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


def in_unicode(article: Article, kind: Legacy, only: Sequence[str] | None = None) -> Article:
    """The article with its old letters converted: all of its text, or the texts that were pasted.

    Args:
        only: texts of one look each (`texts_of`), in their order. The first and the last may have run into the text
            around them; that stays as it is.
    """
    known = None if only is None else {text: legacy.converted(text, kind) for text in only}
    ends = [] if only is None else [*only[:1], *only[-1:]]

    def letters(text: str) -> str:
        if known is None:
            return legacy.converted(text, kind)
        if text in known:
            return known[text]
        for end in ends:
            text = text.replace(end, known[end])
        return text

    def modern(inline: Inline) -> Inline:
        return tuple(replace(span, text=letters(span.text)) for span in inline)

    body = fold(tuple(_converted(row, modern) for row in unfold(article.body)))
    return replace(article, headline=letters(article.headline), standfirst=letters(article.standfirst), body=body)


def _converted(row: Row, modern: Callable[[Inline], Inline]) -> Row:
    if isinstance(row.payload, Table):
        cells = tuple(tuple(modern(cell) for cell in line) for line in row.payload.rows)
        return replace(row, payload=replace(row.payload, rows=cells))
    return replace(row, inline=modern(row.inline)) if row.inline else row


def texts_of(body: Body) -> tuple[str, ...]:
    """Every text of some blocks, a look each, to find them again in the article they were put into."""
    rows = unfold(body)
    cells = (cell for row in rows if isinstance(row.payload, Table) for line in row.payload.rows for cell in line)
    texts = (span.text for inline in (*(row.inline for row in rows), *cells) for span in inline)
    return tuple(text for text in texts if text.strip())


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
