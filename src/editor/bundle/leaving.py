"""What leaves: the public article, with nothing in it that a receiving site could run, and only photos that are there.

For an article of our dialect whose photos are all readable this is `public(article)`, unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from operator import is_
from typing import TypeVar, cast

from editor.model import public, tidy
from editor.model.article import Article
from editor.model.blocks import Block, Body, Box, BoxBlock, Embed, Figure, Gallery, Paragraph, Source, Span, plain
from editor.render.address import may_be_linked
from editor.render.body import source_paragraphs

# Raw HTML, template braces, links and references, entities that may spell any of these.
_RUNS_ELSEWHERE = re.compile(r"[<{&]|\]\s*[(:\[]")
_Value = TypeVar("_Value")


def leaving(article: Article, files: Mapping[str, str]) -> Article:
    """The article as a bundle holds it.

    Args:
        files: src → path in the bundle; a photo that is not named here is left out with its words.
    """
    guarded = replace(
        article,
        body=tuple(_guarded(article.body, files)),
        cover=article.cover if article.cover in files else "",
        canonical=article.canonical if may_be_linked(article.canonical) else "",
        related=tuple(item if may_be_linked(item.url) else replace(item, url="") for item in article.related),
    )
    return public(article if guarded == article else tidy(guarded), files)


def _guarded(blocks: Body, files: Mapping[str, str]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Paragraph(inline=inline) if not any(span.link for span in inline):
                yield block  # nearly every one
            case Figure(src=src):
                if src in files:
                    yield safe_links(block)
            case Gallery(figures=figures):
                there = tuple(safe_links(figure) for figure in figures if figure.src in files)
                if there:
                    yield Gallery(there)
            case Box(blocks=inner):
                yield replace(block, blocks=cast("tuple[BoxBlock, ...]", tuple(_guarded(inner, files))))
            case Embed(url=url) if not may_be_linked(url):
                yield Paragraph(plain(url))
            case Source(text=text) if _RUNS_ELSEWHERE.search(text):
                yield from source_paragraphs(text)
            case _:
                yield safe_links(block)


def safe_links(value: _Value) -> _Value:
    """A block whose spans link only where content may link; others keep their words (trust.md, rule 14).

    One in which nothing has to be changed is given back as it is.
    """
    if isinstance(value, Span):
        unsafe = value.link and not may_be_linked(value.link)
        return cast("_Value", replace(value, link="")) if unsafe else value
    if isinstance(value, tuple):
        made = tuple(map(safe_links, value))
        return value if all(map(is_, made, value)) else cast("_Value", made)
    if is_dataclass(value) and not isinstance(value, type):
        inner = {field.name: getattr(value, field.name) for field in fields(value)}
        changes = {name: safe for name, one in inner.items() if (safe := safe_links(one)) is not one}
        return cast("_Value", replace(value, **changes)) if changes else value
    return value
