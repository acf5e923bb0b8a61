"""The four laws of the article file (format.md 3) over articles that nobody would write."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings

from editor.model import public, tidy
from editor.model.article import Article
from editor.model.blocks import Body, List, ListItem, Paragraph, Span, figures_of, plain
from editor.source.article_json import from_json, to_json
from editor.source.reader import read
from editor.source.writer import write
from laws.strategies import NASTY, articles, bodies
from laws.visible import words_of

LAWFUL = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
SEARCHING = settings(max_examples=4000, deadline=None, suppress_health_check=list(HealthCheck))


def assert_laws(article: Article) -> None:
    tidied = tidy(article)
    text = write(article)
    back, _ = read(text)
    assert back == tidied, text
    assert tidy(tidied) == tidied
    assert write(back) == text
    assert words_of(article.body) == words_of(tidied.body)
    assert from_json(to_json(tidied)) == tidied


@LAWFUL
@given(articles)
def test_a_written_article_reads_as_its_normal_form(article: Article) -> None:
    assert_laws(article)


@LAWFUL
@given(bodies)
def test_a_written_body_reads_as_its_normal_form(body: Body) -> None:
    assert_laws(Article(body=body))


@pytest.mark.slow
@SEARCHING
@given(articles)
def test_the_laws_hold_over_thousands_of_articles(article: Article) -> None:
    assert_laws(article)


@pytest.mark.slow
@SEARCHING
@given(bodies)
def test_the_laws_hold_over_thousands_of_bodies(body: Body) -> None:
    assert_laws(Article(body=body))


@LAWFUL
@given(articles)
def test_an_exported_article_reads_as_what_was_made_public(article: Article) -> None:
    assets = {figure.src: f"images/{index}.jpg" for index, figure in enumerate(figures_of(tidy(article).body))}
    left = public(article, assets)
    assert public(left, {}) == left
    assert read(write(left, bundle=True))[0] == left
    assert from_json(to_json(left, bundle=True)) == left


@pytest.mark.parametrize(
    ("fault", "instead"),
    [
        ("editor.source.escapes._LINE_START", re.compile("(?!)")),
        ("editor.source.escapes._SPECIAL", re.compile("(?!)")),
        ("editor.source.escapes._would_touch", lambda _: False),
        ("editor.source.dialect_write._would_merge", lambda *_: False),
        ("editor.model.inline._bare_edges", lambda spans: spans),
    ],
)
def test_a_planted_fault_breaks_a_law(fault: str, instead: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: each rule of writer and normal form that is switched off is missed by the laws at once."""
    item = List(False, (ListItem(plain("a")),))
    marked = (
        Span("a"),
        Span("“b”", strong=True),
        Span("c\u0323", emphasis=True),
        Span("d "),
        Span("e ", strong=True),
        Span("g"),
    )
    body: Body = (*(Paragraph(plain(text)) for text in NASTY), Paragraph(marked), item, item)
    assert_laws(Article(body=body))
    monkeypatch.setattr(fault, instead)
    with pytest.raises(AssertionError):
        assert_laws(Article(body=body))
