"""The lines of a scraped page to pieces: photos, piped captions, boxes and tables, lists, marks of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from editor.ingest import parts, pictures
from editor.ingest.caption import has_label
from editor.ingest.furniture_lines import heading_kind
from editor.ingest.pieces import Marked, Piece, Role
from editor.ingest.tally import Tally
from editor.model.blocks import (
    Embed,
    Figure,
    Gallery,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)

_PHOTO = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,500})\]\((?P<src>[^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,500})?)\)")
_NAMED_PHOTO = re.compile(
    r"[\[(]\s*(?:ảnh|hình|photo|image)\s*:\s*(?P<src>[^\[\]()\n]{1,200}\.(?:jpe?g|png|webp|gif))\s*[\])]$", re.I
)
_LINKED_PHOTO = re.compile(r"\[\s*(!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\))\s*\]\([^()\n]{0,2000}\)")
_TITLE_IN_SRC = re.compile(r"""\s+(?:"[^"]*"|'[^']*')$""")
_DIVIDER = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_RULE = re.compile(r"(?:\*\s*){3,}$|(?:-\s*){3,}$|(?:_\s*){3,}$|(?:={5,})$|\./\.$")
_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*$")
_BULLET = re.compile(r"[•●▪◦‣·+*–-]\s+(\S.*)$")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(\S.*)$")
_MARK = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,500})\]\((?P<link>https?://[^\s()<>]{1,2000})\)"
    r"|\*\*(?P<bold>(?=\S)[^*\n]{1,4000}?(?<=\S))\*\*"
    r"|(?<![\w*])\*(?P<italic>(?=\S)[^*\n]{1,1000}?(?<=\S))\*(?![\w*])"
)
_ITALIC_LINE = re.compile(r"([*_])(?=\S)([^*_\n]{1,500})(?<=\S)\1$")
_VIDEO = re.compile(
    r"https://(?:www\.|m\.)?(?:youtube\.com/|youtu\.be/|vimeo\.com/|facebook\.com/\S+/videos/|tiktok\.com/@)\S+$"
)
_CAPTION_MAX = 200  # characters of a line without pipes under a photo
_CREDIT_MAX = 250
_SENTENCE_MAX = 120
_SENTENCE_SHORT = 80
_ANSWER = 100  # characters: lines with a dash that are longer on average are answers of an interview, not a list


def read_lines(lines: list[str], tally: Tally) -> list[Piece]:
    """All lines as pieces, in order. Lines have no edge spaces; empty ones end lists and tables."""
    lines = [_NAMED_PHOTO.sub(r"![](\g<src>)", line) for line in lines]
    out: list[Piece] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line:
            at += 1
        elif _PHOTO.search(line) and not line.startswith("|") and _is_running_text(line):
            out.extend(_around_photos(line))
            at += 1
        elif piped(line) or _PHOTO.search(line):
            at = _rows(lines, at, out, tally)
        elif (end := _list_end(lines, at)) > at:
            out.append(_list(lines[at:end]))
            at = end
        elif line.startswith(">") and not line.startswith(">>"):
            end = _while(lines, at, lambda text: text.startswith(">"))
            out.append(Quote(tuple(inline(text.lstrip("> ")) for text in lines[at:end])))
            at = end
        else:
            out.append(_line(line, out, tally, may_be_caption=_says_what_is_seen(lines, at)))
            at += 1
    return out


def piped(line: str) -> bool:
    """A row of a table as a scraper writes it: "| … |"."""
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def is_of_photo(line: str) -> bool:
    """A photo alone in its line, or a row of a table, as its caption is."""
    return piped(line) or (_PHOTO.search(line) is not None and not _PHOTO.sub("", line).strip(" |"))


def inline(text: str) -> Inline:
    """Words with links, bold and *italic* as a scraper leaves them; anything else of Markdown is text."""
    spans: list[Span] = []
    at = 0
    for match in _MARK.finditer(text):
        spans.append(Span(text[at : match.start()]))
        if match["words"]:
            spans.append(Span(match["words"], link=match["link"]))
        else:
            spans.append(
                Span(match["bold"] or match["italic"], strong=bool(match["bold"]), emphasis=bool(match["italic"]))
            )
        at = match.end()
    spans.append(Span(text[at:]))
    return tuple(span for span in spans if span.text)


def _line(line: str, before: list[Piece], tally: Tally, *, may_be_caption: bool) -> Piece:
    """One line that stands for itself. Args: may_be_caption: although it is a sentence, if a photo stands before it."""
    if _RULE.match(line):
        return Rule()
    if match := _HEADING.match(line):
        return Heading(2 if len(match[1]) < 3 else 3, inline(match[2]))
    if _VIDEO.match(line):
        return Embed(line)
    if match := _ITALIC_LINE.match(line):
        return Paragraph((Span(match[2], emphasis=True),))
    words = inline(line)
    if before and _lacks_caption(before[-1]) and (may_be_caption or _may_be_caption(line)):
        return Marked(words, Role.CAPTION)
    return Paragraph(words)


def _is_running_text(line: str) -> bool:
    """Whether words stand before a photo in its line, or more of them after it than a caption has."""
    photo = _PHOTO.search(_LINKED_PHOTO.sub(r"\1", line))
    rest = _PHOTO.sub("", _LINKED_PHOTO.sub(r"\1", line)).strip(" |")
    return photo is not None and bool(rest) and (photo.start() > 0 or not _may_be_caption(rest))


def _around_photos(line: str) -> list[Piece]:
    """A paragraph with photos in it: words and photos in their order."""
    line = _LINKED_PHOTO.sub(r"\1", line)
    out: list[Piece] = []
    at = 0
    for match in _PHOTO.finditer(line):
        out.extend([Paragraph(inline(line[at : match.start()])), _figure(match)])
        at = match.end()
    out.append(Paragraph(inline(line[at:])))
    return [
        piece for piece in out if not isinstance(piece, Paragraph) or any(span.text.strip() for span in piece.inline)
    ]


def _lacks_caption(piece: Piece) -> bool:
    match piece:
        case Figure(caption=()) | Gallery(figures=(Figure(caption=()), *_)):
            return True
        case _:
            return False


def _may_be_caption(line: str) -> bool:
    """A line under a photo is its caption when it is short and no sentence, or names who took the photo."""
    if heading_kind(line) or line.startswith(("“", '"', "**")):
        return False
    return (len(line) <= _CREDIT_MAX and has_label(line)) or (len(line) <= _CAPTION_MAX and line[-1] not in '.:?!…”"')


def _says_what_is_seen(lines: list[str], at: int) -> bool:
    """One short sentence right under a photo, and an empty line or a longer paragraph after it."""
    line = lines[at]
    above, below = (lines[near] if 0 <= near < len(lines) else "" for near in (at - 1, at + 1))
    if not above or line[0] in "“\"'-–—•*" or not line.endswith(".") or ". " in line:
        return False
    return len(line) <= (_SENTENCE_MAX if not below and at + 1 < len(lines) else _SENTENCE_SHORT if below else 0)


def _rows(lines: list[str], at: int, out: list[Piece], tally: Tally) -> int:
    """Photos and rows of cells from here on; returns where they end."""
    photos = _photos(lines[at], tally)
    if photos is not None:
        figures, words = photos
        at += 1
        said: list[list[str]] = [words] if words else []
        while at < len(lines) and piped(lines[at]) and not _PHOTO.search(lines[at]):
            if not _DIVIDER.match(lines[at]):
                said.append(_cells(lines[at]))
            at += 1
            if said and len(figures) == 1 and _ends_caption(lines, at, said):
                break
        out.append(_with_words(figures, said))
        return at
    end = _while(lines, at, lambda text: piped(text) and not _PHOTO.search(text))
    rows = [_cells(text) for text in lines[at:end] if not _DIVIDER.match(text)]
    if all(len(row) <= 1 for row in rows):
        out.extend(parts.box([Paragraph(inline(row[0])) for row in rows if row and row[0]]))
    else:
        out.append(Table(tuple(tuple(inline(cell) for cell in row) for row in rows)))
    return end


def _ends_caption(lines: list[str], at: int, said: list[list[str]]) -> bool:
    """Whether the next row is no more of the caption: only a credit may follow the first row."""
    if at >= len(lines) or not piped(lines[at]):
        return True
    cells = _cells(lines[at])
    return not (len(cells) == 1 and has_label(cells[0]) and len(cells[0]) <= _CREDIT_MAX)


def _photos(line: str, tally: Tally) -> tuple[list[Figure], list[str]] | None:
    """(photos of the line, what else its cells say); None when it has no photo."""
    line = _LINKED_PHOTO.sub(r"\1", line)
    figures = [_figure(match) for match in _PHOTO.finditer(line)]
    if not figures:
        return None
    words = [cell for cell in _cells(_PHOTO.sub("", line)) if cell]
    return figures, words


def _figure(match: re.Match[str]) -> Figure:
    src = _TITLE_IN_SRC.sub("", match["src"].strip()).strip("<>")
    alt = match["alt"].strip()
    name = urlsplit_path(src).rsplit("/", 1)[-1]
    return Figure(src, alt="" if alt == name or pictures.is_filler(alt) else alt)


def urlsplit_path(address: str) -> str:
    """The path of an address, the whole text of one that cannot be read."""
    try:
        return urlsplit(address).path
    except ValueError:
        return address


def _with_words(figures: list[Figure], said: list[list[str]]) -> Piece:
    """Photos of a row with the words of the rows under them, column by column."""
    done: list[Figure] = []
    for number, photo in enumerate(figures):
        column = [row[number] for row in said if number < len(row) and row[number]]
        if number == len(figures) - 1:
            column += [cell for row in said for cell in row[len(figures) :] if cell]
        done.append(pictures.under(photo, inline(" ".join(column))) if column else photo)
    return Gallery(tuple(done)) if len(done) > 1 else done[0]


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _list_end(lines: list[str], at: int) -> int:
    """Where a list that begins here ends; `at` when none does: one line alone is a paragraph that begins so."""
    if lines[at].startswith(("•", "●", "▪")) and _BULLET.match(lines[at]):
        return _while(lines, at, lambda text: bool(_BULLET.match(text)))
    if _BULLET.match(lines[at]):
        mark = lines[at][0]
        end = _while(lines, at, lambda text: text.startswith(mark) and bool(_BULLET.match(text)))
        spoken = sum(map(len, lines[at:end])) > (end - at) * _ANSWER and mark in "-–"
        return end if end - at > 1 and not spoken else at
    end = at
    while end < len(lines) and (match := _NUMBER.match(lines[end])) and int(match[1]) == end - at + 1:
        end += 1
    return end if end - at > 1 else at


def _list(lines: list[str]) -> List:
    ordered = _NUMBER.match(lines[0]) is not None
    pattern, group = (_NUMBER, 2) if ordered else (_BULLET, 1)
    matches = [pattern.match(line) for line in lines]
    return List(ordered, tuple(ListItem(inline(match[group])) for match in matches if match))


def _while(lines: list[str], at: int, holds: Callable[[str], bool]) -> int:
    end = at
    while end < len(lines) and lines[end] and holds(lines[end]):
        end += 1
    return end
