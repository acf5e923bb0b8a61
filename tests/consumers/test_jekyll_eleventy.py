"""Jekyll and Eleventy publish the bundles of their profiles complete, and show nasty strings as words everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from bundle_samples import everything
from consumers.more_sites import build_eleventy, build_jekyll, eleventy_content, jekyll_content
from consumers.nasty import nasty, texts_of
from consumers.published import Page, folded, markers_in, pictures_are_there, wanted
from consumers.test_dialect_elsewhere import TEXTS, document, shown
from consumers.test_dialect_elsewhere import wanted as words_wanted
from editor.model.blocks import Body, Figure, Gallery
from editor.text.clean import nfc

pytestmark = pytest.mark.slow

SITES = {"jekyll": (jekyll_content, build_jekyll), "eleventy": (eleventy_content, build_eleventy)}


@pytest.mark.parametrize("name", SITES)
def test_the_article_is_published_complete(name: str, tmp_path: Path, export: Callable[..., Path]) -> None:
    content, build = SITES[name]
    article = everything()
    export(name, content(tmp_path / "site"))
    file = build(tmp_path / "site") / article.slug / "index.html"
    text = file.read_text(encoding="utf-8")
    page = Page(text)
    assert [piece for piece in wanted(article) if piece not in page.words] == []
    assert folded(article.standfirst) in page.words
    assert "2022-10-17" in page.words
    assert "Lê Minh Hà, Trần Đức" in page.words
    assert "Tin tức/Giáo dục, Tin tức" in page.words
    assert all(tag in page.words for tag in article.tags)
    pictures = [picture for picture in page.pictures if "bensong.example" not in picture[0]]
    assert len(pictures) == (5 if name == "jekyll" else 4)  # Jekyll's layout shows the front matter's image too
    assert all(alt for _, alt in pictures)
    assert pictures_are_there(page, file, file.parent) == []
    assert markers_in(page.words, article) == []
    assert folded(article.corrections[0].text) in page.words
    assert article.related[0].title in page.words
    assert "<blockquote>" in text
    assert re.search(r"<table>\s*<thead>", text)
    assert len(re.findall(r"<ol>|<ul>", text)) >= 3


def part(text: str, tag: str) -> str:
    found = re.search(rf"<{tag}[^>]*>(.*?)</{tag}>", text, re.DOTALL)
    assert found, tag
    return found[1]


def without_alt(text: str) -> str:
    return re.sub(r' alt="[^"]*"', "", text)


def _alt_gone(body: Body) -> Body:
    """Without alt texts: markdown-it, which Eleventy has, loses what is escaped in them and nowhere else."""
    return tuple(
        replace(block, alt="") if isinstance(block, Figure)
        else Gallery(tuple(replace(figure, alt="") for figure in block.figures)) if isinstance(block, Gallery)
        else block
        for block in body
    )  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_nasty_strings_are_words_in_every_place(name: str, tmp_path: Path) -> None:
    content, build = SITES[name]
    folder = content(tmp_path / "site")
    articles = {text: nasty(number, text) for number, text in enumerate(TEXTS)}
    for article in articles.values():
        bundle = folder / article.slug
        bundle.mkdir()
        (bundle / "index.md").write_text(texts_of(name, article)["index.md"], encoding="utf-8")
    out = build(tmp_path / "site")
    wrong = []
    for text, article in articles.items():
        page = (out / article.slug / "index.html").read_text(encoding="utf-8")
        body = part(page, "main")
        places = {
            "body": (shown(without_alt(body)), words_wanted(_alt_gone(article.body))),
            "alt": ("", "") if name == "eleventy" else (shown(body), words_wanted(article.body)),
            "headline": (unescape(part(page, "h1")), nfc(article.headline)),
            "tag": (unescape(part(page.split("</main>")[1], "li")), nfc(article.tags[0])),
            "standfirst": (unescape(part(page, "p")), nfc(text)),
        }
        wrong += [(place, text, got, want) for place, (got, want) in places.items() if got != want]
    assert wrong == []


def test_an_unguarded_brace_would_stop_them(tmp_path: Path) -> None:
    """The control: what our bundles escape is what these programs run."""
    content, build = SITES["jekyll"]
    folder = content(tmp_path / "site")
    (folder / "a").mkdir()
    text = texts_of("jekyll", replace(everything(), body=document("{{ x }}")))["index.md"]
    (folder / "a" / "index.md").write_text(text.replace("&#123;&#123;", "{{").replace("&#125;&#125;", "}}"), "utf-8")
    page = (build(tmp_path / "site") / "a" / "index.html").read_text(encoding="utf-8")
    assert shown(part(page, "main")) != words_wanted(document("{{ x }}"))
