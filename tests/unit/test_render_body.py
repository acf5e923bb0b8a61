"""The body as HTML: the page's and the one to paste."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bundle_samples import NEWSROOM, everything
from editor.model.article import Article, Resource
from editor.model.blocks import (
    Block,
    Body,
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    Paragraph,
    Quote,
    Source,
    Span,
    Table,
    figures_of,
    plain,
)
from editor.render.body import BodyRenderer, body_html, source_paragraphs
from editor.render.edition import Edition, Photo, PhotoFile
from editor.render.element import html
from editor.render.figure import caption_ends


def edition(body: Body, **fields: object) -> Edition:
    """Every photo of the body in two widths."""
    article = replace(Article(headline="Tít", body=body), **fields)  # type: ignore[arg-type]
    photos = {figure.src: photo(figure.src) for figure in figures_of(body)}
    return Edition(article, "tit", NEWSROOM, photos)


def photo(src: str) -> Photo:
    stem = src.rsplit(".", 1)[0]
    jpegs = tuple(PhotoFile(f"{stem}-{width}.jpg", width, width // 2, "image/jpeg") for width in (480, 1200))
    webps = tuple(PhotoFile(f"{stem}-{width}.webp", width, width // 2, "image/webp") for width in (480, 1200))
    return Photo(jpegs, webps)


def on_page(*body: Block, **fields: object) -> str:
    shown = edition(body, **fields)
    return html(BodyRenderer(shown).nodes(shown.article.body))


def to_paste(*body: Block) -> str:
    return body_html(edition(body))


def test_marks_nest_link_then_strong_then_emphasis() -> None:
    text = on_page(Paragraph((Span("a", strong=True, link="https://x.vn"), Span("b", True, True, "https://x.vn"))))
    assert text == '<p><a href="https://x.vn"><strong>a<em>b</em></strong></a></p>\n'


def test_a_hard_break_is_a_br() -> None:
    assert on_page(Paragraph(plain("một\nhai"))) == "<p>một<br>hai</p>\n"


def test_a_link_of_a_foreign_scheme_keeps_its_words() -> None:
    assert on_page(Paragraph((Span("bấm", link="javascript:alert(1)"),))) == "<p>bấm</p>\n"


def test_a_figure_offers_its_widths_and_prints_caption_and_credit() -> None:
    text = on_page(Figure("images/01-a.jpg", plain("Quang cảnh"), "Viết Thành", "Mô tả"))
    assert '<source type="image/webp" srcset="images/01-a-480.webp 480w, images/01-a-1200.webp 1200w"' in text
    assert 'src="images/01-a-1200.jpg"' in text
    assert 'loading="eager" fetchpriority="high" decoding="async"' in text
    assert '<figcaption>Quang cảnh. <span class="credit">Ảnh: Viết Thành</span></figcaption>' in text


@pytest.mark.parametrize(
    ("caption", "between"),
    [("Xong", ". "), ("Xong.", " "), ("Xong!”", " "), ("Xong (ảnh tư liệu)", ". "), ("Sao…", " "), ("2022", ". ")],
)
def test_a_full_stop_stands_between_caption_and_credit_only_where_none_is(caption: str, between: str) -> None:
    figure = Figure("images/01-a.jpg", plain(caption), "V.T", "x")
    assert f'{caption}{between}<span class="credit">' in on_page(figure)
    assert f'{caption}{between}<span class="credit">' in to_paste(figure)


def test_a_caption_without_a_credit_stands_as_typed() -> None:
    assert "<figcaption>Quang cảnh</figcaption>" in on_page(Figure("images/01-a.jpg", plain("Quang cảnh")))


def test_a_credit_without_a_caption_has_no_full_stop() -> None:
    assert '<figcaption><span class="credit">Ảnh: V.T</span>' in on_page(Figure("images/01-a.jpg", (), "V.T"))


def test_only_the_first_photo_is_eager() -> None:
    text = on_page(Figure("images/01-a.jpg"), Figure("images/02-b.jpg"))
    assert re.findall(r'loading="(\w+)"', text) == ["eager", "lazy"]


def test_the_size_of_a_photo_is_a_class() -> None:
    text = on_page(Figure("images/01-a.jpg"), resources=(Resource("images/01-a.jpg", size="wide"),))
    assert '<figure class="image wide">' in text


def test_the_label_is_in_the_language_of_the_article() -> None:
    assert "Photo: V.T" in on_page(Figure("images/01-a.jpg", (), "V.T"), lang="en")


def test_no_heading_level_is_skipped() -> None:
    text = on_page(Heading(3, plain("ba")), Box("", (Heading(3, plain("trong hộp")),)), Heading(3, plain("ba nữa")))
    assert re.findall(r"<h(\d)", text) == ["2", "3", "3"]


def test_boxes_have_names_that_differ() -> None:
    box = Box("", (Paragraph(plain("x")),))
    titled = Box("Thêm", (Paragraph(plain("y")),))
    text = on_page(box, box, titled, titled)
    assert 'aria-label="Hộp thông tin"' in text
    assert 'aria-label="Hộp thông tin 2"' in text
    assert 'aria-labelledby="box-3"' in text
    assert 'aria-label="Thêm 2"' in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids)) == 2


def test_a_signed_quote_on_the_page_and_to_paste() -> None:
    quote = Quote((plain("“Tốt.”"),), "Bà Năm")
    assert '<figure class="quote">' in on_page(quote)
    assert "<figcaption>— Bà Năm</figcaption>" in on_page(quote)
    assert to_paste(quote) == "<blockquote>\n  <p>“Tốt.”</p>\n  <p><cite>— Bà Năm</cite></p>\n</blockquote>\n"


def test_what_is_pasted_holds_only_what_editors_keep() -> None:
    text = body_html(edition(everything().body))
    for lost in ("<picture", "srcset", "<h1", "role=", "aria-", " id=", "<script", "tabindex"):
        assert lost not in text
    assert text.count('<figure class="image') == 4


def test_an_embed_is_a_link_and_no_frame() -> None:
    text = on_page(Embed("https://video.example/1?a=b&c=d"))
    assert text == (
        '<p class="embed"><a href="https://video.example/1?a=b&amp;c=d">https://video.example/1?a=b&amp;c=d</a></p>\n'
    )


def test_an_embed_of_a_foreign_scheme_is_words() -> None:
    assert on_page(Embed("javascript:alert(1)")) == '<p class="embed">javascript:alert(1)</p>\n'


def test_an_empty_head_cell_is_no_header() -> None:
    text = on_page(Table((((), plain("A")), (plain("1"), plain("2")))))
    assert "<td></td>" in text
    assert '<th scope="col">A</th>' in text


def test_markdown_outside_the_dialect_is_plain_words() -> None:
    text = on_page(Source("<script>alert(1)</script>\n\n#### Tít bốn"))
    assert text == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n<p>#### Tít bốn</p>\n"
    assert source_paragraphs("\n\n") == ()


def test_a_photo_that_is_not_there_is_not_shown() -> None:
    shown = Edition(Article(body=(Figure("images/01-a.jpg"), Gallery((Figure("images/02-b.jpg"),)))), "x", NEWSROOM)
    assert html(BodyRenderer(shown).nodes(shown.article.body)) == ""


def test_words_that_end_a_sentence() -> None:
    assert caption_ends("Xong.”")
    assert caption_ends("Hả?)")
    assert not caption_ends("")
    assert not caption_ends("A)")
