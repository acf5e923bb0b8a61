"""body.html in WordPress's block grammar, as its own editor saves it (Gutenberg, WordPress 6.1 and later).

Each block is its markup between two comments. What the editor would not save itself it calls broken and offers to
mend, so classes and nesting are to the letter those of its `save` functions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import assert_never

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
    Table,
)
from editor.render.address import href, may_be_linked
from editor.render.body import source_paragraphs
from editor.render.corrections import correction_blocks
from editor.render.edition import Edition
from editor.render.element import Element, Node, element, flat
from editor.render.figure import caption_nodes, paste_file
from editor.render.inline import inline_nodes

_ENTITY = re.compile(r"&(?=(?:[a-z0-9]+|#\d+|#x[a-f0-9]+);)", re.IGNORECASE)
"""An ampersand that WordPress's editor would leave alone when it writes an attribute anew, though it was text: the
block would then say something else than before, and the editor would call it broken."""


def gutenberg_body(edition: Edition) -> str:
    """The body without headline, standfirst or related, one block a paragraph; corrections at its end."""
    # An opening bracket in copy would begin a shortcode; ours stand in text and alternatives only.
    return f"{_blocks((*edition.article.body, *correction_blocks(edition)), edition)}\n".replace("[", "&#91;")


def _blocks(blocks: Iterable[Block | BoxBlock], edition: Edition) -> str:
    return "\n\n".join(text for block in blocks for text in _block(block, edition))


def _wrapped(name: str, markup: str, **attributes: object) -> str:
    return f"<!-- wp:{name}{_attributes(attributes)} -->\n{markup}\n<!-- /wp:{name} -->"


def _attributes(attributes: dict[str, object]) -> str:
    """JSON that cannot end the comment that it stands in: WordPress's own escapes."""
    if not attributes:
        return ""
    text = json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))
    for plain, escaped in (("--", "\\u002d\\u002d"), ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(plain, escaped)
    return f" {text}"


def _block(block: Block | BoxBlock, edition: Edition) -> Iterator[str]:
    match block:
        case Paragraph(inline=inline):
            yield _paragraph(inline)
        case Heading(level=level, inline=inline):
            yield _heading(level, inline)
        case List():
            yield _list(block)
        case Quote(paragraphs=paragraphs, attribution=attribution):
            inner = "\n\n".join(map(_paragraph, paragraphs))
            yield _wrapped("quote", f'<blockquote class="wp-block-quote">{inner}{_cite(attribution)}</blockquote>')
        case PullQuote(paragraphs=paragraphs, attribution=attribution):
            yield _pull_quote(paragraphs, attribution)
        case Figure():
            yield from _figure(block, edition)
        case Gallery(figures=figures):
            yield from _gallery(figures, edition)
        case Box(title=title, blocks=inner_blocks):
            yield _box(title, inner_blocks, edition)
        case _:
            yield from _rare(block)


def _rare(block: Table | Embed | Rule | Source) -> Iterator[str]:
    match block:
        case Table(rows=rows):
            yield _table(rows)
        case Embed(url=url) if may_be_linked(url):
            address = flat(href(url))
            inner = f'<div class="wp-block-embed__wrapper">\n{address}\n</div>'
            yield _wrapped("embed", f'<figure class="wp-block-embed">{inner}</figure>', url=href(url))
        case Embed(url=url):
            yield _wrapped("paragraph", flat(element("p", url)))
        case Rule():
            yield _wrapped("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')
        case Source(text=text):
            yield from (_paragraph(paragraph.inline) for paragraph in source_paragraphs(text))
        case _:
            assert_never(block)


def _paragraph(inline: Inline) -> str:
    return _wrapped("paragraph", flat(element("p", *inline_nodes(inline))))


def _heading(level: int, inline: Inline) -> str:
    markup = flat(element(f"h{level}", *inline_nodes(inline), class_="wp-block-heading"))
    return _wrapped("heading", markup) if level == 2 else _wrapped("heading", markup, level=level)


def _list(block: List) -> str:
    tag, attributes = ("ol", {"ordered": True}) if block.ordered else ("ul", {})
    items = "\n\n".join(map(_item, block.items))
    return _wrapped("list", f'<{tag} class="wp-block-list">{items}</{tag}>', **attributes)


def _item(item: ListItem) -> str:
    words = "".join(map(flat, inline_nodes(item.inline)))
    return _wrapped("list-item", f"<li>{words}{_list(item.sublist) if item.sublist else ''}</li>")


def _cite(attribution: str) -> str:
    return flat(element("cite", f"— {attribution}")) if attribution else ""


def _pull_quote(paragraphs: tuple[Inline, ...], attribution: str) -> str:
    """The block holds one paragraph: ours become its lines."""
    words = "<br>".join("".join(map(flat, inline_nodes(inline))) for inline in paragraphs)
    quote = f"<blockquote><p>{words}</p>{_cite(attribution)}</blockquote>"
    return _wrapped("pullquote", f'<figure class="wp-block-pullquote">{quote}</figure>')


def _figure(figure: Figure, edition: Edition, *, in_gallery: bool = False) -> Iterator[str]:
    photo = edition.photos.get(figure.src)
    if photo is None:
        return
    wide = not in_gallery and edition.article.resource(figure.src).size == "wide"
    image = element("img", src=paste_file(photo).path, alt=_ENTITY.sub("& ", figure.alt))
    caption = tuple(caption_nodes(figure, edition.lang))
    below: tuple[Node, ...] = (element("figcaption", *caption, class_="wp-element-caption"),) if caption else ()
    markup: Element = element("figure", image, *below, class_="wp-block-image alignwide" if wide else "wp-block-image")
    yield _wrapped("image", flat(markup), **({"align": "wide"} if wide else {}))


def _gallery(figures: tuple[Figure, ...], edition: Edition) -> Iterator[str]:
    inner = "\n\n".join(text for figure in figures for text in _figure(figure, edition, in_gallery=True))
    if inner:
        classes = "wp-block-gallery has-nested-images columns-default is-cropped"
        yield _wrapped("gallery", f'<figure class="{classes}">{inner}</figure>', linkTo="none")


def _box(title: str, blocks: tuple[BoxBlock, ...], edition: Edition) -> str:
    head = [_wrapped("paragraph", flat(element("p", element("strong", title))))] if title else []
    inner = "\n\n".join([*head, _blocks(blocks, edition)])
    return _wrapped("group", f'<aside class="wp-block-group box">{inner}</aside>', tagName="aside", className="box")


def _table(rows: tuple[tuple[Inline, ...], ...]) -> str:
    lines = [element("tr", *(element("td", *inline_nodes(cell)) for cell in row)) for row in rows[1:]]
    head = element("tr", *(element("th", *inline_nodes(cell)) for cell in rows[0])) if rows else element("tr")
    table = element("table", element("thead", head), *((element("tbody", *lines),) if lines else ()))
    return _wrapped("table", flat(element("figure", table, class_="wp-block-table")), hasFixedLayout=False)
