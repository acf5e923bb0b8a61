"""Attaching photos to an article: stored beside it, put into its text with what the files themselves say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.errors import EditError
from editor.images.asset import ImageAsset, PhotoText
from editor.images.probe import probe
from editor.images.store import add, discard
from editor.model.article import Article, Resource
from editor.model.blocks import Figure, plain
from editor.model.edits import insert_figure, set_cover
from editor.text.clean import clean_line
from editor.work import Cancel, Progress, no_progress


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says of the photos; an empty one is taken from each photo's file."""

    caption: str = ""
    credit: str = ""
    alt: str = ""


def attach_photos(
    article: Article,
    article_folder: Path,
    photos: Sequence[Path],
    *,
    after: int | None = None,
    caption: str = "",
    credit: str = "",
    alt: str = "",
    cover: bool = False,
    cancel: Cancel | None = None,
    progress: Progress = no_progress,
) -> tuple[Article, tuple[str, ...]]:
    """Store the photos and put them into the text, one figure each, in the order given.

    Args:
        after: so many blocks stand before the first photo (0 = first); None: at the end.
        caption, credit, alt: what stands under every one of them; empty ones come from the photo's own metadata. A
            caption or alt text that came from there is not yet reviewed.
        cover: the first photo becomes the lead image.
    Returns:
        The new article and the `src` of each photo. The article's file is not written.
    Raises:
        EditError: the article has no such place.
        As `images.store.add`: every photo is looked at before the first is stored, and a failure takes back all.
    """
    cancel = cancel or Cancel()
    at = len(article.body) if after is None else after
    if not 0 <= at <= len(article.body):
        raise EditError(reason="place", at=at, blocks=len(article.body))
    words = Words(clean_line(caption), clean_line(credit), clean_line(alt))
    assets = [_looked_at(photo, cancel) for photo in photos]
    srcs: list[str] = []
    try:
        for asset in assets:
            srcs.append(add(asset.path, article_folder, words.caption or asset.text.caption, cancel))
            progress(len(srcs), len(assets), asset.path.name)
    except BaseException:
        discard(article_folder, tuple(srcs))
        raise
    for offset, (src, asset) in enumerate(zip(srcs, assets, strict=True)):
        figure, resource = figure_of(src, asset.text, words)
        article = insert_figure(article, figure, resource if resource != Resource(src) else None, at + offset)
    return set_cover(article, srcs[0]) if cover and srcs else article, tuple(srcs)


def figure_of(src: str, text: PhotoText, words: Words) -> tuple[Figure, Resource]:
    """A stored photo as a figure, and what belongs to its file: a person's words first, then the file's own."""
    figure = Figure(
        src,
        caption=plain(words.caption or text.caption),
        credit=words.credit or text.credit,
        alt=words.alt or text.alt,
    )
    unread = bool((text.caption and not words.caption) or (text.alt and not words.alt))
    resource = Resource(
        src, creator=text.creator, source=text.source, rights=text.rights, reviewed=False if unread else None
    )
    return figure, resource


def _looked_at(photo: Path, cancel: Cancel) -> ImageAsset:
    cancel.check()
    return probe(photo)
