"""HTML by construction: elements are values, text is text, and nothing else can get into a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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
    lines: list[str] = []
    for node in nodes:
        _write(node, "", lines.append)
    return "".join(lines)


def document(root: Element) -> str:
    return f"<!DOCTYPE html>\n{html([root])}"


def _write(node: Node, indent: str, put: Callable[[str], None]) -> None:
    if isinstance(node, Element) and node.children and all(map(_is_block, node.children)):
        put(f"{indent}{_start(node)}\n")
        for child in node.children:
            _write(child, f"{indent}  ", put)
        put(f"{indent}</{node.tag}>\n")
    else:
        put(f"{indent}{flat(node)}\n")


def _is_block(node: Node) -> bool:
    return node.tag in _ON_ITS_OWN_LINE if isinstance(node, Element) else isinstance(node, JsonScript)


def flat(node: Node) -> str:
    """A node as HTML text on one line."""
    if isinstance(node, str):
        return escape(_allowed(node), quote=False)
    if isinstance(node, JsonScript):
        return f'<script type="{escape(node.kind)}">{_json(node.content)}</script>'
    if node.tag in _VOID:
        return _start(node)
    return f"{_start(node)}{''.join(map(flat, node.children))}</{node.tag}>"


def _allowed(words: str) -> str:
    return words if words.isprintable() else _FORBIDDEN.sub("", words)


def _start(node: Element) -> str:
    if not node.attributes:
        return f"<{node.tag}>"
    pieces = [
        f" {name}" if value == "" and name != "alt" else f' {name}="{escape(_allowed(value))}"'
        for name, value in node.attributes
    ]
    return f"<{node.tag}{''.join(pieces)}>"


def _json(content: object) -> str:
    text = json_lines(content, 1)
    return _FORBIDDEN.sub("", text).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
