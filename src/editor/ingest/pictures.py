"""Photos of a page: whose address counts, what is an alt text and what is filler, which words are a caption."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from urllib.parse import unquote

from editor.ingest.caption import cut, split_caption
from editor.ingest.funnel import Funnel, Walk
from editor.ingest.markup import Node, names
from editor.ingest.pieces import Piece
from editor.model.blocks import Figure, Gallery, Inline, Paragraph, Span, text_of
from editor.text.clean import clean_line
from editor.text.fold import search_key

_LAZY = ("data-src", "data-original", "data-lazy-src")
_RESIZED = re.compile(r"/_next/image/?\?(?:[^#]*&)?url=([^&#]{1,2000})", re.I)
_EMOJI = re.compile("[\u200d\u20e3\u2190-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff]{1,12}$")
_TINY = 3  # pixels: a tracker
_ICON = 40  # pixels: an icon or an emoji
_BLANK = re.compile(r"(?:^|[/_-])(?:blank|spacer|pixel|transparent|1x1|loading)\.(?:gif|png|svg)(?:\?|$)", re.I)
_DATA = re.compile(r"data:image/(jpeg|jpg|png|webp|gif)\s*(?:;[^,;]*)*;base64,", re.I)
_FILE = re.compile(
    r"(?:description: )?(?:(?:[a-z]:)?[\\/])?[\w.%() \\/-]+\.(?:jpe?g|png|webp|gif|heic)$"
    r"|(?:ảnh|image|photo|img|picture|hình|hình ảnh)[\s_-]*\d*$",
    re.I,
)
_SERIAL = re.compile(r"(?<![\d ])\s?[-–—]\s(?:(?:anh|hinh|photo|image) )?\d{1,3}\W*$")  # "Nông dân trúng mùa - Ảnh 1."
_UNMARKED = re.compile(r"[ -~]+ anh \d{1,3}$")  # "Bong chuyen nu anh 1": a slug, numbered
_NUMBERED = re.compile(r"\W+(?:anh|hinh|photo|image)\W*\d*\W*$")
_COUNTED = re.compile(r"\s*(?:Ảnh|Hình|Hình ảnh|Figure|Photo|Picture)\s+\d{1,3}\s*(?:[:.–—-]\s+)(?=\S)", re.I)
_CAPTION_MAX = 600  # characters; what is longer stands in the text
_CREDIT_WORDS = names("credit copyright photographer byline author")


def figure(node: Node, funnel: Funnel) -> Figure | None:
    """A photo without its caption; None, and reported, for trackers and icons."""
    src = _src(node, funnel)
    sides = [_pixels(node.attrs.get(side, "")) for side in ("width", "height")]
    known = [side for side in sides if side is not None]
    if _BLANK.search(src) or any(side <= _TINY for side in known):
        funnel.tally.add("tracker", src)
        return None
    if len(known) == 2 and max(known) <= _ICON:
        funnel.tally.add("icon", src)
        return None
    photo = Figure(src, alt=_alt(node, funnel))
    title = clean_line(node.attrs.get("title", ""))
    return under(photo, (Span(title),)) if title and funnel.titles_are_captions else photo


def emoji(node: Node) -> str:
    """The character that a site shows as a small picture of its own; "" for a photo."""
    alt = node.attrs.get("alt", "").strip()
    return alt if _EMOJI.match(alt) else ""


def _src(node: Node, funnel: Funnel) -> str:
    """The address as the page names it: the lazy loader's before the place holder's, the largest of a set at last."""
    found = [node.attrs.get(name, "").strip() for name in (*_LAZY, "src")]
    found += [_largest(node.attrs.get(name, "")) for name in ("srcset", "data-srcset")]
    real = [address for address in found if address and not address.lower().startswith("data:")]
    if real:
        return _original(real[0])
    return next((_carried(address, funnel) for address in found if address), "")


def _original(address: str) -> str:
    """The photo that a page sends through its resizer ("/_next/image?url=%2Fa.jpg&w=640")."""
    match = _RESIZED.search(address)
    return unquote(match[1]) if match else address


def _carried(address: str, funnel: Funnel) -> str:
    """The name that a photo gets whose bytes stand in the page; "" when they are none."""
    match = _DATA.match(address)
    if match is None:
        return ""
    try:
        content = base64.b64decode(re.sub(r"\s+", "", address[match.end() :]), validate=True)
    except (binascii.Error, ValueError):
        funnel.tally.add("photo-data", address[:40])
        return ""
    name = f"photo-{len(funnel.photos) + 1}.{match[1].lower()}"
    funnel.photos[name] = content
    return name


def _largest(srcset: str) -> str:
    best, width = "", -1.0
    for part in srcset.split(", "):
        pieces = part.strip().rstrip(",").split()
        if not pieces:
            continue
        number = re.match(r"(\d{1,6}(?:\.\d{1,3})?)[wx]$", pieces[-1])
        size = float(number[1]) if number else 0.0
        if size > width:
            best, width = pieces[0], size
    return best


def _pixels(text: str) -> int | None:
    match = re.match(r"\s*(\d{1,5})(?:px)?\s*$", text)
    return int(match[1]) if match else None


def _alt(node: Node, funnel: Funnel) -> str:
    """What describes the photo; a CMS's filler (the headline, a file name) is none."""
    alt = clean_line(node.attrs.get("alt", ""))
    if not alt:
        return ""
    key = _letters(_NUMBERED.sub("", search_key(alt)))
    numbered = _SERIAL.search(search_key(alt)) or _UNMARKED.match(alt)
    alt = text_of(split_caption((Span(alt),))[0]) or alt
    if is_filler(alt) or numbered or (funnel.headline_key and key == _letters(funnel.headline_key)):
        funnel.tally.add("filler-alt", alt)
        return ""
    return alt


def is_filler(alt: str) -> bool:
    """A file's name or a bare "Ảnh 1": nothing that describes."""
    return _FILE.match(alt) is not None


def _letters(key: str) -> str:
    return re.sub(r"[\W_]+", "", key)


def captioned(node: Node, funnel: Funnel, walk: Walk) -> list[Piece]:
    """A <figure> with photos: one photo, or several as a gallery, and what is said under them."""
    tags = names("span em i cite small p div strong b")
    credit = next((item for item in node.walk() if item.tag in tags and item.words & _CREDIT_WORDS), None)
    return with_words(walk(node, funnel), credit.text() if credit else "")


def with_words(pieces: list[Piece], credit: str = "") -> list[Piece]:
    """The photos among the pieces with the other texts as their caption, when these are short enough to be one."""
    figures: list[Figure] = []
    spoken: list[Inline] = []
    others: list[Piece] = []
    for piece in pieces:
        inline = getattr(piece, "inline", None)
        if isinstance(piece, Figure):
            if not piece.src or all(piece.src != known.src for known in figures):
                figures.append(piece)
        elif isinstance(piece, Gallery):
            figures.extend(piece.figures)
        elif inline:
            spoken.append(inline)
        else:
            others.append(piece)
    words = tuple(span for inline in spoken for span in (Span("\n"), *inline))[1:]
    if not figures or len(text_of(words)) > _CAPTION_MAX:
        return pieces
    if words:
        others[:0] = _say(figures, words, credit)
    return [Gallery(tuple(figures)) if len(figures) > 1 else figures[0], *others]


def _say(figures: list[Figure], words: Inline, credit: str) -> list[Piece]:
    """Put words under the first photo that has none; else a credit is everybody's and a text stays one."""
    at = next((number for number, item in enumerate(figures) if not item.caption), None)
    if at is not None:
        figures[at] = under(figures[at], words, credit)
        return []
    said = under(Figure(""), words, credit)
    for number, item in enumerate(figures):
        figures[number] = replace(item, credit=item.credit or said.credit)
    return [Paragraph(said.caption)] if said.caption else []


def under(photo: Figure, words: Inline, credit: str = "") -> Figure:
    """The photo with these words as its caption and credit."""
    before = text_of(words).rstrip()
    credit = clean_line(credit)
    if credit and before.endswith(credit) and len(credit) < len(before):
        named = split_caption((Span(credit),))[1] or credit
        caption, _ = split_caption(cut(words, 0, len(before) - len(credit)))
        return Figure(photo.src, _unbroken(caption), named, photo.alt)
    caption, found = split_caption(_unnumbered(words))
    return Figure(photo.src, _unbroken(caption), found or photo.credit, photo.alt)


def _unnumbered(words: Inline) -> Inline:
    """A caption without the number that a word processor puts before it: "Hình 2: Lễ khai giảng"."""
    match = _COUNTED.match(text_of(words))
    return cut(words, match.end(), len(text_of(words))) if match else words


def _unbroken(caption: Inline) -> Inline:
    """A caption without breaks at its end, where the credit stood on a line of its own."""
    return cut(caption, 0, len(text_of(caption).rstrip()))
