"""Captions whose photos are not in the text: a typed text, or one that lost its photos on the way, has only the lines.

"Lễ khai giảng. Ảnh: Viết Thành", "Ảnh 2: Các học viên", "Chú thích ảnh: …" alone in a line each hold the place of a
photo that is to come (`import --photos` finds it).
"""

from __future__ import annotations

import re

from editor.ingest import pictures
from editor.ingest.caption import cut
from editor.ingest.pieces import Piece, words
from editor.ingest.settle import signs
from editor.model.blocks import Figure, Paragraph, text_of

_CREDIT = re.compile(r"(?:^|[\s(\[.,;–—-])(?:Ảnh|ẢNH|Photo|PHOTO)\s*[:：]\s*[^\n]{2,80}$|[(\[]ảnh\s*[:：]")
_NUMBERED = re.compile(r"(?:Ảnh|Hình|Photo)\s+\d{1,2}\s*[:.–—-]\s+\S", re.I)
_SAID = re.compile(r"(?:Chú thích(?: ảnh)?|Caption|Photo caption)(?:\s+\d{1,2})?\s*[:：]\s*(?=\S)", re.I)
_MOST = 300  # characters
_CREDIT_MAX = 60


def with_named_photos(pieces: list[Piece]) -> list[Piece]:
    """A line that only a caption would be becomes a photo without a file; the first line is the headline."""
    return [_photo(piece) or piece if at else piece for at, piece in enumerate(pieces)]


def _photo(piece: Piece) -> Figure | None:
    text = words(piece)
    if not isinstance(piece, Paragraph) or not text or len(text) > _MOST:
        return None
    if match := _SAID.match(text_of(piece.inline)):
        return pictures.under(Figure(""), cut(piece.inline, match.end(), len(text_of(piece.inline))))
    numbered = _NUMBERED.match(text)
    if not (numbered or _CREDIT.search(text)) or signs(text):
        return None
    photo = pictures.under(Figure(""), piece.inline)
    named = numbered or 0 < len(photo.credit) <= _CREDIT_MAX
    return photo if photo.caption and named else None
