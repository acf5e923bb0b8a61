"""Words put in the place of others, wherever they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from editor.errors import EditError
from editor.model.article import Article
from editor.model.blocks import Span
from editor.model.finding import BlockPlace, FieldPlace, Place
from editor.model.keys import attribute
from editor.model.rows import Row, fold, unfold
from editor.model.spans import cut, joined


def replace_words(article: Article, place: Place, words: str) -> Article:
    """The characters of a place replaced; the new ones look as the first of the old ones did.

    Raises EditError for a place that has no characters of its own (a photo, a table) or is not there.
    """
    match place:
        case FieldPlace(field, start, end) if isinstance(getattr(article, attribute(field), None), str):
            text: str = getattr(article, attribute(field))
            change: dict[str, Any] = {attribute(field): text[:start] + words + text[end:]}
            return replace(article, **change)
        case BlockPlace(block, start, end) if block < len(article.body):
            rows = list(unfold((article.body[block],)))
            at, offset = _row_at(rows, start, end)
            rows[at] = _replaced(rows[at], start - offset, end - offset, words)
            body = (*article.body[:block], *fold(tuple(rows)), *article.body[block + 1 :])
            return replace(article, body=body)
        case _:
            raise EditError(reason="no-words")


def _row_at(rows: list[Row], start: int, end: int) -> tuple[int, int]:
    """The row that holds the characters, and where it begins in the block's flat text."""
    offset = 0
    for at, row in enumerate(rows):
        length = len(row.text)
        if not row.is_atom and offset <= start and end <= offset + length:
            return at, offset
        offset += length + 1
    raise EditError(reason="no-words")


def _replaced(row: Row, start: int, end: int, words: str) -> Row:
    old = cut(row.inline, start, end) or cut(row.inline, max(start - 1, 0), start)
    look = old[0] if old else Span("")
    new = (replace(look, text=words),) if words else ()
    return replace(row, inline=joined(cut(row.inline, 0, start), new, cut(row.inline, end)))
