"""A word processor's document, already markup, to a draft: what is the headline, and which line is a caption.

- Headline: a title or a first-level head above the running text, else the first line, as in a text file.
- Standfirst: a subtitle, or a wholly bold paragraph under the headline; else the next line, as in a text file.
- A short line right under a picture is offered as its caption, with a finding that asks for a look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from editor.ingest import office, pictures
from editor.ingest.draft import Draft
from editor.ingest.funnel import Funnel
from editor.ingest.furniture import cut
from editor.ingest.furniture_lines import heading_kind
from editor.ingest.html import pieces_of
from editor.ingest.leads import set_apart
from editor.ingest.legacy import modern
from editor.ingest.markup import Node, parse
from editor.ingest.named_photos import with_named_photos
from editor.ingest.page import take_out, unique_items, wanted_of
from editor.ingest.pieces import Piece, blocks_of, is_wholly, words
from editor.ingest.places import follows_prose
from editor.ingest.plain import opening
from editor.ingest.settle import names_of, signed, with_captions, with_lists
from editor.ingest.subheads import with_levels, with_subheads
from editor.ingest.tally import Tally
from editor.model.article import Article, Author
from editor.model.blocks import Figure, Gallery, Paragraph
from editor.model.finding import FieldPlace, Finding, Severity
from editor.model.normal import tidy, tidy_body
from editor.text import fold
from editor.text.clean import clean, clean_line
from editor.text.language import language_of
from editor.text.sentences import sentences

_HEADLINE_MAX = 300  # characters of a title; what is longer is text that somebody styled so
_STANDFIRST_MAX = 700
_CAPTION_MAX = 160
_LINES_OVER = 3  # of a newsroom's letterhead, which stands over the headline
_MACHINE_ALT = re.compile(
    r"description automatically generated|mô tả được tạo tự động|AI-generated content|nội dung do AI tạo", re.I
)


@dataclass(slots=True)
class Source:
    """A document on its way: its markup, its photos by the names that the markup gives them, and what was left out."""

    html: str
    photos: Mapping[str, bytes] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    lang: str = "vi"


def draft_of(source: Source, *, convert: bool = True) -> Draft:
    """The document as a draft. Never raises. Args: convert: text from before Unicode becomes Unicode."""
    tally = source.tally
    html, found_old = modern(clean(source.html), convert=convert, markup=True)
    root = parse(html, tally)
    office.settle(root, tally)
    _without_machine_alts(root, tally)
    marked, subtitle = _styled(root, "h1"), _styled(root, "p", "subtitle")
    headline = clean_line(marked.text()) if marked else ""
    standfirst = clean_line(subtitle.text()) if subtitle else ""
    take_out(root, marked)
    take_out(root, subtitle)
    funnel = Funnel(headline_key=fold.search_key(headline), tally=tally, photos=dict(source.photos))
    findings: list[Finding] = [*found_old]
    found = cut(with_lists(with_captions(pieces_of(root, funnel))), tally)
    pieces = with_named_photos(found.kept) if not funnel.photos else found.kept
    above: list[Piece] = []  # photos over the first line: that line is the headline, not their caption
    date = ""
    sections: tuple[str, ...] = ()
    if not headline:
        above = list(takewhile(lambda piece: isinstance(piece, Figure | Gallery), pieces))
        opened = opening(pieces[len(above) :], tally)
        headline, pieces, date = opened.headline, opened.pieces, opened.date
        standfirst, sections = standfirst or opened.standfirst, opened.sections
    if not standfirst:
        standfirst, pieces = set_apart(pieces, over=_LINES_OVER)
    pieces = with_levels(with_subheads([*above, *_offered(pieces, findings)]))
    text = signed(pieces)
    article = tidy(
        Article(
            lang=language_of(root.text(), source.lang),
            headline=headline,
            slug=fold.slug(headline),
            standfirst=standfirst,
            date=date or text.date,
            authors=tuple(Author(name) for name in text.authors),
            sections=sections,
            tags=found.tags,
            body=tidy_body(tuple(blocks_of(text.pieces))),
        )
    )
    items = unique_items((*found.items, *funnel.items), headline)
    return Draft(article, wanted_of(article.body, funnel), tally.result(), items, tuple(findings))


def _styled(root: Node, tag: str, word: str = "") -> Node | None:
    """The first element of this tag and class, where no running text stands above it."""
    for node in root.walk():
        if node.tag == tag and (not word or word in node.words) and node.text():
            fits = len(node.text()) <= (_HEADLINE_MAX if tag == "h1" else _STANDFIRST_MAX)
            return node if fits and node.find("img") is None and not follows_prose(root, node) else None
    return None


def _offered(pieces: list[Piece], findings: list[Finding]) -> list[Piece]:
    """Photos without a caption take the short line right under them, and a finding asks for a look."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        before = out[-1] if out else None
        if (
            isinstance(before, Figure)
            and not before.caption
            and isinstance(piece, Paragraph)
            and _may_be_caption(piece)
        ):
            is_byline = at == len(pieces) - 1 and names_of(words(piece), least=2)
            if not is_byline:
                out[-1] = pictures.under(before, piece.inline)
                findings.append(_offer(words(piece)))
                continue
        out.append(piece)
    return out


def _may_be_caption(piece: Paragraph) -> bool:
    text = words(piece)
    if not text or len(text) > _CAPTION_MAX or heading_kind(text) or is_wholly(piece.inline, "strong"):
        return False
    return text[-1] not in ":?!" and text[0] not in '“"-–—•' and sum(1 for _ in sentences(text)) <= 2


def _offer(caption: str) -> Finding:
    return Finding("caption-offered", Severity.WARNING, FieldPlace("body"), (("caption", caption),))


def _without_machine_alts(root: Node, tally: Tally) -> None:
    for node in root.walk():
        if node.tag == "img" and _MACHINE_ALT.search(node.attrs.get("alt", "")):
            tally.add("filler-alt", node.attrs["alt"])
            node.attrs["alt"] = ""
