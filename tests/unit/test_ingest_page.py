"""Web pages of many makes: what is the article, what stands around it, and what its markup means."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.ingest import html_blocks, read_file
from editor.ingest.page import read_page
from editor.model import tidy
from editor.model.blocks import (
    Box,
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    figures_of,
    plain,
    text_of,
)

DATA = Path(__file__).resolve().parents[1] / "data" / "import"


def codes(draft: object) -> dict[str, int]:
    return {item.code.removeprefix("dropped."): item.n for item in draft.dropped}  # type: ignore[attr-defined]


def test_plain_figures_page_comes_in_whole() -> None:
    draft = read_file(DATA / "figure-page.html")
    article = draft.article
    assert article.headline == "Chợ nổi Cái Răng đón khách trở lại sau mùa nước"
    assert article.standfirst.startswith("Sáng sớm, hơn một trăm ghe bầu")
    assert article.date == "2026-10-02T07:30:00+07:00"
    assert [author.name for author in article.authors] == ["Hoài Thương"]
    assert set(article.tags) == {"chợ nổi", "Cần Thơ"}
    kinds = [type(block) for block in article.body]
    assert kinds == [Paragraph, Figure, Paragraph, Heading, List, Quote, Table, Embed, Figure, Paragraph]


def test_figures_take_the_lazy_address_caption_credit_and_a_real_alt() -> None:
    first, second = figures_of(read_file(DATA / "figure-page.html").article.body)
    assert first.src.startswith("https://cdn.baomiennuoc.example/2026/10/Ghe%20Bau.jpg")
    assert (text_of(first.caption), first.credit) == ("Ghe bầu neo kín khúc sông.", "Lê Hoài")
    assert first.alt.startswith("Ghe bầu chở dứa")
    assert (text_of(second.caption), second.credit) == ("Chợ chiều vãn khách", "Báo Miền Nước")


def test_links_are_made_whole_and_scripts_are_refused() -> None:
    draft = read_file(DATA / "figure-page.html")
    links = [
        span.link for block in draft.article.body if isinstance(block, Paragraph) for span in block.inline if span.link
    ]
    assert links == ["https://baomiennuoc.example/thong-ke/2026", "https://example.org/bao-cao?a=1&b=2"]
    assert codes(draft)["unsafe-link"] == 1
    assert "năm ngoái" in text_of(draft.article.body[2].inline)  # type: ignore[union-attr]


def test_related_links_inside_and_beside_the_text_are_offered() -> None:
    titles = [item.title for item in read_file(DATA / "figure-page.html").archive_items]
    assert titles == [
        "Những món phải thử khi đi chợ nổi miền Tây",
        "Bến Ninh Kiều thay áo mới trước mùa du lịch",
        "Vườn trái cây mở cửa đón khách cuối tuần",
    ]


def test_comments_forms_and_footer_are_not_in_the_text() -> None:
    words = repr(read_file(DATA / "figure-page.html").article.body)
    for gone in ("Bạn Nam", "Gửi bình luận", "Ghi rõ nguồn", "Facebook", "Trang chủ", "Từ khóa"):
        assert gone not in words


def test_mastercms_page_gives_figure_box_gallery_byline_and_related() -> None:
    draft = read_file(DATA / "mastercms-page.html")
    article = draft.article
    assert article.headline == "Doanh nghiệp cơ khí tìm đơn hàng mới"
    assert article.standfirst.startswith("Nhiều xưởng cơ khí")
    assert [type(block) for block in article.body] == [Figure, Paragraph, Box, Gallery, Paragraph]
    figure = article.body[0]
    assert isinstance(figure, Figure)
    assert (text_of(figure.caption), figure.credit, figure.alt) == ("Thợ tiện ở xưởng Bình An.", "N.H", "")
    box = article.body[2]
    assert isinstance(box, Box)
    assert (box.title, len(box.blocks)) == ("Ba việc cần làm ngay", 2)
    assert [author.name for author in article.authors] == ["Ngọc Hậu"]
    assert len(draft.archive_items) == 3


def test_h1_in_the_middle_of_the_text_is_a_subhead() -> None:
    article = read_file(DATA / "bare-divs.html").article
    assert article.headline == "Mưa lớn, ba xã miền núi bị chia cắt"
    assert article.standfirst == "Nước lũ tràn qua ngầm khiến hơn bốn trăm hộ dân chưa thể đi lại."
    assert Heading(2, plain("Không để ai thiếu ăn")) in article.body
    assert figures_of(article.body) == (Figure("ngam-tran.png", plain("Ngầm tràn sáng 5/9")),)


def test_word_page_loses_its_residue_and_keeps_its_words() -> None:
    article = read_file(DATA / "word.html").article
    assert article.standfirst == "Mỗi chiều thứ bảy, lớp học đàn của thầy Bảy lại sáng đèn."
    assert List(False, (ListItem(plain("Đàn kìm")),)) in article.body
    assert "Mso" not in repr(article.body)
    assert "font" not in repr(article.body)


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.iterdir()))
def test_every_page_of_ours_comes_in_tidy_and_without_source_blocks(name: str) -> None:
    article = read_file(DATA / name).article
    assert tidy(article) == article
    assert "Source(" not in repr(article.body)


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("<title>Tít bài - Báo Sông Nước</title>", "Tít bài - Báo Sông Nước"),
        ("<title>Một cái tít đủ dài | Báo A</title>", "Một cái tít đủ dài"),
        ("<title>Một cái tít đủ dài - Báo Sông</title>", "Một cái tít đủ dài"),
        ('<title>X</title><meta property="og:title" content="Tít của trang">', "Tít của trang"),
    ],
)
def test_page_without_h1_takes_its_headline_from_the_head(head: str, headline: str) -> None:
    page = f"<html><head>{head}</head><body><p>Một đoạn văn.</p><p>Đoạn nữa.</p></body></html>"
    assert read_page(page).article.headline in {headline, headline.removesuffix(" - Báo Sông Nước")}


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>a<br>b</p>", (Paragraph(plain("a\nb")),)),
        ("<p>a<br><br>b</p>", (Paragraph(plain("a")), Paragraph(plain("b")))),
        ("<p>a&nbsp;b &amp; c</p>", (Paragraph(plain("a b & c")),)),
        ("chữ rời <b>đậm</b>", (Paragraph((Span("chữ rời "), Span("đậm", strong=True))),)),
        ('<b style="font-weight:normal"><p>thường</p></b>', (Paragraph(plain("thường")),)),
        ('<span style="font-weight: 700">đậm</span>', (Paragraph((Span("đậm", strong=True),)),)),
        ("<h1>a</h1><h2>b</h2><h4>c</h4>", (Heading(2, plain("a")), Heading(2, plain("b")), Heading(3, plain("c")))),
        ("<hr>", (Rule(),)),
        ("<p style='text-align:center'>* * *</p>", (Rule(),)),
        ("<p>m<sup>2</sup> H<sub>2</sub>O</p>", (Paragraph(plain("m² H₂O")),)),
        ('<iframe src="//www.youtube.com/embed/x"></iframe>', (Embed("https://www.youtube.com/embed/x"),)),
        ('<iframe src="http://a.b/c"></iframe>', ()),
        ('<video><source src="https://a.b/c.mp4"></video>', (Embed("https://a.b/c.mp4"),)),
        (
            '<blockquote class="twitter-tweet"><p>x</p><a href="https://twitter.com/a/status/1">y</a></blockquote>',
            (Embed("https://twitter.com/a/status/1"),),
        ),
        ("<script>x</script><style>y</style><p>z</p>", (Paragraph(plain("z")),)),
        ("<p>a<script>alert('</p>')</script>b</p>", (Paragraph(plain("ab")),)),
        ("<table><tr><td>một ô</td></tr></table>", (Box("", (Paragraph(plain("một ô")),)),)),
        ("<aside class=box><h3>Tên</h3><p>Chữ</p></aside>", (Box("Tên", (Paragraph(plain("Chữ")),)),)),
        ("<blockquote><p>a</p><cite>Bà Tư</cite></blockquote>", (Quote((plain("a"),), "Bà Tư"),)),
        (
            "<table><tr><th colspan=2>a</th></tr><tr><td rowspan=2>b</td><td>c</td></tr><tr><td>d</td></tr></table>",
            (Table(((plain("a"), ()), (plain("b"), plain("c")), ((), plain("d")))),),
        ),
        ('<p><img src="a.jpg"><br><em>Chú thích. Ảnh: An</em></p>', (Figure("a.jpg", plain("Chú thích."), "An"),)),
        ('<p align=center><img src="a.jpg"></p><p class="Image">Ảnh: An</p>', (Figure("a.jpg", (), "An"),)),
        ('<img src="a.gif" width=1 height=1>', ()),
        ("<div hidden>x</div><p style='display:none'>y</p>z", (Paragraph(plain("z")),)),
    ],
)
def test_markup_means_these_blocks(html: str, blocks: object) -> None:
    assert html_blocks(html) == blocks


def test_nested_lists_come_down_to_two_levels() -> None:
    html = "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><ol><li>d</li></ol></ul>"
    second = List(False, (ListItem(plain("b")), ListItem(plain("c")), ListItem(plain("d"))))
    assert html_blocks(html) == (List(False, (ListItem(plain("a"), second),)),)


def test_photo_inside_the_page_is_taken_along() -> None:
    draft = read_page('<h1>Tít</h1><p>Chữ của bài.</p><img src="data:image/png;base64,iVBORw0KGgo=">')
    assert [photo.content for photo in draft.wanted] == [b"\x89PNG\r\n\x1a\n"]


def test_furniture_heading_in_the_text_cuts_what_follows_whatever_its_case() -> None:
    for heading in (
        "TIN LIÊN QUAN",
        "Cùng chuyên mục",
        "Đọc thêm:",
        "Xem thêm",
        "Tin cùng chuyên mục",
        "Có thể bạn quan tâm",
    ):
        draft = read_page(
            f"<h1>Tít</h1><p>{'Chữ của bài. ' * 20}</p><h3>{heading}</h3><p>Một tin khác của trang báo</p>"
        )
        assert len(draft.article.body) == 1, heading
        assert [item.title for item in draft.archive_items] == ["Một tin khác của trang báo"], heading


def test_related_heading_between_running_text_takes_only_its_titles() -> None:
    prose = f"<p>{'Chữ của bài, dài như một đoạn văn. ' * 8}</p>"
    draft = read_page(f"<h1>Tít</h1>{prose}<p><b>Tin liên quan</b></p><p>Một tin khác của trang báo</p>{prose * 3}")
    assert len(draft.article.body) == 4
    assert len(draft.archive_items) == 1


def test_main_column_that_is_named_like_a_sidebar_is_read() -> None:
    draft = read_file(DATA / "sidebar-page.html")
    article = draft.article
    assert [type(block) for block in article.body] == [Paragraph, Figure, Paragraph, Heading, Paragraph]
    assert (article.dateline, article.date) == ("Quảng Nam", "2022-10-17T08:15:00+07:00")
    assert article.standfirst.startswith("Cây cầu gỗ bị lũ cuốn")
    assert [author.name for author in article.authors] == ["Đắc Thành"]
    assert [item.url for item in draft.archive_items] == ["https://vd.example/1.html", "/x.html"]


def test_framed_parts_of_a_cms_are_photo_related_box_and_video() -> None:
    draft = read_file(DATA / "vc-page.html")
    kinds = [type(block) for block in draft.article.body]
    assert kinds == [Figure, Paragraph, Paragraph, Quote, Box, Embed, Paragraph]
    assert figures_of(draft.article.body)[0].credit == "VĨNH HÀ"
    assert figures_of(draft.article.body)[0].alt == ""
    assert [item.title for item in draft.archive_items] == [
        "Những lớp học ghép trên đỉnh núi",
        "Chở sách lên núi bằng xe máy",
    ]


@pytest.mark.parametrize(
    "frame",
    [
        "<form id=form1>{}</form>",
        "<table width=100%><tr><td><a href=/a>Menu</a></td><td>{}</td></tr></table>",
        "<div class=share-page>{}</div>",
        "<section><article><header><img src=lead.jpg><span>Thời sự</span></header>{}</article></section>",
    ],
)
def test_whole_page_in_an_odd_frame_is_read(frame: str) -> None:
    prose = "Một đoạn văn đủ dài để không ai nhầm nó với một cái tít hay một dòng chữ trên thanh chọn. "
    draft = read_page(frame.format(f"<h1>Tít của bài</h1><p>{prose}</p><p>{prose}</p>"))
    assert draft.article.headline == "Tít của bài"
    texts = [text_of(block.inline) for block in draft.article.body if isinstance(block, Paragraph)]
    assert texts == [prose.strip()] * 2 or (draft.article.standfirst, texts) == (prose.strip(), [prose.strip()])


def test_related_list_of_our_own_page_is_offered() -> None:
    related = "<nav><h2>Tin liên quan</h2><ul><li><a href='https://a.b/c'>Một bài liên quan của báo</a></li></ul></nav>"
    page = f"<h1>Tít</h1><div class=article-body><p>Chữ.</p></div>{related}"
    assert [item.url for item in read_page(page).archive_items] == ["https://a.b/c"]


def test_a_paste_that_would_take_too_long_comes_as_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from editor.errors import TooHardError
    from editor.ingest import page

    def too_hard(function: object, text: str) -> object:
        raise TooHardError

    monkeypatch.setattr(page, "limited", too_hard)
    blocks = html_blocks("<p>Một.</p>\n<p>Hai.</p>\n" + " " * 600_000)
    assert blocks == (Paragraph(plain("Một.")), Paragraph(plain("Hai.")))


@pytest.mark.parametrize("heading", ["<h2 class=entry-title>{}</h2>", "<h2>{}</h2>", "<h1>{}</h1>"])
def test_h1_that_is_the_name_of_the_site_is_no_headline(heading: str) -> None:
    title = "Tít thật của bài báo"
    page = (
        f"<html><head><title>{title} | Báo Sông</title></head><body><h1><a href=/>Báo Sông</a></h1>"
        f"{heading.format(title)}<p>Đoạn một.</p><p>Đoạn hai.</p></body></html>"
    )
    article = read_page(page).article
    assert article.headline == title
    assert len(article.body) == 2
