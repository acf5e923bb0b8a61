"""The one funnel of markup: elements become pieces of an article, fitted to the dialect; nothing raw gets through."""

from __future__ import annotations

from collections.abc import Callable

from editor.ingest import embeds, parts, pictures, tables
from editor.ingest.flow import PLAIN, Flow, Look
from editor.ingest.funnel import Funnel, Walk
from editor.ingest.furniture import harvest
from editor.ingest.furniture_lines import Kind, heading_kind
from editor.ingest.looks import (
    is_box,
    is_furniture,
    is_list_of_titles,
    is_quotation,
    is_related,
    is_subhead,
    is_teaser,
    is_unseen,
    look_of,
    raised,
    role_of,
)
from editor.ingest.markup import Node, names
from editor.ingest.office import is_struck, struck_out
from editor.ingest.pieces import Marked, Piece, Role, all_words
from editor.ingest.tally import Tally
from editor.model.blocks import Embed, Figure, Gallery

_SKIP = names("head title meta link base input label dialog menu area map param track col colgroup form button nav")
_LOOK_TAGS = names("b strong i em span font u s strike del ins sub sup small big abbr code q cite time label")


def pieces_of(node: Node, funnel: Funnel) -> list[Piece]:
    """The children of an element as pieces, in order."""
    flow = Flow()
    _children(node, flow, PLAIN, None, funnel)
    flow.end()
    return flow.pieces


def _children(node: Node, flow: Flow, look: Look, role: Role | None, funnel: Funnel) -> None:
    for child in node.children:
        if isinstance(child, str):
            flow.text(child, look)
        else:
            _element(child, flow, look, role, funnel)


def _element(node: Node, flow: Flow, look: Look, role: Role | None, funnel: Funnel) -> None:
    tag = node.tag
    if tag in _SKIP or is_unseen(node):
        _leave_out(node, funnel)
    elif tag == "a" and "backref" in node.words:
        return  # the arrow back from a footnote
    elif is_struck(node):
        _children(struck_out([node], funnel.tally), flow, look, role, funnel)
    elif tag == "br":
        flow.line_break(role)
    elif tag == "img":
        _photo(node, flow, look, role, funnel)
    elif tag == "a":
        link = funnel.link(node.attrs.get("href", ""))
        _children(node, flow, look._replace(link=link or look.link), role, funnel)
    elif tag in {"sub", "sup"}:
        flow.text(raised(node, tag), look)
    elif tag in _LOOK_TAGS:
        _children(node, flow, look_of(node, look), role, funnel)
    else:
        flow.end(role)
        _block(node, flow, look, funnel)


def _block(node: Node, flow: Flow, look: Look, funnel: Funnel) -> None:
    """An element that stands on its own; the flow is between two paragraphs."""
    if is_furniture(node):
        _take_items(node, funnel)
    elif is_teaser(node) or is_list_of_titles(node, funnel.base):
        _take_items(node, funnel, related=True)
    elif maker := _maker(node):
        flow.add_all(maker(node, funnel, pieces_of))
    elif url := embeds.address_of(node, funnel):
        flow.add(Embed(url))
        flow.add_all(_said_under(node, funnel))
    elif embeds.is_embed(node) or embeds.is_bare_player(node):
        funnel.tally.add("embed", node.attrs.get("src", "") or node.text())
    elif node.tag == "div" and "gallery" in node.words:
        flow.add_all(parts.strip(pieces_of(node, funnel)))
    elif node.tag == "header":
        _page_head(node, flow, funnel)
    elif node.tag == "aside" or (node.tag in {"div", "section"} and is_box(node)):
        flow.add_all(_boxed(node, funnel))
    else:
        role = role_of(node)
        before = len(flow.pieces)
        _children(node, flow, look_of(node, look), role, funnel)
        flow.end(role)
        if node.tag == "p" and len(flow.pieces) == before and not node.find("img", "iframe", "video", "s"):
            funnel.tally.add("blank")


def _said_under(player: Node, funnel: Funnel) -> list[Piece]:
    """The caption that a CMS puts into its player; whatever else is in there is for browsers that cannot play."""
    caption = next((item for item in player.walk() if item is not player and role_of(item) is Role.CAPTION), None)
    return pieces_of(Node("div", {}, [caption]), funnel) if caption else []


def _maker(node: Node) -> Callable[[Node, Funnel, Walk], list[Piece]] | None:
    """What makes pieces of an element whole, told by its tag or by what its CMS calls it."""
    if is_quotation(node):
        return parts.quote
    return parts.heading if is_subhead(node) else _MAKERS.get(node.tag)


def _page_head(node: Node, flow: Flow, funnel: Funnel) -> None:
    """What is left of a <header> without headline and standfirst: a lead photo stays, section and share buttons go."""
    for piece in pieces_of(node, funnel):
        if isinstance(piece, Figure | Gallery | Marked):
            flow.add(piece)
        else:
            funnel.tally.add("furniture", all_words(piece))


def _photo(node: Node, flow: Flow, look: Look, role: Role | None, funnel: Funnel) -> None:
    if emoji := pictures.emoji(node):
        flow.text(emoji, look)
        return
    figure = pictures.figure(node, funnel)
    if figure:
        flow.end(role)
        flow.add(figure)


def _leave_out(node: Node, funnel: Funnel) -> None:
    if node.tag == "form":
        funnel.tally.add("form", node.text())
    elif node.tag == "nav" and _names_related(node):
        _take_items(node, funnel)
    elif node.tag not in _SKIP and node.text():
        funnel.tally.add("hidden", node.text())


def _names_related(node: Node) -> bool:
    """A <nav> with a heading "Tin liên quan", as our own pages have it, is no menu."""
    heading = node.find("h2", "h3", "h4", "p", "strong")
    return heading is not None and heading_kind(heading.text()) is Kind.RELATED


def _take_items(node: Node, funnel: Funnel, *, related: bool = False) -> None:
    """Furniture inside the text: what it points to is offered, the rest is left out."""
    inner = funnel.furniture()
    pieces = pieces_of(node, inner)
    related = related or is_related(node)
    if related or node.tag in {"nav", "aside"}:
        funnel.items.extend(harvest(pieces, Tally()).items)
        funnel.items.extend(inner.items)
    if node.text():
        funnel.tally.add("related-in-text" if related else "furniture", node.text())


def _boxed(node: Node, funnel: Funnel) -> list[Piece]:
    """An aside or a framed part of the text; one that is mostly links is furniture."""
    text = node.text()
    linked = sum(len(item.text()) for item in node.walk() if item.tag == "a")
    if not text and node.find("img") is None:
        return []
    if text and linked > len(text) * 0.5:
        _take_items(node, funnel)
        return []
    return parts.box(pieces_of(node, funnel))


_MAKERS: dict[str, Callable[[Node, Funnel, Walk], list[Piece]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), parts.heading),
    "ul": parts.list_of,
    "ol": parts.list_of,
    "blockquote": parts.quote,
    "figure": parts.figure,
    "table": tables.pieces_of_table,
    "hr": parts.rule,
    "pre": parts.preformatted,
}
