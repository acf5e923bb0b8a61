"""The head of a text whose writer says what is what: "Tít: …", "Sapo: …", "Chuyên mục: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from editor.ingest.caption import cut
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
    for at, piece in enumerate(pieces):
        inline: Inline = getattr(piece, "inline", ())
        match = _LINE.match(text_of(inline)) if at < _FAR and words(piece) else None
        kind = match.lastgroup if match else ""
        if match and kind and kind not in found.said:
            rest = cut(inline, match.end(), len(text_of(inline)))
            waiting = "" if text_of(rest).strip() else kind
            found.said[kind] = _line(text_of(rest))
            if kind == "body" and text_of(rest).strip():
                found.pieces.append(Paragraph(rest))
        elif waiting and waiting != "body" and words(piece):
            found.said[waiting] = _line(words(piece))
            waiting = ""
        else:
            found.pieces.append(piece)
    return found


def _line(text: str) -> str:
    return clean_line(text).strip("*_ ")
