"""An article as JSON: `article.json` of a bundle and `standfirst show` (format.md 7). Lossless for tidy articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from editor.errors import FormatError, UnknownSchemaError
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
from editor.source.block_json import Json, blocks_from, blocks_to, flag, items, mapping, number, text, texts
from editor.source.frontmatter import MAX_DEPTH

_TEXTS = (
    "id",
    "lang",
    "headline",
    "standfirst",
    "slug",
    "date",
    "lastmod",
    "kicker",
    "dateline",
    "story_type",
    "cover",
    "canonical",
    "embargo",
)
_PHOTO_TEXTS = ("alt", "credit", "creator", "source", "rights", "size")


def to_json(article: Article, *, bundle: bool = False) -> dict[str, object]:
    """The article in newsroom terms, texts and lists always there, whatever else only when it says something.

    Args:
        bundle: for `public(article)`: without `internal` (status, note, unknown keys).
    """
    sizes = {resource.src: resource.size for resource in article.resources}
    written: dict[str, object] = {
        "schema": SCHEMA,
        **{name: getattr(article, name) for name in _TEXTS},
        "authors": [_author(author) for author in article.authors],
        "sections": list(article.sections),
        "tags": list(article.tags),
        "resources": [_resource(resource) for resource in article.resources],
        "related": [_related(related) for related in article.related],
        "seo": _some(title=article.seo.title, description=article.seo.description, extra=_extra(article.seo.extra)),
        "corrections": [
            {"date": item.date, "text": item.text, **_some(extra=_extra(item.extra))} for item in article.corrections
        ],
        "body": blocks_to(article.body, sizes),
    }
    if not bundle:
        extra, own = _extra(article.extra), _extra(article.standfirst_extra)
        internal = _some(note=article.note, extra=extra, standfirst_extra=own)
        written["internal"] = {"status": article.status.value, **internal}
    return written


def from_json(data: object) -> Article:
    """The article that `to_json` wrote.

    Raises:
        FormatError: facts: key (what is wrong, "body.3.level").
        UnknownSchemaError: written by a newer Standfirst.
    """
    top = mapping(data, "article")
    schema = top.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise FormatError(key="schema")
    if schema > SCHEMA:
        raise UnknownSchemaError(schema=schema)
    internal = mapping(top.get("internal", {}), "internal")
    seo = mapping(top.get("seo", {}), "seo")
    return Article(
        **{name: text(top, name) for name in _TEXTS},
        authors=tuple(
            Author(text(item, "name"), text(item, "id"), _extra_from(item, "extra")) for item in items(top, "authors")
        ),
        sections=texts(top, "sections"),
        tags=texts(top, "tags"),
        resources=tuple(_resource_from(item) for item in items(top, "resources")),
        related=tuple(_related_from(item) for item in items(top, "related")),
        seo=Seo(text(seo, "title"), text(seo, "description"), _extra_from(seo, "extra")),
        corrections=tuple(
            Correction(text(item, "date"), text(item, "text"), _extra_from(item, "extra"))
            for item in items(top, "corrections")
        ),
        status=_status(internal),
        note=text(internal, "note"),
        body=blocks_from(top.get("body", []), "body"),
        extra=_extra_from(internal, "extra"),
        standfirst_extra=_extra_from(internal, "standfirst_extra"),
    )


def _some(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value not in ("", [], None, False, 0)}


def _author(author: Author) -> Json:
    return {"name": author.name, **_some(id=author.id, extra=_extra(author.extra))}


def _related(related: Related) -> Json:
    target = _some(url=related.url, id=related.id, section=related.section)
    origin = "" if related.origin == "picked" else related.origin
    return {"title": related.title, **target, **_some(origin=origin, extra=_extra(related.extra))}


def _related_from(item: Json) -> Related:
    origin = text(item, "origin") or "picked"
    fields = {name: text(item, name) for name in ("title", "url", "id", "section")}
    return Related(**fields, origin=origin, extra=_extra_from(item, "extra"))


def _resource(resource: Resource) -> Json:
    crops = [[crop.name, crop.x, crop.y, crop.width, crop.height] for crop in resource.crops]
    blur = [[area.x, area.y, area.width, area.height] for area in resource.blur]
    written = {
        "src": resource.src,
        **_some(caption=resource.title, **{name: getattr(resource, name) for name in _PHOTO_TEXTS}),
        **_some(rotate=resource.rotate, decorative=resource.decorative, crops=crops, blur=blur),
        **_some(extra=_extra(resource.extra), params_extra=_extra(resource.params_extra)),
    }
    if resource.focus is not None:
        written["focus"] = list(resource.focus)
    if resource.reviewed is not None:
        written["reviewed"] = resource.reviewed
    return written


def _resource_from(item: Json) -> Resource:
    focus = item.get("focus")
    turn = number(item.get("rotate", 0), "resources.rotate")
    return Resource(
        text(item, "src"),
        text(item, "caption"),
        **{name: text(item, name) for name in _PHOTO_TEXTS},
        focus=None if focus is None else _focus(focus),
        crops=tuple(_crop(crop) for crop in _list(item.get("crops", []), "resources.crops")),
        rotate=int(turn) if turn in (0, 90, 180, 270) else _wrong("resources.rotate"),
        blur=tuple(_region(area) for area in _list(item.get("blur", []), "resources.blur")),
        decorative=flag(item.get("decorative", False), "resources.decorative"),
        reviewed=None if item.get("reviewed") is None else flag(item["reviewed"], "resources.reviewed"),
        extra=_extra_from(item, "extra"),
        params_extra=_extra_from(item, "params_extra"),
    )


def _focus(value: object) -> tuple[float, float]:
    match _list(value, "resources.focus"):
        case [x, y]:
            return number(x, "resources.focus"), number(y, "resources.focus")
        case _:
            raise FormatError(key="resources.focus")


def _crop(value: object) -> Crop:
    match value:
        case [str(name), x, y, width, height]:
            return Crop(name, *(number(edge, "resources.crops") for edge in (x, y, width, height)))
        case _:
            raise FormatError(key="resources.crops")


def _region(value: object) -> Region:
    match value:
        case [x, y, width, height]:
            return Region(*(number(edge, "resources.blur") for edge in (x, y, width, height)))
        case _:
            raise FormatError(key="resources.blur")


def _wrong(key: str) -> Any:
    raise FormatError(key=key)


def _list(value: object, key: str) -> list[object]:
    if not isinstance(value, list):
        raise FormatError(key=key)
    return value


def _status(internal: Mapping[str, object]) -> Status:
    name = text(internal, "status") or Status.DRAFT.value
    return next((status for status in Status if status == name), None) or _wrong("internal.status")


def _extra(extras: tuple[Extra, ...]) -> list[object]:
    return [{"key": extra.key, "value": _plain(extra.value), "after": extra.after} for extra in extras]


def _plain(value: Plain) -> object:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Fields):
        return {key: _plain(inner) for key, inner in value.pairs}
    return [_plain(inner) for inner in value]


def _extra_from(item: Json, name: str) -> tuple[Extra, ...]:
    found = []
    for extra in items(item, name):
        if "value" not in extra or not text(extra, "key"):
            raise FormatError(key=name)
        found.append(Extra(text(extra, "key"), _plain_from(extra["value"], name), text(extra, "after")))
    return tuple(found)


def _plain_from(value: object, name: str, depth: int = MAX_DEPTH) -> Plain:
    match value:
        case str():
            return value
        case list() if depth:
            return tuple(_plain_from(inner, name, depth - 1) for inner in value)
        case dict() if depth:
            return Fields(tuple((str(key), _plain_from(inner, name, depth - 1)) for key, inner in value.items()))
        case _:
            raise FormatError(key=name)
