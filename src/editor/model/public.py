"""What of an article leaves the newsroom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from editor.model.article import Article, Author, Correction, Related, Resource, Seo, Status
from editor.model.blocks import Block, Box, Figure, Gallery, figures_of
from editor.model.normal import tidy
from editor.model.turning import turned_point

_lately: list[tuple[Article, Article]] = []
"""The last article that was made public under its own photos' names: an export asks twice."""


def public(article: Article, assets: Mapping[str, str]) -> Article:
    """The article without anything internal, in its normal form; every photo named by its file in the bundle.

    Gone are status, note, origin and reviewed, people's ids, unknown keys, photos that nothing shows, and the turn,
    crops and blurred places that are baked into the bundle's files; a focal point turns with its photo.

    Args:
        assets: from a photo's `src` to its path in the bundle; one that is not in it keeps its `src`.
    """
    article = tidy(article)
    known = next((made for one, made in _lately if one is article), None) if not assets else None
    if known is not None:
        return known
    used = {figure.src for figure in figures_of(article.body)} | {article.cover}
    made = tidy(
        replace(
            article,
            authors=tuple(Author(author.name) for author in article.authors if author.name),
            cover=assets.get(article.cover, article.cover),
            resources=tuple(_public_resource(item, assets) for item in article.resources if item.src in used),
            related=tuple(Related(item.title, item.url, item.id, item.section) for item in article.related),
            seo=Seo(article.seo.title, article.seo.description),
            corrections=tuple(Correction(item.date, item.text) for item in article.corrections),
            status=Status.DRAFT,
            note="",
            body=tuple(_public_block(block, assets) for block in article.body) if assets else article.body,
            extra=(),
            standfirst_extra=(),
        )
    )
    if not assets:
        _lately[:] = [(article, made)]
    return made


def _public_resource(resource: Resource, assets: Mapping[str, str]) -> Resource:
    return replace(
        resource,
        src=assets.get(resource.src, resource.src),
        focus=turned_point(resource.focus, resource.rotate) if resource.focus else None,
        crops=(),
        rotate=0,
        blur=(),
        reviewed=None,
        extra=(),
        params_extra=(),
    )


def _public_block(block: Block, assets: Mapping[str, str]) -> Block:
    match block:
        case Figure():
            return _public_figure(block, assets)
        case Gallery(figures=figures):
            return Gallery(tuple(_public_figure(figure, assets) for figure in figures))
        case Box(title=title, blocks=blocks):
            return Box(
                title, tuple(_public_figure(inner, assets) if isinstance(inner, Figure) else inner for inner in blocks)
            )
        case _:
            return block


def _public_figure(figure: Figure, assets: Mapping[str, str]) -> Figure:
    return replace(figure, src=assets.get(figure.src, figure.src))
