"""An article's fields out of its front matter. We type them, not YAML; what we cannot hold stays as an unknown key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from editor.errors import UnknownSchemaError
from editor.model import keys
from editor.model.article import (
    SCHEMA,
    Article,
    Author,
    Correction,
    Crop,
    Extra,
    Fields,
    Plain,
    Region,
    Related,
    Resource,
    Seo,
    Status,
)
from editor.source.taking import Taking, as_fields, as_flag, as_items, as_number, as_text, as_texts

_Part = TypeVar("_Part")
_TURNS = ("0", "90", "180", "270")


def article_from(fields: Fields) -> tuple[Article, tuple[str, ...]]:
    """The article without its body, and the keys whose values we do not understand (kept in `Article.extra`).

    Raises:
        UnknownSchemaError: written by a newer Standfirst.
    """
    taking = Taking(fields, keys.ARTICLE)
    taking.take("draft", lambda _: True, default=False)  # derived from the status
    own = _Own(taking)
    article = Article(
        id=own.id,
        lang=taking.text("lang") or "vi",
        headline=taking.text("title"),
        slug=taking.text("slug"),
        date=taking.text("date"),
        lastmod=taking.text("lastmod"),
        kicker=taking.text("kicker"),
        standfirst=taking.text("description") or own.text,
        dateline=taking.text("dateline"),
        authors=taking.take("authors", _list_of(_author), ()),
        story_type=taking.text("story_type"),
        sections=taking.take("categories", as_texts, ()),
        tags=taking.take("tags", as_texts, ()),
        cover=taking.text("cover"),
        resources=taking.take("resources", _list_of(_resource), ()),
        related=taking.take("related", _list_of(_related), ()),
        seo=taking.take("seo", _seo, Seo()),
        canonical=taking.text("canonical"),
        embargo=taking.text("embargo"),
        corrections=taking.take("corrections", _list_of(_correction), ()),
        status=taking.take("status", _status, Status.DRAFT),
        note=taking.text("note"),
        standfirst_extra=own.extra,
    )
    return replace(article, extra=taking.rest()), taking.unread()


class _Own:
    """The `standfirst` mapping: schema and id. A text there is a standfirst that somebody wrote under our name."""

    def __init__(self, taking: Taking) -> None:
        self.text = taking.take("standfirst", as_text, "")
        inner = Taking(taking.take("standfirst", as_fields, Fields()), keys.STANDFIRST)
        self.id = inner.text("id")
        schema = inner.take("schema", as_text, str(SCHEMA))
        if not schema.isdecimal() or int(schema) > SCHEMA:
            raise UnknownSchemaError(schema=schema)
        lost = (Extra("text", self.text),) if self.text and taking.text("description") else ()
        self.extra = inner.rest() + lost


def _list_of(read: Callable[[Plain], _Part | None]) -> Callable[[Plain], tuple[_Part, ...] | None]:
    return lambda value: as_items(value, read)


def _status(value: Plain) -> Status | None:
    return next((status for status in Status if status == value), None)


def _author(value: Plain) -> Author | None:
    if isinstance(value, str):
        return Author(str(value))
    if not isinstance(value, Fields):
        return None
    taking = Taking(value, keys.AUTHOR)
    return replace(Author(taking.text("name"), taking.text("id")), extra=taking.rest())


def _related(value: Plain) -> Related | None:
    if not isinstance(value, Fields):
        return None
    taking = Taking(value, keys.RELATED)
    related = Related(
        taking.text("title"),
        taking.text("url"),
        taking.text("id"),
        taking.text("section"),
        taking.text("origin") or "picked",
    )
    return replace(related, extra=taking.rest())


def _seo(value: Plain) -> Seo | None:
    fields = as_fields(value)
    if fields is None:
        return None
    taking = Taking(fields, keys.SEO)
    return replace(Seo(taking.text("title"), taking.text("description")), extra=taking.rest())


def _correction(value: Plain) -> Correction | None:
    if not isinstance(value, Fields):
        return None
    taking = Taking(value, keys.CORRECTION)
    return replace(Correction(taking.text("date"), taking.text("text")), extra=taking.rest())


def _resource(value: Plain) -> Resource | None:
    if isinstance(value, str):
        return Resource(str(value))
    if not isinstance(value, Fields):
        return None
    taking = Taking(value, keys.RESOURCE)
    src, title = taking.text("src"), taking.text("title")
    params = Taking(taking.take("params", as_fields, Fields()), keys.PARAMS)
    resource = Resource(
        src,
        title,
        alt=params.text("alt"),
        credit=params.text("credit"),
        creator=params.text("creator"),
        source=params.text("source"),
        rights=params.text("rights"),
        size=params.text("size"),
        focus=params.take("focus", _focus, None),
        crops=params.take("crops", _crops, ()),
        rotate=params.take("rotate", _turn, 0),
        blur=params.take("blur", _blur, ()),
        decorative=params.take("decorative", as_flag, default=False),
        reviewed=params.take("reviewed", as_flag, None),
    )
    return replace(resource, extra=taking.rest(), params_extra=params.rest())


def _focus(value: Plain) -> tuple[float, float] | None:
    numbers = as_items(value, as_number)
    return (numbers[0], numbers[1]) if numbers and len(numbers) == 2 else None


def _crops(value: Plain) -> tuple[Crop, ...] | None:
    if not isinstance(value, Fields):
        return None
    crops = [_crop(name, edges) for name, edges in value.pairs]
    found = tuple(crop for crop in crops if crop is not None)
    return found if len(found) == len(crops) else None


def _crop(name: str, value: Plain) -> Crop | None:
    edges = as_items(value, as_number) or ()
    return Crop(name, *edges) if len(edges) == 4 else None


def _blur(value: Plain) -> tuple[Region, ...] | None:
    """A list of rectangles, four numbers each."""
    return as_items(value, _region) if isinstance(value, tuple) else None


def _region(value: Plain) -> Region | None:
    edges = as_items(value, as_number) or ()
    return Region(*edges) if len(edges) == 4 else None


def _turn(value: Plain) -> int | None:
    return int(value) if isinstance(value, str) and value in _TURNS else None
