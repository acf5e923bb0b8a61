"""Page furniture: what a site prints around an article. It is cut off, reported, and its items are offered.

The rule of format.md 6: everything from the heading "Tin liên quan" down is furniture. Where more running text follows
such a heading than went before, the heading stands inside the article: only it and the titles under it go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from editor.ingest.draft import ArchiveItem
from editor.ingest.pieces import Piece, all_words, words
from editor.ingest.tally import Tally
from editor.model.blocks import Heading, Inline, List, ListItem, Table, text_of
from editor.text.clean import clean_line
from editor.text.fold import search_key

PROSE = 140  # characters: a paragraph of this length is running text, not a title
_LABEL_MAX = 30  # characters of a section's name that stands beside several titles
_LABEL_ONCE = 22  # characters, and at most five words, of one that stands beside a single title
_TITLE_MIN = 15
_TITLE_MAX = 250


class Kind(StrEnum):
    RELATED = "related"
    TAGS = "tags"
    COMMENTS = "comments"
    SHARE = "share"


_HEADINGS = {
    Kind.RELATED: (
        "tin lien quan|tin bai lien quan|bai lien quan|bai viet lien quan|cac tin lien quan|tin tuc lien quan|"
        "tin lien quan khac|co lien quan|"
        "bai moi|bai moi hon|bai cu hon|tin bai khac|cac bai khac|"
        "cung chuyen muc|tin cung chuyen muc|bai cung chuyen muc|cung chu de|tin cung chu de|"
        "doc them|xem them|xem tiep|doc tiep|tin khac|cac tin khac|tin moi|tin moi nhat|bai moi nhat|tin noi bat|"
        "tin doc nhieu|doc nhieu|doc nhieu nhat|xem nhieu|tin xem nhieu|co the ban quan tam|ban co the quan tam|"
        "dang quan tam|de xuat cho ban|danh cho ban|tin cu hon|tin moi hon|related|related stories|related news|"
        "related articles|read more|see also|more in this section|more from this section|more news|"
        "you may also like|most read|recommended"
    ),
    Kind.TAGS: "tu khoa|tu khoa lien quan|tags?|the|keywords",
    Kind.COMMENTS: (
        "binh luan|y kien ban doc|y kien cua ban|gui binh luan|viet binh luan|ban doc binh luan|comments?|"
        "leave a comment|gui y kien|gui y kien cua ban|dang ky nhan tin|dang nhap de binh luan|ban quyen thuoc ve.*"
    ),
    Kind.SHARE: (
        "chia se|chia se bai viet|facebook|twitter|zalo|messenger|linkedin|gui email|in bai viet|in bai|copy link|"
        "sao chep lien ket|luu bai viet|share|print|"
        r"(?:chia se\W+)?(?:facebook|zalo|twitter|email|messenger|\W){2,}|"
        r"(?:(?:in trang|in tin|in bai|gui email|gui ban be|ve trang truoc|ve dau trang|len dau trang)\W*)+|"
        "theo doi .{0,60}google news.?|bao .{2,30} tren(?: google news)?|chia se facebook|chia se zalo|"
        "trang chu|home|nghe (?:doc )?bai(?: viet| bao)?|co chu|tro lai .{1,30}"
    ),
}
_PATTERNS = {kind: re.compile(rf"(?:{text})$") for kind, text in _HEADINGS.items()}
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
_COUNT = re.compile(r"\s*\(\s*\d*\s*\)\s*$")
_TAG_LINE = re.compile(r"(?:từ khóa|từ khoá|tags?|chủ đề|dòng sự kiện|keywords?)\s*:\s*(?P<tags>.+)$", re.I)
_SEE = r"(?:xem thêm|đọc thêm|xem tiếp|tin liên quan|bài liên quan|read more|see also)\s*:"
_HASHTAGS = re.compile(r"#[^\W\d_]\w*(?:\s*#[^\W\d_]\w*)*$")
_INVITATION = re.compile(
    r"\W*mời (?:quý )?(?:bạn đọc|độc giả|quý vị)\b.*\b(?:chuyên mục|tin, bài|tin bài|kênh|xem thêm|đón đọc|theo dõi)\b",
    re.I,
)
_SEE_LINE = re.compile(rf"(?:(?:>>+|»)\s*(?:{_SEE})?|\W*{_SEE})\s*(?P<title>.+)$", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of furniture: what it says and where it leads."""

    text: str
    url: str = ""
    alone: bool = False  # the only line of a list's item: no label of a neighbour


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of an article, and what its furniture offered."""

    kept: list[Piece]
    items: tuple[ArchiveItem, ...] = ()
    tags: tuple[str, ...] = ()


def heading_kind(text: str) -> Kind | None:
    """The kind of furniture that a line of this text opens; None for words of the article."""
    if len(text) > 60:
        return None
    key = _DECORATION.sub("", _COUNT.sub("", search_key(text)))
    for kind, pattern in _PATTERNS.items():
        if pattern.match(key):
            return kind
    return None


def cut(pieces: list[Piece], tally: Tally) -> Cut:
    """Take the furniture out of the pieces of an article."""
    kept: list[Piece] = []
    items: list[ArchiveItem] = []
    tags: list[str] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        kind = heading_kind(words(piece))
        if kind is None:
            if not _inline_furniture(piece, items, tags, tally):
                kept.append(piece)
            at += 1
        elif kind is Kind.SHARE:
            tally.add("share", words(piece))
            at += 1
        else:
            end = _end(pieces, at)
            found = harvest(pieces[at:end], tally)
            items.extend(found.items)
            tags.extend(found.tags)
            at = end
    return Cut(kept, tuple(items), tuple(tags))


def harvest(pieces: list[Piece], tally: Tally) -> Cut:
    """Archive items and tags out of furniture; everything in it counts as dropped."""
    items: list[ArchiveItem] = []
    tags: list[str] = []
    kind = Kind.RELATED
    group: list[Entry] = []
    for piece in pieces:
        if match := _TAG_LINE.match(words(piece)):
            tags.extend(_tags_in(piece, match["tags"]))
            continue
        entries = list(_entries(piece))
        opened = heading_kind(entries[0].text) if len(entries) == 1 else None
        if opened:
            items.extend(_items(group))
            group = []
            kind = kind if opened is Kind.SHARE else opened
            tally.add("furniture", all_words(piece))
        elif kind is Kind.RELATED:
            group.extend(entries)
            tally.add("furniture", all_words(piece))
        elif kind is Kind.TAGS:
            tags.extend(tag for entry in entries for tag in split_tags(entry.text))
        else:
            tally.add("comments", all_words(piece))
    items.extend(_items(group))
    return Cut([], tuple(items), tuple(tags))


def _end(pieces: list[Piece], at: int) -> int:
    """Where the furniture that begins here ends: at the end of the page, or where the article goes on."""
    before = sum(1 for piece in pieces[:at] if _is_prose(piece))
    after = [number for number in range(at + 1, len(pieces)) if _is_prose(pieces[number])]
    if len(after) > before:
        return after[0]
    return len(pieces)


def _is_prose(piece: Piece) -> bool:
    return not isinstance(piece, Heading) and len(words(piece)) >= PROSE


def _inline_furniture(piece: Piece, items: list[ArchiveItem], tags: list[str], tally: Tally) -> bool:
    """One line that is furniture by itself: "Từ khóa: …", "#lũ #Yên Bái", ">> Xem thêm: …", "Mời bạn đọc …"."""
    text = words(piece)
    if len(text) > 300:
        return False
    if match := _TAG_LINE.match(text):
        tags.extend(_tags_in(piece, match["tags"]))
        return True
    if _HASHTAGS.match(text):
        tags.extend(split_tags(text.replace("#", ",")))
        return True
    if _INVITATION.match(text):
        tally.add("furniture", text)
        return True
    if match := _SEE_LINE.match(text):
        linked = [entry for entry in _entries(piece) if entry.url]
        found = [ArchiveItem(entry.text.lstrip(">» "), entry.url) for entry in linked] or [
            ArchiveItem(clean_line(match["title"]))
        ]
        items.extend(found)
        tally.add("related-in-text", match["title"])
        return True
    return False


def _tags_in(piece: Piece, text: str) -> Iterator[str]:
    """The tags of a line: its links, else what stands between its commas."""
    linked = [entry.text.lstrip("#") for entry in _entries(piece) if entry.url]
    for part in linked or [text]:
        yield from split_tags(part)


def split_tags(text: str) -> Iterator[str]:
    """Tags written in one line, with commas and the like between them."""
    for tag in re.split(r"[,;#|\n•]", text):
        word = clean_line(tag).strip(" .")
        if 1 < len(word) <= 60:
            yield word


def _entries(piece: Piece) -> Iterator[Entry]:
    """The lines of a piece: its links where it has any, else its text."""
    for inline in _inlines(piece):
        linked = list(_links(inline))
        if isinstance(piece, List) and len(linked) == 1:
            yield replace(linked[0], alone=True)
            continue
        if linked:
            yield from linked
            continue
        for line in text_of(inline).split("\n"):
            if text := clean_line(line):
                yield Entry(text)


def _inlines(piece: Piece) -> Iterator[Inline]:
    match piece:
        case List(items=items):
            yield from _item_inlines(items)
        case Table(rows=rows):
            yield from (cell for row in rows for cell in row)
        case _:
            inline = getattr(piece, "inline", ())
            yield inline


def _item_inlines(items: Iterable[ListItem]) -> Iterator[Inline]:
    for item in items:
        yield item.inline
        if item.sublist:
            yield from _item_inlines(item.sublist.items)


def _links(inline: Inline) -> Iterator[Entry]:
    """Neighbouring spans of one address are one entry."""
    at = 0
    while at < len(inline):
        url = inline[at].link
        run = _same_link(inline, at)
        if url and (text := clean_line("".join(span.text for span in run))):
            yield Entry(text, url)
        at += len(run)


def _same_link(inline: Inline, at: int) -> Inline:
    """The spans from here on that carry one address."""
    end = at + 1
    while end < len(inline) and inline[end].link == inline[at].link:
        end += 1
    return inline[at:end]


def _items(entries: list[Entry]) -> Iterator[ArchiveItem]:
    """Titles with the section that stands beside each: before them as in "Tin tức / title", or after them."""
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.text] = counts.get(entry.text, 0) + 1
    linked = any(entry.url for entry in entries)
    labels = [_is_label(entry, counts[entry.text]) for entry in entries]
    first = bool(labels) and labels[0]
    seen: set[tuple[str, str]] = set()
    for at, entry in enumerate(entries):
        if labels[at] or not _TITLE_MIN <= len(entry.text) <= _TITLE_MAX or (entry.text, entry.url) in seen:
            continue
        under = at > 0 and entry.url == entries[at - 1].url
        if linked and (under or not entry.url) and entry.text.endswith((".", "…")):
            continue  # the teaser under a linked title
        seen.add((entry.text, entry.url))
        beside = at - 1 if first else at + 1
        section = entries[beside].text if 0 <= beside < len(entries) and labels[beside] else ""
        yield ArchiveItem(entry.text, entry.url, section)


def _is_label(entry: Entry, count: int) -> bool:
    """A section's name: short, and repeated or very short."""
    text = entry.text
    if entry.alone or not text[:1].isalpha() or len(text) > _LABEL_MAX:
        return False
    return count > 1 or (len(text) <= _LABEL_ONCE and len(text.split()) <= 5)
