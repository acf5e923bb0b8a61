"""What is typed on a keyboard becomes what is printed, and nothing else changes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.typography import Correction, corrections


def corrected(text: str, found: tuple[Correction, ...]) -> str:
    for one in reversed(found):
        text = text[: one.start] + one.words + text[one.end :]
    return text


def whole(text: str, lang: str = "vi") -> str:
    return corrected(text, corrections(text, 0, len(text), lang))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('Ông nói: "Đảng ta luôn coi trọng".', "Ông nói: “Đảng ta luôn coi trọng”."),
        ("\"Anh bảo 'đi' à?\"", "“Anh bảo ‘đi’ à?”"),
        ('("lời")', "(“lời”)"),
        ("don't, the '90s, dogs'", "don’t, the ’90s, dogs’"),
        ("chờ... rồi", "chờ… rồi"),
        ("nhiệm kỳ 2020--2025 -- hết", "nhiệm kỳ 2020–2025 – hết"),
        ("kinh tế - xã hội", "kinh tế - xã hội"),
        ('màn hình 27" và 5\'10"', 'màn hình 27" và 5\'10"'),
        ('"năm 2022"', "“năm 2022”"),
        ("2022.. qua", "2022.. qua"),
        ("chấm .... bốn", "chấm .... bốn"),
        ("--- vạch", "--- vạch"),
        ('https://a.vn/?q="x"--y...', 'https://a.vn/?q="x"--y...'),
        ('a"b@c.vn', 'a"b@c.vn'),
        ("“đã đúng” – rồi…", "“đã đúng” – rồi…"),
    ],
)
def test_vietnamese_and_english_marks(typed: str, printed: str) -> None:
    assert whole(typed) == printed


def test_dashes_and_quotes_go_by_the_language() -> None:
    assert whole("word--word", "en") == "word—word"
    assert whole("word--word", "vi") == "word–word"
    assert whole('il dit "oui" !', "fr-FR") == "il dit «\u00a0oui\u00a0» !"
    assert whole('er sagt "ja"', "de") == "er sagt „ja“"


def test_only_what_was_typed_just_now_is_changed() -> None:
    text = '"cũ" và "mới"'
    assert corrected(text, corrections(text, 8, len(text), "vi")) == '"cũ" và “mới”'


@given(st.text(st.sampled_from("ab1 \"'.-–“”(:/@\u00a0ầ"), max_size=30))
def test_a_second_look_changes_nothing_and_places_are_in_order(text: str) -> None:
    found = corrections(text, 0, len(text), "vi")
    assert all(one.end <= other.start for one, other in pairwise(found))
    once = corrected(text, found)
    assert corrected(once, corrections(once, 0, len(once), "vi")) == once
