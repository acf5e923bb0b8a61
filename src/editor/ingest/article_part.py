"""Which element of a page holds the article's text: named as such by its CMS, or told by how much text it holds."""

from __future__ import annotations

import re
from itertools import pairwise

from editor.ingest.around import path
from editor.ingest.markup import Node, names
from editor.ingest.places import BLOCKS, PROSE, classes, inside, line_under_the_headline

_BODY_CLASS = re.compile(
    r"(?:^|[\s_-])(?:mastercms_content|(?:article|detail|post|entry|news|story|singular|content|art|cms|bai)(?:[_-]{1,2}detail)?[_-]{1,2}"
    r"(?:content|body|text|detail|cmain|main)|fck_detail|maincontent|main[_-]detail[_-]body|content[_-]fck|knc[_-]content|e-content)(?:$|[\s_-])|(?:^|\s)body(?:$|\s)",
    re.I,
)
_LINES = names("p h1 h2 h3 h4 h5 h6 figcaption")  # what stands in one of these is a part of its line
_PARAGRAPHS = names("p figure")
_FRAMES = names("article main section div center td")
_INLINE = names("a b strong i em u s strike del ins sub sup small big span font abbr code q cite label time")
_WHOLE = 0.8  # of the page's running text: what holds so much of it holds the article


def article_part(root: Node) -> Node:
    """The element that holds the article's text.

    An element named as such that holds at least a third of the page's running text; of several, the innermost one that
    holds nearly as much as the first large one; of several parts with one name, all from the first to the last.
    Else the innermost element that holds four fifths of the running text, in more than one line; of an <article>, with
    the rest of its text. Parts are put into an element of their own, which changes the tree.
    """
    prose = _prose(root)
    elements = inside(root)
    in_lines = {id(inner) for node in elements if node.tag in _LINES for inner in node.walk()}
    frames = [node for node in elements if node.tag not in BLOCKS and id(node) not in in_lines]
    marked = [node for node in frames if _mark(node)]
    return _named_part(root, marked, prose) or _photo_story(marked) or _fullest(root, frames, prose)


def _mark(node: Node) -> str:
    """What names an element as the article's text; "" for any other."""
    if "articlebody" in node.attrs.get("itemprop", "").lower():
        return "articlebody"
    match = _BODY_CLASS.search(classes(node))
    return match[0].strip(" _-").lower() if match else ""


def _named_part(root: Node, marked: list[Node], prose: dict[int, int]) -> Node | None:
    most = max((prose[id(node)] for node in marked), default=0)
    near = [node for node in marked if prose[id(node)] >= most * _WHOLE and (most or node.text())]
    if not near:
        return None
    within = {id(node) for node in near[0].walk()}
    parts = _continued(root, marked, [node for node in near if id(node) in within][-1])
    if sum(prose[id(node)] for node in parts) * 3 < prose[id(root)]:
        return None
    first, last = path(root, parts[0]), path(root, parts[-1])
    depth = sum(1 for outer, other in zip(first, last, strict=False) if outer is other)
    if depth == len(first):
        return parts[0]
    above = first[depth - 1]
    return _together(above, _place(above, first[depth]), _place(above, last[depth]))


def _continued(root: Node, marked: list[Node], part: Node) -> list[Node]:
    """A part and the others of its name, which stand in the same <article>, or beside it: an advert divided them."""
    home = _homes(root)
    above = {id(node) for node in path(root, part)[:-1]}
    alike = [node for node in marked if _mark(node) == _mark(part) and home[id(node)] is home[id(part)]]
    return [
        node
        for node in alike
        if node is part or (id(node) not in above and (node.text() or node.find("img", "iframe")))
    ]


def _homes(root: Node) -> dict[int, Node]:
    """For each element by its id() the <article> that it stands in, else its parent."""
    homes: dict[int, Node] = {}
    for node in root.walk():
        outer = homes.get(id(node), node)
        home = outer if outer.tag == "article" and node.tag != "article" else node
        homes.update((id(child), home) for child in node.children if isinstance(child, Node))
    return homes


def _fullest(root: Node, frames: list[Node], prose: dict[int, int]) -> Node:
    least = prose[id(root)] * _WHOLE
    full = [node for node in frames if node.tag in _FRAMES and prose[id(node)] >= least and not _is_one_line(node)]
    best = full[-1] if full and least else root
    article = next((node for node in reversed(path(root, best)) if node.tag == "article"), best)
    return _whole(article, best, prose)


def _is_one_line(node: Node) -> bool:
    """Whether all of its words stand in one line: a paragraph, whatever is around it."""
    begun = ended = False
    stack: list[Node | str] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            if ended and item.strip():
                return False
            begun = begun or bool(item.strip())
        else:
            ended = ended or (begun and item.tag not in _INLINE)
            stack.extend(reversed(item.children))
    return True


def _whole(article: Node, part: Node, prose: dict[int, int]) -> Node:
    """The part of an <article>, with the rest of its text."""
    for above, inner in reversed(list(pairwise(path(article, part)))):
        start, end = _run(above, inner, prose)
        if start < end:
            part = _together(above, start, end)
    return part


def _run(above: Node, inner: Node, prose: dict[int, int]) -> tuple[int, int]:
    """From which to which child the text goes on around this one. One sentence before it may be the standfirst."""
    at = _place(above, inner)
    said = [_said(child, prose) for child in above.children]
    lead = line_under_the_headline(Node("root", {}, above.children[:at]))
    least = at if lead is not None and sum(said[:at]) <= len(lead.text()) else 0
    texts = [
        number
        for number, child in enumerate(above.children)
        if number == at
        or (said[number] and number >= least)
        or _is_alike(child, inner)
        or (number > at and _says(child))
    ]
    return texts[0], texts[-1]


def _said(child: Node | str, prose: dict[int, int]) -> int:
    """Characters of running text."""
    if isinstance(child, Node):
        return prose.get(id(child), 0)
    return len(child.strip()) if len(child.strip()) >= PROSE else 0


def _says(child: Node | str) -> bool:
    return isinstance(child, Node) and child.tag in _PARAGRAPHS and child.text() != ""


def _place(above: Node, inner: Node) -> int:
    return next(number for number, child in enumerate(above.children) if child is inner)


def _together(above: Node, start: int, end: int) -> Node:
    """The children from one to another, put into an element of their own."""
    run = Node("div", {}, above.children[start : end + 1])
    above.children[start : end + 1] = [run]
    return run


def _is_alike(node: Node | str, part: Node) -> bool:
    """Whether it is one more part of the text: an element of the same kind with paragraphs in it."""
    if isinstance(node, str) or node is part or (node.tag, classes(node)) != (part.tag, classes(part)):
        return False
    return any(map(_says, node.walk()))


def _photo_story(marked: list[Node]) -> Node | None:
    """The innermost of these that holds the photos: a story in pictures has hardly any running text."""
    counts = [sum(1 for inner in node.walk() if inner.tag == "img") for node in marked]
    most = max(counts, default=0)
    return next((node for node, n in zip(reversed(marked), reversed(counts), strict=True) if n == most > 1), None)


def _prose(root: Node) -> dict[int, int]:
    """Characters of running text in each element by its id(): lines long enough to be sentences, mostly not links."""
    total: dict[int, int] = {}
    order = inside(root)
    known = {id(node) for node in order}
    for node in reversed(order):
        own = sum(total.get(id(child), 0) for child in node.children if isinstance(child, Node) and id(child) in known)
        if node.tag in BLOCKS:
            text = node.text()
            linked = sum(len(item.text()) for item in node.walk() if item.tag == "a")
            own = len(text) if len(text) >= PROSE and linked * 2 < len(text) else own
        else:
            own += sum(
                len(child.strip()) for child in node.children if isinstance(child, str) and len(child.strip()) >= PROSE
            )
        total[id(node)] = 0 if node.tag in {"head", "title"} else own
    return total
