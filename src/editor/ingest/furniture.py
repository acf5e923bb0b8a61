"""Page furniture: what a site prints around an article. It is cut off, reported, and its items are offered.

The rule of format.md 6: everything from the heading "Tin liên quan" down is furniture, and that means the page's tail.
Where running text follows the titles, the heading stands inside the article: only it and the titles under it go. A line
that signs the article is the byline, also below the titles.

A word that may as well stand over a part of the article ("Chia sẻ", "Bình luận") is the article's where running text
follows it. When in doubt, the words stay in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from editor.ingest.draft import ArchiveItem
from editor.ingest.pieces import Marked, Piece, Role, all_words, words
from editor.ingest.settle import names_of, signs
from editor.ingest.tally import Tally
from editor.model.blocks import Heading, Inline, List, ListItem, Table, text_of
from editor.text.clean import clean_line
from editor.text.fold import search_key

PROSE = 140  # characters: a paragraph of this length is running text, not a title
_SENTENCE = 30  # characters: a shorter line with a full stop is no evidence of running text
_SIGNED = 60  # characters of a byline
_TAG_MAX = 60  # characters
_LABEL_MAX = 30  # characters of a section's name that stands beside several titles
_LABEL_ONCE = 22  # characters, and at most five words, of one that stands beside a single title
_TITLE_MIN = 15
_TITLE_MAX = 250


class Kind(StrEnum):
    RELATED = "related"
    TAGS = "tags"
    COMMENTS = "comments"
    SHARE = "share"


_BACK = r"tro lai .{1,30}"  # to the section; also a subhead ("Trở lại sau ba năm")
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
        f"{_BACK}"
    ),
}
_PATTERNS = {kind: re.compile(rf"(?:{text})$") for kind, text in _HEADINGS.items()}
_SUBHEADS = re.compile(
    rf"(?:binh luan|comments?|tu khoa|tags?|the|keywords|chia se|share|print|home|trang chu|co chu|{_BACK}|"
    r"facebook|twitter|zalo|messenger|linkedin)$"
)
"""Words of furniture that may as well stand over a part of an article."""
_NETWORKS = re.compile(
    r"(?:x|facebook|fb|twitter|zalo|messenger|linkedin|tiktok|youtube|instagram|telegram|viber|whatsapp|pinterest|reddit|"
    r"tumblr|skype|threads|e-?mail|gmail|line|rss)$"
)
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
_COUNT = re.compile(r"\s*\(\s*\d*\s*\)\s*$")
_FULL_STOP = re.compile(r"(?<![.…])\.[”\"’')\]]*$")
_IMPRINT = re.compile(
    r"(?:tổng biên tập|cơ quan chủ quản|giấy phép[^:]{0,40}|bản quyền|tòa soạn|toà soạn|địa chỉ|điện thoại|hotline|fax|"
    r"e-?mail)\s*:|\d/GP-|©",
    re.I,
)
_TAG_LINE = re.compile(r"(?:(?P<sure>từ khóa|từ khoá|tags?|keywords?)|chủ đề|dòng sự kiện)\s*:\s*(?P<tags>.+)$", re.I)
_SEE = r"(?:xem thêm|đọc thêm|xem tiếp|tin liên quan|bài liên quan|read more|see also)\s*:"
_HASHTAGS = re.compile(r"#[^\W\d_]\w*(?:\s*#[^\W\d_]\w*)*$")
_INVITATION = re.compile(
    r"\W*mời (?:quý )?(?:bạn đọc|độc giả|quý vị)\b.*\b(?:chuyên mục|tin, bài|tin bài|kênh|xem thêm|đón đọc|theo dõi)\b",
    re.I,
)
_SEE_LINE = re.compile(rf"(?:(?P<sure>>>+|»)\s*(?:{_SEE})?|\W*{_SEE})\s*(?P<title>.+)$", re.I)


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
    """The kind of furniture that a line of this text opens, if it stands where furniture stands; None for another."""
    if len(text) > 60:
        return None
    key = _key(text)
    for kind, pattern in _PATTERNS.items():
        if pattern.match(key):
            return kind
    return None


def _key(text: str) -> str:
    return _DECORATION.sub("", _COUNT.sub("", search_key(text)))


def cut(pieces: list[Piece], tally: Tally) -> Cut:
    """Take the furniture out of the pieces of an article."""
    kept: list[Piece] = []
    items: list[ArchiveItem] = []
    tags: list[str] = []
    page = _Page(pieces)
    at = 0
    while at < len(pieces):
        kind = page.labels[at]
        if kind is None:
            if not _inline_furniture(page, at, items, tags, tally):
                kept.append(pieces[at])
            at += 1
        elif kind is Kind.SHARE:
            end = page.end_of_buttons(at)
            for piece in pieces[at:end]:
                tally.add("share", all_words(piece), n=len(piece.items) if isinstance(piece, List) else 1)
            at = end
        else:
            end = page.end_of_furniture(at)
            byline = page.byline(at, end)
            kept.extend(pieces[number] for number in sorted(byline))
            found = harvest([pieces[number] for number in range(at, end) if number not in byline], tally)
            items.extend(found.items)
            tags.extend(found.tags)
            at = end
    return Cut(kept, tuple(items), tuple(tags))


class Look(StrEnum):
    """What a piece looks like among furniture."""

    PROSE = "prose"  # running text, told by its length
    SENTENCE = "sentence"  # shorter, with a full stop: running text, or the teaser under a title
    TITLE = "title"
    NEITHER = "neither"  # a photo, a quote, a subhead: they stand in an article and beside titles


_TEXT = {Look.PROSE, Look.SENTENCE}


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring paragraphs below the heading of furniture."""

    start: int
    end: int
    paragraphs: int
    is_prose: bool
    titles: int  # between it and the run before, or the heading

    @property
    def is_plain(self) -> bool:
        return self.paragraphs > 1


class _Page:
    """The pieces of an article, and where furniture stands among them; made in one pass over each piece."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.looks = [_look(piece) for piece in pieces]
        self._prose = [0, *accumulate(look is Look.PROSE for look in self.looks)]
        self._text = [0, *accumulate(look in _TEXT for look in self.looks)]
        self.labels = [self._label(at) for at in range(len(pieces))]
        self._followed = self._followed_by_text()

    def _label(self, at: int) -> Kind | None:
        """The kind of furniture that a piece opens where it stands."""
        piece = self.pieces[at]
        text = words(piece)
        kind = heading_kind(text)
        return None if kind and kind is not Kind.RELATED and self._is_subhead(at, kind) else kind

    def _is_subhead(self, at: int, kind: Kind) -> bool:
        """Whether a word of furniture is the article's own: running text follows it directly."""
        piece = self.pieces[at]
        text = words(piece)
        if not _SUBHEADS.match(_key(text)) or _COUNT.search(text) or _is_linked(piece):
            return False
        if kind is Kind.COMMENTS and at == 0:
            return True  # the name of the section, above the headline
        if not self._stands_over_text(at):
            return False
        # buttons stand between the headline or the standfirst and the text
        return kind is not Kind.SHARE or self._text[at] > 1 or re.match(_BACK, _key(text)) is not None

    def _stands_over_text(self, at: int) -> bool:
        """Whether running text follows a line, right under it or under a photo or a quote."""
        below = at + 1
        while below < len(self.pieces) and not isinstance(self.pieces[below], List) and not words(self.pieces[below]):
            below += 1
        return below < len(self.pieces) and self.looks[below] in _TEXT

    def _followed_by_text(self) -> list[bool]:
        """For each piece, whether running text stands between it and the next furniture."""
        found = [False] * len(self.pieces)
        for at in range(len(self.pieces) - 2, -1, -1):
            opens = self.labels[at + 1] not in {None, Kind.SHARE}
            found[at] = not opens and (self.looks[at + 1] in _TEXT or found[at + 1])
        return found

    def is_below_the_text(self, at: int) -> bool:
        return not self._followed[at]

    def is_above_the_text(self, at: int) -> bool:
        return self._text[at] == 0

    def is_last(self, at: int) -> bool:
        """Whether nothing of the article but its byline and its tags follows a line."""
        below = at + 1
        if below == len(self.pieces) or self.labels[below] is not None or self._is_signed(below):
            return True
        text = words(self.pieces[below])
        return _TAG_LINE.match(text) is not None or _HASHTAGS.match(text) is not None

    def end_of_buttons(self, at: int) -> int:
        """Where the share buttons that begin here end: lists of networks' names go with their heading."""
        end = at + 1
        while end < len(self.pieces) and self.labels[end] is None and _is_of_buttons(self.pieces[end]):
            end += 1
        return end

    def end_of_furniture(self, at: int) -> int:
        """Where the furniture that begins here ends: where the article goes on, else at its next heading."""
        following = (number for number in range(at + 1, len(self.pieces)) if self.labels[number] not in _INSIDE)
        end = next(following, len(self.pieces))
        runs = self._runs(at + 1, end)
        prose = [run for run in runs if run.is_prose]
        if prose and self._prose[-1] - self._prose[at] > self._prose[at]:
            runs = prose
        elif self.labels[at] is Kind.COMMENTS or self._is_signed(self._above(at)):
            return end
        else:
            runs = self._going_on(runs, end)
        return self._with_what_stands_over(runs[0].start, at) if runs else end

    def byline(self, at: int, end: int) -> frozenset[int]:
        """Indexes of lines among titles that sign the article; none where a byline stands above them."""
        if self.labels[at] is Kind.COMMENTS or self._is_signed(self._above(at)):
            return frozenset()
        return frozenset(number for number in range(at + 1, end) if self._is_signed(number))

    def _above(self, at: int) -> int:
        """The last piece above that is no share button; -1 for none."""
        at -= 1
        while at >= 0 and (self.labels[at] is Kind.SHARE or _is_of_buttons(self.pieces[at])):
            at -= 1
        return at

    def _is_signed(self, at: int) -> bool:
        if not 0 <= at < len(self.pieces):
            return False
        piece = self.pieces[at]
        text = words(piece)
        set_apart = isinstance(piece, Marked) and piece.role is Role.RIGHT
        return 0 < len(text) <= _SIGNED and (set_apart or signs(text)) and bool(names_of(text))

    def _runs(self, start: int, end: int) -> list[_Run]:
        """Runs of paragraphs; what is neither text nor title does not part them."""
        runs: list[_Run] = []
        joins = False
        titles = 0
        for at in range(start, end):
            look = self.looks[at]
            if look is Look.TITLE and not (runs and self._is_list_of_text(at)):
                titles, joins = titles + 1, False
            elif look in _TEXT and joins:
                last = runs[-1]
                is_prose = last.is_prose or look is Look.PROSE
                runs[-1] = replace(last, end=at + 1, paragraphs=last.paragraphs + 1, is_prose=is_prose)
            elif look in _TEXT:
                runs.append(_Run(at, at + 1, 1, look is Look.PROSE, titles))
                titles, joins = 0, True
        return runs

    def _is_list_of_text(self, at: int) -> bool:
        return isinstance(self.pieces[at], List) and not _is_linked(self.pieces[at])

    def _going_on(self, runs: list[_Run], end: int) -> list[_Run]:
        """The runs with which the article goes on; teasers, each alone under its title, are none."""
        below = sum(1 for at in range(runs[-1].end, end) if self.looks[at] is Look.TITLE) if runs else 0
        if not any(run.is_plain for run in runs):
            if len(runs) > 1 and len({run.titles for run in runs}) == 1:
                return []
            if len(runs) == 1 and runs[0].titles == 1 and below > 1:
                return []
        return [run for run in runs if run.is_plain or self._is_text(run, end)]

    def _is_text(self, run: _Run, end: int) -> bool:
        """Whether a paragraph that stands alone among titles is more than a teaser."""
        below = next((at for at in range(run.end, end) if self.looks[at] is not Look.NEITHER), end)
        if below < end and _is_linked(self.pieces[below]) and len(all_words(self.pieces[below])) >= _TITLE_MIN:
            return False
        return run.is_prose or (run.titles > 1 and below == end) or (below < end and self._is_signed(below))

    def _with_what_stands_over(self, start: int, label: int) -> int:
        """A subhead or a photo right above the first paragraph belongs to it."""
        while start - 1 > label and self.looks[start - 1] is Look.NEITHER and self.labels[start - 1] is None:
            start -= 1
        return start


_INSIDE = {None, Kind.SHARE}


def _look(piece: Piece) -> Look:
    if isinstance(piece, List):
        return Look.TITLE
    text = words(piece)
    if _is_linked(piece):
        return Look.TITLE
    if not text or isinstance(piece, Heading):
        return Look.NEITHER
    if _is_imprint(text):
        return Look.TITLE
    if len(text) >= PROSE:
        return Look.PROSE
    return Look.SENTENCE if len(text) >= _SENTENCE and _FULL_STOP.search(text) else Look.TITLE


def _is_imprint(text: str) -> bool:
    """Who publishes the site: "Cơ quan chủ quản: … Tổng biên tập: … Giấy phép số 1/GP-BTTTT"."""
    return len(_IMPRINT.findall(text)) > 1


def _is_linked(piece: Piece) -> bool:
    """Whether most of the words lead somewhere."""
    spans = [span for inline in _inlines(piece) for span in inline]
    linked = sum(_letters(span.text) for span in spans if span.link)
    return linked * 2 > sum(_letters(span.text) for span in spans)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_of_buttons(piece: Piece) -> bool:
    """A list, or a line, of nothing but names of networks and buttons."""
    entries = [entry.text for entry in _entries(piece)] if isinstance(piece, List) else [words(piece)]
    return bool(entries) and all(_is_button(text) for text in entries)


def _is_button(text: str) -> bool:
    return heading_kind(text) is Kind.SHARE or _NETWORKS.match(_key(text)) is not None


def harvest(pieces: list[Piece], tally: Tally) -> Cut:
    """Archive items and tags out of furniture; everything in it counts as dropped."""
    items: list[ArchiveItem] = []
    tags: list[str] = []
    kind = Kind.RELATED
    group: list[Entry] = []
    for piece in pieces:
        if match := _TAG_LINE.match(words(piece)):
            found = tuple(_tags_in(piece, match["tags"]))
            tags.extend(found)
            tally.add("furniture", words(piece), n=0 if _is_all_of(found, match["tags"]) else 1)
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
            found = tuple(tag for entry in entries for tag in split_tags(entry.text))
            tags.extend(found)
            tally.add("furniture", all_words(piece), n=0 if found else 1)
        else:
            tally.add("comments", all_words(piece))
    items.extend(_items(group))
    return Cut([], tuple(items), tuple(tags))


def _inline_furniture(page: _Page, at: int, items: list[ArchiveItem], tags: list[str], tally: Tally) -> bool:
    """One line that is furniture by itself: "Từ khóa: …", "#lũ #Yên Bái", ">> Xem thêm: …", "Mời bạn đọc …"."""
    piece = page.pieces[at]
    text = words(piece)
    if len(text) > 300:
        return False
    if found := _tags_of_line(page, at):
        tags.extend(found)
        return True
    if _INVITATION.match(text):
        tally.add("furniture", text)
        return True
    if match := _SEE_LINE.match(text):
        linked = [entry for entry in _entries(piece) if entry.url]
        if not linked and not match["sure"] and not _reads_as_title(match["title"]):
            return False
        if linked and not match["sure"] and not _covers(linked, match["title"]):
            return False
        items.extend(
            [ArchiveItem(entry.text.lstrip(">» "), entry.url) for entry in linked]
            or [ArchiveItem(clean_line(match["title"]))]
        )
        tally.add("related-in-text", match["title"])
        return True
    return False


def _reads_as_title(text: str) -> bool:
    """Whether words after "Xem thêm:" name another story: an address, or a title without a full stop."""
    return text.startswith("http") or (not text[0].islower() and not _FULL_STOP.search(text))


def _covers(linked: list[Entry], text: str) -> bool:
    """Whether most of the words lead somewhere."""
    return sum(_letters(entry.text) for entry in linked) * 2 > _letters(text)


def _tags_of_line(page: _Page, at: int) -> tuple[str, ...]:
    """The tags that a line at the text's edge names, all of its words; `()` for a line of the article."""
    piece = page.pieces[at]
    text = words(piece)
    match = _TAG_LINE.match(text)
    hashtags = match is None and _HASHTAGS.match(text) is not None
    if not match and not hashtags:
        return ()
    named = text.replace("#", ",") if match is None else match["tags"]
    is_sure = match is None or match["sure"] is not None or any(entry.url for entry in _entries(piece))
    at_the_edge = page.is_above_the_text(at) or page.is_below_the_text(at) if is_sure else page.is_last(at)
    if not at_the_edge:
        return ()
    found = tuple(_tags_in(piece, named))
    return found if _is_all_of(found, named) else ()


def _tags_in(piece: Piece, text: str) -> Iterator[str]:
    """The tags of a line: its links where they are all of it, else what stands between its commas."""
    linked = [entry.text.lstrip("#") for entry in _entries(piece) if entry.url]
    for part in linked if _is_all_of(linked, text) else [text]:
        yield from split_tags(part)


def _is_all_of(parts: Iterable[str], text: str) -> bool:
    return sum(map(_letters, parts)) >= _letters(text)


def split_tags(text: str) -> Iterator[str]:
    """Tags written in one line, with commas and the like between them."""
    for tag in re.split(r"[,;#|\n•]", text):
        word = clean_line(tag).strip(" .")
        if 1 < len(word) <= _TAG_MAX:
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
    """Titles with the section that stands beside each: before them as in "Tin tức / title", or after them.

    A list of nothing but short lines is one of titles.
    """
    entries = [entry for entry in entries if entry.url or len(entry.text) < PROSE]  # what is longer is a teaser
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.text] = counts.get(entry.text, 0) + 1
    linked = any(entry.url for entry in entries)
    labels = [_is_label(entry, counts[entry.text]) for entry in entries]
    if all(labels):
        labels = [False] * len(labels)
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
