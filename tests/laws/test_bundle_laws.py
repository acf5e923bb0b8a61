"""Whatever stands in an article, every profile shows its words: headline, caption, credit, tags, quote, box."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from bundle_samples import NEWSROOM
from consumers.published import Page, wanted
from consumers.test_dialect_elsewhere import TEXTS, document
from editor.bundle.leaving import leaving
from editor.bundle.plan import plan_bundle
from editor.bundle.profile import BUILT_IN, profile
from editor.images.asset import ImageAsset, PhotoText
from editor.ingest.page import read_page
from editor.model.article import Article, Author
from editor.model.blocks import Body, Figure, Gallery, Heading, Paragraph, PullQuote, Quote, figures_of, plain
from editor.source.article_json import from_json
from editor.source.dialect_write import write_body
from editor.source.reader import read
from editor.text.clean import nfc

CREATED = datetime(2022, 10, 20, tzinfo=UTC)


def nasty(text: str) -> Article:
    return Article(
        id="3f1d2c4b-5a69-4788-9c0d-1e2f3a4b5c6d",
        headline=f"a {text}",
        slug="bai",
        standfirst=f"b {text}",
        authors=(Author(f"c {text}"),),
        sections=("Tin tức",),
        tags=(f"d {text}",),
        body=document(text),
    )


def bundle(name: str, article: Article) -> dict[str, str]:
    assets = {
        figure.src: ImageAsset(Path("/x") / figure.src, "JPEG", 60, 40, 1, 1, figure.src, PhotoText())
        for figure in figures_of(article.body)
    }
    plan = plan_bundle(article, profile(name, NEWSROOM), assets, NEWSROOM, CREATED)
    return {file.path: file.content.decode() for file in plan.texts}


def missing(article: Article, page: str) -> list[str]:
    """The pieces of the body that a page does not show as words."""
    words = Page(page).words
    return [piece for piece in wanted(replace(article, headline="")) if piece not in words]


@pytest.mark.parametrize("name", ["html", "wordpress", "mastercms"])
def test_every_word_is_in_the_fragment_and_on_the_page(name: str) -> None:
    lost = []
    for text in TEXTS:
        article = nasty(text)
        files = bundle(name, article)
        for path in ("index.html", "body.html"):
            lost += [(path, text, piece) for piece in missing(article, files[path])]
        page = files["index.html"]
        for tag, want in (("h1", article.headline), ("title", article.headline)):
            found = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
            assert found
            if unescape(found[1]) != nfc(want):
                lost.append((tag, text, found[1]))
        assert nfc(article.tags[0]) in unescape(page)
    assert lost == []


@pytest.mark.parametrize("text", TEXTS)
def test_both_machine_forms_give_the_article_back(text: str) -> None:
    article = nasty(text)
    srcs = [figure.src for figure in figures_of(article.body)]
    markdown = bundle("markdown", article)["index.md"]
    again, findings = read(markdown)
    assert findings == ()
    assert again == leaving(article, {src: src.replace(".jpg", ".jpg") for src in srcs})
    stored = from_json(json.loads(bundle("html", article)["article.json"]))
    assert stored.body == leaving(article, {src: src.replace(".jpg", "-60.jpg") for src in srcs}).body
    assert (stored.headline, stored.tags) == (again.headline, again.tags)


def plainest(text: str) -> Body:
    """What MasterCMS has a place for, with the text in each."""
    words = plain(text)
    return (
        Paragraph(plain(f"Mở đầu {text} rồi thôi.")),
        Heading(2, plain(f"Đề mục {text} nữa")),
        Quote((plain(f"Lời {text} nói"),), "Ai đó"),
        PullQuote((plain(f"Trích {text} ra"),)),
        Figure("images/a.jpg", plain(f"Chú {text} thích"), "Viết Thành", "Ảnh chụp bến sông"),
        Gallery(
            (
                Figure("images/b.jpg", plain(f"Hai {text} ba"), "", "Ảnh chụp hai"),
                Figure("images/c.jpg", (), "Lan Chi", "Ảnh chụp ba"),
            )
        ),
        Paragraph((*words, *plain(" và đoạn cuối của bài viết này."))),
    )


def evened(article: Article) -> str:
    text = f"{article.standfirst}\n{write_body(article.body)}"
    return re.sub(r"[ \u00a0\u200b]+", " ", unescape(text)).replace("\n ", "\n").replace("  ", " ")


def test_mastercms_reads_back_nasty_words() -> None:
    """But for labels of credits and bullets, which an import takes for what they are; odd spaces are evened."""
    meant = ("Ảnh:", "Photo:", "Nguồn:", "•", "·")
    wrong = []
    for text in TEXTS:
        if any(word in text for word in meant):
            continue
        standfirst = f"Sapo của bài có {text} ở giữa câu này."
        article = replace(nasty(text), authors=(Author("Lan Chi"),), standfirst=standfirst, body=plainest(text))
        srcs = [figure.src for figure in figures_of(article.body)]
        want = leaving(article, {src: src.replace(".jpg", "-60.jpg") for src in srcs})
        got = read_page(bundle("mastercms", article)["body.html"]).article
        if evened(got) != evened(want):
            wrong.append((text, evened(got), evened(want)))
    assert wrong == []


def test_every_profile_can_take_them_all() -> None:
    for name in BUILT_IN:
        for text in TEXTS[::7]:
            assert bundle(name, nasty(text))
