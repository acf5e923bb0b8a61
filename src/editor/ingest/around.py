"""What a page prints before and after its article: the lead photo, byline, date and tags are the article's own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from editor.ingest.furniture_lines import heading_kind, split_tags
from editor.ingest.looks import is_furniture, is_unseen
from editor.ingest.markup import Node, names
from editor.ingest.settle import INDOCHINA, date_of, names_of, signs
from editor.text import moment

_TAG_WORDS = names("tag tags taglist keywords tukhoa hashtag")
_AUTHOR_WORDS = names("author authors byline tacgia")
_AUTHOR_TAGS = names("p span div strong a b")
_LINE = 60  # characters of a byline or a date
_TAGS_MAX = 600  # characters of all the tags of an article


def outside(root: Node, part: Node) -> tuple[Node, Node]:
    """What stands before and after an element on the page, each under a root of its own."""
    before, after = Node("root"), Node("root")
    for above, inner in pairwise(path(root, part)):
        at = next(number for number, child in enumerate(above.children) if child is inner)
        before.children.extend(child for child in above.children[:at] if not is_head(child))
        after.children[:0] = above.children[at + 1 :]
    return before, after


def path(root: Node, part: Node) -> list[Node]:
    """The elements from the root down to this one."""
    above: dict[int, Node] = {}
    for node in root.walk():
        for child in node.children:
            if isinstance(child, Node):
                above[id(child)] = node
    found = [part]
    while found[-1] is not root:
        found.append(above[id(found[-1])])
    return found[::-1]


def is_head(child: Node | str) -> bool:
    """Whether it says something of the page and prints nothing."""
    return isinstance(child, Node) and child.tag in {"title", "meta", "link", "base"}


def lead_figures(before: Node) -> list[Node]:
    """The <figure>s with a photo, but for those in furniture."""
    return [node for node in _of_page(before, names("figure")) if node.find("img") is not None]


def loose_photos(before: Node) -> list[Node]:
    """The photos that lead nowhere and are in no furniture: a cover may be among them, a logo is a link."""
    return [node for node in _of_page(before, names("img a")) if node.tag == "img"]


def _of_page(root: Node, tags: frozenset[str]) -> list[Node]:
    """The outermost elements of these names, in the order of the page, but for those in furniture."""
    found: list[Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.tag in tags:
            found.append(node)
        elif node.tag not in {"nav", "aside", "form"} and not is_furniture(node) and not is_unseen(node):
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))
    return found


def date_of_page(stated: str, before: Node, part: Node) -> str:
    """When the page says it was published: in its head or in a <time>, else in a line that is only a date."""
    times = [node.attrs.get("datetime", "") for top in (before, part) for node in top.walk() if node.tag == "time"]
    for text in (stated.strip(), *(time.strip() for time in times[:1])):
        if parsed := moment.parse(text, INDOCHINA):
            return text if len(text) == len("2022-10-17") else moment.written(parsed)
    short = (node.text() for node in before.walk() if node.tag in {"p", "div", "span", "time", "li"})
    return next((found for text in short if len(text) <= _LINE and (found := date_of(text))), "")


def authors_of(*roots: Node) -> tuple[str, ...]:
    """A byline outside the text: an element of that class, or a line "Bài: …".

    A meta author is mostly the site and counts for none.
    """
    for node in (node for root in roots for node in root.walk()):
        if node.tag not in _AUTHOR_TAGS:
            continue
        marked = bool(node.words & _AUTHOR_WORDS) or node.attrs.get("rel", "").lower() == "author"
        for line in _lines(node) if marked else (node.text(),):
            if len(line) <= _LINE and (marked or signs(line)) and (found := names_of(line)):
                return found
    return ()


def _lines(node: Node) -> Iterator[str]:
    """An element's words, and those of each link in it: the address of a writer often stands beside the name."""
    yield node.text()
    yield from (item.text() for item in node.walk() if item.tag == "a")


def tags_of(root: Node) -> tuple[str, ...]:
    """The links, else the items, of an element that a page calls its tags."""
    for node in root.walk():
        if node.words & _TAG_WORDS and node.tag in {"div", "ul", "p", "section", "span", "footer"}:
            links = [item.text() for item in node.walk() if item.tag == "a"]
            links = links or [item.text() for item in node.walk() if item.tag == "li"]
            found = tuple(tag for text in links if not heading_kind(text) for tag in split_tags(text.lstrip("#")))
            if found and len(node.text()) <= _TAGS_MAX:
                return found
    return ()
