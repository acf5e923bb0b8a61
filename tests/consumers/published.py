"""What a published page must show of an article, however its generator marked it up."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from editor.model.article import Article
from editor.model.blocks import (
    Block,
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    Inline,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Source,
    Table,
    text_of,
)

_FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " ", "‹": "<", "›": ">"})


def folded(text: str) -> str:
    """NFC, one kind of quotation mark and dash, one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDED).split())


class Page(HTMLParser):
    """A page's visible words and its pictures."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._words: list[str] = []
        self._hidden = 0
        self.pictures: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style"}
        if tag in {"p", "br", "div", "li", "td", "th", "h1", "h2", "h3", "figcaption", "ul", "ol", "blockquote"}:
            self._words.append(" ")
        if tag == "img":
            facts = dict(attrs)
            self.pictures.append((facts.get("src") or "", facts.get("alt") or ""))

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)

    @property
    def words(self) -> str:
        return folded("".join(self._words))


def wanted(article: Article) -> Iterator[str]:
    """Every piece of the text that a reader must find, folded."""
    yield folded(article.headline)
    for block in article.body:
        for text in _texts(block):
            yield from filter(None, map(folded, text.split("\n")))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Gallery(figures=inner) | Box(blocks=inner):
            yield block.title if isinstance(block, Box) else ""
            for part in inner:
                yield from _texts(part)
        case List():
            yield from _list_texts(block)
        case Table(rows=rows):
            for row in rows:
                yield from map(text_of, row)
        case Quote() | PullQuote():
            yield from map(text_of, block.paragraphs)
            yield block.attribution
        case Figure():
            yield text_of(block.caption)
            yield f"Ảnh: {block.credit}" if block.credit else ""
        case _:
            yield _plain_text(block)


def _plain_text(block: Paragraph | Heading | Embed | Source | Rule) -> str:
    match block:
        case Embed(url=text) | Source(text=text):
            return text
        case Rule():
            return ""
        case _:
            return text_of(block.inline)


def _list_texts(block: List) -> Iterator[str]:
    for item in block.items:
        words: Inline = item.inline
        yield text_of(words)
        if item.sublist:
            yield from _list_texts(item.sublist)


MARKERS = re.compile(r"<!--|-->|\*\*|:::|\[!|\{static\}|(?<!\w)_(?=\w)|&[a-z#]\w+;|\u2028")


def markers_in(words: str, article: Article) -> list[str]:
    """Signs of ours that a reader would see as words; what the article itself says is taken out first."""
    for piece in sorted(wanted(article), key=len, reverse=True):
        words = words.replace(piece, " ")
    return MARKERS.findall(html.unescape(words)) + MARKERS.findall(words)


def pictures_are_there(page: Page, file: Path, root: Path) -> list[str]:
    """Those of the page's pictures whose file was not published, or is none."""
    lost = []
    for src, _ in page.pictures:
        path = unquote(urlsplit(src).path)
        published = root / path.lstrip("/") if path.startswith("/") else file.parent / path
        if not published.is_file() or not published.read_bytes().startswith((b"\xff\xd8", b"RIFF")):
            lost.append(src)
    return lost
