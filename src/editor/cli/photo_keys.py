"""`resources.<photo>.<property>=VALUE`: what `standfirst set` may say of a photo. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from editor.cli.worded import wrong
from editor.model import edits
from editor.model.article import Article, Crop, Region, Resource
from editor.model.blocks import figures_of, plain
from editor.text.clean import clean_line

_KEY = re.compile(r"resources\.(?P<photo>.+?)\.(?P<part>crops\.[^.]+|[a-z_]+)$")
_YES = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}

PROPERTIES = (
    *("alt", "caption", "credit", "creator", "source", "rights", "size", "focus", "crops.<16:9>", "rotate"),
    *("blur", "decorative", "reviewed"),
)


def photo_src(article: Article, name: str) -> str:
    """A photo by its number in the text (1 = first), its path, its file's name, or that without the ending.

    Raises UsageError naming the photos that there are.
    """
    in_text = [figure.src for figure in figures_of(article.body)]
    if name.isdecimal() and 0 < int(name) <= len(in_text):
        return in_text[int(name) - 1]
    known = dict.fromkeys([*in_text, *(resource.src for resource in article.resources), article.cover])
    for src in known:
        file = src.rpartition("/")[2]
        if src and name in {src, file, file.rpartition(".")[0]}:
            return src
    numbered = (f"{number}: {src}" for number, src in enumerate(in_text, 1))
    raise wrong("no-such-photo", photo=name, known=", ".join(numbered))


def assign_photo(article: Article, key: str, value: str) -> Article:
    """One property of one photo. Alt text, caption and credit reach the body, where they belong.

    Raises UsageError.
    """
    match = _KEY.match(key)
    if match is None:
        raise wrong("unknown-field", field=key, known=_known(), near="")
    src, part = photo_src(article, match["photo"]), match["part"]
    if part in _IN_TEXT:
        if sum(figure.src == src for figure in figures_of(article.body)) > 1:  # a file written by hand
            raise wrong("photo-twice", photo=src)
        return _reviewed(_IN_TEXT[part](article, src, clean_line(value)), src)
    resource = _with(article.resource(src), part, clean_line(value), key)
    return edits.set_resource(article, resource)


def _with(resource: Resource, part: str, value: str, key: str) -> Resource:
    match part:
        case "creator":
            return replace(resource, creator=value)
        case "source":
            return replace(resource, source=value)
        case "rights":
            return replace(resource, rights=value)
        case "size":
            return replace(resource, size=_choice(value, ("column", "wide", "small"), key).removeprefix("column"))
        case "rotate":
            return replace(resource, rotate=int(_choice(value, ("0", "90", "180", "270"), key) or 0))
        case "decorative":
            return replace(resource, decorative=_flag(value, key))
        case "reviewed":
            return replace(resource, reviewed=_flag(value, key))
        case _:
            return _with_view(resource, part, value, key)


def _with_view(resource: Resource, part: str, value: str, key: str) -> Resource:
    """What is shown of a photo: its focal point, its crops, and what is blurred in it (rectangles with ; between)."""
    if part == "blur":
        areas = value.split(";") if value else []
        return replace(resource, blur=tuple(Region(*_fractions(area, 4, key)) for area in areas))
    if part == "focus":
        focus = _fractions(value, 2, key) if value else None
        return replace(resource, focus=None if focus is None else (focus[0], focus[1]))
    if not part.startswith("crops."):
        raise wrong("unknown-field", field=key, known=_known(), near="")
    name = part.removeprefix("crops.")
    others = tuple(crop for crop in resource.crops if crop.name != name)
    if not value:
        return replace(resource, crops=others)
    x, y, width, height = _fractions(value, 4, key)
    return replace(resource, crops=(*others, Crop(name, x, y, width, height)))


def _choice(value: str, choices: tuple[str, ...], key: str) -> str:
    """One of the choices, or "" for none."""
    if value and value not in choices:
        raise wrong("bad-value", field=key, value=value, hint=", ".join(choices))
    return value


def _flag(value: str, key: str) -> bool:
    if value.lower() not in _YES:
        raise wrong("bad-value", field=key, value=value, hint="true, false")
    return _YES[value.lower()]


def _fractions(value: str, count: int, key: str) -> tuple[float, ...]:
    """Numbers from 0 to 1, with commas between."""
    parts = value.split(",")
    if len(parts) == count and all(re.fullmatch(r"\s*(?:0|1|0?\.\d+|0\.\d*|1\.0*)\s*", part) for part in parts):
        return tuple(float(part) for part in parts)
    raise wrong("bad-value", field=key, value=value, hint=", ".join(["0.5"] * count))


def _reviewed(article: Article, src: str) -> Article:
    """Who writes a photo's words has read them."""
    resource = article.resource(src)
    return article if resource.reviewed is not False else edits.set_resource(article, replace(resource, reviewed=True))


def _set_caption(article: Article, src: str, value: str) -> Article:
    return edits.set_caption(article, src, plain(value))


_IN_TEXT: Mapping[str, Callable[[Article, str, str], Article]] = {
    "alt": edits.set_alt,
    "caption": _set_caption,
    "title": _set_caption,
    "credit": edits.set_credit,
}


def _known() -> str:
    return ", ".join(f"resources.<N>.{part}" for part in PROPERTIES)
