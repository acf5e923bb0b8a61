"""The words of an article as a search sees them, and of a query as it asks for them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, assert_never

from editor.model.blocks import (
    Box,
    BoxBlock,
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Source,
    Table,
    figures_of,
    text_of,
)
from editor.text.clean import nfc
from editor.text.fold import search_key

if TYPE_CHECKING:
    from editor.model.article import Article
    from editor.model.blocks import Block

FIELDS = ("headline", "standfirst", "body", "captions", "tags", "authors")
WEIGHTS = (8.0, 4.0, 1.0, 2.0, 6.0, 3.0)
"""How much a word counts by the field it stands in."""

EXCERPT = 160
"""Characters of an excerpt, about two lines of the library."""

_WORD = re.compile(r"[^\W_]+")
_LETTERS = r"[^\W_]*"
_NO_LETTER_BEFORE = r"(?<![^\W_])"
_NO_LETTER_AFTER = r"(?![^\W_])"


class _Bare(dict[int, str]):
    """A letter without marks and case, for `str.translate`: learnt as letters come. Every letter stays one letter."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        key = search_key(letter)
        self[code] = key if len(key) == 1 else letter
        return self[code]


_BARE = _Bare()


def bare(text: str) -> str:
    """A text without marks and case, as long as the text itself: "Đảng ủy" → "dang uy"."""
    return text.translate(_BARE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of a query. With marks it is meant as it is written; without, any marks may stand on it."""

    text: str  # lower case; bare when `bare`
    bare: bool
    begins: bool  # a beginning is enough: the word is still being typed

    @property
    def pattern(self) -> str:
        """A regular expression of the word in a text as it is written; case is to be ignored."""
        letters = "".join(map(_any_marks, self.text)) if self.bare else re.escape(self.text)
        rest = _LETTERS if self.begins else ""
        return f"{_NO_LETTER_BEFORE}{letters}{rest}{_NO_LETTER_AFTER}"


@cache
def _marked() -> Mapping[str, str]:
    """Each bare letter with those that have it below their marks: "d" → "dđ"."""
    found: dict[str, str] = {}
    for code in (*range(0x61, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code).lower()
        if letter.isalpha() and letter not in found.get(bare(letter), ""):
            found[bare(letter)] = found.get(bare(letter), "") + letter
    return found


def _any_marks(letter: str) -> str:
    letters = _marked().get(letter, "")
    return f"[{letters}]" if len(letters) > 1 else re.escape(letter)


def asked(query: str) -> tuple[Asked, ...]:
    """The words of a query; the last one may be a beginning unless a space follows it."""
    found = list(_WORD.finditer(nfc(query).lower()))
    out = []
    for match in found:
        word = match[0]
        out.append(
            Asked(word, bare(word) == word, begins=match is found[-1] and match.end() == len(query.rstrip("\n")))
        )
    return tuple(out)


def matching(query: Sequence[Asked], fields: Sequence[str] = FIELDS) -> str:
    """The query as FTS5 takes it: every word in one of these fields."""
    return " AND ".join(
        f'{{{" ".join(f"{field}_bare" if word.bare else field for field in fields)}}} : "{word.text}"'
        f"{' *' if word.begins else ''}"
        for word in query
    )


def fields_of(article: Article) -> tuple[str, ...]:
    """The texts of an article that are searched, in the order of FIELDS."""
    captions = (part for figure in figures_of(article.body) for part in (text_of(figure.caption), figure.credit))
    body = (text for block in article.body for text in _texts(block))
    return (
        article.headline,
        article.standfirst,
        "\n".join(text for text in body if text),
        "\n".join(text for text in captions if text),
        "\n".join(article.tags),
        "\n".join(author.name for author in article.authors),
    )


def columns(texts: Iterable[str]) -> tuple[str, ...]:
    """What the index holds of the fields: each as written and bare, one after the other."""
    return tuple(form for text in texts for form in (text, bare(text)))


def excerpt(texts: Sequence[str], query: Sequence[Asked]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The place where a query is met, cut from the fields of `fields_of`, and (start, end) of the met words in it.

    The headline is shown anyway: words met only there give the beginning of the standfirst or body.
    """
    _, standfirst, body, captions, tags, authors = texts
    for text in (body, standfirst, captions, tags, authors):
        first = _first(text, query)
        if first is not None:
            return _cut(text, first, query)
    return _cut(standfirst or body, 0, query)


def _cut(text: str, at: int, query: Sequence[Asked]) -> tuple[str, tuple[tuple[int, int], ...]]:
    start = max(0, at - EXCERPT // 3)
    if start:
        start = text.find(" ", start, at) + 1 or at
    end = min(len(text), start + EXCERPT)
    if end < len(text):
        end = max(text.rfind(" ", at, end), min(at + 1, end)) if " " in text[at:end] else end
    piece = " ".join(text[start:end].split())
    piece = f"{'…' if start else ''}{piece}{'…' if end < len(text) else ''}"
    return piece, met(piece, query)


def _first(text: str, query: Sequence[Asked]) -> int | None:
    """Where the first word of a text stands that is meant."""
    found = _looked_for(tuple(query)).search(text) if query else None
    return found.start() if found is not None else None


def met(text: str, query: Sequence[Asked]) -> tuple[tuple[int, int], ...]:
    """(start, end) of every word of a text that is meant, in order."""
    return tuple(match.span() for match in _looked_for(tuple(query)).finditer(text)) if query else ()


@lru_cache(maxsize=64)
def _looked_for(query: tuple[Asked, ...]) -> re.Pattern[str]:
    return re.compile("|".join(word.pattern for word in query), re.IGNORECASE)


def _texts(block: Block | BoxBlock) -> Iterator[str]:
    """The running text of a block; captions are a field of their own."""
    match block:
        case Paragraph(inline=inline) | Heading(inline=inline):
            yield text_of(inline)
        case List():
            yield from _list_texts(block)
        case Quote() | PullQuote():
            yield from map(text_of, block.paragraphs)
            yield block.attribution
        case Box():
            yield block.title
            for inner in block.blocks:
                yield from _texts(inner)
        case Table():
            yield from (text_of(cell) for row in block.rows for cell in row)
        case Source(text=text):
            yield text
        case Embed(url=url):
            yield url
        case Figure() | Gallery() | Rule():
            pass
        case _:
            assert_never(block)


def _list_texts(block: List) -> Iterator[str]:
    for item in block.items:
        yield text_of(item.inline)
        if item.sublist is not None:
            yield from _list_texts(item.sublist)
