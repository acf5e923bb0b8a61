"""The royalty list (nhuận bút): who wrote how many words and who took how many photos, a row a person and article."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from editor.model.article import Article
from editor.model.blocks import Box, Table, figures_of, text_of
from editor.model.rows import unfold_article
from editor.text.counts import syllables

_COLUMNS = ("date", "article", "headline", "section", "work", "by", "words", "photos", "share", "id")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class RoyaltyRow:
    """One person's part of one article.

    `words` are syllables (chữ) of the whole text, headline to captions; `share` is 1 divided by those who signed it.
    """

    work: str  # "text" or "photo"
    by: str  # the byline, or the credit under the photos; "" for photos without one
    words: int = 0
    photos: int = 0
    share: float = 1.0


def royalties(article: Article) -> tuple[RoyaltyRow, ...]:
    """Authors in their order, then photographers in order of their first photo. An unsigned text has one row by ""."""
    words = _words(article)
    authors = article.authors or (None,)
    texts = [RoyaltyRow("text", author.name if author else "", words, share=1 / len(authors)) for author in authors]
    photos = Counter(
        figure.credit or article.resource(figure.src).creator for figure in figures_of(article.body) if figure.src
    )
    return (*texts, *(RoyaltyRow("photo", by, photos=n) for by, n in photos.items()))


def _words(article: Article) -> int:
    boxed = tuple(inner for block in article.body if isinstance(block, Box) for inner in block.blocks)
    tables = [block for block in (*article.body, *boxed) if isinstance(block, Table)]
    cells = (text_of(cell) for table in tables for row in table.rows for cell in row)
    rows = (row.text for row in unfold_article(article))
    return sum(map(syllables, chain(rows, cells)))


def royalty_csv(articles: Iterable[tuple[str, Article]]) -> str:
    """The list as CSV, a header first. Args: articles: (folder's name, article)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for folder, article in articles:
        writer.writerows(_rows(folder, article))
    return out.getvalue()


def _rows(folder: str, article: Article) -> Iterator[tuple[str | int, ...]]:
    section = article.sections[0] if article.sections else ""
    for row in royalties(article):
        texts = (article.date, folder, article.headline, section, row.work, row.by)
        numbers = (row.words or "", row.photos or "", f"{row.share:.4g}")
        yield (*map(_harmless, texts), *numbers, article.id)


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
