"""How rows look: every format of the page is made here, from the theme, and carries its stamp.

The stamp of a text says the row's kind, the marks and the link that it was made for; a stamp that does not fit the row
shows that the text came past us, and its look is written again. So looks are always a function of the model. Block
formats carry the row's kind, level, group and box, because user data of blocks is neither undone nor moved with them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextFormat

from editor.model.blocks import Figure, Span
from editor.model.row_json import atom_text
from editor.model.rows import LISTS, QUOTES, Row, RowKind
from editor.text.labels import photo_label

_USER = QTextFormat.Property.UserProperty.value
STAMP, ATOM, KIND, LEVEL, GROUP, BOX = range(_USER + 1, _USER + 7)
OBJECT_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1
OBJECT = "\ufffc"

PLAIN_LOOK = Span("")

_ROLES = {
    RowKind.HEADLINE: "headline",
    RowKind.STANDFIRST: "sapo",
    RowKind.H2: "heading2",
    RowKind.H3: "heading3",
    RowKind.QUOTE: "quote",
    RowKind.PULL_QUOTE: "quote",
    RowKind.ATTRIBUTION: "caption",
    RowKind.BOX_TITLE: "caption",
    RowKind.CAPTION: "caption",
}
_COLORS = {
    RowKind.STANDFIRST: "text_2",
    RowKind.ATTRIBUTION: "text_2",
    RowKind.CAPTION: "text_2",
    RowKind.BOX_TITLE: "text_2",
}

_HEADINGS = {RowKind.HEADLINE: 1, RowKind.H2: 2, RowKind.H3: 3}

# px at 100 % (look.md 4 and the mock-ups)
_GAP, _FIGURE_GAP, _CAPTION_GAP = 17, 28, 10
_ITEM_GAP, _QUOTE_GAP, _HEAD_GAP, _BOX_GAP = 6, 10, 14, 10
BOX_PAD = 20
LIST_INDENT = 28
QUOTE_INDENT = 23
_CREDIT_MOST = 300
STRIP_INDENT = 22
"""Captions of a gallery stand behind the number of their photo."""


class Look(Protocol):
    """What the page needs of a theme."""

    def color(self, token: str) -> QColor: ...
    def font(self, role: str, *, weight: int | None = None, italic: bool = False) -> QFont: ...
    def line(self, role: str) -> int: ...
    def px(self, length: float | str) -> int: ...


def role_of(kind: RowKind, in_box: bool) -> str:
    """The type role of a row (tokens.yaml)."""
    role = _ROLES.get(kind, "body")
    return "box" if in_box and role in {"body", "quote"} else role


def stamp_of(kind: RowKind, look: Span, in_box: bool) -> str:
    marks = ("s" if look.strong else "") + ("e" if look.emphasis else "")
    return f"{kind.value}{'+' if in_box else ''}|{marks}|{look.link}"


@lru_cache(maxsize=4096)
def fits(stamp: str, kind: RowKind, in_box: bool) -> bool:
    """Whether a text with this stamp looks as its row wants it."""
    return stamp == stamp_of(kind, look_of(stamp), in_box)


@lru_cache(maxsize=4096)
def look_of(stamp: str) -> Span:
    """The marks and the link of a stamp; none for a text without one."""
    _, _, rest = stamp.partition("|")
    marks, _, link = rest.partition("|")
    return Span("", "s" in marks, "e" in marks, link)


class Formats:
    """Formats by what they stand for, made once for a theme and a zoom."""

    def __init__(self, theme: Look, zoom: float = 1.0) -> None:
        self.theme = theme
        self.zoom = zoom
        self._chars: dict[tuple[RowKind, bool, bool, str, bool], QTextCharFormat] = {}
        self._blocks: dict[tuple[RowKind, int, int, int, int, bool, int], QTextBlockFormat] = {}
        self._going_on: QTextBlockFormat | None = None

    def px(self, length: float) -> int:
        """A length (px at 100 %) on the page."""
        return round(self.theme.px(length) * self.zoom)

    def line(self, role: str) -> int:
        return round(self.theme.line(role) * self.zoom)

    def font(self, role: str, *, weight: int | None = None, italic: bool = False) -> QFont:
        font = self.theme.font(role, weight=weight, italic=italic)
        if self.zoom == 1.0:
            return font
        zoomed = QFont(font)
        zoomed.setPixelSize(max(1, round(font.pixelSize() * self.zoom)))
        return zoomed

    def char(self, kind: RowKind, look: Span, in_box: bool) -> QTextCharFormat:
        key = (kind, look.strong, look.emphasis, look.link, in_box)
        found = self._chars.get(key)
        if found is None:
            found = self._chars[key] = self._make_char(kind, look, in_box)
        return found

    def _make_char(self, kind: RowKind, look: Span, in_box: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        role = role_of(kind, in_box)
        heavy = 600 if role in {"caption"} else 700
        weight = heavy if look.strong or kind is RowKind.BOX_TITLE else None
        if kind is RowKind.PULL_QUOTE:
            weight = 700 if look.strong else 600
        made.setFont(self.font(role, weight=weight, italic=look.emphasis or kind in QUOTES))
        made.setForeground(self.theme.color(_COLORS.get(kind, "text")))
        if look.link:
            made.setForeground(self.theme.color("accent_text"))
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        made.setProperty(STAMP, stamp_of(kind, look, in_box))
        return made

    def atom(self, row: Row) -> QTextCharFormat:
        """The format of the one object character of an atom row, with what it shows."""
        if row.payload is None:
            raise ValueError(row)
        made = QTextCharFormat(self.char(row.kind, PLAIN_LOOK, row.box != 0))
        made.setObjectType(OBJECT_TYPE)
        made.setProperty(ATOM, atom_text(row.payload))
        return made

    def block(self, row: Row, before: Row | None) -> QTextBlockFormat:
        going_on = is_going_on(row, before)
        if going_on and self._going_on is not None:
            return self._going_on
        top = self.px(gap(row, before))
        in_strip = follows(row, before)
        room = self._credit_room(row, before) if row.kind is RowKind.CAPTION and row.group else 0
        key = (row.kind, row.level, row.group, row.box, top, in_strip, room)
        found = self._blocks.get(key)
        if found is None:
            found = self._blocks[key] = self._make_block(row, top, in_strip, room)
        if going_on:
            self._going_on = found
        return found

    def _credit_room(self, row: Row, before: Row | None) -> int:
        """What a credit needs behind the last words of a caption: in a gallery none is free below it."""
        credit = before.payload.credit if before is not None and isinstance(before.payload, Figure) else ""
        if not credit:
            return 0
        width = QFontMetricsF(self.font("caption")).horizontalAdvance(f" · {photo_label('en')} {credit}")
        return min(round(width), self.px(_CREDIT_MOST))

    def _make_block(self, row: Row, top: int, in_strip: bool, room: int) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setProperty(KIND, row.kind.value)
        made.setProperty(LEVEL, row.level)
        made.setProperty(GROUP, row.group)
        made.setProperty(BOX, row.box)
        made.setTopMargin(top)
        made.setHeadingLevel(_HEADINGS.get(row.kind, 0))  # changes no look; assistive tools may ask for it
        pad = BOX_PAD if row.box else 0
        indent = 0
        if row.kind in LISTS:
            indent = LIST_INDENT * (row.level + 1)
        elif row.kind in {*QUOTES, RowKind.ATTRIBUTION}:
            indent = QUOTE_INDENT
        elif row.kind is RowKind.CAPTION and row.group:
            indent = STRIP_INDENT
        made.setLeftMargin(self.px(pad + indent))
        made.setRightMargin(self.px(pad) + room)
        if not row.is_atom:
            height = self.line(role_of(row.kind, row.box != 0))
            made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        elif in_strip:  # its picture stands beside the first one's
            made.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if row.kind is RowKind.PARAGRAPH:
            made.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return made


def follows(row: Row, before: Row | None) -> bool:
    """Whether a photo is drawn in the strip of a gallery's first one."""
    return row.kind is RowKind.FIGURE and row.group != 0 and before is not None and before.group == row.group


def is_going_on(row: Row, before: Row | None) -> bool:
    """Whether it is a paragraph after a paragraph, as most rows of a long article are."""
    return before is not None and row.kind is before.kind is RowKind.PARAGRAPH and not row.box and not before.box


def gap(row: Row, before: Row | None) -> int:
    """Space above a row in px at 100 %; all space between rows is above, so that it depends on two rows only."""
    if before is None:
        return 0
    if is_going_on(row, before):
        return _GAP
    if row.kind is RowKind.STANDFIRST:
        return _HEAD_GAP
    leaving = before.box != 0 and row.box != before.box
    entering = row.kind is RowKind.BOX_TITLE
    if leaving or entering:
        return _FIGURE_GAP + (BOX_PAD if leaving else 0) + (BOX_PAD if entering else 0)
    if row.box and before.kind is RowKind.BOX_TITLE:
        return _BOX_GAP - 4
    return next(space for fits, space in _GAPS if fits(row, before))


_LOOSE = frozenset({RowKind.FIGURE, RowKind.CAPTION, RowKind.ATTRIBUTION, RowKind.RULE, RowKind.TABLE, RowKind.EMBED})

_GAPS: tuple[tuple[Callable[[Row, Row], bool], int], ...] = (
    (follows, 0),
    (lambda row, before: row.kind is RowKind.CAPTION, _CAPTION_GAP),
    (lambda row, before: row.kind in LISTS and row.group == before.group, _ITEM_GAP),
    (lambda row, before: row.kind in {*QUOTES, RowKind.ATTRIBUTION} and row.group == before.group, _QUOTE_GAP),
    (lambda row, before: row.kind in _LOOSE or before.kind in _LOOSE or row.kind in QUOTES, _FIGURE_GAP),
    (lambda row, before: row.kind in {RowKind.H2, RowKind.H3} or before.kind is RowKind.STANDFIRST, _FIGURE_GAP - 2),
    (lambda row, before: row.box != 0, _BOX_GAP),
    (lambda row, before: True, _GAP),
)
