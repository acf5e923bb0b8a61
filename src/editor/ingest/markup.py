"""Markup to a small tree: cut what never is text, nh3 (html5ever) for structure as browsers see it, then our nodes.

Hostile markup stays cheap: raw elements are cut by plain searching, nesting is capped before and after the parser
(html5ever is quadratic in depth), and no step recurses deeper than `MAX_DEPTH`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from editor.ingest.tally import Tally

MAX_DEPTH = 80


def names(text: str) -> frozenset[str]:
    """A set of element or attribute names, written as one text."""
    return frozenset(text.split())


VOID = names("area base br col embed hr img input link meta param source track wbr")
_CUT = names(
    "script style noscript template svg math textarea select xmp noembed noframes plaintext "
    "amp-ad amp-sidebar amp-analytics amp-consent amp-user-notification amp-auto-ads"
)
_AMP = re.compile(r"<(/?)amp-(img|anim|iframe|video|audio)(?=[\s/>])", re.I)
_AMP_NAMES = {"anim": "img"}
_AMP_PLAYER = re.compile(
    r"<amp-(youtube|vimeo)(?=\s)[^<>]{0,2000}?\sdata-videoid\s*=\s*[\"']?([\w-]{3,40})[^<>]{0,2000}>", re.I
)
_PLAYERS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
_CAMEL = re.compile(r"(?<![A-Za-z0-9_-])([A-Z]?[a-z0-9]+)([A-Z][a-z0-9]+)(?![A-Za-z0-9_-])")
_RAW = frozenset({"script", "style", "plaintext", "textarea", "xmp"})  # unclosed, they swallow the rest of the page
_OPENER = re.compile(r"<!--|<(iframe|" + "|".join(sorted(_CUT)) + r")(?=[\s/>])", re.I)
_CLOSERS = {name: re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.I) for name in ("iframe", *_CUT)}
_LOOKS = re.compile(r"<(b|i|em|strong|u|s|strike|big|small|font|tt|code|nobr)\s([^<>]*)>", re.I)
_NORMAL_WEIGHT = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:normal|[1-4]00)", re.I)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*)>")
_CLOSED_BY_ITSELF = names("p li td th tr dt dd option thead tbody tfoot colgroup html head body") | VOID
_SHALLOW = 2000  # fewer tags than this cannot hurt however they nest

_TAGS = names(
    "html head body title meta link base main article section div header footer nav aside form button label input "
    "h1 h2 h3 h4 h5 h6 p br hr pre blockquote q cite address figure figcaption picture source img video audio embed "
    "object iframe ul ol li dl dt dd table caption thead tbody tfoot tr td th colgroup col a b strong i em u s strike "
    "del ins sub sup small big span font center time abbr code details summary dialog menu oembed fieldset"
)
_GLOBAL = names("class id style align hidden dir role type itemprop title data-oembed-url data-role")
_OWN = {
    "meta": "name property itemprop content charset http-equiv",
    "link": "rel href",
    "base": "href",
    "a": "href rel",
    "img": "src alt data-src data-original data-lazy-src data-srcset srcset width height",
    "source": "src srcset",
    "video": "src data-src width height",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "iframe": "src data-src width height",
    "oembed": "url",
    "div": "data-src data-href",
    "td": "colspan rowspan",
    "th": "colspan rowspan",
    "ol": "start",
    "time": "datetime",
    "blockquote": "cite",
    "del": "cite datetime",
}


@lru_cache(maxsize=4096)
def _words_of(named: str) -> frozenset[str]:
    return frozenset(re.split(r"[^a-z0-9]+", f"{named} {apart(named)}".lower())) - {""}


@lru_cache(maxsize=4096)
def apart(text: str) -> str:
    """Names of two words that are written as one, in their parts: "ArticleSummary" → "Article-Summary"."""
    return _CAMEL.sub(r"\1-\2", text)


@dataclass(slots=True)
class Node:
    """An element; `children` are elements and text in order."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def words(self) -> frozenset[str]:
        """The words of class and id, lower case: "box-title" gives box and title, "boxTitle" boxtitle as well."""
        if "class" not in self.attrs and "id" not in self.attrs:
            return frozenset()
        return _words_of(f"{self.attrs.get('class', '')} {self.attrs.get('id', '')}")

    def walk(self) -> Iterator[Node]:
        """This element and every one in it, in the order of the page."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def text(self) -> str:
        """All words in it, white space made single."""
        out: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                out.append(item)
                continue
            if item.tag not in _INLINE_TAGS:
                out.append(" ")
            stack.extend(reversed(item.children))
        return re.sub(r"[ \t\n]+", " ", "".join(out)).strip(" ")

    def find(self, *tags: str) -> Node | None:
        return next((node for node in self.walk() if node.tag in tags), None)


_INLINE_TAGS = names("a b strong i em u s strike del ins sub sup small big span font abbr code q cite label")


def parse(html: str, tally: Tally) -> Node:
    """The page as a tree under one root. `html` has passed `text.clean`. Never raises, nests at most `MAX_DEPTH`."""
    import nh3

    cut = _simpler_looks(_without_raw(_without_amp(html), tally))
    attributes = {tag: set(names(own)) for tag, own in _OWN.items()}
    attributes["*"] = set(_GLOBAL)
    clean = nh3.clean(
        _shallower(cut),
        tags=set(_TAGS),
        clean_content_tags=set(),
        attributes=attributes,
        url_schemes={"http", "https", "mailto", "tel", "data", "javascript", "file", "cid"},
        link_rel=None,
        strip_comments=True,
    )
    builder = _Builder()
    builder.feed(clean)
    builder.close()
    return builder.root


def _without_amp(html: str) -> str:
    """The elements of an AMP page under the names that they stand for."""
    if "<amp-" not in html:
        return html
    html = _AMP_PLAYER.sub(lambda match: f'<iframe src="{_PLAYERS[match[1].lower()]}{match[2]}"></iframe>', html)
    return _AMP.sub(lambda match: f"<{match[1]}{_AMP_NAMES.get(match[2].lower(), match[2].lower())}", html)


def _without_raw(html: str, tally: Tally) -> str:
    """Without comments, scripts, styles and the insides of frames; linear in the length."""
    kept: list[str] = []
    at = 0
    unclosed: set[str] = set()
    while opener := _OPENER.search(html, at):
        name = (opener[1] or "").lower()
        kept.append(html[at : opener.start()])
        end = _end_of(html, opener.end(), name, unclosed)
        if name in {"script", "style"}:
            tally.add("script")
        if name == "iframe":
            tag_end = html.find(">", opener.end())
            kept.append(html[opener.start() : tag_end + 1] + "</iframe>" if tag_end > 0 else "")
        at = end
    kept.append(html[at:])
    return "".join(kept)


def _end_of(html: str, start: int, name: str, unclosed: set[str]) -> int:
    """Where a raw element or a comment ends; an unclosed one that is no raw text loses only its tag."""
    if not name:
        end = html.find("-->", start)
        return end + 3 if end >= 0 else len(html)
    closer = None if name in unclosed else _CLOSERS[name].search(html, start)
    if closer:
        return closer.end()
    unclosed.add(name)
    if name in _RAW:
        return len(html)
    end = html.find(">", start)
    return end + 1 if end >= 0 else len(html)


def _simpler_looks(html: str) -> str:
    """Bold, italic and the like without attributes: parsers reopen unlike ones without end."""

    def simple(match: re.Match[str]) -> str:
        weight = ' style="font-weight:normal"' if _NORMAL_WEIGHT.search(match[2]) else ""
        return f"<{match[1]}{weight}>"

    return _LOOKS.sub(simple, html)


def _shallower(html: str) -> str:
    """Tags that would nest deeper than `MAX_DEPTH` are taken out, their text stays."""
    if html.count("<") < _SHALLOW:
        return html
    depth = 0

    def capped(match: re.Match[str]) -> str:
        nonlocal depth
        name = match[2].lower()
        if name in _CLOSED_BY_ITSELF or match[3].endswith("/"):
            return match[0]
        if match[1]:
            depth = max(0, depth - 1)
            return match[0] if depth < MAX_DEPTH else ""
        depth += 1
        return match[0] if depth <= MAX_DEPTH else ""

    return _TAG.sub(capped, html)


class _Builder(HTMLParser):
    """Well-formed markup to nodes; what nests too deep is hung onto the deepest allowed element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self._open = [self.root]
        self._deeper: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self._open) > MAX_DEPTH and tag not in VOID:
            self._deeper.append(tag)
            return
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self._deeper:
            if self._deeper[-1] == tag:
                self._deeper.pop()
            return
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
