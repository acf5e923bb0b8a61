"""Copy for the CMS: a newsroom that pastes into a web form gets the text on the clipboard, the photos in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from editor import files
from editor.app.batch import Batch
from editor.app.photos import photo_cache
from editor.app.publish import clock, plan_export, refuse_blocked
from editor.app.receipt import identified
from editor.bundle.handoff import hand_off
from editor.bundle.profile import BUILT_IN
from editor.model.article import Article
from editor.model.blocks import (
    Block,
    Box,
    Embed,
    Figure,
    Gallery,
    List,
    ListItem,
    PullQuote,
    Quote,
    Rule,
    Table,
    figures_of,
    text_of,
)
from editor.model.rows import flat_text
from editor.text.labels import photo_label
from editor.work import Cancel, Progress, no_progress

if TYPE_CHECKING:
    from editor.library.workspace import Workspace

_WIDTH = 1800  # px


@dataclass(frozen=True, slots=True)
class Copied:
    """`html` is the bundle's body.html, `text` the whole story without marks; `folder` holds `photos` JPEG files."""

    html: str
    text: str
    folder: Path
    photos: int


def copy_for_cms(
    workspace: Workspace,
    folder: Path,
    into: Path,
    *,
    profile: str = "html",
    now: datetime | None = None,
    cancel: Cancel | None = None,
    progress: Progress = no_progress,
) -> Copied:
    """The saved article of a folder, made ready to be pasted; its photos, one JPEG each, written into `into`.

    Args:
        profile: a built-in one with a body.html: "html", "wordpress" or "mastercms".
    Raises:
        BlockedError as an export does; FileError, PhotoError, CancelledError.
    """
    batch = Batch(workspace)
    opened = identified(workspace.load(folder))
    refuse_blocked(opened, batch.newsroom, now or clock(), force=False)
    chosen = replace(BUILT_IN[profile], widths=(_WIDTH,), webp=False, crops=(), side_files=("body.html",))
    plan = plan_export(batch, opened, chosen, now or clock())
    html = next(text.content.decode() for text in plan.texts if text.role == "body")
    with TemporaryDirectory(prefix="standfirst-") as place:
        made = hand_off(plan, Path(place), cache=photo_cache(), cancel=cancel, progress=progress)
        photos = sorted((made.bundle / "images").glob("*")) if (made.bundle / "images").is_dir() else []
        if photos:
            files.make_folder(into)
        for photo in photos:
            files.write_atomic(into / photo.name, files.read_bytes(photo))
    return Copied(html, plain_story(opened.article), into, len(photos))


def plain_story(article: Article) -> str:
    """Headline, standfirst and body as plain text; a photo is its number, its caption and its credit in brackets."""
    photos = iter(range(1, len(figures_of(article.body)) + 1))
    parts = [article.headline, article.standfirst]
    parts += [line for block in article.body for line in _lines(block, article.lang, photos)]
    parts.append(", ".join(author.name for author in article.authors if author.name))
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _lines(block: Block, lang: str, photos: Iterator[int]) -> Iterator[str]:
    match block:
        case Figure():
            yield _photo(block, lang, next(photos))
        case Gallery(figures=figures):
            yield from (_photo(figure, lang, next(photos)) for figure in figures)
        case Box(title=title, blocks=blocks):
            yield title
            for inner in blocks:
                yield from _lines(inner, lang, photos)
        case (
            Quote(paragraphs=paragraphs, attribution=attribution)
            | PullQuote(paragraphs=paragraphs, attribution=attribution)
        ):
            yield "\n".join((*map(text_of, paragraphs), *((f"— {attribution}",) if attribution else ())))
        case List(ordered=ordered, items=items):
            yield "\n".join(_items(items, ordered=ordered))
        case _:
            yield _text(block)


def _text(block: Block) -> str:
    match block:
        case Table(rows=rows):
            return "\n".join("\t".join(map(text_of, cells)) for cells in rows)
        case Embed(url=url):
            return url
        case Rule():
            return "* * *"
        case _:
            return flat_text(block)


def _items(items: Sequence[ListItem], *, ordered: bool) -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        mark = f"{number}." if ordered else "–"
        yield f"{mark} {text_of(item.inline)}"
        if item.sublist is not None:
            yield from (f"    {line}" for line in _items(item.sublist.items, ordered=item.sublist.ordered))


def _photo(figure: Figure, lang: str, number: int) -> str:
    label = photo_label(lang)
    caption = text_of(figure.caption).replace("\n", " ").strip()
    credit = f"{label} {figure.credit}" if figure.credit else ""
    ends = caption and caption[-1] not in '.!?…”"'
    return f"[{label[:-1]} {number}: {caption}{'. ' if ends and credit else ' ' if caption and credit else ''}{credit}]"
