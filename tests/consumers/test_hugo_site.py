"""Hugo publishes the default Markdown bundle complete."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bundle_samples import everything
from consumers.published import Page, markers_in, pictures_are_there, wanted
from consumers.sites import build_hugo, hugo_content


def test_hugo_publishes_the_article_complete(tmp_path: Path, export: Callable[..., Path]) -> None:
    article = everything()
    export("markdown", hugo_content(tmp_path / "site"))
    out = build_hugo(tmp_path / "site")
    file = out / "tin" / article.slug / "index.html"
    text = file.read_text(encoding="utf-8")
    page = Page(text)
    assert [piece for piece in wanted(article) if piece not in page.words] == []
    assert article.standfirst in page.words
    assert "2022-10-17" in page.words
    assert "Lê Minh Hà, Trần Đức" in page.words
    assert all(tag in page.words for tag in article.tags)
    assert len(page.pictures) == 4
    assert all(alt for _, alt in page.pictures)
    assert pictures_are_there(page, file, out) == []
    assert markers_in(page.words, article) == []
    assert 'data-title="Học sinh xếp hàng trong sân trường"' in text
    assert 'data-alt="Cổng trường"' in text


def test_a_missing_word_would_be_noticed(tmp_path: Path, export: Callable[..., Path]) -> None:
    content = hugo_content(tmp_path / "site")
    index = export("markdown", content) / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("<!-- box -->", "::: box").replace("1976", ""), "utf-8")
    out = build_hugo(tmp_path / "site")
    page = Page((out / "tin" / everything().slug / "index.html").read_text(encoding="utf-8"))
    assert [piece for piece in wanted(everything()) if piece not in page.words] == ["Trường có 12 lớp, dựng năm 1976."]
    assert markers_in(page.words, everything()) == [":::"] * 4
