"""The flat view of an article that the page edits: one row is one paragraph on the screen.

`unfold` makes rows of a body, `fold` makes the body again. Two neighbouring lists, quotes or boxes stay two, because
every row carries the number of the group and of the box that it belongs to. A figure is always followed by its caption
row, a quote always ends with its attribution row and a box always begins with its title row, each of them maybe empty.

Numbers of groups and boxes only say which neighbours belong together. `canonical` counts them from 1 in reading order;
rows on a page may carry any other numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count, pairwise
from typing import TypeAlias, assert_never, cast

from editor.model.article import Article
from editor.model.blocks import (
    Block,
    Body,
    Box,
    BoxBlock,
    Embed,
    Figure,
    Gallery,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Source,
    Table,
    plain,
    text_of,
)

Atom: TypeAlias = Figure | Table | Embed | Rule | Source
"""What a row without text shows. A figure's caption is empty here: it stands in the caption row."""


class RowKind(StrEnum):
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    H2 = "h2"
    H3 = "h3"
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"
    PULL_QUOTE = "pull_quote"
    ATTRIBUTION = "attribution"
    BOX_TITLE = "box_title"
    CAPTION = "caption"
    FIGURE = "figure"
    TABLE = "table"
    EMBED = "embed"
    RULE = "rule"
    SOURCE = "source"


HEADS = (RowKind.HEADLINE, RowKind.STANDFIRST)
"""The two rows that every page begins with."""

ATOMS = frozenset({RowKind.FIGURE, RowKind.TABLE, RowKind.EMBED, RowKind.RULE, RowKind.SOURCE})
LISTS = frozenset({RowKind.BULLET, RowKind.NUMBER})
QUOTES = frozenset({RowKind.QUOTE, RowKind.PULL_QUOTE})
PLAIN = frozenset({*HEADS, RowKind.ATTRIBUTION, RowKind.BOX_TITLE})
"""Single-line text without marks."""
BREAKABLE = frozenset({RowKind.PARAGRAPH, *LISTS, *QUOTES, RowKind.CAPTION})
"""Rows that may hold hard breaks."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page.

    `level` is 0 or 1 in lists. `group` numbers the list, quote or gallery, `box` the box; 0 is none. `payload` is what
    an atom row shows; text rows have none.
    """

    kind: RowKind
    inline: Inline = ()
    level: int = 0
    group: int = 0
    box: int = 0
    payload: Atom | None = None

    @property
    def text(self) -> str:
        """The visible words; "" for an atom."""
        return text_of(self.inline)

    @property
    def is_atom(self) -> bool:
        return self.kind in ATOMS

    @property
    def length(self) -> int:
        """How many places a caret can pass: code points of text, 1 for an atom."""
        return 1 if self.kind in ATOMS else sum(len(span.text) for span in self.inline)


class CaretRow(Row):
    """The row that the caret stands in, marked so that it is found again after `settle`."""

    __slots__ = ()


def joins(before: Row, row: Row) -> bool:
    """Whether a row belongs to the same top-level block as the row before it."""
    if row.box or before.box:
        return row.box == before.box
    return joins_inside(before, row)


def joins_inside(before: Row, row: Row) -> bool:
    """Whether a row belongs to the same block of a box, or of the body, as the row before it."""
    return (row.group != 0 and row.group == before.group) or (
        row.kind is RowKind.CAPTION and before.kind is RowKind.FIGURE
    )


def block_starts(rows: Sequence[Row]) -> tuple[int, ...]:
    """The index of each top-level block's first row, in order."""
    return tuple(at for at, row in enumerate(rows) if at == 0 or not joins(rows[at - 1], row))


# -- unfold -----------------------------------------------------------------------------------------------------------


def unfold(body: Body) -> tuple[Row, ...]:
    """The rows of a body, groups and boxes numbered from 1."""
    return tuple(_Unfolder().rows(body))


def unfold_article(article: Article) -> tuple[Row, ...]:
    """The rows of the whole page: headline, standfirst, then the body."""
    return (
        Row(RowKind.HEADLINE, plain(article.headline)),
        Row(RowKind.STANDFIRST, plain(article.standfirst)),
        *unfold(article.body),
    )


def flat_text(block: Block) -> str:
    """The texts of a block's rows joined with "\\n": what a `BlockPlace` counts in."""
    return "\n".join(row.text for row in unfold((block,)))


class _Unfolder:
    """Hands out numbers while it walks."""

    def __init__(self) -> None:
        self._groups = count(1)
        self._boxes = count(1)

    def rows(self, body: Sequence[Block]) -> Iterator[Row]:
        for block in body:
            if isinstance(block, Paragraph):
                yield Row(RowKind.PARAGRAPH, block.inline)
            elif isinstance(block, Box):
                number = next(self._boxes)
                yield Row(RowKind.BOX_TITLE, plain(block.title), box=number)
                for row in self.rows(block.blocks):
                    yield replace(row, box=number)
            else:
                yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Row]:
        match block:
            case Heading(level=level, inline=inline):
                yield Row(RowKind.H2 if level <= 2 else RowKind.H3, inline)
            case List():
                yield from _list_rows(block, next(self._groups))
            case Quote() | PullQuote():
                yield from _quote_rows(block, next(self._groups))
            case Gallery(figures=figures):
                group = next(self._groups) if len(figures) > 1 else 0
                for figure in figures:
                    yield from _figure_rows(figure, group)
            case Figure():
                yield from _figure_rows(block, 0)
            case Table() | Embed() | Rule() | Source():
                yield atom_row(block)
            case Paragraph() | Box():
                yield from self.rows((block,))
            case _:
                assert_never(block)


_ATOM_KINDS: dict[type[Atom], RowKind] = {
    Figure: RowKind.FIGURE,
    Table: RowKind.TABLE,
    Embed: RowKind.EMBED,
    Rule: RowKind.RULE,
    Source: RowKind.SOURCE,
}


def atom_row(atom: Atom, box: int = 0) -> Row:
    """The row that shows an atom; a figure's caption row is another one."""
    return Row(_ATOM_KINDS[type(atom)], payload=atom, box=box)


def _list_rows(block: List, group: int, level: int = 0) -> Iterator[Row]:
    kind = RowKind.NUMBER if block.ordered else RowKind.BULLET
    for item in block.items:
        yield Row(kind, item.inline, level, group)
        if item.sublist is not None:
            yield from _list_rows(item.sublist, group, 1)


def _quote_rows(block: Quote | PullQuote, group: int) -> Iterator[Row]:
    kind = RowKind.QUOTE if isinstance(block, Quote) else RowKind.PULL_QUOTE
    # A quote of nothing but an attribution is a quote of these words (format.md 3).
    lone = not block.paragraphs
    for inline in (plain(block.attribution),) if lone else block.paragraphs:
        yield Row(kind, inline, group=group)
    yield Row(RowKind.ATTRIBUTION, () if lone else plain(block.attribution), group=group)


def _figure_rows(figure: Figure, group: int) -> Iterator[Row]:
    yield Row(RowKind.FIGURE, group=group, payload=replace(figure, caption=()))
    yield Row(RowKind.CAPTION, figure.caption, group=group)


# -- fold -------------------------------------------------------------------------------------------------------------


def fold(rows: Sequence[Row]) -> Body:
    """The body of rows that `editor.model.row_rules.settle` leaves as they are; headline and standfirst left out."""
    body = [row for row in rows if row.kind not in HEADS]
    return tuple(_fold_block(run) for run in runs(body))


def runs(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows of each top-level block."""
    starts = block_starts(rows)
    for start, end in pairwise((*starts, len(rows))):
        yield rows[start:end]


def _fold_block(run: Sequence[Row]) -> Block:
    if run[0].box:
        inner = [replace(row, box=0) for row in run[1:]]
        return Box(run[0].text, tuple(cast(BoxBlock, _fold_flat(part)) for part in runs(inner)))
    return _fold_flat(run)


def _fold_flat(run: Sequence[Row]) -> Block:
    first = run[0]
    match first.kind:
        case RowKind.H2 | RowKind.H3:
            return Heading(2 if first.kind is RowKind.H2 else 3, first.inline)
        case RowKind.BULLET | RowKind.NUMBER:
            return _fold_list(run)
        case RowKind.QUOTE | RowKind.PULL_QUOTE:
            kind = Quote if first.kind is RowKind.QUOTE else PullQuote
            said = tuple(row.inline for row in run if row.kind is not RowKind.ATTRIBUTION)
            return kind(said, run[-1].text if run[-1].kind is RowKind.ATTRIBUTION else "")
        case RowKind.FIGURE:
            figures = tuple(_fold_figure(run, at) for at, row in enumerate(run) if row.kind is RowKind.FIGURE)
            return Gallery(figures) if len(figures) > 1 else figures[0]
        case _ if first.payload is not None:
            return first.payload
        case _:
            return Paragraph(first.inline)


def _fold_list(run: Sequence[Row]) -> List:
    items: list[ListItem] = []
    at = 0
    while at < len(run):
        end = at + 1
        while end < len(run) and run[end].level > 0:
            end += 1
        below = tuple(ListItem(row.inline) for row in run[at + 1 : end])
        sublist = List(run[at + 1].kind is RowKind.NUMBER, below) if below else None
        items.append(ListItem(run[at].inline, sublist))
        at = end
    return List(run[0].kind is RowKind.NUMBER, tuple(items))


def _fold_figure(run: Sequence[Row], at: int) -> Figure:
    caption = run[at + 1].inline if at + 1 < len(run) and run[at + 1].kind is RowKind.CAPTION else ()
    return replace(cast(Figure, run[at].payload), caption=caption)


def fold_article(article: Article, rows: Sequence[Row]) -> Article:
    """The article with headline, standfirst and body of these rows."""
    return replace(article, headline=rows[0].text, standfirst=rows[1].text, body=fold(rows[2:]))


def canonical(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The same rows with groups and boxes numbered from 1 in reading order, as `unfold` numbers them."""
    out: list[Row] = []
    groups, boxes = count(1), count(1)
    group = box = 0
    before: Row | None = None
    for row in rows:
        if row.box and (before is None or row.box != before.box):
            box = next(boxes)
        if row.group and (before is None or row.group != before.group or row.box != before.box):
            group = next(groups)
        out.append(replace(row, group=group if row.group else 0, box=box if row.box else 0))
        before = row
    return tuple(out)
