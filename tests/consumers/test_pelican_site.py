"""Pelican publishes the bundle of profile `pelican` complete."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bundle_samples import everything
from consumers.published import Page, folded, markers_in, pictures_are_there, wanted
from editor.model.article import Article, Author, Resource

_SETTINGS = """
SITENAME = "Báo Bến Sông"
SITEURL = ""
PATH = "content"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
THEME = "simple"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    pytest.importorskip("pelican", reason="pelican is not installed (it is in the dev group)")
    folder = tmp_path / "site"
    (folder / "content" / "tin").mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(_SETTINGS, encoding="utf-8")
    return folder


def build(site: Path) -> Path:
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "out", "--fatal", "errors"]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    # The only warning is about reStructuredText, which has no Vietnamese.
    assert done.stdout.count("WARNING") == done.stdout.count("Docutils has no localization"), done.stdout
    return site / "out"


def published(site: Path, article: Article, export: Callable[..., Path]) -> tuple[Page, Path, Path]:
    export("pelican", site / "content" / "tin", article)
    out = build(site)
    file = out / f"{article.slug}.html"
    return Page(file.read_text(encoding="utf-8")), file, out


def test_pelican_publishes_the_article_complete(site: Path, export: Callable[..., Path]) -> None:
    article = everything()
    page, file, out = published(site, article, export)
    assert [piece for piece in wanted(article) if piece not in page.words] == []
    assert "2022-10-17T08:30:00+07:00" in file.read_text(encoding="utf-8")
    assert all(author.name in page.words for author in article.authors)
    assert all(tag in page.words for tag in article.tags)
    assert "Tin tức/Giáo dục" in page.words
    assert len(page.pictures) == 4
    assert all(alt for _, alt in page.pictures)
    assert pictures_are_there(page, file, out) == []
    assert markers_in(page.words, article) == []
    assert folded(article.corrections[0].text) in page.words
    assert article.related[0].title in page.words
    listing = Page((out / "index.html").read_text(encoding="utf-8"))
    assert article.standfirst in listing.words


def test_pelican_publishes_a_cover_outside_the_text(site: Path, export: Callable[..., Path]) -> None:
    article = replace(
        everything(),
        cover="images/05-ben-song.jpg",
        resources=(Resource("images/05-ben-song.jpg", title="Bến sông", credit="V.T", alt="Bến sông lúc sáng"),),
    )
    page, file, out = published(site, article, export)
    assert page.pictures[0][1] == "Bến sông lúc sáng"
    assert "Bến sông Ảnh: V.T" in page.words
    assert pictures_are_there(page, file, out) == []


def test_pelican_reads_every_name_whole_and_no_markup_from_it(site: Path, export: Callable[..., Path]) -> None:
    nasty = '</title><script>alert(1)</script>" onclick="alert(1) &lt;b&gt; A & B'
    article = replace(
        everything(),
        headline=nasty,
        kicker=nasty,
        sections=(nasty,),
        tags=("Huế, Đà Nẵng", nasty),
        standfirst="# Sapo *có* dấu <b>",
        authors=(Author(nasty),),
    )
    page, file, out = published(site, article, export)
    text = file.read_text(encoding="utf-8")
    assert "<script" not in text
    assert 'onclick="' not in text
    assert "Huế, Đà Nẵng" in page.words
    assert folded("‹/title›‹script›alert(1)‹/script›” onclick=”alert(1) &lt;b&gt; A & B") in page.words
    assert "# Sapo *có* dấu <b>" in Page((out / "index.html").read_text(encoding="utf-8")).words
