"""How much is written: syllables of an article, counted anew only for the blocks that changed."""

from __future__ import annotations

from collections.abc import Sequence

from editor.model.article import Article
from editor.model.blocks import Block, Paragraph, text_of
from editor.model.page import Spot
from editor.model.rows import Row, flat_text
from editor.text.counts import syllables

_READING = 200  # syllables a minute, as Vietnamese news sites reckon


class WordCount:
    """Counts one article again and again. Vietnamese counts chữ, words with spaces between them; so does English."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Block, int]] = {}

    def words(self, article: Article) -> int:
        """Of headline, standfirst and body."""
        known = self._known
        # by identity: a block that did not change is the same object, and hashing it would cost as much as counting
        self._known = {
            id(block): found if (found := known.get(id(block))) and found[0] is block else (block, _words(block))
            for block in article.body
        }
        heads = syllables(article.headline) + syllables(article.standfirst)
        return heads + sum(self._known[id(block)][1] for block in article.body)


def _words(block: Block) -> int:
    return syllables(text_of(block.inline) if isinstance(block, Paragraph) else flat_text(block))


def words_between(rows: Sequence[Row], start: Spot, end: Spot) -> int:
    """Of the text between two places of the page."""
    count = 0
    for at in range(start.row, min(end.row, len(rows) - 1) + 1):
        text = rows[at].text
        count += syllables(text[start.offset if at == start.row else 0 : end.offset if at == end.row else len(text)])
    return count


def minutes(words: int) -> int:
    """To read so many, 1 at least."""
    return max(1, round(words / _READING))
