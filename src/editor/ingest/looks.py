"""What an element's tag, classes and style say about it."""

from __future__ import annotations

import re

from editor.ingest.flow import Look
from editor.ingest.markup import Node, names
from editor.ingest.pieces import Role

_STRONG = names("b strong")
_EMPHASIS = names("i em")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.I)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.I)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_ALIGN = re.compile(r"text-align\s*:\s*(right|end|center)", re.I)
_DIGITS = {
    "sup": str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"),
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_CAPTION_WORDS = names("caption figcaption chuthich imagecaption photocms_caption desc_cation notecaption pcaption")
_AUTHOR_WORDS = names("author byline tacgia butdanh")
_RELATED_WORDS = names(
    "related relate relation relatednews lienquan article_a relatedonenews relatednewsbox newsrelation tinlienquan "
    "sidebar mostread recommend"
)
_FURNITURE_WORDS = names(
    "share sharing social comment comments ads ad adv advert banner breadcrumb breadcrumbs newsletter popup modal "
    "toolbar rating vote print subscribe cookie"
)
_BOX_WORDS = names("box note info callout infobox notebox khung wrapnote")


_VERSION = re.compile(r"(?:v?\d+)$")  # "tinlienquanv2"
_FRAMES = names("div ul ol table section aside p")


def furniture_words(node: Node) -> frozenset[str]:
    """The words of class, id and type that name furniture."""
    found = node.words | names(node.attrs.get("type", "").lower())
    return frozenset(_VERSION.sub("", word) for word in found) & (_RELATED_WORDS | _FURNITURE_WORDS)


def is_noise(node: Node) -> bool:
    """Comments, share buttons, advertisements: nothing in it is worth offering."""
    return bool(furniture_words(node) & _FURNITURE_WORDS)


def is_related(node: Node) -> bool:
    """A block of links to other articles."""
    return bool(furniture_words(node) & _RELATED_WORDS)


def is_unseen(node: Node) -> bool:
    return "hidden" in node.attrs or bool(_HIDDEN.search(node.attrs.get("style", "")))


def is_text_link(node: Node) -> bool:
    return not any(isinstance(child, Node) and child.tag in {"div", "p", "table", "ul"} for child in node.children)


def is_furniture(node: Node) -> bool:
    """Something that the site prints by itself, told by its tag, class, id or type."""
    return node.tag == "footer" or (node.tag in _FRAMES and bool(furniture_words(node)))


def look_of(node: Node, look: Look) -> Look:
    style = node.attrs.get("style", "")
    strong, emphasis = look.strong, look.emphasis
    if node.tag in _STRONG or _BOLD.search(style):
        strong = True
    if _NOT_BOLD.search(style):
        strong = False
    if node.tag in _EMPHASIS or _ITALIC.search(style):
        emphasis = True
    return Look(strong, emphasis, look.link)


def role_of(node: Node) -> Role | None:
    classes = node.attrs.get("class", "").lower()
    found = node.words | names(classes)
    if node.tag == "figcaption" or found & _CAPTION_WORDS or "caption" in classes:
        return Role.CAPTION
    align = node.attrs.get("align", "").lower()
    if match := _ALIGN.search(node.attrs.get("style", "")):
        align = match[1].lower()
    if found & _AUTHOR_WORDS or align in {"right", "end"} or "text-right" in classes:
        return Role.RIGHT
    return Role.CENTRE if align == "center" else None


def raised(node: Node, tag: str) -> str:
    text = node.text()
    return text.translate(_DIGITS[tag])


def is_box(node: Node) -> bool:
    """A framed part of the text, told by its class or type."""
    framed = (node.words | names(node.attrs.get("type", "").lower())) & _BOX_WORDS
    return bool(framed) and "content" not in node.words and node.find("p", "li", "h3", "h4") is not None
