"""Find and replace as functions of texts and rows."""

from __future__ import annotations

import pytest

from editor.model.article import Article
from editor.model.blocks import Box, Figure, Paragraph, Span, Table, plain, text_of
from editor.model.rows import fold_article, unfold_article
from editor.model.searching import hits, replaced
from editor.text.matching import Query, matches


def found(text: str, query: Query) -> list[str]:
    return [text[start:end] for start, end in matches(text, query)]


@pytest.mark.parametrize(
    ("query", "there"),
    [
        (Query("hà nội"), ["Hà Nội", "hà nội"]),
        (Query("Hà Nội", case=True), ["Hà Nội"]),
        (Query("ha noi"), ["Ha Noi"]),
        (Query("ha noi", bare=True), ["Hà Nội", "hà nội", "Ha Noi"]),
        (Query("Ha Noi", bare=True, case=True), ["Hà Nội", "Ha Noi"]),
        (Query("đang", whole=True), ["đang"]),
        (Query("đang"), ["đang", "đang"]),
        (Query("dang", bare=True), ["đang", "Đảng", "đang"]),
        (Query(""), []),
    ],
)
def test_words_are_found_with_and_without_case_marks_and_borders(query: Query, there: list[str]) -> None:
    assert found("Hà Nội, hà nội và Ha Noi đang nói về Đảng; vđangv", query) == there


def test_places_are_code_points_and_never_overlap() -> None:
    assert list(matches("🙂aaaa", Query("aa"))) == [(1, 3), (3, 5)]
    assert list(matches("Straße STRASSE", Query("ß"))) == [(4, 5)]


def article() -> Article:
    table = Table(((plain("Tỉnh"), plain("Số xã")), (plain("Hà Nội"), plain("579"))))
    return Article(
        headline="Hà Nội hôm nay",
        standfirst="Tại Hà Nội",
        body=(
            Paragraph((Span("Ở "), Span("Hà Nội", strong=True), Span(" và Hà Nội cũ"))),
            Figure("images/01.jpg", caption=plain("Một góc Hà Nội")),
            Box("Về Hà Nội", (Paragraph(plain("Hà Nội 🙂 Hà Nội")),)),
            table,
        ),
    )


def test_replace_all_reaches_heads_captions_boxes_and_cells_in_one_edit() -> None:
    rows = unfold_article(article())
    there = hits(rows, Query("ha noi", bare=True))
    assert len(there) == 9
    assert there[-1].cell == (1, 0)
    splice = replaced(rows, there, "Thủ đô")
    assert splice is not None
    after = fold_article(article(), (*rows[: splice.start], *splice.rows, *rows[splice.end :]))
    assert after.headline == "Thủ đô hôm nay"
    assert after.body[0] == Paragraph((Span("Ở "), Span("Thủ đô", strong=True), Span(" và Thủ đô cũ")))
    box, table = after.body[2], after.body[3]
    assert isinstance(box, Box)
    assert isinstance(table, Table)
    assert box.title == "Về Thủ đô"
    assert text_of(table.rows[1][0]) == "Thủ đô"
    assert not hits(unfold_article(after), Query("hà nội"))


def test_nothing_found_is_no_edit_and_nothing_put_in_takes_words_out() -> None:
    rows = unfold_article(article())
    assert replaced(rows, hits(rows, Query("Huế")), "x") is None
    splice = replaced(rows, hits(rows, Query("Tại ")), "")
    assert splice is not None
    assert splice.rows[0].text == "Hà Nội"
