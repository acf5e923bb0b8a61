"""Pages as Vietnamese newspapers serve them, kind by kind: what belongs to the article comes, what does not goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.errors import FileUnreadableError
from editor.ingest import read_file
from editor.ingest.page import html_blocks, read_page
from editor.ingest.plain import read_plain
from editor.model.blocks import Box, Figure, Gallery, Heading, List, Paragraph, Quote, Span, figures_of, plain, text_of

PROSE = "<p>Tuyến đường dài sáu cây số nối trung tâm xã với ba thôn vùng cao, bị vùi lấp hơn bốn mươi điểm.</p>"
MORE = "<p>Chỉ trong một buổi sáng, các đoàn viên đã dọn gần một trăm hai mươi mét khối đất đá trên đường.</p>"
HEAD = "<link rel=canonical href='https://bao.vn/bai-1.html'><h1>Đồng Văn ra quân tu sửa đường liên thôn</h1>"


def page(inside: str, *, between: str = "", after: str = "") -> str:
    return f"{HEAD}{between}<div class='article__body'>{PROSE}{inside}{MORE}</div>{after}"


def test_captioned_photo_between_standfirst_and_text_leads_the_article() -> None:
    lead = "<figure class=avatar><img src=/a.jpg><figcaption>Đoàn viên dọn đất. (Ảnh: An/TTXVN)</figcaption></figure>"
    first = read_page(page("", between=lead)).article.body[0]
    assert isinstance(first, Figure)
    assert (text_of(first.caption), first.credit) == ("Đoàn viên dọn đất.", "An/TTXVN")


def test_lead_photo_that_the_text_has_too_stands_once() -> None:
    photo = "<figure><img src=/a.jpg><figcaption>Đoàn viên dọn đất.</figcaption></figure>"
    assert len(figures_of(read_page(page(photo, between=photo)).article.body)) == 1


def test_uncaptioned_picture_of_the_page_is_no_lead_photo() -> None:
    assert figures_of(read_page(page("", between="<figure><img src=/writer.jpg></figure>")).article.body) == ()


def test_photo_above_the_article_is_reported_and_a_logo_is_not() -> None:
    above = "<a href=/><img src=logo.png></a><div class=sp-cover><img src=cover.jpg></div>"
    draft = read_page(above + page(""))
    assert [item.sample for item in draft.dropped if item.code == "dropped.photo-around"] == ["cover.jpg"]


@pytest.mark.parametrize(
    "teaser",
    [
        "<article class=story><h2><a href=/b.html>Cá tra Việt Nam rộng đường vào Brazil</a></h2><p>Mới.</p></article>",
        "<ul class=list-news><li><a href='https://bao.vn/b.html'>Cá tra Việt Nam rộng đường vào Brazil</a></li></ul>",
        "<div class=inner><a href=/b.html><span>Cá tra Việt Nam rộng đường vào Brazil</span><p>Mới.</p></a></div>",
        "<p><a href='/b.html'><b>>> Cá tra Việt Nam rộng đường vào Brazil</b></a></p>",
    ],
)
def test_another_article_shown_inside_the_text_is_offered(teaser: str) -> None:
    draft = read_page(page(teaser))
    assert [type(block) for block in draft.article.body] == [Paragraph, Paragraph]
    assert [item.title for item in draft.archive_items] == ["Cá tra Việt Nam rộng đường vào Brazil"]
    assert "dropped.related-in-text" in {item.code for item in draft.dropped}


@pytest.mark.parametrize("link", ["https://khac.vn/x.html", "/nghi-dinh-168.pdf"])
def test_list_of_sources_or_documents_stays(link: str) -> None:
    body = read_page(page(f"<ul><li><a href='{link}'>Nghị định về xử phạt giao thông</a></li></ul>")).article.body
    assert [type(block) for block in body] == [Paragraph, List, Paragraph]


def test_pasted_list_of_links_stays() -> None:
    assert isinstance(html_blocks("<ul><li><a href=https://a.vn/b>Một bài đã đăng hôm qua</a></ul>")[0], List)


def test_player_without_an_address_is_reported_and_its_poster_is_no_photo() -> None:
    player = "<div class='box_embed_video'><div><img src=poster.jpg></div><p>Xe chạy thử. Video: Gia Minh</p></div>"
    draft = read_page(page(player))
    assert [type(block) for block in draft.article.body] == [Paragraph, Paragraph]
    assert ("dropped.embed", "Xe chạy thử. Video: Gia Minh") in {(item.code, item.sample) for item in draft.dropped}


@pytest.mark.parametrize(
    "quotation",
    [
        "<div class=cms-quote><p>Đường là của dân.</p><p>— Bí thư Vừ Mí Say</p></div>",
        "<div type=Quote><p>Đường là của dân.</p><div class=StarName>Bí thư <b>Vừ Mí Say</b></div></div>",
        "<blockquote>Đường là của dân.<br>— Bí thư Vừ Mí Say</blockquote>",
    ],
)
def test_quotation_of_a_cms_keeps_who_said_it(quotation: str) -> None:
    quote = read_page(page(quotation)).article.body[1]
    assert quote == Quote((plain("Đường là của dân."),), "Bí thư Vừ Mí Say")


def test_frame_of_the_type_content_is_a_box() -> None:
    frame = (
        "<div class=VCSortableInPreviewMode type=content><div><p><b>Ngó sen</b></p><p>Phần thân non.</p></div></div>"
    )
    box = read_page(page(frame)).article.body[1]
    assert isinstance(box, Box)
    assert box.title == "Ngó sen"


def test_caption_of_a_gallery_replaces_none_of_its_photos() -> None:
    photo = "<figure><img src={0}.jpg><figcaption>Ảnh của {0}</figcaption></figure>"
    gallery = f"<figure>{photo.format('a')}{photo.format('b')}<figcaption>Ngày hội. Ảnh: Y Hòa</figcaption></figure>"
    body = read_page(page(gallery)).article.body
    assert isinstance(body[1], Gallery)
    assert [(text_of(figure.caption), figure.credit) for figure in body[1].figures] == [
        ("Ảnh của a", "Y Hòa"),
        ("Ảnh của b", "Y Hòa"),
    ]
    assert body[2] == Paragraph(plain("Ngày hội."))


@pytest.mark.parametrize(
    ("alt", "kept"),
    [
        ("Đồng Văn - Ảnh 1.", ""),
        ("Đồng Văn ra quân- Ảnh 2.", ""),
        ("Đồng Văn ra quân - 1", ""),
        ("Dong Van ra quan anh 1", ""),
        ("Việt Nam thắng Indonesia 3 - 1", "Việt Nam thắng Indonesia 3 - 1"),
        ("Bốn đoàn viên khiêng đá", "Bốn đoàn viên khiêng đá"),
    ],
)
def test_numbered_alt_is_filler(alt: str, kept: str) -> None:
    assert figures_of(read_page(page(f"<p><img src=a.jpg alt='{alt}'></p>")).article.body)[0].alt == kept


def test_button_that_reads_the_page_aloud_is_no_embed() -> None:
    button = "<div class=audio-box><audio src='https://b.vn/a.mp3'></audio><span>Nghe bài viết</span></div>"
    assert [type(block) for block in read_page(page(button)).article.body] == [Paragraph, Paragraph]


def test_link_around_a_paragraph_is_kept() -> None:
    linked = "<a href='https://khac.vn/x'><p>Toàn văn</p></a>"
    assert read_page(page(linked)).article.body[1] == Paragraph((Span("Toàn văn", link="https://khac.vn/x"),))


def test_quote_that_a_cms_calls_a_box_is_one() -> None:
    assert isinstance(
        read_page(page("<blockquote class=notebox><p>Gặp Thái Lan.</p></blockquote>")).article.body[1], Box
    )


@pytest.mark.parametrize(
    "tags",
    [
        "<div class=article__tag><a href=/t/1>#Đồng Văn</a> <a href=/t/2>đường</a></div>",
        "<div><div class=tag_item>Tags: <a href=/t/1>Đồng Văn</a><a href=/t/2>đường</a></div></div>",
        "<p>Từ khóa: <a href=/t/1>Đồng Văn</a> <a href=/t/2>đường</a></p>",
    ],
)
def test_tags_are_one_a_link_in_the_order_of_the_page(tags: str) -> None:
    assert read_page(page("", after=tags)).article.tags == ("Đồng Văn", "đường")


@pytest.mark.parametrize(
    ("between", "after"),
    [
        ("<div class=detail-author><a href=/a>Thu Hằng</a><a href=mailto:a@b.vn>a@b.vn</a></div>", ""),
        ("", "<div class=credits><p><b>Bài:</b> Thu Hằng</p><p><b>Ảnh:</b> An Bình</p></div>"),
    ],
)
def test_byline_around_the_text_is_found(between: str, after: str) -> None:
    authors = read_page(page("", between=between, after=after)).article.authors
    assert [author.name for author in authors] == ["Thu Hằng"]


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("<time datetime=2025-09-28T10:05:00+0700>28/9</time>", "2025-09-28T10:05:00+07:00"),
        ("<time datetime=2025-09-28T10:05>28/9</time>", "2025-09-28T10:05:00+07:00"),
        ("<div>Chủ nhật, 28/09/2025 | 10:05 [GMT +7]</div>", "2025-09-28T10:05:00+07:00"),
    ],
)
def test_date_of_a_page_has_its_offset(stated: str, date: str) -> None:
    assert read_page(page("", between=stated)).article.date == date


def test_name_of_the_paper_before_the_title_is_no_headline() -> None:
    title = "<title>Báo Hà Giang điện tử - Đồng Văn: Ra quân tu sửa đường</title>"
    assert read_page(f"{title}<div class=x>{PROSE}{MORE}</div>").article.headline == "Đồng Văn: Ra quân tu sửa đường"


def test_short_titles_of_a_list_are_no_labels_of_each_other() -> None:
    after = "<b>Các tin khác</b><ul><li><a href=/a>Yên Minh khai giảng lớp xóa mù chữ</a> (13/10)</li>"
    after += "<li><a href=/b>Mèo Vạc được mùa bí</a> (12/10)</li></ul>"
    items = read_page(page("", after=after)).archive_items
    assert [(item.title, item.section) for item in items] == [
        ("Yên Minh khai giảng lớp xóa mù chữ", ""),
        ("Mèo Vạc được mùa bí", ""),
    ]


def test_paragraphs_that_begin_with_a_hyphen_are_a_list_unless_somebody_speaks() -> None:
    assert isinstance(html_blocks("<p>- Ngày 25/11: tàu Mein.</p><p>- Ngày 2/12: tàu Silver.</p>")[0], List)
    spoken = html_blocks("<p>- Cháu tên gì?</p><p>- Cháu tên Mai.</p>")
    assert [type(block) for block in spoken] == [Paragraph, Paragraph]


def test_way_to_the_section_above_a_text_is_no_headline() -> None:
    draft = read_plain("17/11/2025\nThời sự > Xã hội\nBắc Ninh mở trung tâm điều hành\nĐoạn văn một.\nĐoạn văn hai.")
    assert (draft.article.headline, draft.article.date) == ("Bắc Ninh mở trung tâm điều hành", "2025-11-17")


def test_photo_named_in_brackets_is_wanted_with_the_line_under_it() -> None:
    draft = read_plain(
        "Tít bài\nĐoạn văn mở đầu của bài.\n[Ảnh: be-trai.jpg]\nBé trai ở khoa Hồi sức. Ảnh: BVCC\nĐoạn kết."
    )
    (photo,) = figures_of(draft.article.body)
    assert (photo.src, text_of(photo.caption), photo.credit) == ("be-trai.jpg", "Bé trai ở khoa Hồi sức.", "BVCC")


def test_buttons_in_one_line_are_no_text() -> None:
    draft = read_plain("Tít bài\nĐoạn văn mở đầu của bài này.\nThanh Huyền\nChia sẻ Facebook Zalo")
    assert [author.name for author in draft.article.authors] == ["Thanh Huyền"]


def test_folder_is_refused_as_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError) as caught:
        read_file(tmp_path)
    assert caught.value.facts["reason"] == "EISDIR"


def test_subhead_marked_by_its_class_alone_is_a_heading() -> None:
    body = read_page(page("<p class=subtitle><strong>Trợ giá vé trong hai năm</strong></p>")).article.body
    assert body[1] == Heading(2, plain("Trợ giá vé trong hai năm"))


def test_title_of_a_word_page_is_the_headline_before_the_name_of_the_file() -> None:
    word = f"<title>Ket qua hop xa</title><p class=MsoTitle>Xã Tân Lập họp bàn cấp nước</p>{PROSE}{MORE}"
    assert read_page(word).article.headline == "Xã Tân Lập họp bàn cấp nước"


@pytest.mark.parametrize("alt", [r"Description: C:\Users\HP\anh1.jpg", "/img/2025/anh-1.png", "anh 1.JPG"])
def test_path_is_no_alt_text(alt: str) -> None:
    assert figures_of(read_page(page(f"<p><img src=a.jpg alt='{alt}'></p>")).article.body)[0].alt == ""


@pytest.mark.parametrize("line", ["Tin, ảnh: HẢI THƯỢNG", "Tin, bài: HẢI THƯỢNG", "Tin, bài và ảnh: HẢI THƯỢNG"])
def test_byline_before_an_invitation_to_read_on_is_found(line: str) -> None:
    invitation = "<p><em>*Mời bạn đọc vào chuyên mục <a href=/qp>Quốc phòng</a> xem các tin, bài liên quan.</em></p>"
    draft = read_page(f"{HEAD}<div class=article__body>{PROSE}{MORE}<p>{line}</p>{invitation}</div>")
    assert [author.name for author in draft.article.authors] == ["HẢI THƯỢNG"]
    assert len(draft.article.body) == 2


def test_invitation_in_the_story_stays() -> None:
    draft = read_page(page("<p>Mời bạn đọc thơ, ông Ba rót trà.</p>"))
    assert len(draft.article.body) == 3


def test_line_of_hashtags_becomes_tags() -> None:
    draft = read_plain("Tít bài\nĐoạn văn mở đầu của bài này.\nĐoạn kết của bài này.\n#chay #BinhTan")
    assert draft.article.tags == ("chay", "BinhTan")


def test_buttons_of_a_page_are_no_text() -> None:
    assert len(read_page(page("", after="<div class=in-gui><a>In trang</a> <a>Gửi Email</a></div>")).article.body) == 2
