"""Pelican publishes the bundle of profile `pelican` complete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bundle_samples import everything
from consumers.published import Page, folded, markers_in, pictures_are_there, wanted
from consumers.sites import build_pelican, pelican_content
from editor.model.article import Article, Author, Resource
from editor.model.blocks import Gallery


def published(site: Path, article: Article, export: Callable[..., Path]) -> tuple[Page, Path, Path]:
    export("pelican", pelican_content(site), article)
    out = build_pelican(site)
    file = out / f"{article.slug}.html"
    return Page(file.read_text(encoding="utf-8")), file, out


def test_pelican_publishes_the_article_complete(tmp_path: Path, export: Callable[..., Path]) -> None:
    article = everything()
    page, file, out = published(tmp_path / "site", article, export)
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


def test_pelican_publishes_a_cover_outside_the_text(tmp_path: Path, export: Callable[..., Path]) -> None:
    article = replace(
        everything(),
        cover="images/05-ben-song.jpg",
        resources=(Resource("images/05-ben-song.jpg", title="Bến sông", credit="V.T", alt="Bến sông lúc sáng"),),
    )
    page, file, out = published(tmp_path / "site", article, export)
    assert page.pictures[0][1] == "Bến sông lúc sáng"
    assert "Bến sông Ảnh: V.T" in page.words
    assert pictures_are_there(page, file, out) == []


def test_a_cover_in_a_gallery_is_not_shown_twice(tmp_path: Path, export: Callable[..., Path]) -> None:
    body = tuple(block for block in everything().body if isinstance(block, Gallery))
    article = replace(everything(), body=body, cover="images/02-lop-hoc.jpg")
    page, _, _ = published(tmp_path / "site", article, export)
    assert len(page.pictures) == 2


def test_pelican_reads_every_name_whole_and_no_markup_from_it(tmp_path: Path, export: Callable[..., Path]) -> None:
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
    page, file, out = published(tmp_path / "site", article, export)
    text = file.read_text(encoding="utf-8")
    assert "<script" not in text
    assert 'onclick="' not in text
    assert "Huế, Đà Nẵng" in page.words
    assert folded("‹/title›‹script›alert(1)‹/script›” onclick=”alert(1) &lt;b&gt; A & B") in page.words
    assert "# Sapo *có* dấu <b>" in Page((out / "index.html").read_text(encoding="utf-8")).words
