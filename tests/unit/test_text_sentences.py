"""Sentences as Vietnamese news writes them."""

from __future__ import annotations

import pytest

from editor.text.counts import syllables
from editor.text.sentences import sentences


@pytest.mark.parametrize(
    "marked",
    [
        "Không có dấu chấm",
        "Một câu.| Hai câu!|  Ba câu?",
        "TP. Hồ Chí Minh họp.| Sau đó nghỉ.",
        "PGS.TS. Lê A., Th.S. Hồ B. và TS. Lý C. cùng dự.| Hết.",
        "Cam, quýt, v.v. đều được giá.| Còn bưởi, v.v.| Nông dân vui.",
        "Giá 1.200.000 đồng ngày 29.10.2021.| Hết.",
        "Chị H. kể.| Nhà ở Q.1.| Con chị là N.| Sau đó chị đi.",
        "“Đi đâu?” anh hỏi.| “Về.”| Anh nói.",
        "Ông nói: “… quan trọng.”.| Bà gật.",
        "Rồi thì… anh đi... không về…| Trời tối.",
        "năm 2022..| qua đó trang bị.",
        "Gồm: một; Hai; ba: bốn.",
        "1. Mở đầu.| 2. Kết.",
        "– Đi đâu?|\n– Đi chợ",
        "Xem https://a.vn/b.c?d=e.| Rồi về.",
        "Dr. Lee and Mr. Nguyen met at 5 p.m. in Hanoi.| Good.",
        "Vào hồ sen.| Hoa nở.",
        "Câu ngắn.| câu sau quên viết hoa.",
        "",
        "  \n ",
    ],
)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [piece.strip() for piece in marked.split("|") if piece.strip()]
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("kinh tế - xã hội", 4), ("29/10/2021", 1), ("47-KH/TU", 1), ("“Đảng, Nhà nước”", 3),
     ("1\u00a0200 đồng …", 3)],
)  # fmt: skip
def test_syllables_are_words_between_spaces(text: str, count: int) -> None:
    assert syllables(text) == count
