"""Two texts compared as a person reads them; and a law: each text can be read out of the comparison."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.text.differences import Compared, Line, Piece, compared


def shown(before: list[str], after: list[str]) -> list[str]:
    """ "-gone- +new+", a line each."""
    marks = {"same": "", "gone": "-", "new": "+"}
    lines = compared([Line("paragraph", text) for text in before], [Line("paragraph", text) for text in after])
    return ["".join(f"{marks[p.kind]}{p.text}{marks[p.kind]}" for p in line.pieces) for line in lines]


def test_a_changed_word_is_marked_in_its_paragraph() -> None:
    before = ["Sáng 17/10, lớp bồi dưỡng khai giảng.", "Lớp có 120 học viên."]
    after = ["Sáng 18/10, lớp bồi dưỡng khai giảng.", "Lớp có 120 học viên."]
    assert shown(before, after) == ["Sáng -17-+18+/10, lớp bồi dưỡng khai giảng.", "Lớp có 120 học viên."]


def test_changed_words_beside_each_other_are_one_change() -> None:
    assert shown(["cầu đi bộ qua kênh lớn"], ["cầu đường sắt qua kênh lớn"]) == ["cầu -đi bộ-+đường sắt+ qua kênh lớn"]


def test_paragraphs_that_went_and_came_stand_whole() -> None:
    assert shown(["Một.", "Đoạn cũ hẳn.", "Ba."], ["Một.", "Lời mới toanh khác xa", "Ba."]) == [
        "Một.",
        "-Đoạn cũ hẳn.-",
        "+Lời mới toanh khác xa+",
        "Ba.",
    ]


def test_a_headline_is_compared_with_the_headline() -> None:
    found = compared([Line("headline", "Tít cũ")], [Line("headline", "Hoàn toàn khác")])
    assert [line.role for line in found] == ["headline"]


def test_a_paragraph_that_became_a_heading_is_a_change() -> None:
    found = compared([Line("paragraph", "Tít phụ này")], [Line("h2", "Tít phụ này")])
    assert found == (Compared("h2", (Piece("same", "Tít phụ này"),)),)


LINES = st.lists(st.builds(Line, st.sampled_from(["paragraph", "h2"]), st.text("aăb ,.x", max_size=20)), max_size=6)


@settings(max_examples=300, deadline=None)
@given(LINES, LINES)
def test_both_texts_can_be_read_out_of_the_comparison(before: list[Line], after: list[Line]) -> None:
    found = compared(before, after)

    def text(without: str) -> str:
        return "".join(piece.text for line in found for piece in line.pieces if piece.kind != without)

    assert text("new") == "".join(line.text for line in before)
    assert text("gone") == "".join(line.text for line in after)
