"""What an element's tag, classes and style say about it."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from editor.ingest.flow import Look
from editor.ingest.markup import Node, names
from editor.ingest.pieces import Role
from editor.text.fold import search_key

_STRONG = names("b strong")
_EMPHASIS = names("i em")
_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_NOT_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:normal|[1-4]00)", re.I)
_ITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*italic", re.I)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_ALIGN = re.compile(r"text-align\s*:\s*(right|end|center)", re.I)
_DIGITS = {
    "sup": str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"),
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_CAPTION_WORDS = names("caption cap figcaption chuthich imagecaption photocms_caption desc_cation notecaption pcaption")
_AUTHOR_WORDS = names("author byline tacgia butdanh")
_RELATED_WORDS = names(
    "related relate relation relatednews lienquan article_a relatedonenews relatednewsbox newsrelation tinlienquan "
    "sidebar mostread recommend relatedposts"
)
_FURNITURE_WORDS = names(
    "share sharing social comment comments ads ad adv advert banner breadcrumb breadcrumbs newsletter popup modal "
    "toolbar rating vote print subscribe cookie"
)
_QUOTE_WORDS = names("quote blockquote pullquote pquote trichdan")
_BOX_WORDS = names("box note info callout infobox notebox khung wrapnote")


_QUOTE_MAX = 1200  # characters
_SUBHEAD_WORDS = names("subtitle subhead subheading titphu tieudephu")
_SUBHEAD_MAX = 150
_TEASER_MAX = 600
_TITLE_MIN = 20
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)(?:[?#]|$)", re.I)
_AUDIO_WORDS = names("audio tts listen player")
_READ_ALOUD = re.compile(r"(?:nghe|listen)\b.{0,40}$")
_VERSION = re.compile(r"(?:v?\d+)$")  # "tinlienquanv2"
_FRAMES = names("div ul ol table section aside p")


def furniture_words(node: Node) -> frozenset[str]:
    """The words of class, id and type that name furniture."""
    found = node.words | names(_type(node))
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
    """Whether a link holds words of a line, no paragraphs."""
    return not any(isinstance(child, Node) and child.tag in {"div", "p", "table", "ul"} for child in node.children)


def is_furniture(node: Node) -> bool:
    """Something that the site prints by itself, told by its tag, class, id or type."""
    if node.words & _AUDIO_WORDS and _READ_ALOUD.match(search_key(node.text())):
        return True
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
    if "vcsortableinpreviewmode" in node.words and _type(node) == "content":
        return node.find("blockquote") is None
    framed = (node.words | names(_type(node))) & _BOX_WORDS
    return bool(framed) and "content" not in node.words and node.find("p", "li", "h3", "h4") is not None


def is_quotation(node: Node) -> bool:
    """Words that a CMS sets apart as a quotation without a <blockquote>."""
    if node.tag not in {"div", "section", "aside"} or len(node.text()) > _QUOTE_MAX:
        return False
    marked = bool(node.words & _QUOTE_WORDS) or _type(node) == "quote"
    return marked and node.text() != "" and node.find("blockquote", "table", "img", "iframe") is None


def is_subhead(node: Node) -> bool:
    """A bold line that a CMS calls a subhead without making it a heading."""
    marked = node.tag == "p" and bool(node.words & _SUBHEAD_WORDS)
    return marked and node.find("img", "br") is None and 0 < len(node.text()) <= _SUBHEAD_MAX


def is_teaser(node: Node) -> bool:
    """Another article shown inside the text: an <article> whose heading leads to it, or a card that is one link."""
    if node.tag not in {"article", "div", "section"} or len(node.text()) > _TEASER_MAX:
        return False
    heading = node.find("h2", "h3", "h4") if node.tag == "article" else None
    card = node.find("figure") is None and any(item.tag == "a" and not is_text_link(item) for item in node.walk())
    return (heading is not None and is_linked(heading)) or (card and len(node.text()) >= _TITLE_MIN and is_linked(node))


def is_list_of_titles(node: Node, base: str) -> bool:
    """A list of nothing but titles that lead to other pages of the same site."""
    items = [child for child in node.children if isinstance(child, Node)] if node.tag in {"ul", "ol"} else []
    titles = all(len(item.text()) >= _TITLE_MIN and is_linked(item) for item in items)
    links = [urljoin(base, item.attrs.get("href", "")) for item in node.walk() if item.tag == "a"] if titles else []
    pages = all(_host(link) == _host(base) and not _DOCUMENT.search(link) for link in links)
    return bool(base and items and links) and pages


def is_linked(node: Node) -> bool:
    """Whether all of its words are links."""
    linked = "".join(item.text() for item in node.walk() if item.tag == "a")
    return bool(linked) and len(linked) >= len(node.text()) - 2


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower().removeprefix("www.")
    except ValueError:
        return address


def _type(node: Node) -> str:
    return node.attrs.get("type", "").lower()
