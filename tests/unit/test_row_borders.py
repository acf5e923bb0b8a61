"""Every row kind beside every other, every key at their borders: no word and no photo is lost, the schema holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, product

import pytest

from editor.model import writing
from editor.model.article import Article
from editor.model.blocks import Embed, Figure, Rule, Source, Table, figures_of, plain
from editor.model.history import Caret
from editor.model.page import Page, Splice, Spot
from editor.model.row_rules import settle
from editor.model.rows import LISTS, Row, RowKind, fold_article, unfold_article

PAYLOADS = {
    RowKind.FIGURE: Figure("images/01-a.jpg"),
    RowKind.TABLE: Table(((plain("a"), plain("b")),)),
    RowKind.EMBED: Embed("https://vtv.vn/x"),
    RowKind.RULE: Rule(),
    RowKind.SOURCE: Source("# x"),
}
KEYS: dict[str, Callable[[writing.Rows, Spot], writing.Answer]] = {
    "Enter": writing.enter,
    "Shift+Enter": writing.break_line,
    "Backspace": writing.backspace,
    "Delete": writing.delete,
}
TEXTS = ("", "một hai")


def row(kind: RowKind, text: str, group: int, box: int, level: int) -> Row:
    payload = PAYLOADS.get(kind)
    return Row(kind, plain(text) if payload is None else (), level if kind in LISTS else 0, group, box, payload)


def pages() -> Iterator[Page]:
    """Headline, standfirst, then two rows of every pair of kinds, filled and empty, loose, grouped and boxed."""
    for one, other in product(RowKind, RowKind):
        for first, second in product(TEXTS, TEXTS):
            for group, box, level in ((0, 0, 0), (7, 0, 1), (0, 9, 0), (7, 9, 1)):
                rows = [
                    Row(RowKind.HEADLINE, plain("Tít")),
                    Row(RowKind.STANDFIRST, plain("Sapo")),
                    row(one, first, group, box, 0),
                    row(other, second, group, box, level),
                ]
                yield Page.of(fold_article(Article(), settle(rows)))


PAGES = tuple({page.rows: page for page in pages()}.values())


def letters(page: Page) -> str:
    return "".join("".join(row.text.split()) for row in page.rows)


def atoms(page: Page) -> int:
    return sum(row.is_atom for row in page.rows)


@pytest.mark.parametrize("key", KEYS)
def test_a_key_at_a_border_loses_nothing_and_leaves_what_the_schema_allows(key: str) -> None:
    checked = 0
    for page in PAGES:
        for at, here in enumerate(page.rows):
            for offset in {0, here.length // 2, here.length} - ({1} if here.is_atom else set()):
                answer = KEYS[key](page.rows, Spot(at, offset))
                checked += 1
                where = f"{key} at {at}, {offset} of {[(one.kind.value, one.text, one.box) for one in page.rows]}"
                if isinstance(answer, Caret):
                    assert 0 <= answer.row < len(page.rows), where
                if not isinstance(answer, Splice):
                    continue
                applied = page.spliced(answer, count(100).__next__)
                after = applied.page
                assert settle(unfold_article(after.article)) == unfold_article(after.article), where
                assert applied.caret is None or applied.caret.row < len(after.rows), where
                removes = key in {"Backspace", "Delete"}
                if removes and here.is_atom:
                    continue  # a selected photo goes with its caption
                assert atoms(after) == atoms(page), where
                assert len(figures_of(after.article.body)) == len(figures_of(page.article.body)), where
                if not (removes and _takes_letter(key, offset, here)):
                    assert sorted(letters(after)) == sorted(letters(page)), where
    assert checked > 5_000


def _takes_letter(key: str, offset: int, here: Row) -> bool:
    return offset > 0 if key == "Backspace" else offset < here.length


def test_enter_again_and_again_always_leads_out_to_a_paragraph() -> None:
    """Somebody who presses Enter again and again always gets out of lists, quotes and boxes to a plain paragraph."""
    for page in PAGES:
        for at in range(len(page.rows)):
            here, spot = page, Spot(at, page.rows[at].length)
            kinds = []
            for _ in range(8):
                answer = writing.enter(here.rows, spot)
                if isinstance(answer, Caret):
                    spot = Spot(answer.row, here.rows[answer.row].length)
                elif isinstance(answer, Splice):
                    applied = here.spliced(answer, count(100).__next__)
                    here, caret = applied.page, applied.caret
                    assert caret is not None
                    spot = Spot(caret.row, here.rows[caret.row].length)
                kinds.append(here.rows[spot.row].kind)
            assert kinds[-1] is RowKind.PARAGRAPH, (kinds, [one.kind.value for one in page.rows], at)
