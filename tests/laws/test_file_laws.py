"""The four laws of the article file (format.md 3) over articles that nobody would write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from editor.model import public, tidy
from editor.model.article import Article
from editor.model.blocks import (
    Block,
    Body,
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Table,
    figures_of,
    text_of,
)
from editor.model.normal import tidy_address
from editor.source.article_json import from_json, to_json
from editor.source.reader import read
from editor.source.writer import write
from editor.text.clean import clean
from laws.strategies import articles, bodies

LAWFUL = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
SEARCHING = settings(max_examples=4000, deadline=None, suppress_health_check=list(HealthCheck))


def texts_of(block: Block) -> Iterator[str]:
    """The visible texts of a block, in reading order."""
    match block:
        case (
            Quote(paragraphs=paragraphs, attribution=attribution)
            | PullQuote(paragraphs=paragraphs, attribution=attribution)
        ):
            yield from map(text_of, paragraphs)
            yield attribution
        case Box(title=title, blocks=blocks):
            yield title
            for inner in blocks:
                yield from texts_of(inner)
        case Figure() | Gallery():
            for figure in figures_of((block,)):
                yield from (figure.alt, text_of(figure.caption), figure.credit)
        case List():
            yield from _texts_of_list(block)
        case Table(rows=rows):
            yield from (text_of(cell) for row in rows for cell in row)
        case Embed(url=url):
            yield tidy_address(url)
        case Paragraph(inline=inline) | Heading(inline=inline):
            yield text_of(inline)


def _texts_of_list(block: List) -> Iterator[str]:
    for item in block.items:
        yield text_of(item.inline)
        if item.sublist:
            yield from _texts_of_list(item.sublist)


def words_of(body: Body) -> list[str]:
    """Every visible word but those of blocks kept as they stand; the dash of an attribution is none."""
    texts = (clean(text) for block in body for text in texts_of(block))
    return [
        word
        for text in texts
        for word in text.replace("\t", " ").replace("\n", " ").split(" ")
        if word not in ("", "—")
    ]


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
