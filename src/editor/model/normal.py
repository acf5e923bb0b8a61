"""`tidy`: the normal form of a whole article, its fields and its body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from operator import is_
from typing import TypeVar

from editor.model import keys
from editor.model.article import Article, Author, Correction, Related, Resource, Seo
from editor.model.blocks import figures_of
from editor.model.inline import tidy_address, tidy_inline, tidy_line, tidy_text
from editor.model.normal_body import tidy_body, tidy_src

__all__ = ["tidy", "tidy_address", "tidy_body", "tidy_inline", "tidy_line", "tidy_src", "tidy_text"]

_Part = TypeVar("_Part")
_KEPT = 64
_lately: list[Article] = []
"""The last articles that were made tidy: an export asks for the same ones again and again. Threads share it."""


def tidy(article: Article) -> Article:
    """The article as its file holds it. `tidy(tidy(a)) == tidy(a)`, and the visible words stay."""
    if any(map(partial(is_, article), _lately)):
        return article
    made = _tidied(article)
    _lately[:] = [made, *_lately[: _KEPT - 1]]  # in one step: who goes through it meets the old ones or the new
    return made


def _tidied(article: Article) -> Article:
    lang = tidy_line(article.lang) or "vi"
    known = (one for one in _lately if one.body is article.body and one.lang == lang)
    body = article.body if next(known, None) else tidy_body(article.body, lang)
    in_body = frozenset(figure.src for figure in figures_of(body))
    fields = replace(
        article,
        id=tidy_line(article.id),
        lang=lang,
        headline=tidy_line(article.headline),
        slug=tidy_line(article.slug),
        date=tidy_line(article.date),
        lastmod=tidy_line(article.lastmod),
        kicker=tidy_line(article.kicker),
        standfirst=tidy_line(article.standfirst),
        dateline=tidy_line(article.dateline),
        authors=_worth_keeping(map(_tidy_author, article.authors), Author("")),
        story_type=tidy_line(article.story_type),
        sections=tuple(filter(None, map(tidy_line, article.sections))),
        tags=tuple(filter(None, map(tidy_line, article.tags))),
        cover=tidy_src(article.cover),
        resources=_tidy_resources(article.resources, in_body),
        related=_worth_keeping(map(_tidy_related, article.related), Related("")),
        seo=_tidy_seo(article.seo),
        canonical=tidy_address(article.canonical),
        embargo=tidy_line(article.embargo),
        corrections=_worth_keeping(map(_tidy_correction, article.corrections), Correction("", "")),
        note=tidy_text(article.note),
        body=body,
        standfirst_extra=keys.place(
            keys.STANDFIRST, ("schema", "id") if tidy_line(article.id) else ("schema",), article.standfirst_extra
        ),
    )
    return replace(fields, extra=keys.place(keys.ARTICLE, keys.present(fields), fields.extra))


def _worth_keeping(parts: Iterable[_Part], empty: _Part) -> tuple[_Part, ...]:
    return tuple(part for part in parts if part != empty)


def _tidy_author(author: Author) -> Author:
    tidy_author = Author(tidy_line(author.name), tidy_line(author.id))
    known = keys.present_in(tidy_author, keys.AUTHOR, Author(""))
    return replace(tidy_author, extra=keys.place(keys.AUTHOR, known, author.extra))


def _tidy_related(related: Related) -> Related:
    tidy_related = Related(
        tidy_line(related.title),
        tidy_address(related.url),
        tidy_line(related.id),
        tidy_line(related.section),
        tidy_line(related.origin) or "picked",
    )
    known = keys.present_in(tidy_related, keys.RELATED, Related(""))
    return replace(tidy_related, extra=keys.place(keys.RELATED, known, related.extra))


def _tidy_seo(seo: Seo) -> Seo:
    tidy_seo = Seo(tidy_line(seo.title), tidy_line(seo.description))
    known = keys.present_in(tidy_seo, keys.SEO, Seo())
    return replace(tidy_seo, extra=keys.place(keys.SEO, known, seo.extra))


def _tidy_correction(correction: Correction) -> Correction:
    tidy_correction = Correction(tidy_line(correction.date), tidy_text(correction.text))
    known = keys.present_in(tidy_correction, keys.CORRECTION, Correction("", ""))
    return replace(tidy_correction, extra=keys.place(keys.CORRECTION, known, correction.extra))


def _tidy_resources(resources: tuple[Resource, ...], in_body: frozenset[str]) -> tuple[Resource, ...]:
    """One for each file that has something to say; the body holds alt, caption and credit of the photos in it."""
    tidy_resources = (_tidy_resource(resource, in_body) for resource in resources)
    return tuple(resource for resource in tidy_resources if resource != Resource(resource.src))


def _tidy_resource(resource: Resource, in_body: frozenset[str]) -> Resource:
    src = tidy_src(resource.src)
    of_place = src not in in_body
    tidy_resource = replace(
        resource,
        src=src,
        title=tidy_line(resource.title) if of_place else "",
        alt=tidy_line(resource.alt) if of_place else "",
        credit=tidy_line(resource.credit) if of_place else "",
        creator=tidy_line(resource.creator),
        source=tidy_line(resource.source),
        rights=tidy_line(resource.rights),
        size=tidy_line(resource.size),
        crops=tuple(replace(crop, name=tidy_line(crop.name)) for crop in resource.crops),
        extra=(),
        params_extra=(),
    )
    params = keys.present_in(tidy_resource, keys.PARAMS, Resource(""))
    params_extra = keys.place(keys.PARAMS, params, resource.params_extra)
    known = {"src"} | ({"title"} if tidy_resource.title else set()) | ({"params"} if params or params_extra else set())
    extra = keys.place(keys.RESOURCE, known, resource.extra)
    return replace(tidy_resource, extra=extra, params_extra=params_extra)
