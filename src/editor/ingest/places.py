"""Where things stand on a web page: its headline, its standfirst, and what is running text."""

from __future__ import annotations

import re

from editor.ingest.looks import is_furniture, is_subhead, is_unseen
from editor.ingest.markup import Node, apart, names
from editor.text.clean import clean_line

_OUTSIDE = names("nav footer aside form")
_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:article|detail|post|entry|news|story|content|bai)[_-]{1,2}(?:detail[_-]{1,2})?(?:title|headline)|"
    r"(?:title|headline)[_-](?:detail|news|post|article|content)|headline|msotitle)(?:$|[\s_-])",
    re.I,
)
_LEAD_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sapo|standfirst|(?:article|detail|news|post|content)[_-]{1,2}(?:detail[_-]{1,2})?(?:desc|description|summary|intro|lead|excerpt)|"
    r"(?:short[_-]?)?intro|chapeau|dek|lead|summary|description|excerpt|subtitle|tomtat|tom[_-]tat)(?:$|[\s_-])",
    re.I,
)
_SHORT_NAME = re.compile(r"(?:^|\s)(?:desc|mo[_-]?ta|gioi[_-]?thieu)(?:$|\s)", re.I)  # photos have one too
_SITE_IN_FRONT = re.compile(
    r"(?:Báo|Tạp chí|Đài)\s[^-|–—]{2,40}\s[-|–—]\s(?=\S.{14})"
)  # "Báo Hà Giang điện tử - Tít bài"
_HARD_SPACES = re.compile("[ \u00a0]+")
_LEAD_TAGS = names("p div h2 h3 h4 span strong section")
BLOCKS = names("p h2 h3 h4 li blockquote figcaption")
"""What a paragraph of text stands in."""
PROSE = 60
"""Characters: shorter lines are labels."""
_LEAD_MIN, _LEAD_MAX = 40, 500  # characters of a standfirst that nothing marks as one
_WRITER = re.compile(r"microsoft word|libreoffice|openoffice|staroffice|wps office|google docs|cocoa html", re.I)
_WRITTEN = re.compile(r"(?:^|\s)(?:MsoNormal|WordSection1|c\d{1,3})(?:$|\s)")  # Word's names, and Google's ("c12")
_FIRST_LINE_MAX = 200  # characters of a first line that is the headline, as in a text file


def free_the_page(root: Node) -> None:
    """A frame that only looks like furniture (a form around the whole page, a main column named "sidebar-1")."""
    half = len(root.text()) / 2
    for node in root.walk():
        if node.tag not in {"form", "aside"} and not is_furniture(node):
            continue
        if node.find("h1") is not None or len(node.text()) > half:
            node.tag = "div"
            for name in ("class", "id", "type"):
                node.attrs.pop(name, None)


def headline_of(root: Node, title: str, shared: str, site: str) -> tuple[Node | None, str]:
    """(the element that is the headline, its text); (None, the best title of the head) where the page has no h1.

    A page that a word processor saved: its <title> is what the file was once called, and counts only where the text
    does not open with a headline. (None, "") for a headline that only its place, at the head of the text, tells.
    """
    known = {_key(shared), _key(title), _key(without_site(title, site))} - {""}
    sites = {_key(site), _key(title.removeprefix(without_site(title, site)))} - {""}
    nodes = inside(root)
    titles = [node for node in nodes if node.tag == "h1" and clean_line(node.text()) and _key(node.text()) not in sites]
    marked = [node for node in nodes if _TITLE_CLASS.search(classes(node)) and _is_line(node)]
    saved = _is_saved_document(root)
    ways = (
        (
            node
            for node in nodes
            if saved and node.tag == "p" and "title" in names(classes(node).lower()) and _is_line(node)
        ),
        (node for node in titles if _key(node.text()) in known),
        (node for node in titles if _TITLE_CLASS.search(classes(node))),
        (node for node in titles if not (known and follows_prose(root, node))),
        (node for node in marked if node.tag in {"h2", "h3", "p", "div"}),
        (node for node in nodes if node.tag in {"h2", "h3"} and _key(node.text()) in known),
        (node for node in nodes if node.tag in {"p", "div", "span"} and _key(node.text()) in known and _is_line(node)),
    )
    best = next((node for way in ways for node in way), None)
    if best is not None:
        return best, line_of(best)
    if saved and (line := _line_at_the_head(nodes)):
        return (line, line_of(line)) if standfirst_node(root) else (None, "")
    return None, shared or without_site(title, site)


def _is_saved_document(root: Node) -> bool:
    """Whether a word processor saved the page, told at its top: text from one may stand deeper in any site's page."""
    top = [node for node in root.children if isinstance(node, Node)]
    made = (node.attrs.get("content", "") for node in top if node.attrs.get("name", "").lower() == "generator")
    return any(map(_WRITER.search, made)) or any(_WRITTEN.search(node.attrs.get("class", "")) for node in top)


def _line_at_the_head(elements: list[Node]) -> Node | None:
    """The first line of a text, where it is none of a paragraph's sentences."""
    first = next((node for node in elements if node.tag in BLOCKS and line_of(node)), None)
    is_head = first is not None and len(line_of(first)) <= _FIRST_LINE_MAX and not line_of(first).endswith(".")
    return first if is_head else None


def follows_prose(root: Node, heading: Node) -> bool:
    """Whether running text stands before it: then it is a subhead that somebody made an h1."""
    for node in inside(root):
        if node is heading:
            return False
        own = "".join(child for child in node.children if isinstance(child, str)).strip()
        if len(own) >= PROSE and node.tag not in {"title", "script"}:
            return True
    return False


def without_site(title: str, site: str) -> str:
    """A page's title without the name of the site: "Tít bài | Báo A", "Tít bài - Báo A"."""
    if site:
        for mark in (" | ", " - ", " – ", " — ", " :: "):
            if title.endswith(mark + site):
                return title.removesuffix(mark + site)
    head, mark, tail = title.rpartition(" | ")
    if mark and len(tail) <= 40 <= len(head) * 4:
        return without_site(head, "") if " | " in head else head
    if front := _SITE_IN_FRONT.match(title):
        return title[front.end() :]
    head, mark, tail = title.rpartition(" - ")
    if (
        mark
        and len(head) > len(tail)
        and len(tail) <= 30
        and re.search(r"(?:báo|tạp chí|online|\.vn|\.com|news|net)", tail, re.I)
    ):
        return head
    return title


def standfirst_node(root: Node) -> Node | None:
    """The element that is marked as the standfirst."""
    under_photos = {id(inner) for node in inside(root) if node.tag in {"figure", "table"} for inner in node.walk()}
    for node in inside(root):
        if node.tag not in _LEAD_TAGS or id(node) in under_photos:
            continue
        named = _SHORT_NAME.search(classes(node)) is not None
        marked = "description" in node.attrs.get("itemprop", "") or named or _LEAD_CLASS.search(classes(node))
        if marked and 10 <= len(node.text()) <= 1200 and not node.find("img", "table", "h1"):
            if (is_subhead(node) or named) and follows_prose(root, node):
                continue
            return node
    return None


def line_under_the_headline(before: Node) -> Node | None:
    """What nothing marks as the standfirst: the only sentence between the headline and the text."""
    spoken = [node for node in inside(before) if node.tag in _LEAD_TAGS and _reads_as_lead(node)]
    innermost = [node for node in spoken if not any(inner is not node and inner in node.walk() for inner in spoken)]
    return innermost[0] if len(innermost) == 1 else None


def _reads_as_lead(node: Node) -> bool:
    text = node.text()
    if not _LEAD_MIN <= len(text) <= _LEAD_MAX or text[-1:] not in '.!?…”"' or node.find("img", "form", "table"):
        return False
    linked = sum(len(item.text()) for item in node.walk() if item.tag == "a")
    return linked * 2 < len(text)


def inside(root: Node) -> list[Node]:
    """Every element that is not in the page's furniture, in the order of the page."""
    out: list[Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        out.append(node)
        for child in reversed(node.children):
            if (
                isinstance(child, Node)
                and child.tag not in _OUTSIDE
                and not is_furniture(child)
                and not is_unseen(child)
            ):
                stack.append(child)
    return out


def line_of(node: Node) -> str:
    """An element's words as one line; spaces that a page made hard for its looks are spaces."""
    return _HARD_SPACES.sub(" ", clean_line(node.text())).strip()


def classes(node: Node) -> str:
    return apart(f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}")


def _is_line(node: Node) -> bool:
    return 5 <= len(node.text()) <= 300 and node.find("p", "div", "img") in (None, node)


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
