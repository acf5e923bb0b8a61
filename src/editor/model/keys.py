"""The keys of the article file (format.md 2): their order, which of them stand there, and where unknown ones go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from editor.model.article import Article, Extra, Fields, Plain, Seo, Status
from editor.model.inline import tidy_text

ARTICLE = (
    "title",
    "slug",
    "date",
    "lastmod",
    "draft",
    "lang",
    "kicker",
    "description",
    "dateline",
    "authors",
    "story_type",
    "categories",
    "tags",
    "cover",
    "resources",
    "related",
    "seo",
    "canonical",
    "embargo",
    "corrections",
    "status",
    "note",
    "standfirst",
)
AUTHOR = ("name", "id")
RESOURCE = ("src", "title", "params")
PARAMS = (
    "alt",
    "credit",
    "creator",
    "source",
    "rights",
    "size",
    "focus",
    "crops",
    "rotate",
    "blur",
    "decorative",
    "reviewed",
)
RELATED = ("title", "url", "id", "section", "origin")
SEO = ("title", "description")
CORRECTION = ("date", "text")
STANDFIRST = ("schema", "id")

ATTRIBUTES = {"title": "headline", "description": "standfirst", "categories": "sections"}
"""Keys that an `Article` calls by the newsroom's word."""

_ALWAYS = frozenset(("draft", "lang", "status", "standfirst"))


def attribute(key: str) -> str:
    """The attribute of `Article` that a key of the front matter holds."""
    return ATTRIBUTES.get(key, key)


def present(article: Article) -> frozenset[str]:
    """The keys that the article's file holds: those that are not empty."""
    found = {key for key in ARTICLE if key in _ALWAYS or getattr(article, attribute(key))}
    if article.seo == Seo():
        found.discard("seo")
    if article.status is Status.DRAFT and any(extra.key == "status" for extra in article.extra):
        found.discard("status")
    return frozenset(found)


def present_in(value: object, names: Sequence[str], empty: object) -> frozenset[str]:
    """The keys of a part of the article (an author, a related item …) that differ from an empty one's."""
    return frozenset(name for name in names if getattr(value, name) != getattr(empty, name))


def place(order: Sequence[str], known: Collection[str], extras: tuple[Extra, ...]) -> tuple[Extra, ...]:
    """Unknown keys in the order in which they stand in the file, each naming the key before it.

    A key whose neighbour is gone moves to where that one would stand. One that we know by now (its value could not be
    read and has been set since) is gone.

    Args:
        order: the keys that we know, as the file orders them.
        known: those of them that stand in the file.
    """
    if not extras:
        return ()
    keys = [key for key in order if key in known]
    by_key: dict[str, Extra] = {}
    for extra in extras:
        key = tidy_text(extra.key)
        if key and key not in keys:
            keys.insert(_position(tidy_text(extra.after), keys, order), key)
            by_key[key] = extra
    placed = []
    for index, key in enumerate(keys):
        if key in by_key:
            after = keys[index - 1] if index else ""
            placed.append(replace(by_key[key], key=key, value=tidy_plain(by_key[key].value), after=after))
    return tuple(placed)


def _position(after: str, keys: list[str], order: Sequence[str]) -> int:
    if not after:
        return 0
    if after in keys:
        return keys.index(after) + 1
    if after not in order:
        return len(keys)
    earlier = [key for key in order[: order.index(after)] if key in keys]
    return keys.index(earlier[-1]) + 1 if earlier else 0


def tidy_plain(value: Plain) -> Plain:
    """An unknown key's value as the file can hold it: clean text, and each key of a mapping once."""
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, Fields):
        pairs: dict[str, Plain] = {}
        for key, inner in value.pairs:
            if tidy_text(key):
                pairs.setdefault(tidy_text(key), tidy_plain(inner))
        return Fields(tuple(pairs.items()))
    return tuple(tidy_plain(inner) for inner in value)
