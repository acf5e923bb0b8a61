"""Where the article is on a page: all of its parts, nothing beside it, and its headline before the file's old name."""

from __future__ import annotations

import pytest

from editor.ingest.page import read_page
from editor.model.blocks import Embed, Figure, Paragraph, Quote, figures_of, plain, text_of

HEAD = "<link rel=canonical href='https://bao.vn/bai-1.html'><h1>Đồng Văn ra quân tu sửa đường liên thôn</h1>"
WORD = "<meta name=Generator content='Microsoft Word 15 (filtered)'>"
PHOTO = "<figure><img src=a.jpg><figcaption>Đoàn viên dọn đất.</figcaption></figure>"
TAGS = "<div class=tags><a href=/t/1>Đồng Văn</a></div>"
LONG = "Khoảng 2h sáng, lửa bùng lên từ dãy ki-ốt bán quần áo rồi lan nhanh sang các gian hàng kế bên do gió mạnh."


def prose(*numbers: int) -> str:
    return "".join(
        f"<p>Đoạn {number}: tuyến đường dài sáu cây số nối trung tâm xã với ba thôn vùng cao, bị vùi lấp.</p>"
        for number in numbers
    )


def told(html: str) -> list[str]:
    """The first two words of each paragraph, and "ảnh" for a photo."""
    return [
        "ảnh" if isinstance(block, Figure) else " ".join(text_of(block.inline).split()[:2]).rstrip(":.")
        for block in read_page(html).article.body
        if isinstance(block, Figure | Paragraph)
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<article>{h1}<div class=article-body>{a}</div><div class=ad>Quảng cáo</div><div class=article-body>{b}</div>",
        "<article>{h1}<div><div class='article-body x'>{a}</div></div><div><div class=article-body>{b}</div></div>",
        "<div>{h1}<section class=content-body>{a}</section><section class=content-body>{b}</section></div>",
        "<article>{h1}<div>{a}</div><div>{b}</div></article>",
        "<article>{h1}<div class=k3>{a}</div><div class=k4>{b}</div></article>",
    ],
)
@pytest.mark.parametrize("cut", [1, 3, 6])
def test_article_in_several_parts_comes_whole(page: str, cut: int) -> None:
    numbers = range(1, 8)
    html = page.format(h1=f"{HEAD}<p class=sapo>Sapo của bài.</p>", a=prose(*numbers[:cut]), b=prose(*numbers[cut:]))
    if cut > 1 or "k3" not in page:  # one sentence in a frame of its own may be the standfirst
        assert told(html) == [f"Đoạn {number}" for number in numbers]


def test_photo_between_two_parts_and_a_last_part_of_short_lines_stay() -> None:
    last = "<section class=content-body><p>Kết bài.</p></section>"
    html = f"<article>{HEAD}<section class=content-body>{prose(1, 2)}</section>{PHOTO}{last}</article>"
    assert told(html) == ["Đoạn 1", "Đoạn 2", "ảnh", "Kết bài"]


def test_short_end_of_an_article_stays_and_its_byline_is_read() -> None:
    end = "<div><p>Kết bài.</p><p style='text-align:right'><b>Lê An</b></p></div>"
    html = f"<article>{HEAD}<div>{prose(*range(1, 9))}</div>{end}</article>"
    assert told(html)[-1] == "Kết bài"
    assert [author.name for author in read_page(html).article.authors] == ["Lê An"]


@pytest.mark.parametrize("name", ["article-body", "x"])
def test_what_stands_before_and_after_the_parts_is_no_text(name: str) -> None:
    parts = f"<div class={name}>{prose(1, 2, 3, 4, 5)}</div><div class=ad>QC</div><div class={name}>{prose(6)}</div>"
    draft = read_page(f"<article>{HEAD}<div class=m>16/05/2025 18:21</div>{parts}{TAGS}</article>")
    assert len(draft.article.body) == 6
    assert draft.article.date == "2025-05-16T18:21:00+07:00"
    assert draft.article.tags == ("Đồng Văn",)


def test_sentence_between_headline_and_frame_is_the_standfirst() -> None:
    lead = "<p class=x>Một câu dẫn không ai đánh dấu là sapo của bài này cả.</p>"
    draft = read_page(f"<article>{HEAD}{lead}<div class=y>{prose(1, 2, 3)}</div></article>")
    assert draft.article.standfirst == "Một câu dẫn không ai đánh dấu là sapo của bài này cả."
    assert len(draft.article.body) == 3


def test_story_that_the_page_loads_under_the_first_is_not_its_text() -> None:
    other = f"<article><h1>Bài khác hẳn</h1><div class=article-body>{prose(7, 8, 9)}</div></article>"
    html = f"<article>{HEAD}<div class=article-body>{prose(1, 2, 3)}</div></article>{other}"
    assert told(html) == ["Đoạn 1", "Đoạn 2", "Đoạn 3"]


def test_cards_of_the_same_name_elsewhere_on_the_page_are_no_parts() -> None:
    card = f"<div><div class=entry-content><h3><a href=/b>Bài khác</a></h3>{prose(9)}</div></div>"
    html = f"{HEAD}<div><div class=entry-content>{prose(1, 2, 3)}</div></div><div>{card}{card}</div>"
    assert told(html) == ["Đoạn 1", "Đoạn 2", "Đoạn 3"]


@pytest.mark.parametrize(
    "line",
    [
        "<p><span>{0}</span></p>",
        "<p class=MsoNormal><b><font>{0}</font></b></p>",
        "<div>{0}<br></div>",
        "<div><div><p>{0}</p></div></div>",
        "<p><span class=content-body>{0}</span></p>",
    ],
)
def test_only_long_paragraph_of_a_brief_is_not_the_whole_article(line: str) -> None:
    lines = ["Cháy chợ Bình Thành", LONG, "<img src=a.jpg>", "Hiện trường. Ảnh: An", "Không ai bị thương.", "Lê An"]
    article = read_page("".join(line.format(inner) for inner in lines)).article
    assert [author.name for author in article.authors] == ["Lê An"]
    assert [photo.credit for photo in figures_of(article.body)] == ["An"]
    assert "Không ai bị thương." in repr(article.body)
    assert article.headline == "Cháy chợ Bình Thành"


def test_long_caption_in_a_table_is_not_the_whole_article() -> None:
    table = f"<table><tr><td><img src=a.jpg></td></tr><tr><td><p>{LONG} Ảnh: An</p></td></tr></table>"
    body = read_page(f"{HEAD}<div><p>Lửa bùng lên lúc 2h sáng.</p>{table}<p>Không ai bị thương.</p></div>").article.body
    assert [type(block) for block in body] == [Paragraph, Figure, Paragraph]


@pytest.mark.parametrize(
    "document",
    [
        WORD + "<title>Tit cu</title><div class=WordSection1><p class=MsoNormal>{0}</p>{1}</div>",
        "<title>Tit cu</title><div class=WordSection1><p class=MsoNormal>{0}</p>{1}</div>",
        "<title>Bản thảo</title><p class='c0 title'><span class=c1>{0}</span></p><h1 class=c0>Mục</h1>{1}",
        "<title>Bản thảo</title><p class=c0><span>{0}</span></p><p class='c0 subtitle'>Lượng ghe giảm.</p>{1}",
        "<meta name=generator content='LibreOffice 7.4'><title>Mẫu</title><p class=title>{0}</p>{1}",
    ],
)
def test_saved_document_has_the_headline_that_its_text_opens_with(document: str) -> None:
    article = read_page(document.format("Chợ nổi vắng khách đầu năm", prose(1, 2))).article
    assert article.headline == "Chợ nổi vắng khách đầu năm"
    assert "Chợ nổi vắng khách" not in repr(article.body)


def test_title_of_a_saved_document_whose_text_just_begins_is_the_headline() -> None:
    page = f"{WORD}<title>Chợ nổi vắng khách</title><div class=WordSection1>{prose(1, 2)}</div>"
    assert read_page(page).article.headline == "Chợ nổi vắng khách"


def test_text_from_word_on_a_page_of_a_site_does_not_make_it_a_document() -> None:
    text = f"<div id=m><div>{WORD}<p class=MsoNormal>Phụ đề không phải tít</p>{prose(1, 2, 3)}</div></div>"
    page = f"<title>Tít đúng của bài báo này - Báo Hà Giang</title><div><a href=/>Trang chủ</a></div>{text}"
    assert read_page(page).article.headline == "Tít đúng của bài báo này"


def only_between(markup: str) -> object:
    """What a piece of markup between two paragraphs becomes."""
    (block,) = read_page(f"{HEAD}<div class=article-body>{prose(1)}{markup}{prose(2)}</div>").article.body[1:-1]
    return block


@pytest.mark.parametrize(
    "post",
    [
        "<blockquote class=twitter-tweet><p>Xin chào <a href='/the'>#thẻ</a></p>{0}</blockquote>",
        "<blockquote class=twitter-tweet cite='#'>{0}</blockquote>",
    ],
)
def test_post_without_a_cite_is_at_its_own_address(post: str) -> None:
    link = "<a href='https://twitter.com/mt/status/1'>1/5</a>"
    assert only_between(post.format(link)) == Embed("https://twitter.com/mt/status/1")


def test_post_that_leads_nowhere_is_a_quotation() -> None:
    assert isinstance(only_between("<blockquote class=twitter-tweet><p>Xin chào</p></blockquote>"), Quote)


def test_frame_without_an_address_is_reported_and_is_not_the_page_itself() -> None:
    draft = read_page(f"{HEAD}<div class=article-body>{prose(1)}<iframe></iframe>{prose(2)}</div>")
    assert [type(block) for block in draft.article.body] == [Paragraph, Paragraph]
    assert "dropped.embed" in {item.code for item in draft.dropped}


@pytest.mark.parametrize(
    "markup",
    [
        "<figure class=wp-block-embed><div class=wp-block-embed__wrapper>\n{0}\n</div></figure>",
        "<div class=embed>{0}</div>",
    ],
)
def test_bare_address_in_an_embed_is_one(markup: str) -> None:
    address = "https://www.youtube.com/watch?v=abc123XYZ"
    assert only_between(markup.format(address)) == Embed(address)


@pytest.mark.parametrize("words", ["http://a.vn/b", "Xem https://a.vn/b"])
def test_words_in_an_embed_stay_words(words: str) -> None:
    assert only_between(f"<div class=wp-block-embed__wrapper>{words}</div>") == Paragraph(plain(words))
