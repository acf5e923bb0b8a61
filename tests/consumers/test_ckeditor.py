"""CKEditor 5, which many CMSs have, takes body.html and gives back every word, caption and photo of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bundle_samples import everything
from consumers.generated import generated
from consumers.nasty import nasty, texts_of
from consumers.published import Page, folded, wanted
from consumers.test_dialect_elsewhere import TEXTS, shown
from consumers.test_page_validators import package
from consumers.webdriver import Browser, chromium, serving

pytestmark = pytest.mark.slow

# What the editor of a newsroom's CMS has; no "general HTML support", which would let everything pass.
_PLUGINS = (
    "Essentials Paragraph Heading Bold Italic Link List BlockQuote HorizontalLine Image ImageCaption ImageStyle"
    " ImageToolbar Table TableToolbar PasteFromOffice MediaEmbed"
)
_START = """
const done = arguments[0];
const place = document.body.appendChild(document.createElement('div'));
const plugins = '%s'.split(' ').map(name => CKEDITOR[name]);
CKEDITOR.ClassicEditor.create(place, {licenseKey: 'GPL', plugins}).then(
    editor => { window.editor = editor; done('ready'); }, error => done('' + error));
"""
_TAKE = "editor.setData(arguments[0]); return editor.getData();"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with chromium(tmp_path / "profile") as driven:
        yield driven


@pytest.fixture
def take(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """A function that sets an editor's content and asks for it back."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "index.html").write_text("<!DOCTYPE html><title>x</title>", encoding="utf-8")
    with serving(tmp_path / "empty") as site:
        browser.show(f"{site.address}/index.html", 1000)
        browser.run(package("ckeditor5/dist/browser/ckeditor5.umd.js").read_text(encoding="utf-8"))
        assert browser.run_async(_START % _PLUGINS) == "ready"
        yield lambda text: str(browser.run(_TAKE, text))


def test_the_article_comes_back_complete(
    take: Callable[[str], str], tmp_path: Path, export: Callable[..., Path]
) -> None:
    article = everything()
    given = (export("html", tmp_path / "cms") / "body.html").read_text(encoding="utf-8")
    kept = take(given)
    page = Page(kept)
    pieces = [piece for piece in wanted(article) if piece != folded(article.headline)]
    assert [piece for piece in pieces if piece not in page.words] == []
    assert page.pictures == Page(given).pictures
    assert len(re.findall(r"<figure class=\"image[^>]*>\s*<img[^>]*>\s*<figcaption>", kept)) == 4
    for tag in ("h2", "h3", "blockquote", "table", "ol", "ul", "strong", "i", "hr", "thead"):
        assert f"<{tag}" in kept, tag
    assert folded(article.corrections[0].text) in page.words


def test_fifty_articles_by_chance_come_back_complete(
    take: Callable[[str], str], tmp_path: Path, export: Callable[..., Path]
) -> None:
    lost = []
    for seed in range(50):
        article = generated(seed)
        page = Page(take((export("html", tmp_path / "cms", article) / "body.html").read_text(encoding="utf-8")))
        pieces = [piece for piece in wanted(article) if piece != folded(article.headline)]
        lost += [(seed, piece) for piece in pieces if piece not in page.words]
    assert lost == []


def test_without_its_class_a_figure_would_be_lost(take: Callable[[str], str]) -> None:
    """The control, and the reason for `class="image"`."""
    figure = '<figure class="image"><img src="a.jpg" alt="a"><figcaption>Chú thích</figcaption></figure>'
    assert "<figcaption>" in take(figure)
    assert "<figcaption>" not in take(figure.replace(' class="image"', ""))


def test_nasty_strings_stay_words(take: Callable[[str], str]) -> None:
    wrong = []
    for number, text in enumerate(TEXTS):
        given = texts_of("html", nasty(number, text))["body.html"]
        kept = take(given)
        if shown(kept) != shown(given):
            wrong.append((text, shown(given), shown(kept)))
    assert wrong == []
