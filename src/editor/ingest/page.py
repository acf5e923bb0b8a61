"""A web page to a draft: headline, standfirst, the part that is the article, and everything around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from editor.errors import TooHardError
from editor.ingest import around, office, pictures
from editor.ingest.article_part import article_part
from editor.ingest.draft import ArchiveItem, Draft, WantedPhoto
from editor.ingest.funnel import Funnel
from editor.ingest.furniture import Cut, cut
from editor.ingest.furniture_lines import split_tags
from editor.ingest.html import pieces_of
from editor.ingest.leads import set_apart
from editor.ingest.legacy import modern
from editor.ingest.limit import limited
from editor.ingest.looks import is_noise, is_related
from editor.ingest.markup import Node, parse
from editor.ingest.pieces import Piece, all_words, blocks_of, words
from editor.ingest.places import (
    follows_prose,
    free_the_page,
    headline_of,
    line_of,
    line_under_the_headline,
    standfirst_node,
)
from editor.ingest.plain import Opening, opening
from editor.ingest.settle import signed, with_captions, with_lists
from editor.ingest.stated import stated_in
from editor.ingest.subheads import with_levels, with_subheads
from editor.ingest.tally import Tally
from editor.model.article import Article, Author
from editor.model.blocks import Block, Body, Figure, Gallery, Paragraph, figures_of, plain
from editor.model.normal import tidy, tidy_body
from editor.text import fold
from editor.text.clean import clean, clean_line
from editor.text.language import language_of

_LANG = re.compile(r"""<html\b[^<>]{0,300}?\blang\s*=\s*["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)""", re.I)
_LONG_PASTE = 500_000  # characters
_LONGEST_PASTE = 5_000_000
_ANY_TAG = re.compile(r"<[^<>]*>")
_AROUND = {"dropped.furniture", "dropped.related-in-text"}
_PUBLISHED = ("article:published_time", "datepublished", "pubdate")


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says about itself outside the text."""

    title: str = ""
    metas: tuple[tuple[str, str], ...] = ()
    canonical: str = ""

    @property
    def shared(self) -> str:
        """The title as social networks show it."""
        return self.meta("og:title", "twitter:title")

    def meta(self, *keys: str) -> str:
        """The first of these that is there."""
        for key in keys:
            for name, content in self.metas:
                if name == key and content:
                    return content
        return ""

    def all(self, key: str) -> tuple[str, ...]:
        return tuple(content for name, content in self.metas if name == key and content)


def read_page(html: str) -> Draft:
    """A page, or a fragment of one, as a draft. `html` has passed `text.clean`.

    Headline: the page's h1, else og:title, else the title without the site's name. Standfirst: an element marked as
    such, else a first paragraph that is wholly bold, else the page's description where the text does not begin with it.
    """
    tally = Tally()
    root = parse(html, tally)
    office.settle(root, tally)
    head = head_of(root)
    free_the_page(root)
    headline_node, headline = headline_of(root, head.title, head.shared, head.meta("og:site_name"))
    above = _cut_above(root, headline_node)
    take_out(root, headline_node)
    lead = standfirst_node(root)
    take_out(root, lead)
    part = article_part(root)
    before, after = around.outside(root, part)
    header = part.find("header") or Node("header")
    lead = lead or _unmarked_lead(before, header)
    dateline = _dateline(lead)
    funnel = Funnel(head.canonical, fold.search_key(headline), tally=tally)
    pieces = [*_lead_photos(before, part, funnel), *pieces_of(part, funnel)]
    tags, signed_around = around.tags_of(after), around.authors_of(before, header, after)
    before.children[:0] = above
    outside = _around(before, after, funnel)
    found = cut(with_lists(with_captions(pieces)), tally)
    opened = Opening(found.kept, headline) if headline or lead else opening(found.kept, tally)
    headline = opened.headline
    text = signed(opened.pieces)
    standfirst, body_pieces = _standfirst(line_of(lead) if lead else opened.standfirst, text.pieces, head)
    body_pieces = with_levels(with_subheads(_without_headline(body_pieces, headline)))
    body = tidy_body(tuple(blocks_of(body_pieces)))
    stated = stated_in(html)
    article = Article(
        lang=language_of(part.text(), _lang(html)),
        sections=opened.sections,
        headline=headline,
        slug=fold.slug(headline),
        standfirst=standfirst,
        dateline=dateline,
        date=around.date_of_page(head.meta(*_PUBLISHED) or stated.date, before, part) or text.date or opened.date,
        authors=tuple(map(Author, text.authors or signed_around or stated.authors)),
        tags=unique((*_tags_of(head), *found.tags, *outside.tags, *tags)),
        body=body,
    )
    article = tidy(article)
    items = unique_items((*found.items, *funnel.items, *outside.items), headline)
    return Draft(article, wanted_of(article.body, funnel), tally.result(), items)


def _unmarked_lead(*places: Node) -> Node | None:
    """The standfirst that nothing marks, taken out of the first of these places that has one."""
    for place in places:
        if lead := line_under_the_headline(place):
            take_out(place, lead)
            return lead
    return None


def _tags_of(head: Head) -> Iterator[str]:
    """The tags that the page states: one a line, or all in one with commas between them."""
    for line in head.all("article:tag"):
        yield from split_tags(line)


def _dateline(lead: Node | None) -> str:
    """The place that a site prints at the head of its standfirst, taken out of it; "" for none."""
    place = next((node for node in lead.walk() if node.words & {"location", "dateline"}), None) if lead else None
    if lead is None or place is None or place is lead:
        return ""
    take_out(lead, place)
    return line_of(place)


def html_blocks(html: str) -> tuple[Block, ...]:
    """A piece of markup (a paste) as tidy blocks: the body of `html_draft`. Never raises."""
    return html_draft(html).article.body


def html_draft(html: str, *, convert: bool = False) -> Draft:
    """A piece of markup (a paste) without looking for a headline or furniture: an article that is only a body.

    With it come the photos that it names (a file on the writer's computer by its bare name, in the order of the text),
    what was left out, and a finding "legacy-kept" for text from before Unicode, which `convert` converts. Never raises.
    Markup of more than half a million characters is given the time limit of files; what takes longer comes as its bare
    words, a paragraph a line.
    """
    html, findings = modern(clean(html), convert=convert, markup=True)
    try:
        draft = _piece(html) if len(html) <= _LONG_PASTE else limited(_piece, html)
    except TooHardError:
        lines = _ANY_TAG.sub(" ", html[:_LONGEST_PASTE]).split("\n")
        draft = Draft(Article(body=tidy_body(tuple(Paragraph(plain(line)) for line in lines))))
    return replace(draft, findings=findings)


def _piece(html: str) -> Draft:
    funnel = Funnel()
    root = parse(html, funnel.tally)
    office.settle(root, funnel.tally)
    pieces = pieces_of(root, funnel)
    body = tidy_body(tuple(blocks_of(with_lists(with_captions(pieces)))))
    return Draft(Article(body=body), wanted_of(body, funnel), funnel.tally.result())


def wanted_of(body: Body, funnel: Funnel) -> tuple[WantedPhoto, ...]:
    """The photos that the figures of a body name, in reading order."""
    return tuple(WantedPhoto(figure.src, None, funnel.photos.get(figure.src, b"")) for figure in figures_of(body))


def head_of(root: Node) -> Head:
    """Title, metas and the page's address."""
    title = root.find("title")
    metas: list[tuple[str, str]] = []
    canonical = base = ""
    for node in root.walk():
        if node.tag == "meta":
            name = node.attrs.get("property") or node.attrs.get("name") or node.attrs.get("itemprop") or ""
            metas.append((name.lower(), clean_line(node.attrs.get("content", ""))))
        elif node.tag == "link" and "canonical" in node.attrs.get("rel", "").lower().split():
            canonical = canonical or node.attrs.get("href", "").strip()
        elif node.tag == "base":
            base = base or node.attrs.get("href", "").strip()
    head = Head(clean_line(title.text()) if title else "", tuple(metas))
    address = next((url for url in (base, canonical, head.meta("og:url")) if re.match(r"https?://[^\s/]", url)), "")
    return Head(head.title, head.metas, address)


def take_out(root: Node, gone: Node | None) -> None:
    """Remove an element from the tree."""
    if gone is None:
        return
    for node in root.walk():
        for at, child in enumerate(node.children):
            if child is gone:
                del node.children[at]
                return


def _cut_above(root: Node, headline: Node | None) -> list[Node | str]:
    """Take away what a page prints above its headline, unless running text or a photo with a caption is there."""
    if headline is None or follows_prose(root, headline):
        return []
    gone: list[Node | str] = []
    for above, inner in pairwise(around.path(root, headline)):
        at = next(number for number, child in enumerate(above.children) if child is inner)
        keep = [child for child in above.children[:at] if around.is_head(child) or _holds_photo(child)]
        gone.extend(child for child in above.children[:at] if not any(child is kept for kept in keep))
        above.children[:at] = keep
    return gone


def _holds_photo(child: Node | str) -> bool:
    return isinstance(child, Node) and child.find("figure", "table") is not None and child.find("img") is not None


def _lead_photos(before: Node, part: Node, funnel: Funnel) -> list[Piece]:
    """Photos with a caption that a page prints between its standfirst and its text; one of the text is not repeated."""
    inside = {node.attrs.get("src", "") for node in part.walk() if node.tag == "img"}
    found: list[Piece] = []
    for node in around.lead_figures(before):
        pieces = [piece for piece in pieces_of(Node("div", {}, [node]), funnel) if isinstance(piece, Figure | Gallery)]
        photos = [photo for photo in pieces if all(figure.src not in inside for figure in figures_of((photo,)))]
        if pieces and all(figure.caption or figure.credit for figure in figures_of(tuple(pieces))):
            found.extend(photos)
            take_out(before, node)
    return found


def _around(before: Node, after: Node, funnel: Funnel) -> Cut:
    """What the page prints before and after the article's own part: items and tags of it, all of it reported."""
    if text := before.text():
        funnel.tally.add("furniture", text)
    for photo in around.loose_photos(before):
        if figure := pictures.figure(photo, funnel.furniture()):
            funnel.tally.add("photo-around", figure.src)
    inner = funnel.furniture()
    for node in after.walk():  # it is furniture as a whole: what would be skipped as such is looked into
        node.tag = "div" if node.tag in {"aside", "article"} else node.tag
        if not (is_noise(node) or is_related(node)):
            node.attrs.pop("class", None)
            node.attrs.pop("id", None)
    found = cut(pieces_of(after, inner), funnel.tally)
    for dropped in inner.tally.result():
        funnel.tally.add("furniture", dropped.sample, dropped.n if dropped.code in _AROUND else 0)
    for piece in found.kept:
        funnel.tally.add("furniture", all_words(piece), 1 if all_words(piece) else 0)
    return Cut([], (*found.items, *inner.items), found.tags)


def _standfirst(marked: str, pieces: list[Piece], head: Head) -> tuple[str, list[Piece]]:
    """The standfirst, and the pieces without it."""
    first = next((at for at, piece in enumerate(pieces) if words(piece)), None)
    start_words = words(pieces[first]) if first is not None else ""
    if marked:
        if first is not None and start_words == marked:
            return marked, pieces[:first] + pieces[first + 1 :]
        return marked, pieces
    rest = pieces[: first or 0] + pieces[(first or 0) + 1 :]
    more = any(len(words(piece)) > len(start_words) // 2 for piece in rest)
    if first is not None:
        apart, following = set_apart(pieces[first:])
        if apart:
            return apart, pieces[:first] + following
    described = head.meta("og:description", "description", "twitter:description")
    key, start = fold.search_key(described).rstrip(" .…"), fold.search_key(start_words)
    if not described or len(described) < 20:
        return "", pieces
    if not start.startswith(key[:60]):
        return described, pieces
    if more and len(start) <= len(key) + 5:
        return start_words, rest
    return "", pieces


def _without_headline(pieces: list[Piece], headline: str) -> list[Piece]:
    """A page that repeats its headline at the head of the text."""
    if pieces and headline and words(pieces[0]) == headline:
        return pieces[1:]
    return pieces


def _lang(html: str) -> str:
    match = _LANG.search(html[:20000])
    return match[1].split("-")[0].lower() if match else "vi"


def unique(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags once each, whatever their case, and whether somebody typed them without their marks."""
    kept: dict[str, list[str]] = {}
    found: list[str] = []
    for tag in dict.fromkeys(tags):
        alike = kept.setdefault(fold.search_key(tag), [])
        if not any(fold.is_same(known, tag) for known in alike[:8]):
            alike.append(tag)
            found.append(tag)
    return tuple(found)


def unique_items(items: tuple[ArchiveItem, ...], headline: str) -> tuple[ArchiveItem, ...]:
    """Items once each, with whole addresses; the article itself is none of them."""
    seen: dict[tuple[str, str], ArchiveItem] = {}
    for item in items:
        if item.title != headline:
            seen.setdefault((fold.search_key(item.title), item.url), item)
    return tuple(seen.values())
