"""What the styles of an OpenDocument text say of words and paragraphs (ODF 1.3, part 3, chapters 16 and 20)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from editor.ingest.legacy import is_capitals_font

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
}
_QUOTES = frozenset({"quotations", "quote", "intense quote", "block text"})
_CAPTIONS = frozenset({"caption", "illustration", "figure", "drawing", "text"})


class Style(NamedTuple):
    """What a style says of words or of a paragraph."""

    kind: str = ""  # "title", "subtitle", "caption", "quote"
    level: int = 0  # of a heading
    strong: bool | None = None
    emphasis: bool | None = None
    align: str = ""
    capitals: bool | None = None  # shown by a font of capitals from before Unicode
    raised: str = ""  # "sup", "sub"
    hidden: bool | None = None
    struck: bool | None = None  # a line goes through


def name_of(node: Element) -> str:
    """ "text:p" for "{urn:…:text:1.0}p"; the bare name in a namespace that says nothing here."""
    space, _, local = node.tag.rpartition("}") if isinstance(node.tag, str) else ("", "", "")
    prefix = _SPACES.get(space.removeprefix("{"))
    return f"{prefix}:{local}" if prefix else local


def attribute(node: Element, name: str) -> str:
    """An attribute by a name like "fo:text-align"; "" where there is none."""
    prefix, local = name.split(":")
    space = next(space for space, known in _SPACES.items() if known == prefix)
    return node.get(f"{{{space}}}{local}", "")


def style_of(node: Element, known: Mapping[str, Style]) -> Style:
    """What an element of a style says, with what it inherits from one that is `known`."""
    parent = known.get(attribute(node, "style:parent-style-name"), Style())
    named = (attribute(node, "style:display-name") or attribute(node, "style:name")).replace("_20_", " ").lower()
    outline = attribute(node, "style:default-outline-level")
    level = int(outline) if re.fullmatch("[1-9]", outline) else parent.level
    strong, emphasis, align, capitals = parent.strong, parent.emphasis, parent.align, parent.capitals
    hidden, struck = parent.hidden, parent.struck
    raised = ""
    for properties in node:
        if name_of(properties) == "style:text-properties":
            weight, slope = attribute(properties, "fo:font-weight"), attribute(properties, "fo:font-style")
            strong = weight in {"bold", "600", "700", "800", "900"} if weight else strong
            font = attribute(properties, "style:font-name") or attribute(properties, "fo:font-family")
            capitals = is_capitals_font(font) if font else capitals
            emphasis = slope in {"italic", "oblique"} if slope else emphasis
            raised = _raised(attribute(properties, "style:text-position"))
            display = attribute(properties, "text:display")
            hidden = display == "none" if display else hidden
            lines = {attribute(properties, f"style:text-line-through-{name}") for name in ("style", "type")} - {""}
            struck = "none" not in lines if lines else struck
        elif name_of(properties) == "style:paragraph-properties":
            align = attribute(properties, "fo:text-align") or align
    return Style(kind_of(named) or parent.kind, level, strong, emphasis, align, capitals, raised, hidden, struck)


def _raised(position: str) -> str:
    """ "super 58%" and "33% 58%" → "sup", "sub …" and "-33% …" → "sub"."""
    height = position.split(" ", maxsplit=1)[0]
    if height in {"super", "sub"}:
        return height[:3]
    return "sub" if height.startswith("-") else "sup" if height.strip("0%") else ""


def kind_of(named: str) -> str:
    if named in {"title", "subtitle"}:
        return named
    if named in _QUOTES:
        return "quote"
    return "caption" if named in _CAPTIONS else ""
