"""Where things stand on a web page: the headline, the standfirst, and the part that holds the article's text."""

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
_BODY_CLASS = re.compile(
    r"(?:^|[\s_-])(?:mastercms_content|(?:article|detail|post|entry|news|story|singular|content|art|cms|bai)(?:[_-]{1,2}detail)?[_-]{1,2}"
    r"(?:content|body|text|detail|cmain|main)|fck_detail|maincontent|main[_-]detail[_-]body|content[_-]fck|knc[_-]content|e-content)(?:$|[\s_-])|(?:^|\s)body(?:$|\s)",
    re.I,
)
_SITE_IN_FRONT = re.compile(
    r"(?:Báo|Tạp chí|Đài)\s[^-|–—]{2,40}\s[-|–—]\s(?=\S.{14})"
)  # "Báo Hà Giang điện tử - Tít bài"
_HARD_SPACES = re.compile("[ \u00a0]+")
_LEAD_TAGS = names("p div h2 h3 h4 span strong section")
_BLOCKS = names("p h2 h3 h4 li blockquote figcaption")
_WHOLE = 0.8  # of the page's running text: what holds so much of it holds the article
_PROSE = 60  # characters: shorter lines are labels
_LEAD_MIN, _LEAD_MAX = 40, 500  # characters of a standfirst that nothing marks as one


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
    """(the element that is the headline, its text); (None, the best title of the head) where the page has no h1."""
    known = {_key(shared), _key(title), _key(without_site(title, site))} - {""}
    sites = {_key(site), _key(title.removeprefix(without_site(title, site)))} - {""}
    inside = _inside(root)
    titles = [
        node for node in inside if node.tag == "h1" and clean_line(node.text()) and _key(node.text()) not in sites
    ]
    marked = [node for node in inside if _TITLE_CLASS.search(_classes(node)) and _is_line(node)]
    ways = (
        (node for node in titles if _key(node.text()) in known),
        (node for node in titles if _TITLE_CLASS.search(_classes(node))),
        (node for node in titles if not (known and follows_prose(root, node))),
        (node for node in marked if node.tag in {"h2", "h3", "p", "div"}),
        (node for node in inside if node.tag in {"h2", "h3"} and _key(node.text()) in known),
        (node for node in inside if node.tag in {"p", "div", "span"} and _key(node.text()) in known and _is_line(node)),
    )
    best = next((node for way in ways for node in way), None)
    if best is not None:
        return best, line_of(best)
    return None, shared or without_site(title, site)


def follows_prose(root: Node, heading: Node) -> bool:
    """Whether running text stands before it: then it is a subhead that somebody made an h1."""
    for node in _inside(root):
        if node is heading:
            return False
        own = "".join(child for child in node.children if isinstance(child, str)).strip()
        if len(own) >= _PROSE and node.tag not in {"title", "script"}:
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
    under_photos = {id(inner) for node in _inside(root) if node.tag in {"figure", "table"} for inner in node.walk()}
    for node in _inside(root):
        if node.tag not in _LEAD_TAGS or id(node) in under_photos:
            continue
        named = _SHORT_NAME.search(_classes(node)) is not None
        marked = "description" in node.attrs.get("itemprop", "") or named or _LEAD_CLASS.search(_classes(node))
        if marked and 10 <= len(node.text()) <= 1200 and not node.find("img", "table", "h1"):
            if (is_subhead(node) or named) and follows_prose(root, node):
                continue
            return node
    return None


def line_under_the_headline(before: Node) -> Node | None:
    """What nothing marks as the standfirst: the only sentence between the headline and the text."""
    spoken = [node for node in _inside(before) if node.tag in _LEAD_TAGS and _reads_as_lead(node)]
    innermost = [node for node in spoken if not any(inner is not node and inner in node.walk() for inner in spoken)]
    return innermost[0] if len(innermost) == 1 else None


def _reads_as_lead(node: Node) -> bool:
    text = node.text()
    if not _LEAD_MIN <= len(text) <= _LEAD_MAX or text[-1:] not in '.!?…”"' or node.find("img", "form", "table"):
        return False
    linked = sum(len(item.text()) for item in node.walk() if item.tag == "a")
    return linked * 2 < len(text)


def article_part(root: Node) -> Node:
    """The element that holds the article's text.

    An element named as such that holds at least a third of the page's running text; of several, the innermost one that
    holds nearly as much as the largest. Else the innermost element that holds four fifths of the running text.
    """
    prose = _prose(root)
    total = prose.get(id(root), 0)
    inside = list(_inside(root))
    marked = [
        node
        for node in inside
        if node.tag not in _BLOCKS
        and ("articlebody" in node.attrs.get("itemprop", "").lower() or _BODY_CLASS.search(_classes(node)))
    ]
    if marked:
        most = max(prose[id(node)] for node in marked)
        if most * 3 >= total or total == 0:
            near = [node for node in marked if prose[id(node)] >= most * _WHOLE and (most or node.text())]
            if near:
                return near[-1]
        if photos := _photo_story(marked):
            return photos
    best = root
    if total:
        for node in inside:
            if node.tag not in _BLOCKS and prose[id(node)] >= total * _WHOLE and _holds(best, node):
                best = node
    return best


def _photo_story(marked: list[Node]) -> Node | None:
    """The innermost of these that holds the photos: a story in pictures has hardly any running text."""
    counts = [sum(1 for inner in node.walk() if inner.tag == "img") for node in marked]
    most = max(counts)
    return next((node for node, n in zip(reversed(marked), reversed(counts), strict=True) if n == most > 1), None)


def _holds(outer: Node, inner: Node) -> bool:
    return any(node is inner for node in outer.walk())


def _inside(root: Node) -> list[Node]:
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


def _prose(root: Node) -> dict[int, int]:
    """Characters of running text in each element by its id(): lines long enough to be sentences, mostly not links."""
    total: dict[int, int] = {}
    order = _inside(root)
    known = {id(node) for node in order}
    for node in reversed(order):
        own = sum(total.get(id(child), 0) for child in node.children if isinstance(child, Node) and id(child) in known)
        if node.tag in _BLOCKS:
            text = node.text()
            linked = sum(len(item.text()) for item in node.walk() if item.tag == "a")
            own = len(text) if len(text) >= _PROSE and linked * 2 < len(text) else own
        else:
            own += sum(
                len(child.strip()) for child in node.children if isinstance(child, str) and len(child.strip()) >= _PROSE
            )
        total[id(node)] = 0 if node.tag in {"head", "title"} else own
    return total


def line_of(node: Node) -> str:
    """An element's words as one line; spaces that a page made hard for its looks are spaces."""
    return _HARD_SPACES.sub(" ", clean_line(node.text())).strip()


def _classes(node: Node) -> str:
    return apart(f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}")


def _is_line(node: Node) -> bool:
    return 5 <= len(node.text()) <= 300 and node.find("p", "div", "img") in (None, node)


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
