"""Articles made by chance from a seed: every block in another order, nasty strings among the words of every place."""

from __future__ import annotations

import random
from dataclasses import replace

from bundle_samples import everything
from consumers.test_dialect_elsewhere import TEXTS
from editor.model import tidy
from editor.model.article import Article, Author
from editor.model.blocks import (
    Block,
    Box,
    Figure,
    Gallery,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Table,
)

_WORDS = ("trường làng bên sông mùa lũ thầy cô học trò Đảng ủy xã phường “đúng giờ” 3.500 m² 1/2 Đắk Lắk – R&D").split()  # noqa: SIM905 - as a list it would be one word a line


class _Words:
    """Texts by chance; each holds a nasty string, and every one of those comes up."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._left: list[str] = []

    def line(self) -> str:
        if not self._left:
            self._left = [" ".join(text.split()) for text in TEXTS if text.strip()]
            self._chance.shuffle(self._left)
        some = self._chance.choices(_WORDS, k=self._chance.randint(2, 6))
        return f"{' '.join(some[:2])} {self._left.pop()} {' '.join(some[2:])}".strip()

    def retold(self, inline: Inline) -> Inline:
        """The marks stay; each span gets other words."""
        return tuple(replace(span, text=f"{self.line()} ") if span.text.strip() else span for span in inline)

    def shuffled(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._chance.sample(blocks, len(blocks)))


def generated(seed: int) -> Article:
    """Tidy, with all of `bundle_samples.PHOTOS`' four photos of the text."""
    words, whole = _Words(seed), everything()
    body = words.shuffled(tuple(_retold(block, words) for block in whole.body))
    made = replace(
        whole,
        id=f"00000000-0000-4000-8000-{seed:012d}",
        slug=f"bai-{seed}",
        headline=words.line(),
        standfirst=words.line(),
        kicker=words.line(),
        authors=(Author(words.line()), Author("Trần Đức")),
        tags=(words.line(), words.line()),
        corrections=(replace(whole.corrections[0], text=words.line()),),
        body=body,
    )
    return tidy(made)


def _retold(block: Block, words: _Words) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, inline=words.retold(block.inline))
        case Figure():
            return replace(block, caption=words.retold(block.caption), credit=words.line(), alt=words.line())
        case Gallery():
            return Gallery(tuple(_figure(figure, words) for figure in block.figures))
        case Box():
            inner = tuple(_retold(part, words) for part in block.blocks)
            return Box(words.line() if block.title else "", inner)  # type: ignore[arg-type]
        case Quote() | PullQuote():
            paragraphs = tuple(map(words.retold, block.paragraphs))
            return replace(block, paragraphs=paragraphs, attribution=words.line())
        case List():
            return _list(block, words)
        case Table():
            return Table(tuple(tuple(map(words.retold, row)) for row in block.rows))
        case _:
            return block


def _figure(figure: Figure, words: _Words) -> Figure:
    told = _retold(figure, words)
    assert isinstance(told, Figure)
    return told


def _list(block: List, words: _Words) -> List:
    return replace(
        block,
        items=tuple(
            ListItem(words.retold(item.inline), _list(item.sublist, words) if item.sublist else None)
            for item in block.items
        ),
    )


def kinds(article: Article) -> set[str]:
    return {type(block).__name__ for block in article.body}
