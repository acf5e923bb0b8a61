"""Attaching photos to an article: stored beside it, put into its text with what the files themselves say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editor.errors import EditError, EditorError
from editor.images.asset import ImageAsset, PhotoText
from editor.images.probe import probe
from editor.images.store import add, add_bytes, discard
from editor.model.article import Article, Resource
from editor.model.blocks import Block, Body, Box, Figure, Gallery, plain
from editor.model.edits import insert_figure, set_cover
from editor.text.clean import clean_line
from editor.work import Cancel, Progress, no_progress


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says of photos, each on one line; an empty one is taken from each photo's file."""

    caption: str = ""
    credit: str = ""
    alt: str = ""


NO_WORDS = Words()


def attach_photos(
    article: Article,
    article_folder: Path,
    photos: Sequence[Path],
    *,
    after: int | None = None,
    words: Words = NO_WORDS,
    cover: bool = False,
    cancel: Cancel | None = None,
    progress: Progress = no_progress,
) -> tuple[Article, tuple[str, ...]]:
    """Store the photos and put them into the text, one figure each, in the order given.

    Args:
        after: so many blocks stand before the first photo (0 = first); None: at the end.
        words: what stands under every one of them. A caption or alt text that comes from a photo's own metadata is
            not yet reviewed.
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
    words = Words(clean_line(words.caption), clean_line(words.credit), clean_line(words.alt))
    assets = [_looked_at(photo, cancel) for photo in photos]
    srcs: list[str] = []
    try:
        for asset in assets:
            srcs.append(add(asset.path, article_folder, words.caption or asset.text.caption, cancel))
            progress(len(srcs), len(assets), asset.path.name)
    except BaseException:
        discard(article_folder, tuple(srcs))
        raise
    made = [figure_of(src, asset.text, words) for src, asset in zip(srcs, assets, strict=True)]
    return put_in(article, made, at, srcs[0] if cover and srcs else ""), tuple(srcs)


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


@dataclass(frozen=True, slots=True)
class Outside:
    """A photo that is to be stored: `key` names it in the answer, `words` its file."""

    key: int
    content: Path | bytes = field(repr=False)
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of them: the `src` of each that is stored, the reason of each that could not be."""

    srcs: Mapping[int, str]
    problems: Mapping[int, EditorError]


def store_each(
    photos: Sequence[Outside], article_folder: Path, cancel: Cancel | None = None, progress: Progress = no_progress
) -> Stored:
    """Store photos one after another; one that cannot be used stops no other.

    Raises:
        FileUnwritableError, DiskFullError, CancelledError: nothing is left behind.
    """
    cancel = cancel or Cancel()
    srcs: dict[int, str] = {}
    problems: dict[int, EditorError] = {}
    try:
        for done, photo in enumerate(photos):
            cancel.check()
            progress(done, len(photos), photo.name)
            try:
                srcs[photo.key] = _stored(photo, article_folder, cancel)
            except EditorError as error:
                if not is_of_photo(error):
                    raise
                problems[photo.key] = error
    except BaseException:
        discard(article_folder, tuple(srcs.values()))
        raise
    return Stored(srcs, problems)


def is_of_photo(error: EditorError) -> bool:
    """Whether it concerns one photo; any other (full disk, cancelled) ends the work on all."""
    return error.code.startswith(("photo", "file.missing", "file.unreadable", "file.unsafe"))


def put_in(
    article: Article, photos: Sequence[tuple[Figure, Resource]], after: int | None = None, cover: str = ""
) -> Article:
    """Stored photos as figures in their order, behind `after` blocks of the body (None: at the end).

    Args:
        cover: the src of the one that becomes the lead image, "" for none.
    """
    at = len(article.body) if after is None else min(max(after, 0), len(article.body))
    for offset, (figure, resource) in enumerate(photos):
        told = resource if resource != Resource(figure.src) else None
        article = insert_figure(article, figure, told, at + offset)
    return set_cover(article, cover) if cover else article


def with_figures(body: Body, figures: Sequence[Figure]) -> Body:
    """The body with all its photos replaced, in reading order."""
    waiting = iter(figures)
    return tuple(_with_figure(block, waiting) for block in body)


def _with_figure(block: Block, waiting: Iterator[Figure]) -> Block:
    match block:
        case Figure():
            return next(waiting)
        case Gallery(figures=figures):
            return Gallery(tuple(next(waiting) for _ in figures))
        case Box(title=title, blocks=blocks):
            return Box(title, tuple(next(waiting) if isinstance(item, Figure) else item for item in blocks))
        case _:
            return block


def _stored(photo: Outside, article_folder: Path, cancel: Cancel) -> str:
    if isinstance(photo.content, Path):
        return add(photo.content, article_folder, photo.words, cancel)
    return add_bytes(photo.content, article_folder, photo.words, name=Path(photo.name), cancel=cancel)


def _looked_at(photo: Path, cancel: Cancel) -> ImageAsset:
    cancel.check()
    return probe(photo)
