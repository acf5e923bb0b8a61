"""HTML by construction."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from editor.render.element import JsonScript, document, element, html


class _Reader(HTMLParser):
    """What a browser would see: tags, and the words between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def test_block_elements_stand_on_their_own_lines() -> None:
    assert html([element("div", element("p", "một"), element("hr"))]) == "<div>\n  <p>một</p>\n  <hr>\n</div>\n"


def test_an_element_with_words_in_it_stays_on_one_line() -> None:
    node = element("li", "lớp", element("ul", element("li", "con")))
    assert html([node]) == "<li>lớp<ul><li>con</li></ul></li>\n"


def test_attribute_names_may_be_python_words() -> None:
    node = element("p", class_="box", aria_label="Hộp", hidden=True, id=None, lang=False)
    assert html([node]) == '<p class="box" aria-label="Hộp" hidden></p>\n'


def test_an_empty_alt_text_is_written() -> None:
    assert html([element("img", alt="", src="a.jpg")]) == '<img alt="" src="a.jpg">\n'


def test_a_document_begins_with_its_type() -> None:
    assert document(element("html", lang="vi")).startswith("<!DOCTYPE html>\n<html")


@given(st.text(), st.text())
def test_no_text_becomes_markup(words: str, value: str) -> None:
    seen = _Reader(html([element("p", words, title=value)]))
    assert seen.tags == ["p"]
    assert len(seen.attributes) == 1


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"])))
def test_words_come_through_whole(words: str) -> None:
    assert _Reader(html([element("p", words)])).words.strip("\n") == words


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_a_data_block_cannot_be_left_by_its_content(content: object) -> None:
    text = html([JsonScript("application/ld+json", content)])
    assert text.count("<") == 2
    start, end = text.index(">") + 1, text.rindex("<")
    assert "</" not in text[start:end]


def test_a_data_block_is_the_json_it_was() -> None:
    content = {"headline": "</script><script>alert(1)</script> & “Đảng”"}
    text = html([JsonScript("application/ld+json", content)])
    assert json.loads(text[text.index(">") + 1 : text.rindex("<")]) == content
