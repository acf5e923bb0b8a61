"""The head of a text whose writer says what is what: "Tít: …", "Sapo: …", "Chuyên mục: …".

Where the running text has begun, such a word is the text's own ("Summary: the market is cooling"); the section may be
said at the end of a short text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from editor.ingest.caption import cut
from editor.ingest.furniture_lines import PROSE
from editor.ingest.pieces import Piece, words
from editor.model.blocks import Inline, Paragraph, text_of
from editor.text.clean import clean_line

_KINDS = {
    "headline": r"tít(?: bài| chính)?|tựa(?: đề)?|tiêu đề(?: bài)?|title|headline",
    "standfirst": r"sa[- ]?p[oô]|chapeau|lời dẫn|tóm tắt|standfirst|lead|summary",
    "section": r"chuyên mục|chuyên trang|section|category",
    "body": r"thân bài|nội dung(?: bài(?: viết)?)?|body|text",
}
_LABEL = re.compile("|".join(f"(?P<{kind}>{names})" for kind, names in _KINDS.items()), re.I)
_LINE = re.compile(rf"\s*[*_\[(]{{0,2}}(?:{_LABEL.pattern})[\])*_]{{0,2}}\s*[:：]\s*", re.I)
_FAR = 10  # pieces: a label further down is part of the text
_PARAGRAPH = 60  # characters of a sentence with which running text begins
_FULL_STOP = re.compile(r"\.[”\"’')\]]*$")


@dataclass(slots=True)
class Labelled:
    """A text without its labelled lines, and what they say."""

    pieces: list[Piece]
    said: dict[str, str] = field(default_factory=dict)  # headline, standfirst, section

    def __getitem__(self, kind: str) -> str:
        return self.said.get(kind, "")


def labelled(pieces: list[Piece]) -> Labelled:
    """Take the labelled lines off the head of a text; what a label names may stand in the line under it."""
    found = Labelled([])
    waiting = ""  # the label whose words come next
    begun = False
    for at, piece in enumerate(pieces):
        inline: Inline = getattr(piece, "inline", ())
        match = _LINE.match(text_of(inline)) if at < _FAR and words(piece) else None
        kind = match.lastgroup if match else ""
        rest = cut(inline, match.end(), len(text_of(inline))) if match else ()
        if match and kind and kind not in found.said and _counts(kind, rest, found, begun=begun):
            waiting = "" if text_of(rest).strip() else kind
            found.said[kind] = _line(text_of(rest))
            if kind == "body" and text_of(rest).strip():
                found.pieces.append(Paragraph(rest))
        elif waiting and waiting != "body" and words(piece):
            found.said[waiting] = _line(words(piece))
            waiting = ""
        else:
            found.pieces.append(piece)
            begun = begun or (at > 0 and _is_running_text(piece))
    return found


def _counts(kind: str, rest: Inline, found: Labelled, *, begun: bool) -> bool:
    """Whether a label says it of the article: "Nội dung: …" alone may be a line of an announcement."""
    if kind == "body" and text_of(rest).strip() and not found.said:
        return False
    return kind == "section" or not begun


def _is_running_text(piece: Piece) -> bool:
    text = words(piece)
    return len(text) >= PROSE or (len(text) >= _PARAGRAPH and _FULL_STOP.search(text) is not None)


def _line(text: str) -> str:
    return clean_line(text).strip("*_ ")
