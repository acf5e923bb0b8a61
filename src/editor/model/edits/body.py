"""Edits of the body: rows, blocks and their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from editor.errors import EditError
from editor.model.article import Article, Resource
from editor.model.blocks import Block, Figure, figures_of
from editor.model.edits.photos import set_resource, with_photo
from editor.model.row_rules import settle
from editor.model.rows import Row, fold_article, unfold_article


def replace_rows(article: Article, start: int, end: int, rows: Sequence[Row]) -> Article:
    """Rows `start` up to `end` of the page (`unfold_article`) replaced, and what the schema forbids put right.

    Raises EditError when there are no such rows.
    """
    present = unfold_article(article)
    if not 0 <= start <= end <= len(present):
        raise EditError(reason="no-such-row", start=start, end=end)
    return fold_article(article, settle((*present[:start], *rows, *present[end:])))


def insert_block(article: Article, block: Block, at: int | None = None) -> Article:
    """A block before the block `at` of the body, at the end without one. Raises EditError when `at` is outside."""
    at = len(article.body) if at is None else at
    if not 0 <= at <= len(article.body):
        raise EditError(reason="no-such-block", block=at)
    return replace(article, body=(*article.body[:at], block, *article.body[at:]))


def insert_figure(article: Article, figure: Figure, resource: Resource | None = None, at: int | None = None) -> Article:
    """A photo before the block `at` of the body (0 = first, None = last), and what belongs to its file.

    Raises EditError when `at` is outside, or when the resource is that of another file.
    """
    if resource is not None and resource.src != figure.src:
        raise EditError(reason="other-photo", photo=resource.src)
    after = insert_block(article, figure, at)
    return after if resource is None else set_resource(after, resource)


def replace_photo(article: Article, src: str, resource: Resource) -> Article:
    """Another file in the place of `src`: caption, credit, alt text and size stay, what was marked on the old one goes.

    Args:
        resource: what belongs to the new file, its `src` among it.
    Raises:
        EditError: the article has no such photo.
    """
    if not any(figure.src == src for figure in figures_of(article.body)):
        raise EditError(reason="no-such-photo", photo=src)
    known = article.resource(src)
    kept = replace(resource, size=known.size, decorative=known.decorative)
    after = replace(
        article,
        body=tuple(with_photo(block, src, lambda figure: replace(figure, src=resource.src)) for block in article.body),
        cover=resource.src if article.cover == src else article.cover,
        resources=tuple(one for one in article.resources if one.src != src),
    )
    return after if kept == Resource(resource.src) else set_resource(after, kept)


def remove_block(article: Article, at: int) -> Article:
    """Without block `at` of the body. The resources of its photos stay: undo, and a cover, may need them."""
    _check_block(article, at)
    return replace(article, body=(*article.body[:at], *article.body[at + 1 :]))


def move_block(article: Article, at: int, to: int) -> Article:
    """Block `at` taken out and put in again so that it becomes block `to`."""
    _check_block(article, at)
    _check_block(article, to)
    rest = (*article.body[:at], *article.body[at + 1 :])
    return replace(article, body=(*rest[:to], article.body[at], *rest[to:]))


def _check_block(article: Article, at: int) -> None:
    if not 0 <= at < len(article.body):
        raise EditError(reason="no-such-block", block=at)
