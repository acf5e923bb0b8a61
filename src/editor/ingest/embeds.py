"""Things that live elsewhere: videos, posts. Only an https address is kept, and nothing is fetched."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from editor.ingest.funnel import Funnel
from editor.ingest.markup import Node, names

TAGS = names("iframe video audio embed object oembed")
_POSTS = names("twitter-tweet instagram-media tiktok-embed fb-post fb-video twitter-video threads-post")
_WIDGET = re.compile(
    r"facebook\.com/(?:v[\d.]+/)?plugins/(?:like|share|page|comments|follow)|doubleclick|googlesyndication|adservice|"
    r"googletagmanager|/ads?/|ads\.|widgets?@|/plugins/like|platform\.twitter\.com/widgets",
    re.I,
)
_PLAYERS = names("video videoplayer videostream player")
_CAPTION_MAX = 300  # characters under a player
_YOUTUBE = re.compile(r"https://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20})(?:[?&#/].*)?$", re.I)
_VIMEO = re.compile(r"https://player\.vimeo\.com/video/(\d{5,15})(?:[?#/].*)?$", re.I)
_FACEBOOK = re.compile(r"https://www\.facebook\.com/(?:v[\d.]+/)?plugins/(?:video|post)\.php\?", re.I)
_WEB = re.compile(r"https://[^\s/]+", re.I)
_ELSEWHERE = re.compile(r"(?:https:)?//[^\s/]+", re.I)  # an address without its host is the page's own site


def is_embed(node: Node) -> bool:
    """A frame or a player, or what a CMS puts in the place of one."""
    player = node.tag == "div" and "data-src" in node.attrs and node.attrs.get("type", "").lower().startswith("video")
    post = "data-href" in node.attrs and _is_post(node)
    return node.tag in TAGS or "data-oembed-url" in node.attrs or player or post or bool(_bare_address(node))


def is_bare_player(node: Node) -> bool:
    """A CMS's own player that only its script can fill: a poster, perhaps a caption, and no address."""
    named = node.words & _PLAYERS or node.attrs.get("type", "").lower().startswith("video")
    if node.tag not in {"div", "figure"} or not named or len(node.text()) > _CAPTION_MAX:
        return False
    return all(item.tag not in TAGS for item in node.walk())


def address_of(node: Node, funnel: Funnel) -> str:
    """The https address that an element embeds; "" for none, for a counter or a button, and for an unsafe one."""
    if link := _only_link(node):
        return link if _WEB.match(link) else ""
    if not is_embed(node):
        return ""
    raw = node.attrs.get("data-oembed-url") or _source(node) or _bare_address(node)
    address = funnel.absolute(re.sub(r"\s+", "", raw)) if raw else ""
    if not _WEB.match(address) or _WIDGET.search(address) or _is_counter(node):
        return ""
    return page_of(address)


def _bare_address(node: Node) -> str:
    """The address that is all the words of an embed, as WordPress stores one; "" for any other element."""
    text = node.text() if node.tag in {"div", "p"} and "embed" in node.words else ""
    return text if _WEB.match(text) and " " not in text else ""


def _only_link(node: Node) -> str:
    """Where `<p class="embed">` leads, which stands for a video on pages of ours; "" for any other element."""
    links = [item for item in node.walk() if item.tag == "a"] if node.tag == "p" and "embed" in node.words else []
    return links[0].attrs.get("href", "").strip() if len(links) == 1 and links[0].text() == node.text() else ""


def page_of(address: str) -> str:
    """The page on which a video or a post stands, for the address of its player."""
    if match := _YOUTUBE.match(address):
        return f"https://www.youtube.com/watch?v={match[1]}"
    if match := _VIMEO.match(address):
        return f"https://vimeo.com/{match[1]}"
    if _FACEBOOK.match(address):
        page = parse_qs(urlsplit(address).query).get("href", [""])[0]
        return page if _WEB.match(page) else address
    return address


def post_of(node: Node, funnel: Funnel) -> str:
    """The address of a post of a social network that a quotation stands for; "" when it is a quotation."""
    if not _is_post(node):
        return ""
    links = [item.attrs.get("href", "") for item in node.walk() if item.tag == "a"]
    addresses = (raw.strip() for raw in (node.attrs.get("cite", ""), *reversed(links)))
    return next((funnel.absolute(raw) for raw in addresses if _ELSEWHERE.match(raw)), "")


def _is_post(node: Node) -> bool:
    return bool(names(node.attrs.get("class", "").lower()) & _POSTS)


def _source(node: Node) -> str:
    for item in node.walk():
        for name in ("data-src", "src", "data", "url", "data-href"):
            if item.attrs.get(name):
                return item.attrs[name]
    return ""


def _is_counter(node: Node) -> bool:
    return any(node.attrs.get(side, "").strip() in {"0", "1"} for side in ("width", "height"))
