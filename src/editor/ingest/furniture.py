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
from dataclasses import dataclass

from editor.ingest.draft import ArchiveItem
from editor.ingest.furniture_lines import (
    HASHTAGS,
    PROSE,
    TAG_LINE,
    TITLE_MIN,
    Entry,
    Kind,
    entries_of,
    heading_kind,
    letters,
    split_tags,
)
from editor.ingest.furniture_page import FULL_STOP, Page
from editor.ingest.pieces import Piece, all_words, words
from editor.ingest.tally import Tally
from editor.model.blocks import List
from editor.text.clean import clean_line

_LABEL_MAX = 30  # characters of a section's name that stands beside several titles
_LABEL_ONCE = 22  # characters, and at most five words, of one that stands beside a single title
_TITLE_MAX = 250
_SEE = r"(?:xem thêm|đọc thêm|xem tiếp|tin liên quan|bài liên quan|read more|see also)\s*:"
_INVITATION = re.compile(
    r"\W*mời (?:quý )?(?:bạn đọc|độc giả|quý vị)\b.*\b(?:chuyên mục|tin, bài|tin bài|kênh|xem thêm|đón đọc|theo dõi)\b",
    re.I,
)
_SEE_LINE = re.compile(rf"(?:(?P<sure>>>+|»)\s*(?:{_SEE})?|\W*{_SEE})\s*(?P<title>.+)$", re.I)


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of an article, and what its furniture offered."""

    kept: list[Piece]
    items: tuple[ArchiveItem, ...] = ()
    tags: tuple[str, ...] = ()


def cut(pieces: list[Piece], tally: Tally) -> Cut:
    """Take the furniture out of the pieces of an article."""
    kept: list[Piece] = []
    items: list[ArchiveItem] = []
    tags: list[str] = []
    page = Page(pieces)
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


def harvest(pieces: list[Piece], tally: Tally) -> Cut:
    """Archive items and tags out of furniture; everything in it counts as dropped."""
    items: list[ArchiveItem] = []
    tags: list[str] = []
    kind = Kind.RELATED
    group: list[Entry] = []
    for piece in pieces:
        if match := TAG_LINE.match(words(piece)):
            found = tuple(_tags_in(piece, match["tags"]))
            tags.extend(found)
            tally.add("furniture", words(piece), n=0 if _is_all_of(found, match["tags"]) else 1)
            continue
        entries = list(entries_of(piece))
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


def _inline_furniture(page: Page, at: int, items: list[ArchiveItem], tags: list[str], tally: Tally) -> bool:
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
        linked = [entry for entry in entries_of(piece) if entry.url]
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
    return text.startswith("http") or (not text[0].islower() and not FULL_STOP.search(text))


def _covers(linked: list[Entry], text: str) -> bool:
    """Whether most of the words lead somewhere."""
    return sum(letters(entry.text) for entry in linked) * 2 > letters(text)


def _tags_of_line(page: Page, at: int) -> tuple[str, ...]:
    """The tags that a line at the text's edge names, all of its words; `()` for a line of the article."""
    piece = page.pieces[at]
    text = words(piece)
    match = TAG_LINE.match(text)
    hashtags = match is None and HASHTAGS.match(text) is not None
    if not match and not hashtags:
        return ()
    named = text.replace("#", ",") if match is None else match["tags"]
    is_sure = match is None or match["sure"] is not None or any(entry.url for entry in entries_of(piece))
    at_the_edge = page.is_above_the_text(at) or page.is_below_the_text(at) if is_sure else page.is_last(at)
    if not at_the_edge:
        return ()
    found = tuple(_tags_in(piece, named))
    return found if _is_all_of(found, named) else ()


def _tags_in(piece: Piece, text: str) -> Iterator[str]:
    """The tags of a line: its links where they are all of it, else what stands between its commas."""
    linked = [entry.text.lstrip("#") for entry in entries_of(piece) if entry.url]
    for part in linked if _is_all_of(linked, text) else [text]:
        yield from split_tags(part)


def _is_all_of(parts: Iterable[str], text: str) -> bool:
    return sum(map(letters, parts)) >= letters(text)


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
        if labels[at] or not TITLE_MIN <= len(entry.text) <= _TITLE_MAX or (entry.text, entry.url) in seen:
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
