"""Whatever comes in, what goes on is a tidy article without source blocks, or an error of ours; no words vanish."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.errors import FileUnreadableError, FrontMatterError
from editor.ingest import html_blocks
from editor.ingest.draft import Draft, Dropped
from editor.ingest.encoding import decoded
from editor.ingest.foreign_fields import read_foreign_fields
from editor.ingest.lines import read_lines
from editor.ingest.page import read_page
from editor.ingest.plain import read_plain
from editor.ingest.tally import Tally
from editor.model import tidy
from editor.model.article import Article
from editor.model.blocks import Figure, Source, figures_of
from editor.model.normal import tidy_body
from editor.text.clean import clean

_WORDS = st.sampled_from(
    [
        "Đảng ủy",
        "chữ",
        " ",
        "\n",
        "\u00a0",
        "Ảnh: An",
        "Tin liên quan",
        "(",
        "**",
        "a\u0301",
        "“",
        "\x00",
        "12/10/2026",
        ".",
    ]
)
_TAGS = re.findall(
    r"\S+",
    "p div span b i em strong a img br hr ul ol li table tr td th blockquote figure figcaption h1 h2 h3 aside nav o:p "
    "section article main pre iframe video sup script style title meta cite footer form center noscript svg",
)
_ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="box"',
        ' class="related"',
        ' class="detail-sapo"',
        ' class="article-content"',
        ' class="MASTERCMS_TPL_TABLE"',
        ' class="__MB_ARTICLE_A"',
        ' href="javascript:x"',
        ' href="/a b"',
        ' href="https://a.b/c?d=(e)"',
        ' src="a b.jpg"',
        ' src="https://[x"',
        ' style="font-weight:bold;text-align:right"',
        ' colspan="3" rowspan="2"',
        ' alt="mô tả"',
        " hidden",
        ' align="right"',
        ' width="1"',
    ]
)
_OPEN = st.builds(lambda tag, rest: f"<{tag}{rest}>", st.sampled_from(_TAGS), _ATTRIBUTES)
_CLOSE = st.builds(lambda tag: f"</{tag}>", st.sampled_from(_TAGS))
_MARKUP = st.lists(_OPEN | _CLOSE | _WORDS | st.just("<!--") | st.just("-->") | st.text(max_size=5), max_size=40).map(
    "".join
)
_LINE = st.lists(
    st.sampled_from(
        [
            "|",
            "![](",
            "a.jpg",
            ")",
            "[",
            "](https://a.b)",
            "**",
            "- ",
            "1. ",
            "## ",
            "> ",
            "---",
            "Tin liên quan",
            "Từ khóa: a",
        ]
    )
    | _WORDS
    | st.text(max_size=4),
    max_size=8,
).map("".join)
_TEXT = st.lists(_LINE, max_size=20).map("\n".join)


def holds(draft: Draft) -> None:
    assert tidy(draft.article) == draft.article
    assert "Source(" not in repr(draft.article.body)
    assert len(draft.wanted) == len(figures_of(draft.article.body))
    assert all(item.n > 0 for item in draft.dropped)


@given(_MARKUP)
@settings(max_examples=300, deadline=None)
def test_any_markup_gives_a_tidy_article(markup: str) -> None:
    holds(read_page(clean(markup)))
    blocks = html_blocks(markup)
    assert tidy_body(blocks) == blocks


@given(_TEXT)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_tidy_article(text: str) -> None:
    holds(read_plain(clean(text)))


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_characters_give_a_tidy_article(text: str) -> None:
    holds(read_plain(clean(text)))
    holds(read_page(clean(text)))


@given(_TEXT)
@settings(max_examples=150, deadline=None)
def test_any_front_matter_gives_fields_or_an_error_of_ours(text: str) -> None:
    for opening in ("", "---\n", "+++\n", "Title: "):
        with contextlib.suppress(FrontMatterError):
            read_foreign_fields(clean(opening + text))


@given(st.lists(st.text("aăâbcdđ ", min_size=1, max_size=30), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_words_of_plain_paragraphs_all_come_through(paragraphs: list[str]) -> None:
    markup = "".join(f"<p>{text}</p>" for text in paragraphs)
    words = re.findall(r"\w+", " ".join(paragraphs))
    assert re.findall(r"\w+", " ".join(re.findall(r"text='([^']*)'", repr(html_blocks(markup))))) == words


@given(_TEXT)
@settings(max_examples=100, deadline=None)
def test_lines_never_stop_the_reader(text: str) -> None:
    read_lines([line.strip() for line in clean(text).split("\n")], Tally())


@given(st.binary(max_size=300) | _MARKUP.map(lambda text: text.encode("utf-16", "replace")), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_an_article_or_an_error_of_ours(content: bytes, declared: bool) -> None:
    head = b'<meta charset="windows-1258">' if declared else b""
    with contextlib.suppress(FileUnreadableError):
        text = clean(decoded(head + content, Path("a.html")))
        holds(read_page(text))
        holds(read_plain(text))


@pytest.mark.parametrize(
    "draft",
    [
        Draft(Article(headline=" tít ")),
        Draft(Article(body=(Source("<b>x</b>"),))),
        Draft(Article(body=(Figure("a.jpg"),))),
        Draft(Article(), dropped=(Dropped("dropped.blank", 0),)),
    ],
)
def test_the_law_catches_a_draft_that_breaks_it(draft: Draft) -> None:
    with pytest.raises(AssertionError):
        holds(draft)
