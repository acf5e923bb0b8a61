"""Pieces become a body: captions go under their photos, the byline and the date line leave the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from itertools import chain

from editor.ingest import pictures
from editor.ingest.caption import cut, has_label, split_caption, without_stop
from editor.ingest.pieces import Marked, Piece, Role, is_wholly, words
from editor.model.blocks import Figure, Gallery, Heading, Inline, List, ListItem, Paragraph, Rule, text_of

_CAPTION_MAX = 400  # characters
_CREDITED_MAX = 250  # characters of a line that ends in a credit
_NAME_MAX = 60
_DIVIDER = re.compile(r"\./\.$|(?:\* ?){3,}$|(?:[-–—_] ?){3,}$")
_BULLET = re.compile(r"[·•●▪§](?:\s+|(?=\w))(?=\S)")
_DASH = re.compile(r"[-–]\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_ITEM = 100  # characters that an item has on average: longer ones are answers of an interview
_SPOKEN = re.compile(r"[?!…“”\"]")
INDOCHINA = timezone(timedelta(hours=7))
_BY = re.compile(
    r"(?:(?:tin|bài)\s*(?:,|và|-|&)\s*(?:bài\s*(?:,|và|-|&)\s*)?ảnh|"
    r"tin,? bài|bài viết|bài|tác giả|thực hiện|người viết|nội dung|đồ họa|tổng hợp|biên dịch|biên soạn|"
    r"phóng viên|by|words)\s*:\s*|(?:by|phóng viên)\s+(?=[^\W\d_])",
    re.I,
)
_LOOSE = " \u00a0–—-*|/"  # around names
_WORD = re.compile(r"[^\W\d_][\w.'’-]*\.?$")
_DEED = re.compile(
    r"\s*(?:[-–—]\s*)?"
    r"(?:\(\s*(?:thực hiện|ghi|tổng hợp|lược ghi|biên dịch|dịch|t/h|lược dịch|tổng thuật|biên soạn)\s*\)"
    r"|\b(?:thực hiện|tổng hợp|lược ghi|biên dịch|lược dịch))\W*$",
    re.I,
)
_PLACE = re.compile(
    r"\s+in\s+(?![a-z])[^\W\d_][\w.'’-]*(?:\s+(?![a-z])[^\W\d_][\w.'’-]*){0,4}(?:,\s+[A-Z][\w.]+)?"
    r"(?=\s+and\s|\s*[;&]|$)"
)
_JOB = re.compile(
    r"(?:,|\s[-–—])\s*(?!and\s|và\s)(?:[\w-]+\s+){0,4}(?:correspondent|reporter|editor|writer|columnist|"
    r"journalist|photographer|producer|analyst|phóng viên|biên tập viên|cộng tác viên|nhà báo)"
    r"(?=\s*(?:[,;&]|and\s|và\s|$))",
    re.I,
)
_NOT_A_NAME = re.compile(r"(?:theo|nguồn|ảnh|source|photo|the|hết|end|chú thích|ghi chú|còn nữa|video)\b", re.I)
_DATE = re.compile(
    r"^\W*(?:(?:thứ\s+\w+|chủ\s+nhật|cn|t[2-7]|ngày|đăng(?:\s+lúc)?|cập\s+nhật(?:\s+lúc)?|xuất\s+bản|lúc|\w{3,9}day)\W*)*"
    r"(?:(?P<hour1>\d{1,2})\s*(?::|h|g)\s*(?P<minute1>\d\d)(?::\d\d)?\s*(?:[ap]m)?[\s,|–—-]*(?:ngày\s+)?)?"
    r"(?:(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})|(?P<year2>\d{4})-(?P<month2>\d\d)-(?P<day2>\d\d))"
    r"(?:[\sT,|–—-]*(?:lúc\s+)?(?P<hour2>\d{1,2})\s*(?::|h|g)\s*(?P<minute2>\d\d)(?::\d\d)?\s*(?P<half>[ap]m)?)?"
    r"\s*(?:[([]?\s*(?:GMT|UTC)\s*[+-]?\d{0,2}(?::\d\d)?\s*[)\]]?)?\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A text without what stands around it."""

    pieces: list[Piece]
    authors: tuple[str, ...] = ()
    date: str = ""


def with_captions(pieces: list[Piece]) -> list[Piece]:
    """Photos take the caption and the credit that follow them."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        if isinstance(before, Figure) and (under := _captioned(before, piece)):
            out[-1] = under
        elif isinstance(before, Gallery) and (photo := _captioned(before.figures[0], piece)):
            out[-1] = Gallery((photo, *before.figures[1:]))
        else:
            out.append(piece)
    return out


def _captioned(photo: Figure, piece: Piece) -> Figure | None:
    """The photo with what the piece says of it; None when the piece is running text."""
    inline: Inline = getattr(piece, "inline", ())
    if not inline or isinstance(piece, Heading):
        return None
    text = text_of(inline)
    caption, credit = split_caption(inline)
    if credit and not caption and not photo.credit:
        return replace(photo, credit=credit)
    if photo.caption or len(text) > _CAPTION_MAX:
        return None
    said = isinstance(piece, Marked) and piece.role in {Role.CAPTION, Role.CENTRE}
    labelled = bool(credit) and len(text) <= _CREDITED_MAX
    if said or labelled or is_wholly(inline, "emphasis"):
        return pictures.under(photo, inline)
    return None


def with_lists(pieces: list[Piece]) -> list[Piece]:
    """Word writes a list as paragraphs that begin with a bullet; a line of asterisks is a dividing line."""
    out: list[Piece] = []
    dashed = _dashed(pieces)
    counted = _counted(pieces)
    for at, piece in enumerate(pieces):
        if isinstance(piece, Paragraph | Marked) and _DIVIDER.match(words(piece)):
            out.append(Rule())
            continue
        inline: Inline = getattr(piece, "inline", ())
        ordered = at in counted
        bullet = _NUMBER if ordered else _DASH if at in dashed else _BULLET
        match = bullet.match(text_of(inline)) if isinstance(piece, Paragraph) else None
        if match is None:
            out.append(piece)
            continue
        item = ListItem(cut(inline, match.end(), len(text_of(inline))))
        before = out[-1] if out else None
        if isinstance(before, List) and before.ordered == ordered and counted.get(at) != 1:
            out[-1] = List(ordered, (*before.items, item))
        else:
            out.append(List(ordered, (item,)))
    return out


def _counted(pieces: list[Piece]) -> dict[int, int]:
    """The numbers of neighbouring short paragraphs that begin with 1, 2, …, by their indexes."""
    found: dict[int, int] = {}
    run: list[int] = []
    for at, piece in enumerate([*pieces, Rule()]):
        match = _NUMBER.match(text_of(piece.inline)) if isinstance(piece, Paragraph) else None
        if match and int(match[1]) == len(run) + 1:
            run.append(at)
            continue
        if len(run) > 1 and sum(len(words(pieces[number])) for number in run) <= len(run) * _ITEM:
            found.update((number, count) for count, number in enumerate(run, start=1))
        run = [at] if match and int(match[1]) == 1 else []
    return found


def _dashed(pieces: list[Piece]) -> frozenset[int]:
    """Indexes of neighbouring short paragraphs that begin with a hyphen; spoken lines begin so too and are no list."""
    found: set[int] = set()
    run: list[int] = []
    for at, piece in enumerate([*pieces, Rule()]):
        if isinstance(piece, Paragraph) and _DASH.match(text_of(piece.inline)):
            run.append(at)
            continue
        texts = [words(pieces[number]) for number in run]
        if (
            len(run) > 1
            and sum(map(len, texts)) <= len(run) * _ITEM
            and not any(_SPOKEN.search(text) for text in texts)
        ):
            found.update(run)
        run = []
    return frozenset(found)


def signed(pieces: list[Piece]) -> Signed:
    """Take the date line and the byline off the edges of a text; both are kept as fields."""
    kept = list(pieces)
    date = ""
    for at in _edges(kept, 4, 3):
        if found := date_of(words(kept[at])):
            date = date or found
            del kept[at]
            break
    for at in (*reversed(_edges(kept, 0, 3)), *_edges(kept, 3, 0)):
        if _authors_of(kept, at):
            start, end = _signing(kept, at)
            authors = chain.from_iterable(names_of(words(piece)) for piece in kept[start:end])
            rest = _without_edge_rules(kept[:start] + kept[end:])
            return Signed(rest, tuple(dict.fromkeys(authors)), date)
    return Signed(_without_edge_rules(kept), (), date)


def _signing(pieces: list[Piece], at: int) -> tuple[int, int]:
    """Where the labelled lines beside a byline begin and end: "Bài: An", "Đồ họa: Ba"."""
    start, end = at, at + 1
    while start > 0 and is_byline(words(pieces[start - 1])):
        start -= 1
    while end < len(pieces) and is_byline(words(pieces[end])):
        end += 1
    return start, end


def _without_edge_rules(pieces: list[Piece]) -> list[Piece]:
    """A dividing line divides nothing before the first words and after the last."""
    start, end = 0, len(pieces)
    while start < end and isinstance(pieces[start], Rule):
        start += 1
    while end > start and isinstance(pieces[end - 1], Rule):
        end -= 1
    return pieces[start:end]


def _edges(pieces: list[Piece], first: int, last: int) -> list[int]:
    """Indexes near the beginning and near the end, in order."""
    size = len(pieces)
    return [at for at in range(size) if at < first or at >= size - last]


def date_of(text: str) -> str:
    """The time that a whole line states ("Thứ Hai, 17/10/2022 08:15") in ISO form; "" for another line."""
    match = _DATE.match(text) if 8 <= len(text) <= 80 else None
    if match is None:
        return ""
    day, month, year = (match[name] or match[f"{name}2"] for name in ("day", "month", "year"))
    hour, minute = match["hour1"] or match["hour2"], match["minute1"] or match["minute2"]
    try:
        moment = datetime(
            int(year), int(month), int(day), _hour(hour, match["half"]), int(minute or 0), tzinfo=INDOCHINA
        )
    except ValueError:
        return ""
    return moment.isoformat() if hour else moment.date().isoformat()


def _hour(text: str | None, half: str | None) -> int:
    hour = int(text or 0)
    if half and half.lower() == "pm" and hour < 12:
        return hour + 12
    return hour


def _authors_of(pieces: list[Piece], at: int) -> tuple[str, ...]:
    """Who signs in this line; `()` when it is text. A plain line counts only as the very last one."""
    piece = pieces[at]
    text = words(piece)
    if not text or len(text) > _NAME_MAX or isinstance(piece, Heading):
        return ()
    set_apart = isinstance(piece, Marked) and piece.role is Role.RIGHT
    bold = is_wholly(getattr(piece, "inline", ()), "strong")
    last = at == len(pieces) - 1
    labelled = _BY.match(text)
    if not (set_apart or labelled or (last and (bold or isinstance(piece, Paragraph | Marked)))):
        return ()
    if labelled is None and not set_apart and at < len(pieces) - 3:
        return ()
    return names_of(text, least=1 if set_apart or bold or labelled else 2)


def signs(text: str) -> bool:
    """Whether a line says who wrote the text: "Bài: Thanh Ba"."""
    return _BY.match(text) is not None and ":" in text


def is_byline(text: str) -> bool:
    """Whether a line names who wrote the text, with a label: "By Jane Roe", "Phóng viên Lê Hà"."""
    return len(text) <= _NAME_MAX and _BY.match(text) is not None and bool(names_of(text))


def names_of(text: str, least: int = 1) -> tuple[str, ...]:
    """The names of a byline without its label, jobs and the place; `()` when one of them is no name."""
    if _NOT_A_NAME.match(text) or has_label(text):
        return ()
    bare = _BY.sub("", _DEED.sub("", text), count=1).lstrip(_LOOSE + ".,;").rstrip(_LOOSE)
    bare = _PLACE.sub("", _JOB.sub("", without_stop(bare)))
    names = [name.strip() for name in re.split(r"\s*(?:,?\s(?:và|and)\s|,|;|/|&|\s[-–—]\s)\s*", bare) if name.strip()]
    signed_by = [name for name in names if _is_name(name, least)]
    agencies = [name for name in names if name.isupper() and _is_name(name, 1)]  # "Bích Huệ/TTXVN"
    return tuple(names) if signed_by and len({*signed_by, *agencies}) == len({*names}) else ()


def _is_name(name: str, least: int) -> bool:
    """Some capitalised words: "Nguyễn Văn A", "PV", "Minh Anh (TTXVN)"."""
    parts = re.sub(r"\s*\([^()]{1,30}\)$", "", name).split()
    return least <= len(parts) <= 6 and all(_WORD.match(part) and part[0].isupper() for part in parts)
