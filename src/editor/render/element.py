"""HTML by construction: elements are values, text is text, and nothing else can get into a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from editor.text.json_lines import json_lines

_VOID = frozenset({"br", "hr", "img", "link", "meta", "source"})
_ON_ITS_OWN_LINE = frozenset(
    (
        "html", "head", "body", "meta", "link", "title", "script", "main", "article", "header", "footer", "section",
        "nav", "aside", "div", "p", "h1", "h2", "h3", "ul", "ol", "li", "figure", "figcaption", "blockquote",
        "picture", "source", "img", "table", "thead", "tbody", "tr", "hr",
    )
)  # fmt: skip
# What an HTML document may not hold, even as a character reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Element:
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class JsonScript:
    """A data block that no browser runs. `content` is JSON; its "<" leaves as \\u003c."""

    kind: str
    content: object


Node: TypeAlias = "Element | JsonScript | str"


def element(tag: str, /, *children: Node, **attributes: str | int | bool | None) -> Element:
    """An element. In attribute names "_" stands for "-", a trailing one is dropped (`class_`).

    None and False leave an attribute out, True writes it empty.
    """
    if not attributes:
        return Element(tag, (), children)
    written = tuple(
        (name.rstrip("_").replace("_", "-"), "" if value is True else str(value))
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    return Element(tag, written, children)


def html(nodes: Iterable[Node]) -> str:
    """Nodes as HTML text, block elements on lines of their own; ends with a line break unless empty."""
    return "".join(f"{line}\n" for node in nodes for line in _lines(node, ""))


def document(root: Element) -> str:
    return f"<!DOCTYPE html>\n{html([root])}"


def _lines(node: Node, indent: str) -> Iterator[str]:
    if isinstance(node, Element) and node.children and all(map(_is_block, node.children)):
        yield f"{indent}{_start(node)}"
        for child in node.children:
            yield from _lines(child, f"{indent}  ")
        yield f"{indent}</{node.tag}>"
    else:
        yield f"{indent}{flat(node)}"


def _is_block(node: Node) -> bool:
    return isinstance(node, JsonScript) or (isinstance(node, Element) and node.tag in _ON_ITS_OWN_LINE)


def flat(node: Node) -> str:
    """A node as HTML text on one line."""
    match node:
        case str():
            return _text(node)
        case JsonScript(kind, content):
            return f'<script type="{escape(kind)}">{_json(content)}</script>'
        case Element(tag, _, (str() as words,)):
            return f"{_start(node)}{_text(words)}</{tag}>"
        case Element(tag, _, children):
            inner = "".join(map(flat, children))
            return _start(node) if tag in _VOID else f"{_start(node)}{inner}</{tag}>"


def _text(words: str) -> str:
    return escape(words if words.isprintable() else _FORBIDDEN.sub("", words), quote=False)


def _start(node: Element) -> str:
    if not node.attributes:
        return f"<{node.tag}>"
    written = (
        f" {name}" if value == "" and name != "alt" else f' {name}="{escape(_FORBIDDEN.sub("", value))}"'
        for name, value in node.attributes
    )
    return f"<{node.tag}{''.join(written)}>"


def _json(content: object) -> str:
    text = json_lines(content, 1)
    return _FORBIDDEN.sub("", text).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
