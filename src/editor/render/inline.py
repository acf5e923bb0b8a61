"""Words with their marks → HTML nodes. Marks nest link > strong > emphasis (format.md 3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from editor.model.blocks import Inline, Span
from editor.render.address import href, may_be_linked
from editor.render.element import Node, element


def inline_nodes(inline: Inline) -> tuple[Node, ...]:
    """Hard breaks are `<br>`. A link that content may not make keeps its words."""
    if len(inline) == 1 and inline[0] == Span(inline[0].text) and "\n" not in inline[0].text:
        return (inline[0].text,) if inline[0].text else ()  # nearly every paragraph
    return tuple(_links(inline))


def _links(inline: Inline) -> Iterator[Node]:
    for address, spans in groupby(inline, key=lambda span: span.link):
        inner = tuple(_strong(tuple(spans)))
        if address and may_be_linked(address):
            yield element("a", *inner, href=href(address))
        else:
            yield from inner


def _strong(spans: Inline) -> Iterator[Node]:
    for strong, group in groupby(spans, key=lambda span: span.strong):
        inner = tuple(_emphasis(tuple(group)))
        yield from (element("strong", *inner),) if strong else inner


def _emphasis(spans: Inline) -> Iterator[Node]:
    for emphasis, group in groupby(spans, key=lambda span: span.emphasis):
        inner = tuple(node for span in group for node in _words(span))
        yield from (element("em", *inner),) if emphasis else inner


def _words(span: Span) -> Iterator[Node]:
    for number, line in enumerate(span.text.split("\n")):
        if number:
            yield element("br")
        if line:
            yield line
