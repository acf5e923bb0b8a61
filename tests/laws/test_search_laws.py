"""Laws of search: what stands in an article is found, with marks or without, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.library import words
from editor.model.article import Article
from editor.model.blocks import Paragraph, plain
from editor.text.clean import clean
from editor.text.fold import search_key

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
WORDS = st.text(LETTERS + LETTERS.upper() + "0123456789", min_size=1, max_size=7)
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)


@given(st.text())
def test_a_bare_text_is_as_long_as_the_text(text: str) -> None:
    assert len(words.bare(text)) == len(text)


@given(TEXTS)
def test_a_bare_text_is_what_the_search_key_is(text: str) -> None:
    assert words.bare(text) == search_key(text)


@given(WORDS)
def test_a_word_fits_itself_and_its_bare_form_fits_it(word: str) -> None:
    for query in (word, word.upper(), search_key(word)):
        (asked,) = words.asked(query)
        piece, marks = words.excerpt(words.fields_of(Article(standfirst=f"x {word} y")), (asked,))
        assert word in [piece[start:end] for start, end in marks]


@given(WORDS, WORDS)
def test_a_word_with_marks_fits_only_words_written_so(word: str, other: str) -> None:
    (asked,) = words.asked(word)
    _, marks = words.excerpt(words.fields_of(Article(standfirst=f"{other} ")), (asked,))
    if asked.bare:
        assert bool(marks) == search_key(other).startswith(search_key(word))
    else:
        assert bool(marks) == other.lower().startswith(word.lower())


@given(TEXTS, st.text(max_size=20))
def test_an_excerpt_is_short_and_its_marks_stand_in_it(text: str, query: str) -> None:
    article = Article(headline="x", body=(Paragraph(plain(text)),))
    piece, marks = words.excerpt(words.fields_of(article), words.asked(clean(query)))
    assert len(piece) <= words.EXCERPT + 2
    assert all(0 <= start < end <= len(piece) for start, end in marks)


@given(st.text(max_size=60))
def test_any_query_is_one_that_the_index_takes(query: str) -> None:
    import sqlite3

    database = sqlite3.connect(":memory:")
    fields = ", ".join(f"{field}, {field}_bare" for field in words.FIELDS)
    database.execute(f"CREATE VIRTUAL TABLE found USING fts5({fields}, content='', detail=column)")
    asked = words.asked(query)
    if asked:
        assert (
            database.execute("SELECT rowid FROM found WHERE found MATCH ?", (words.matching(asked),)).fetchall() == []
        )
    database.close()
