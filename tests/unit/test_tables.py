"""Tables as values: rows, columns, marks, what a spreadsheet copies."""

from __future__ import annotations

import pytest

from editor.model import tables
from editor.model.blocks import Inline, Span, Table, plain

BOLD = (Span("hai", strong=True), Span(" ba", link="https://a.vn"))
TABLE = Table(((plain("một"), BOLD), (plain("bốn"), plain("năm"))))


def words(table: Table) -> list[list[str]]:
    return [["".join(span.text for span in cell) for cell in row] for row in table.rows]


def test_rows_and_columns_come_and_go_and_one_cell_is_left() -> None:
    assert words(tables.with_row(TABLE, 1)) == [["một", "hai ba"], ["", ""], ["bốn", "năm"]]
    assert words(tables.with_column(TABLE, 2)) == [["một", "hai ba", ""], ["bốn", "năm", ""]]
    assert words(tables.without_row(TABLE, 0)) == [["bốn", "năm"]]
    assert words(tables.without_column(TABLE, 0)) == [["hai ba"], ["năm"]]
    one = Table(((plain("a"),),))
    assert words(tables.without_row(one, 0)) == [[""]]
    assert words(tables.without_column(one, 0)) == [[""]]


def test_a_table_with_rows_of_many_lengths_is_squared() -> None:
    assert words(tables.squared(Table(((plain("a"),), (plain("b"), plain("c")))))) == [["a", ""], ["b", "c"]]
    assert words(tables.squared(Table(()))) == [[""]]


def test_bold_goes_on_and_off_and_links_stay() -> None:
    places = {(0, 0), (0, 1)}
    bold = tables.marked(TABLE, places, "strong")
    assert bold.rows[0] == (
        (Span("một", strong=True),),
        (Span("hai", strong=True), Span(" ba", strong=True, link="https://a.vn")),
    )
    assert tables.marked(bold, places, "strong").rows[0][1] == (Span("hai"), Span(" ba", link="https://a.vn"))
    assert not tables.has_mark(TABLE, {(5, 5)} & places, "strong")


def test_what_is_pasted_lets_the_table_grow_up_to_its_most() -> None:
    pasted = tables.put(TABLE, 1, 1, ((plain("x"), plain("y")), (plain("z"),)))
    assert words(pasted) == [["một", "hai ba", ""], ["bốn", "x", "y"], ["", "z", ""]]
    assert pasted.rows[0][1] == BOLD
    huge = tables.put(TABLE, 0, 0, tuple((plain("a"),) * 90 for _ in range(900)))
    assert tables.size(huge) == (tables.MOST_ROWS, tables.MOST_COLUMNS)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"hai\ndòng"\tx\n"nói ""này"""\ty', [["hai dòng", "x"], ['nói "này"', "y"]]),
        ("một ô", [["một ô"]]),
        ("", []),
        ('chữ "trích" giữa\tb', [['chữ "trích" giữa', "b"]]),
    ],
)
def test_cells_of_a_spreadsheet_are_read(text: str, cells: list[list[str]]) -> None:
    assert [["".join(span.text for span in cell) for cell in row] for row in tables.from_text(text)] == cells


def test_a_cell_that_no_spreadsheet_holds_is_read_all_the_same() -> None:
    huge = '"' + "x" * 200_000
    assert sum(len(span.text) for row in tables.from_text(huge) for cell in row for span in cell) >= 200_000


def test_breaks_and_decomposed_letters_are_put_right_in_a_cell() -> None:
    dirty: Inline = (Span("tie\u0302\u0301ng\nViệt\tNam\u0007"),)
    assert tables.with_cell(TABLE, 0, 0, dirty).rows[0][0] == plain("tiếng Việt Nam")


def test_text_for_a_spreadsheet_has_no_break_in_a_cell() -> None:
    assert tables.to_text(((plain("a\tb"), BOLD), (plain("c"),))) == "a b\thai ba\nc"
