"""Rows and blocks are two views of one body; what the schema forbids is put right without a loss."""

from __future__ import annotations

from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.article import Article
from editor.model.blocks import (
    Body,
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Source,
    Span,
    Table,
    plain,
)
from editor.model.page import Page, Splice, Spot
from editor.model.row_json import atom_of, atom_text, slice_of, slice_text
from editor.model.row_rules import settle
from editor.model.rows import Row, RowKind, canonical, flat_text, fold, unfold, unfold_article
from editor.model.slices import Slice

A, B, C = plain("a"), plain("b"), plain("c")

BODY: Body = (
    Paragraph(A),
    Heading(2, A),
    Heading(3, B),
    List(False, (ListItem(A, List(True, (ListItem(B), ListItem(C)))), ListItem(B))),
    List(False, (ListItem(C),)),
    Quote((A, B), "Bà A"),
    Quote((C,)),
    PullQuote((A,), "Ông B"),
    Figure("images/01.jpg", A, "Viết Thành", "mô tả"),
    Gallery((Figure("images/02.jpg", A), Figure("images/03.jpg"))),
    Table(((A, B), (B, C))),
    Embed("https://a.vn"),
    Rule(),
    Source("# x"),
    Box(
        "Thông tin",
        (Paragraph(A), Heading(3, B), List(True, (ListItem(A),)), Quote((B,), "C"), Figure("4.jpg"), Rule()),
    ),
    Box("", (Paragraph(A),)),
    Box("Trống", ()),
    Paragraph(),
)


def test_every_kind_of_block_comes_back() -> None:
    assert fold(unfold(BODY)) == BODY


@pytest.mark.parametrize("block", BODY, ids=lambda block: type(block).__name__)
def test_each_block_alone_comes_back(block: object) -> None:
    assert fold(unfold((block,))) == (block,)  # type: ignore[arg-type]


def test_rows_of_a_body_are_what_settles() -> None:
    rows = unfold_article(Article(headline="Tít", standfirst="Sapo", body=BODY))
    assert settle(rows) == rows
    assert canonical(rows) == rows


def test_a_figure_row_is_followed_by_its_caption_row() -> None:
    rows = unfold(BODY)
    for row, after in pairwise(rows):
        assert (row.kind is RowKind.FIGURE) == (after.kind is RowKind.CAPTION)
    photo = next(row for row in rows if row.kind is RowKind.FIGURE)
    assert photo.payload == Figure("images/01.jpg", credit="Viết Thành", alt="mô tả")


def test_neighbouring_lists_quotes_and_boxes_stay_apart() -> None:
    rows = unfold(BODY)
    assert len({row.group for row in rows if row.kind is RowKind.BULLET and not row.level}) == 2
    assert len({row.box for row in rows if row.kind is RowKind.BOX_TITLE}) == 3


def test_a_quote_of_nothing_but_an_attribution_is_a_quote_of_these_words() -> None:
    assert fold(unfold((Quote((), "Bà A"),))) == (Quote((plain("Bà A"),)),)


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Paragraph((Span("Hà "), Span("Nội", strong=True))), "Hà Nội"),
        (Quote((A, B), "Bà C"), "a\nb\nBà C"),
        (Quote((A,)), "a\n"),
        (Figure("1.jpg", A), "\na"),
        (Gallery((Figure("1.jpg", A), Figure("2.jpg", B))), "\na\n\nb"),
        (Box("Tên", (Paragraph(A), Rule(), Paragraph(B))), "Tên\na\n\nb"),
        (Rule(), ""),
    ],
)
def test_flat_text_joins_the_rows_of_a_block(block: object, text: str) -> None:
    assert flat_text(block) == text  # type: ignore[arg-type]


# -- what settles ----------------------------------------------------------------------------------------

_TEXTS = st.sampled_from(["", "", "a", "đ\nx", "e\u0302\u0301", "\u0301a", "x\ty\ufffc", "\x07"])
_PAYLOADS = {
    RowKind.FIGURE: Figure("1.jpg", credit="x"),
    RowKind.TABLE: Table(((A,),)),
    RowKind.EMBED: Embed("https://a.vn"),
    RowKind.RULE: Rule(),
    RowKind.SOURCE: Source("# x"),
}


@st.composite
def any_rows(draw: st.DrawFn) -> list[Row]:
    """Rows in any order: what raw edits of a document may leave."""
    rows = []
    for kind in draw(st.lists(st.sampled_from(RowKind), max_size=9)):
        payload = _PAYLOADS.get(kind)
        spans = () if payload else (Span(draw(_TEXTS), draw(st.booleans()), draw(st.booleans())), Span(draw(_TEXTS)))
        level, group, box = draw(st.tuples(st.integers(0, 2), st.integers(0, 3), st.sampled_from([0, 0, 7, 8])))
        rows.append(Row(kind, spans, level, group, box, payload))
    return rows


@given(any_rows())
def test_whatever_stands_there_settles_once_and_for_all(rows: list[Row]) -> None:
    settled = settle(rows)
    assert settle(settled) == settled
    assert (*settled[:2], *unfold(fold(settled))) == canonical(settled)


@given(any_rows())
def test_settling_loses_no_photo_and_no_word(rows: list[Row]) -> None:
    settled = settle(rows)

    def photos(all_rows: list[Row] | tuple[Row, ...]) -> int:
        return sum(row.kind is RowKind.FIGURE for row in all_rows)

    def words(all_rows: list[Row] | tuple[Row, ...]) -> str:
        alone = [row for row in all_rows if row.kind not in {RowKind.EMBED, RowKind.SOURCE}]
        return "".join(settle((Row(RowKind.PARAGRAPH, row.inline),), from_top=False)[0].text for row in alone)

    assert photos(settled) == photos(rows)
    if not any(row.box and row.kind in {RowKind.EMBED, RowKind.SOURCE} for row in rows):
        assert _letters(words(settled)) == _letters(words(rows))


def _letters(text: str) -> list[str]:
    return sorted(text.replace(" ", "").replace("\n", ""))


@given(any_rows(), st.data())
def test_a_splice_gives_what_settling_everything_would(rows: list[Row], data: st.DataObject) -> None:
    """Only the blocks around an edit are looked at; the whole page must come out the same."""
    settled = canonical(settle(rows))
    page = Page.of(Article(headline=settled[0].text, standfirst=settled[1].text, body=fold(settled)))
    start = data.draw(st.integers(0, len(page.rows)))
    end = data.draw(st.integers(start, len(page.rows)))
    put_in = tuple(data.draw(any_rows()))
    fresh = count(100)
    after = page.spliced(Splice(start, end, put_in), fresh.__next__).page
    whole = settle((*page.rows[:start], *put_in, *page.rows[end:]))
    assert canonical(after.rows) == canonical(whole)
    assert unfold_article(after.article) == canonical(after.rows)
    assert Page.of(after.article).starts == after.starts


def test_a_list_put_in_at_the_top_meets_the_list_below() -> None:
    page = Page.of(Article(body=(List(False, (ListItem(),)),)))
    heads = (Row(RowKind.HEADLINE), Row(RowKind.HEADLINE))
    after = page.spliced(Splice(0, 0, (*heads, Row(RowKind.BULLET, group=1))), count(100).__next__).page
    assert unfold_article(after.article) == canonical(after.rows)


@given(any_rows(), any_rows())
def test_another_state_keeps_the_numbers_of_what_did_not_change(one: list[Row], other: list[Row]) -> None:
    fresh = count(100)

    def article(rows: list[Row]) -> Article:
        settled = settle(rows)
        return Article(headline=settled[0].text, standfirst=settled[1].text, body=fold(settled))

    page = Page.like(Page.of(article(one)), article(other), fresh.__next__)
    assert canonical(page.rows) == unfold_article(article(other))
    again = Page.like(page, page.article, fresh.__next__)
    assert again.rows == page.rows


def test_the_caret_is_found_again_behind_rows_that_settling_adds() -> None:
    page = Page.of(Article(body=(Paragraph(A), Paragraph(B))))
    rows = (Row(RowKind.QUOTE, A, group=9), Row(RowKind.PARAGRAPH, B))
    applied = page.spliced(Splice(2, 4, rows, Spot(3, 1)), count(20).__next__)
    assert applied.caret is not None
    assert applied.caret.row == 4
    assert applied.page.rows[4].text == "b"


# -- JSON ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("atom", _PAYLOADS.values(), ids=lambda atom: type(atom).__name__)
def test_an_atom_comes_back_from_its_text(atom: object) -> None:
    assert atom_of(atom_text(atom)) == atom  # type: ignore[arg-type]


def test_a_slice_comes_back_from_its_text() -> None:
    piece = Slice(unfold(BODY), open_start=True)
    assert slice_of(slice_text(piece)) == piece


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"version": 2, "open": [0, 0], "rows": []}',
        '{"version": 1, "open": 1, "rows": []}',
        '{"version": 1, "open": [0, 0], "rows": [{"kind": "figure"}]}',
        "[" * 100_000,
    ],
)
def test_a_text_that_is_no_slice_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        slice_of(text)
