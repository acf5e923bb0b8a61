"""Edits of photos, named by their `src`. Alt, caption and credit stand in the body, where the photo is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from editor.errors import EditError
from editor.model.article import Article, Resource
from editor.model.blocks import Block, Box, BoxBlock, Figure, Gallery, Inline, figures_of, text_of
from editor.text.clean import clean_line

_Change = Callable[[Figure], Figure]
_FileChange = Callable[[Resource], Resource]


def set_caption(article: Article, src: str, caption: Inline) -> Article:
    """The words under a photo; those of a cover that is not in the body go to its resource."""
    return _edit(article, src, lambda f: replace(f, caption=caption), lambda r: replace(r, title=text_of(caption)))


def set_credit(article: Article, src: str, credit: str) -> Article:
    """Who took a photo, without the label "Ảnh:"."""
    credit = clean_line(credit)
    return _edit(article, src, lambda f: replace(f, credit=credit), lambda r: replace(r, credit=credit))


def set_alt(article: Article, src: str, alt: str) -> Article:
    """What a photo shows, for those who do not see it."""
    alt = clean_line(alt)
    return _edit(article, src, lambda f: replace(f, alt=alt), lambda r: replace(r, alt=alt))


def set_cover(article: Article, src: str) -> Article:
    """The lead image, "" for none. Raises EditError when the article has no such photo."""
    if src and not _knows(article, src):
        raise EditError(reason="no-such-photo", photo=src)
    return replace(article, cover=src)


def set_resource(article: Article, resource: Resource) -> Article:
    """What belongs to a photo's file; takes the place of the resource of the same `src`."""
    if not resource.src:
        raise EditError(reason="no-such-photo", photo="")
    if any(known.src == resource.src for known in article.resources):
        resources = tuple(resource if known.src == resource.src else known for known in article.resources)
    else:
        resources = (*article.resources, resource)
    return replace(article, resources=resources)


def _knows(article: Article, src: str) -> bool:
    return (
        src == article.cover
        or any(resource.src == src for resource in article.resources)
        or any(figure.src == src for figure in figures_of(article.body))
    )


def _edit(article: Article, src: str, in_body: _Change, in_file: _FileChange) -> Article:
    if any(figure.src == src for figure in figures_of(article.body)):
        return replace(article, body=tuple(with_photo(block, src, in_body) for block in article.body))
    if not src or not _knows(article, src):
        raise EditError(reason="no-such-photo", photo=src)
    return set_resource(article, in_file(article.resource(src)))


def with_photo(block: Block, src: str, change: _Change) -> Block:
    """A block in which the photo of this file is another one."""
    match block:
        case Figure() if block.src == src:
            return change(block)
        case Gallery(figures=figures) if any(figure.src == src for figure in figures):
            return Gallery(tuple(change(figure) if figure.src == src else figure for figure in figures))
        case Box(title=title, blocks=blocks) if any(isinstance(b, Figure) and b.src == src for b in blocks):
            return Box(title, tuple(cast(BoxBlock, with_photo(inner, src, change)) for inner in blocks))
        case _:
            return block
