"""What was exported comes back through the import exactly: article.json and index.md, whatever stands in them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.errors import EmptyFileError
from editor.ingest import read_file
from editor.model import tidy
from editor.model.article import Article
from editor.model.blocks import Figure, Paragraph, figures_of, plain
from editor.model.public import public
from editor.source.article_json import to_json
from editor.source.writer import write
from laws.strategies import NASTY, articles, bodies

FAST = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
SEARCHING = settings(max_examples=4_000, deadline=None, suppress_health_check=list(HealthCheck))
OLD = (
    "C«ng hoµ x· héi chñ nghÜa ViÖt Nam ®éc lËp tù do h¹nh phóc",
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam ñoäc laäp töï do haïnh phuùc",
    "Mư\u00adờng Lống\u200b",
    "Tít: một bài khác",
)


def as_exported(article: Article) -> Article:
    named = {figure.src: f"images/{index}.jpg" for index, figure in enumerate(figures_of(tidy(article).body))}
    return public(article, named)


def assert_comes_back(article: Article) -> None:
    left = as_exported(article)
    with tempfile.TemporaryDirectory() as folder:
        stored, written = Path(folder, "article.json"), Path(folder, "index.md")
        stored.write_text(json.dumps(to_json(left, bundle=True), ensure_ascii=False), encoding="utf-8")
        written.write_text(write(left, bundle=True), encoding="utf-8")
        for file in (stored, written):
            try:
                draft = read_file(file)
            except EmptyFileError:
                assert (left.headline, left.standfirst, left.body) == ("", "", ())
                continue
            assert draft.article == left, file.name
            assert draft.ours
            assert draft.dropped == ()


@FAST
@given(articles)
def test_an_exported_article_is_imported_as_it_left(article: Article) -> None:
    assert_comes_back(article)


@pytest.mark.parametrize("text", [*NASTY, *OLD])
def test_no_text_is_mistaken_for_something_to_mend(text: str) -> None:
    words = plain(f"a {text}")
    figure = Figure("images/a.jpg", words, text, text)
    assert_comes_back(Article(headline=text, standfirst=text, tags=(text,), body=(Paragraph(words), figure)))
    assert_comes_back(Article(headline="x", body=(Paragraph(plain(text)),) * 4))


@pytest.mark.slow
@SEARCHING
@given(st.one_of(articles, bodies.map(lambda body: Article(headline="x", body=body))))
def test_thousands_of_exported_articles_are_imported_as_they_left(article: Article) -> None:
    assert_comes_back(article)
