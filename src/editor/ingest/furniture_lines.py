"""Lines of page furniture: the words that open it, and what a line says and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from editor.ingest.pieces import Piece, words
from editor.model.blocks import Inline, List, ListItem, Table, text_of
from editor.text.clean import clean_line
from editor.text.fold import search_key

PROSE = 140  # characters: a paragraph of this length is running text, not a title
TITLE_MIN = 15
_TAG_MAX = 60  # characters


class Kind(StrEnum):
    RELATED = "related"
    TAGS = "tags"
    COMMENTS = "comments"
    SHARE = "share"


BACK = r"tro lai .{1,30}"  # to the section; also a subhead ("Trở lại sau ba năm")
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
        "trang chu|home|nghe (?:doc )?bai(?: viet| bao)?|co chu|"
        f"{BACK}"
    ),
}
_PATTERNS = {kind: re.compile(rf"(?:{text})$") for kind, text in _HEADINGS.items()}
SUBHEADS = re.compile(
    rf"(?:binh luan|comments?|tu khoa|tags?|the|keywords|chia se|share|print|home|trang chu|co chu|{BACK}|"
    r"facebook|twitter|zalo|messenger|linkedin)$"
)
"""Words of furniture that may as well stand over a part of an article."""
_NETWORKS = re.compile(
    r"(?:x|facebook|fb|twitter|zalo|messenger|linkedin|tiktok|youtube|instagram|telegram|viber|whatsapp|pinterest|reddit|"
    r"tumblr|skype|threads|e-?mail|gmail|line|rss)$"
)
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
COUNT = re.compile(r"\s*\(\s*\d*\s*\)\s*$")
_IMPRINT = re.compile(
    r"(?:tổng biên tập|cơ quan chủ quản|giấy phép[^:]{0,40}|bản quyền|tòa soạn|toà soạn|địa chỉ|điện thoại|hotline|fax|"
    r"e-?mail)\s*:|\d/GP-|©",
    re.I,
)
TAG_LINE = re.compile(r"(?:(?P<sure>từ khóa|từ khoá|tags?|keywords?)|chủ đề|dòng sự kiện)\s*:\s*(?P<tags>.+)$", re.I)
HASHTAGS = re.compile(r"#[^\W\d_]\w*(?:\s*#[^\W\d_]\w*)*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of furniture: what it says and where it leads."""

    text: str
    url: str = ""
    alone: bool = False  # the only line of a list's item: no label of a neighbour


def heading_kind(text: str) -> Kind | None:
    """The kind of furniture that a line of this text opens, if it stands where furniture stands; None for another."""
    if len(text) > 60:
        return None
    said = key(text)
    for kind, pattern in _PATTERNS.items():
        if pattern.match(said):
            return kind
    return None


def key(text: str) -> str:
    return _DECORATION.sub("", COUNT.sub("", search_key(text)))


def is_imprint(text: str) -> bool:
    """Who publishes the site: "Cơ quan chủ quản: … Tổng biên tập: … Giấy phép số 1/GP-BTTTT"."""
    return len(_IMPRINT.findall(text)) > 1


def is_linked(piece: Piece) -> bool:
    """Whether most of the words lead somewhere."""
    spans = [span for inline in inlines(piece) for span in inline]
    linked = sum(letters(span.text) for span in spans if span.link)
    return linked * 2 > sum(letters(span.text) for span in spans)


def letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def is_of_buttons(piece: Piece) -> bool:
    """A list, or a line, of nothing but names of networks and buttons."""
    entries = [entry.text for entry in entries_of(piece)] if isinstance(piece, List) else [words(piece)]
    return bool(entries) and all(_is_button(text) for text in entries)


def _is_button(text: str) -> bool:
    return heading_kind(text) is Kind.SHARE or _NETWORKS.match(key(text)) is not None


def split_tags(text: str) -> Iterator[str]:
    """Tags written in one line, with commas and the like between them."""
    for tag in re.split(r"[,;#|\n•]", text):
        word = clean_line(tag).strip(" .")
        if 1 < len(word) <= _TAG_MAX:
            yield word


def entries_of(piece: Piece) -> Iterator[Entry]:
    """The lines of a piece: its links where it has any, else its text."""
    for inline in inlines(piece):
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


def inlines(piece: Piece) -> Iterator[Inline]:
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
