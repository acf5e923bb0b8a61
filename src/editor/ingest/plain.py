"""A text file to a draft: a page as a scraper left it, or a text that somebody typed.

What a scraper leaves: one paragraph a line, "![](address) |" for a photo, "| caption |" under it, "| … |" alone for a
box, "| a | b |" rows for a table, and the page's furniture at the end.

- Headline: the first line of text (a date, "Trang chủ", share buttons before it do not count; a byline or the name of
  a section does not count where a line without a full stop and a text follow, and stays in the text), unless it is a
  paragraph: longer than 200 characters or of several sentences. Then the file is all prose and has no headline.
- Standfirst: the next line, when running text follows it, it is short (at most 250 characters, or 400 in at most two
  sentences) and it ends as a sentence; without a full stop it must have 80 characters: a shorter line is a subhead and
  stays in the text.
- Lines "Tít: …", "Sapo: …", "Chuyên mục: …" at the head say it themselves.
- A text wrapped at a fixed width is unwrapped. A line "Lễ khai giảng. Ảnh: An" is a photo that is to come.
- Whole lines of "**…**" are bold, "## …" subheads, two or more lines "• …", "- …", "1. …" a list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.ingest.draft import Draft, WantedPhoto
from editor.ingest.furniture import cut
from editor.ingest.furniture_lines import heading_kind
from editor.ingest.labels import labelled
from editor.ingest.leads import set_apart
from editor.ingest.lines import is_of_photo, read_lines
from editor.ingest.named_photos import with_named_photos
from editor.ingest.pieces import Marked, Piece, Role, all_words, blocks_of, words
from editor.ingest.settle import date_of, is_byline, names_of, signed, with_captions
from editor.ingest.subheads import with_subheads
from editor.ingest.tally import Tally
from editor.ingest.wrapped import unwrapped
from editor.model.article import Article, Author
from editor.model.blocks import Figure, Gallery, Heading, Paragraph, figures_of
from editor.model.normal import tidy, tidy_body
from editor.text import fold
from editor.text.language import language_of
from editor.text.sentences import sentences

_HEADLINE_MAX = 200  # characters
_STANDFIRST_MAX = 400
_SHORT = 250
_UNSTOPPED_MIN = 80
_LABEL_MAX = 30
_TRAIL = re.compile(r"[^>»›.?!]{2,30}(?:\s[>»›]\s[^>»›.?!]{2,30}){1,4}$")
_DASH = re.compile(r"^[-–•]\s+")  # before a standfirst, from the list that a page made of it
_SECTION = (
    "thoi su|chinh tri|xa hoi|kinh te|kinh doanh|tai chinh|van hoa|van nghe|giai tri|the thao|phap luat|giao duc|"
    "khoa hoc|cong nghe|suc khoe|y te|doi song|nhip song|du lich|the gioi|quoc te|moi truong|quoc phong|an ninh|"
    "giao thong|bat dong san|nong nghiep|ban doc|tin tuc|trong nuoc|phong su|ghi chep|ky su|phong van|dieu tra|"
    "chan dung|binh luan|phan tich|goc nhin|politics|business|sports?|culture|world|health|education|science|"
    "technology|travel|opinion|environment|news|analysis|features?"
)
_KICKER = re.compile(rf"(?:{_SECTION})(?:\W+(?:{_SECTION}))*\W*$")
"""What stands above a headline. A list: short headlines in capitals look the same."""
_FULL_STOP = re.compile(r"\.[”\"’')\]]*$")
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*$")


@dataclass(frozen=True, slots=True)
class Opening:
    """A text without its head."""

    pieces: list[Piece]
    headline: str = ""
    standfirst: str = ""
    date: str = ""
    sections: tuple[str, ...] = ()


def read_plain(text: str) -> Draft:
    """A scraped page or a typed text as a draft. `text` has passed `text.clean`."""
    tally = Tally()
    lines = _text_first([line.strip(" \t\u00a0") for line in unwrapped(text).split("\n")])
    tally.add("blank", n=_blank_at_end(lines))
    found = cut(with_named_photos(with_captions(read_lines(lines, tally))), tally)
    opened = opening(found.kept, tally)
    text_only = signed(opened.pieces)
    article = tidy(
        Article(
            lang=language_of(text, "vi"),
            headline=opened.headline,
            slug=fold.slug(opened.headline),
            standfirst=opened.standfirst,
            date=opened.date or text_only.date,
            authors=tuple(Author(name) for name in text_only.authors),
            sections=opened.sections,
            tags=found.tags,
            body=tidy_body(tuple(blocks_of(with_subheads(text_only.pieces)))),
        )
    )
    wanted = tuple(WantedPhoto(figure.src) for figure in figures_of(article.body))
    return Draft(article, wanted, tally.result(), found.items)


def opening(pieces: list[Piece], tally: Tally) -> Opening:
    """Take headline, standfirst and date off the head of a text that nothing but its order says them of."""
    head = labelled(_unaligned(pieces))
    pieces, date = _without_dates(head.pieces, tally)
    above, pieces = ([], pieces) if head["headline"] else _above_the_headline(pieces)
    headline, pieces = (head["headline"], pieces) if head["headline"] else _headline(pieces)
    pieces, below = _without_page_head(pieces, tally) if headline else (pieces, "")
    standfirst = head["standfirst"]
    if headline and not head.said:
        standfirst, pieces = _standfirst(pieces)
    sections = ("/".join(re.split(r"\s*[>›»/]\s*", head["section"])),) if head["section"] else ()
    return Opening([*above, *pieces], headline, standfirst, date or below, sections)


def _unaligned(pieces: list[Piece]) -> list[Piece]:
    """A headline is often centred: the look of the first lines says nothing."""
    head = [
        Paragraph(item.inline) if isinstance(item, Marked) and item.role is Role.CENTRE else item for item in pieces[:3]
    ]
    return [*head, *pieces[3:]]


def _text_first(lines: list[str]) -> list[str]:
    """Photos above the headline come after it, and after the standfirst where there is one."""
    at = next((number for number, line in enumerate(lines) if line and not is_of_photo(line)), 0)
    if at == 0 or not any(lines[:at]):
        return lines
    under = next((number for number in range(at + 1, len(lines)) if lines[number]), at)
    end = under if _reads_as_standfirst(lines[under]) and any(lines[under + 1 :]) else at
    return [*lines[at : end + 1], *lines[:at], *lines[end + 1 :]]


def _blank_at_end(lines: list[str]) -> int:
    """Empty lines after the last text: a scraper's debris (those between paragraphs are the paragraphs' own)."""
    count = 0
    for line in reversed(lines):
        if line:
            break
        count += 1
    return max(0, count - 1)  # the text after the last line end is no line


def _without_dates(pieces: list[Piece], tally: Tally) -> tuple[list[Piece], str]:
    """Date lines above the headline are a field, not the headline; the way to the section ("A > B") is furniture."""
    date = ""
    kept = list(pieces)
    while len(kept) > 1 and ((found := date_of(words(kept[0]))) or _TRAIL.match(words(kept[0]))):
        date = date or found
        if not found:
            tally.add("furniture", words(kept[0]))
        del kept[0]
    return kept, date


def _without_page_head(pieces: list[Piece], tally: Tally) -> tuple[list[Piece], str]:
    """The date under the headline, and the section's name that a scraper leaves before it."""
    for at in range(min(3, len(pieces))):
        text = words(pieces[at])
        if date := date_of(text):
            for gone in pieces[:at]:
                tally.add("furniture", words(gone))
            return pieces[at + 1 :], date
        if not text or len(text) > _LABEL_MAX or _SENTENCE_END.search(text):
            break
    return pieces, ""


def _above_the_headline(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """(a byline or the name of the section, the pieces from the headline on)."""
    if len(pieces) < 3 or not isinstance(pieces[0], Paragraph | Heading):
        return [], pieces
    text, following = words(pieces[0]), _headline(pieces[1:])[0]
    if not following or _FULL_STOP.search(following) or names_of(following):
        return [], pieces
    is_kicker = len(following) > len(text) and _KICKER.match(fold.search_key(text))
    return (pieces[:1], pieces[1:]) if is_kicker or is_byline(text) else ([], pieces)


def _headline(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    if not pieces or not isinstance(pieces[0], Paragraph | Heading):
        return "", pieces
    text = words(pieces[0])
    if len(text) > _HEADLINE_MAX or sum(1 for _ in sentences(text)) > 2:
        return "", pieces
    return text, pieces[1:]


def _standfirst(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    apart, rest = set_apart(pieces)
    if apart:
        return apart, rest
    if not pieces or not isinstance(pieces[0], Paragraph):
        return "", pieces
    text = _DASH.sub("", words(pieces[0]))
    photos = sum(1 for piece in pieces[1:] if isinstance(piece, Figure | Gallery))
    follows = photos > 1 or any(len(all_words(piece)) > 40 for piece in pieces[1:])
    if not follows or heading_kind(text) or not _reads_as_standfirst(text):
        return "", pieces
    return text, pieces[1:]


def _reads_as_standfirst(text: str) -> bool:
    """One or two sentences; one without its full stop is too long to be a subhead."""
    if len(text) > _STANDFIRST_MAX or (len(text) > _SHORT and sum(1 for _ in sentences(text)) > 2):
        return False
    return _SENTENCE_END.search(text) is not None or len(text) >= _UNSTOPPED_MIN
