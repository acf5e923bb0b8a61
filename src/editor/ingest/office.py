"""What word processors leave in their markup, put right in the tree: lists and quotations that are paragraphs with a
style, tracked changes, words struck out, comments, addresses of files.

Word writes a list as paragraphs: `<p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o </span>words</p>`.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from urllib.parse import parse_qs, unquote, urlsplit

from editor.ingest.caption import has_label
from editor.ingest.markup import Node, names
from editor.ingest.tally import Tally

_LIST = re.compile(r"mso-list\s*:\s*(?P<list>l\d{1,6})\s+level(?P<level>\d)(?:\s+(?P<run>lfo\d{1,6}))?", re.I)
_IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.I)
_NUMBER = re.compile(r"\(?(?:\d{1,4}|[a-zđ]|[ivxlc]{1,7})(?:[.)]|\.\d)", re.I)
_COMMENT_STYLE = re.compile(r"mso-element\s*:\s*comment(?!-list)|mso-special-character\s*:\s*comment", re.I)
_PAGE_STYLE = re.compile(r"mso-element\s*:\s*(?:header|footer)\b", re.I)
_HIDDEN_STYLE = re.compile(r"mso-hide\s*:\s*all", re.I)
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,60}\bline-through", re.I)
_STRUCK = names("s strike del")
_SHOWN = names("img iframe video audio")  # no line goes through these
_COMMENT_CLASS = frozenset({"msocomanchor", "msocomoff", "msocommentreference", "msocommenttext", "sdcomment"})
_COMMENT_LINK = re.compile(r"#(?:_?cmnt|_msocom|_comment)", re.I)
_SCHEME = re.compile(r"(?!https?:|data:)(?P<scheme>[a-z][a-z0-9+.-]*):|/[a-z]:/|\\\\", re.I)
_ON_A_COMPUTER = re.compile(r"(?:file|cid|/[a-z]):|\\\\", re.I)
_QUOTES = frozenset({"msoquote", "msointensequote", "msoblocktext"})
_TITLES = frozenset({"msotitle"})
_CAPTIONS = frozenset({"caption", "msocaption"})
_OURS = "paragraphs-of-a-quote"  # a quotation that was made here
_NOTE_BACK = "#cmnt_ref"  # the way back from a comment of Google Docs
_NOTE = frozenset({"div", "p", "li"})


def settle(root: Node, tally: Tally) -> None:
    """Change the tree in place: comments and deleted words go and are counted, lists and quotations find together."""
    notes = any(node.tag == "a" and node.attrs.get("href", "").startswith(_NOTE_BACK) for node in root.walk())
    for node in root.walk():
        kept = [child for child in node.children if isinstance(child, str) or not _is_residue(child, notes, tally)]
        node.children = _quoted(_listed(_captions_under(_unstruck(kept, tally))))
        if node.tag == "a":
            node.attrs["href"] = _direct(node.attrs.get("href", ""))
        elif node.tag == "img" and _SCHEME.match(node.attrs.get("src", "")):
            node.attrs["src"] = _name_of(node.attrs["src"])


def is_struck(node: Node) -> bool:
    """Whether a line goes through its words: somebody took them back without deleting them."""
    struck = node.tag in _STRUCK or _STRUCK_STYLE.search(node.attrs.get("style", ""))
    return bool(struck) and node.text().strip() != ""


def struck_out(nodes: list[Node], tally: Tally) -> Node:
    """What stays of neighbouring struck elements: their pictures, and a space for words with one at either end."""
    passage = Node("s", {}, list(nodes))
    tally.add("tracked", passage.text())
    words = "".join(child for node in passage.walk() for child in node.children if isinstance(child, str))
    spaces: list[Node | str] = [" "] if words[:1].isspace() and words[-1:].isspace() else []
    return Node("s", {}, [*spaces, *(node for node in passage.walk() if node.tag in _SHOWN)])


def _unstruck(children: list[Node | str], tally: Tally) -> list[Node | str]:
    out: list[Node | str] = []
    for struck, group in groupby(children, lambda child: isinstance(child, Node) and is_struck(child)):
        if struck:
            out.append(struck_out([child for child in group if isinstance(child, Node)], tally))
        else:
            out.extend(group)
    return out


def _is_residue(node: Node, notes: bool, tally: Tally) -> bool:
    style = node.attrs.get("style", "")
    if (node.tag == "del" and node.attrs.keys() & {"cite", "datetime"}) or "msodel" in node.words:
        tally.add("tracked", node.text())
        return True
    if _COMMENT_STYLE.search(style) or _is_comment(node, notes):
        tally.add("comment", node.text(), 1 if node.tag in _NOTE else 0)  # its mark in the text is no second one
        return True
    if node.tag == "div" and node.attrs.get("title") in {"header", "footer"}:  # of a page that LibreOffice saved
        tally.add("page-line", node.text())
        return True
    if _HIDDEN_STYLE.search(style):
        tally.add("hidden", node.text(), 1 if node.text() else 0)
        return True
    return bool(_PAGE_STYLE.search(style))


def _is_comment(node: Node, notes: bool) -> bool:
    """The mark of a comment in the text, or (where there are `notes`) one of Google's at the end of the page."""
    if node.words & _COMMENT_CLASS:
        return True
    if node.tag == "a":
        return bool(_COMMENT_LINK.match(node.attrs.get("href", "")))
    if not notes or node.tag not in _NOTE:
        return False
    first = node.find("a")
    return bool(first and first.attrs.get("href", "").startswith(_NOTE_BACK) and node.text().startswith(first.text()))


def _direct(href: str) -> str:
    """Where a link leads that Google Docs sends through its own counter."""
    if not href.startswith(("https://www.google.com/url?", "http://www.google.com/url?")):
        return href
    found = parse_qs(urlsplit(href).query).get("q", [""])[0]
    return found if found.startswith(("https://", "http://")) else href


def _name_of(address: str) -> str:
    """The bare name of a file on the writer's computer: the path is nobody's business, and may name a share.

    Of an address that no picture can have ("javascript:") nothing stays.
    """
    if not _ON_A_COMPUTER.match(address):
        return ""
    return unquote(re.split(r"[\\/:]", re.split(r"[?#]", address, maxsplit=1)[0])[-1]).replace("/", "")


def _captions_under(children: list[Node | str]) -> list[Node | str]:
    """A caption right above a picture goes under it, unless a picture stands above or another caption below."""
    out = list(children)
    solid = [at for at, child in enumerate(out) if isinstance(child, Node) or child.strip()]
    for number, (at, picture) in enumerate(pairwise(solid)):
        if not (_is_caption(out[at]) and _is_picture(out[picture])):
            continue
        above = out[solid[number - 1]] if number else ""
        below = out[solid[number + 2]] if number + 2 < len(solid) else ""
        if not (_is_shown(above) or _is_caption(below) or _is_credited(below)):
            out[at], out[picture] = out[picture], out[at]
    return out


def _is_caption(child: Node | str) -> bool:
    return isinstance(child, Node) and child.tag == "p" and bool(child.words & _CAPTIONS)


def _is_credited(child: Node | str) -> bool:
    return isinstance(child, Node) and child.tag == "p" and has_label(child.text())


def _is_picture(child: Node | str) -> bool:
    return isinstance(child, Node) and child.tag == "p" and child.find("img") is not None and not child.text()


def _is_shown(child: Node | str) -> bool:
    """Whether a caption right below can be its own: a picture, a player or a table, not one in running text."""
    shown = isinstance(child, Node) and child.find(*_SHOWN, "table") is not None
    return shown and isinstance(child, Node) and (child.tag != "p" or not child.text())


def _listed(children: list[Node | str]) -> list[Node | str]:
    """Neighbouring list paragraphs as `<ul>` and `<ol>`, one inside the other by their levels."""
    if not any(isinstance(child, Node) and _LIST.search(child.attrs.get("style", "")) for child in children):
        return children
    out: list[Node | str] = []
    open_lists: list[tuple[int, Node]] = []
    last_run = ""
    for child in children:
        if isinstance(child, str):
            if child.strip():
                open_lists = []
            out.append(child)
            continue
        match = _LIST.search(child.attrs.get("style", ""))
        if match is None:
            open_lists = []
            out.append(child)
            continue
        marker = _without_marker(child)
        if child.tag != "p":  # a numbered heading
            open_lists = []
            out.append(child)
            continue
        run = match["run"] or match["list"]
        if run != last_run and int(match["level"]) == 1:
            open_lists = []
        last_run = run
        tag = "ol" if _NUMBER.match(marker) else "ul"
        _hang(Node("li", {}, list(child.children)), tag, int(match["level"]), open_lists, out)
    return out


def _quoted(children: list[Node | str]) -> list[Node | str]:
    """Neighbouring paragraphs of Word's styles for quotations as one `<blockquote>`; its title as a head."""
    out: list[Node | str] = []
    for child in children:
        if isinstance(child, str) or child.tag != "p" or not child.words & (_QUOTES | _TITLES):
            out.append(child)
        elif child.words & _TITLES:
            child.tag = "h1"
            out.append(child)
        else:
            before = next((item for item in reversed(out) if not isinstance(item, str) or item.strip()), None)
            paragraph = Node("p", {}, child.children)
            if isinstance(before, Node) and before.attrs.get("data-role") == _OURS:
                before.children.append(paragraph)
            else:
                out.append(Node("blockquote", {"data-role": _OURS}, [paragraph]))
    return out


def _hang(item: Node, tag: str, level: int, open_lists: list[tuple[int, Node]], out: list[Node | str]) -> None:
    """Put an item into the open list of its level, opening and closing lists as needed."""
    while open_lists and (open_lists[-1][0] > level or (open_lists[-1][0] == level and open_lists[-1][1].tag != tag)):
        open_lists.pop()
    if not open_lists or open_lists[-1][0] < level:
        new = Node(tag)
        if open_lists:
            open_lists[-1][1].children.append(new)
        else:
            out.append(new)
        open_lists.append((level, new))
    open_lists[-1][1].children.append(item)


def _without_marker(paragraph: Node) -> str:
    """Take the bullet or the number off a list paragraph and return it; "" for none."""
    for node in paragraph.walk():
        for at, child in enumerate(node.children):
            if isinstance(child, Node) and _IGNORED.search(child.attrs.get("style", "")):
                del node.children[at]
                return child.text().strip(" \u00a0")
    return ""
