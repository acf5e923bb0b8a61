"""What holds for every text."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from editor.checks.placeholders import placeholders
from editor.checks.wording import doubled
from editor.text.clean import clean, clean_line, is_clean
from editor.text.fold import slug, unaccented
from editor.text.sentences import sentences

VIETNAMESE = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạẮỘỨ 0123.,;:!?…“”’()[]-–\n\t\u0301\u0323"))
TEXTS = st.text() | VIETNAMESE


@given(TEXTS | st.text(st.characters()))
def test_clean_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert is_clean(cleaned)
    assert is_clean(text) == (cleaned == text)
    cleaned.encode("utf-8")


@given(TEXTS)
def test_clean_line_is_one_line_and_done_once(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line
    assert not re.search(r"[\n\r\t]|^ | $|  ", line)


@given(TEXTS, st.integers(8, 100))
def test_slug_is_ascii_within_its_bytes_and_its_own_slug(text: str, most: int) -> None:
    made = slug(text, most)
    assert len(made.encode("ascii")) <= most
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert slug(made, most) == made


@given(TEXTS)
def test_unaccented_is_done_once(text: str) -> None:
    assert unaccented(unaccented(text)) == unaccented(text)


@given(TEXTS)
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(TEXTS)
def test_places_of_slips_lie_in_the_text_and_apart(text: str) -> None:
    for spans in (doubled(text), placeholders(text)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
