"""Headings, lists, quotes and boxes out of their elements. Each maker is handed `walk`, the funnel itself."""

from __future__ import annotations

from editor.ingest import embeds, pictures
from editor.ingest.caption import cut
from editor.ingest.funnel import Funnel, Walk
from editor.ingest.looks import is_unseen
from editor.ingest.markup import Node, names
from editor.ingest.pieces import Piece, blocks_of, is_wholly
from editor.ingest.settle import with_captions
from editor.model.blocks import (
    Block,
    Box,
    BoxBlock,
    Embed,
    Figure,
    Gallery,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Source,
    Span,
    Table,
    text_of,
)
from editor.text.clean import clean_line

_TITLE_MAX = 150  # characters
_NAME_MAX = 150
_BOX_WORDS = names("box notebox infobox")
_SPEAKER_WORDS = names("starname speaker nguoinoi quoteauthor attribution author cite source")
_LEVELS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}


def joined(pieces: list[Piece]) -> tuple[Inline, list[Piece]]:
    """Paragraphs of a cell, an item or a caption in one; figures and the like stay apart."""
    spans: list[Span] = []
    apart: list[Piece] = []
    for piece in pieces:
        inline = getattr(piece, "inline", None)
        if inline is None:
            apart.append(piece)
            continue
        if spans:
            spans.append(Span("\n"))
        spans.extend(inline)
    return tuple(spans), apart


def heading(node: Node, funnel: Funnel, walk: Walk) -> list[Piece]:
    inline, apart = joined(walk(node, funnel))
    plain = tuple(Span(span.text, False, span.emphasis, span.link) for span in inline)
    return [*apart, Heading(_LEVELS.get(node.tag, 2), plain)] if text_of(plain).strip() else apart


def list_of(node: Node, funnel: Funnel, walk: Walk) -> list[Piece]:
    apart: list[Piece] = []
    items: list[ListItem] = []
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                items.append(ListItem((Span(" ".join(child.split())),)))
        elif child.tag in {"ul", "ol"}:
            _hang(items, list_of(child, funnel, walk), apart)
        elif not is_unseen(child):
            inline, others = joined(walk(child, funnel))
            items.append(ListItem(inline))
            _hang(items, others, apart)
    ordered = node.tag == "ol"
    found: list[Piece] = [List(ordered, tuple(items))] if items else []
    return found + apart


def _hang(items: list[ListItem], pieces: list[Piece], apart: list[Piece]) -> None:
    """Lists inside an item hang on it, one level deep; everything else stands after the whole list."""
    for piece in pieces:
        if isinstance(piece, List) and items:
            above = items[-1]
            inner = tuple(flat for item in piece.items for flat in _flat(item))
            sublist = above.sublist
            both = List(sublist.ordered, sublist.items + inner) if sublist else List(piece.ordered, inner)
            items[-1] = ListItem(above.inline, both)
        else:
            apart.append(piece)


def _flat(item: ListItem) -> list[ListItem]:
    below = item.sublist.items if item.sublist else ()
    return [ListItem(item.inline), *(flat for inner in below for flat in _flat(inner))]


def quote(node: Node, funnel: Funnel, walk: Walk) -> list[Piece]:
    if url := embeds.post_of(node, funnel):
        return [Embed(url)]
    if node.words & _BOX_WORDS:
        return box(walk(node, funnel))
    source = next((item for item in node.walk() if _is_speaker(item)), None)
    attribution = clean_line(source.text()).lstrip("—–- ") if source else ""
    pieces = walk(_without(node, source), funnel)
    paragraphs = tuple(inline for piece in pieces for inline in _quoted(piece))
    if not attribution:
        paragraphs, attribution = _signed(paragraphs)
    apart = [piece for piece in pieces if isinstance(piece, Figure | Gallery | Table | Embed | Box)]
    kind = PullQuote if node.words & names("pull pullquote pquote") else Quote
    found: list[Piece] = [kind(paragraphs, attribution)] if paragraphs or attribution else []
    return found + apart


def _is_speaker(node: Node) -> bool:
    return node.tag in {"cite", "footer", "figcaption"} or (
        node.tag in {"p", "div", "span"} and bool(node.words & _SPEAKER_WORDS)
    )


def _signed(paragraphs: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """The paragraphs of a quotation and who said it, where a last line of its own begins with a dash."""
    text = "\n\n".join(text_of(inline).strip() for inline in paragraphs)
    said, line_end, name = text.rpartition("\n")
    if not said.strip() or not name.startswith(("— ", "– ")) or len(name) > _NAME_MAX:
        return paragraphs, ""
    *before, last = paragraphs
    kept = cut(last, 0, max(0, len(text_of(last).rstrip()) - len(name) - len(line_end)))
    return (*before, *((kept,) if text_of(kept).strip() else ())), clean_line(name.lstrip("—– "))


def _quoted(piece: Piece) -> list[Inline]:
    match piece:
        case List(items=items):
            return [item.inline for entry in items for item in _flat(entry)]
        case Quote(paragraphs=paragraphs, attribution=attribution):
            return [*paragraphs, *([(Span(f"— {attribution}"),)] if attribution else [])]
        case _:
            inline = getattr(piece, "inline", ())
            return [inline] if inline else []


def _without(node: Node, gone: Node | None) -> Node:
    """A copy of the tree without one element."""
    if gone is None:
        return node
    children: list[Node | str] = []
    for child in node.children:
        if child is not gone:
            children.append(_without(child, gone) if isinstance(child, Node) else child)
    return Node(node.tag, node.attrs, children)


def figure(node: Node, funnel: Funnel, walk: Walk) -> list[Piece]:
    if node.find("img") is None or node.words & names("quote"):
        return quote(node, funnel, walk) if node.find("blockquote") else walk(node, funnel)
    return pictures.captioned(node, funnel, walk)


def strip(pieces: list[Piece]) -> list[Piece]:
    """What a page calls a gallery: its photos as one, where nothing else stands between them."""
    photos = [piece for piece in with_captions(pieces) if isinstance(piece, Figure)]
    others = [piece for piece in with_captions(pieces) if not isinstance(piece, Figure)]
    return [Gallery(tuple(photos))] if len(photos) > 1 and not others else pieces


def rule(node: Node, funnel: Funnel, walk: Walk) -> list[Piece]:
    return [Rule()]


def preformatted(node: Node, funnel: Funnel, walk: Walk) -> list[Piece]:
    lines = [line for line in _raw_text(node).split("\n") if line.strip()]
    spans = [span for line in lines for span in (Span("\n"), Span(line.replace("\t", "    ")))]
    return [Paragraph(tuple(spans[1:]))] if spans else []


def _raw_text(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _raw_text(child) for child in node.children)


def box(pieces: list[Piece]) -> list[Piece]:
    """A box of what may stand in one; the rest follows it. Its title is a first line that is a heading or all bold."""
    blocks = blocks_of(with_captions(pieces))
    title = _title(blocks)
    if title:
        blocks = blocks[1:]
    inner: list[BoxBlock] = []
    after: list[Block] = []
    for block in blocks:
        match block:
            case Box(title=inner_title, blocks=more):
                inner.extend([Heading(3, (Span(inner_title),))] if inner_title else [])
                inner.extend(more)
            case Gallery(figures=figures):
                inner.extend(figures)
            case PullQuote(paragraphs=paragraphs, attribution=attribution):
                inner.append(Quote(paragraphs, attribution))
            case Embed() | Source():
                after.append(block)
            case _:
                inner.append(block)
    return [Box(title, tuple(inner)), *after] if inner or title else list(after)


def _title(blocks: list[Block]) -> str:
    """The words of a first line that stands over the others; "" for none."""
    match blocks:
        case [Heading(inline=inline), _, *_]:
            return clean_line(text_of(inline))
        case [Paragraph(inline=inline), _, *_] if is_wholly(inline, "strong") and len(text_of(inline)) <= _TITLE_MAX:
            return clean_line(text_of(inline))
        case _:
            return ""
