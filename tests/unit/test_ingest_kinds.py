"""Kinds of pages, documents and texts beside the usual: what a reporter would expect of each."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path

import pytest

from editor.ingest import read_file
from editor.ingest.legacy import modern
from editor.ingest.notations import in_plain_markdown
from editor.ingest.page import html_blocks, read_page
from editor.ingest.plain import read_plain
from editor.ingest.tally import Tally
from editor.model.blocks import (
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    Paragraph,
    PullQuote,
    Quote,
    figures_of,
    text_of,
)
from editor.text.language import language_of
from editor.text.unseen import without_unseen
from made_documents import docx, paragraph, run

HEAD = "Bản Mông vào mùa gặt muộn trên đỉnh Mường Lống"
LEAD = "Rét kéo dài khiến lúa rẫy chín chậm, nhưng giống mới đã cho bà con một vụ mùa no đủ."
ONE = "Sáng 24/11, hơn hai trăm hộ dân đã ra đồng thu hoạch lúa rẫy muộn sau đợt rét kéo dài gần nửa tháng ở vùng cao."
TWO = "Diện tích lúa rẫy năm nay giảm, song nhờ giống mới chịu rét tốt nên năng suất tăng, bà con không lo thiếu gạo."
THREE = "Huyện đã xuất ngân sách dự phòng để hỗ trợ vôi bột và sửa hai tuyến đường nội đồng bị sạt lở trước Tết này."
ENGLISH = "Fishermen in the central province returned to sea on Tuesday after three weeks of storms, the port said."


def page(inside: str, *, under: str = "", top: str = "") -> str:
    return (
        f"<html lang=vi><head>{top}<title>{HEAD} - Báo Nghệ An</title></head><body><h1>{HEAD}</h1>{under}"
        f"<div class=article-content><p>{ONE}</p>{inside}<p>{TWO}</p></div></body></html>"
    )


def said(block: object) -> str:
    return text_of(getattr(block, "inline", ()))


# -- Pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "under",
    [
        f"<div class=desc><p>{LEAD}</p></div>",
        f"<div class=ArticleSummary><p><strong>{LEAD}</strong></p></div>",
        f"<div class=css-5><h2 class=css-6>{LEAD}</h2></div>",
    ],
)
def test_the_sentence_under_the_headline_is_the_standfirst_whatever_it_is_called(under: str) -> None:
    draft = read_page(page("", under=under))
    assert draft.article.standfirst == LEAD
    assert [type(block) for block in draft.article.body] == [Paragraph, Paragraph]


def test_the_head_of_an_article_element_is_looked_into() -> None:
    header = f"<header><h1>{HEAD}</h1><p>{LEAD}</p><p>Đăng bởi <a rel=author href=/a>Mai Hoa</a></p></header>"
    article = read_page(f"<article>{header}<section><p>{ONE}</p><p>{TWO}</p></section></article>").article
    assert (article.standfirst, len(article.body)) == (LEAD, 2)
    assert [author.name for author in article.authors] == ["Mai Hoa"]


def test_two_sentences_under_the_headline_are_nobodys_standfirst() -> None:
    article = read_page(page("", under=f"<div><span>{LEAD}</span></div><div><span>{THREE}</span></div>")).article
    assert article.standfirst == ""


def test_a_story_in_pictures_comes_whole() -> None:
    photos = "".join(
        f"<div class=item><img data-src=https://i.vn/{n}.jpg src=/x.gif><div class=caption>Cảnh thứ {n}</div></div>"
        for n in range(4)
    )
    notice = f"<div class=bottom><p>Cơ quan chủ quản: Tỉnh ủy. {THREE}</p></div>"
    html = f"<title>{HEAD} - Báo Nghệ An điện tử, cơ quan của Đảng bộ tỉnh Nghệ An</title><h1>{HEAD}</h1>"
    article = read_page(f"{html}<div class='photo-essay article-content'>{photos}</div>{notice}").article
    assert [text_of(figure.caption) for figure in figures_of(article.body)] == [f"Cảnh thứ {n}" for n in range(4)]
    assert all(isinstance(block, Figure) for block in article.body)


def test_an_amp_page_is_read_as_the_page_it_stands_for() -> None:
    inside = (
        "<amp-img src=https://i.vn/a.jpg width=680 height=400 alt='Bà con gặt lúa'></amp-img>"
        "<p class=caption>Gặt lúa. Ảnh: T.T</p><amp-youtube data-videoid=abcdefghijk width=480></amp-youtube>"
        "<amp-ad type=x><p>Quảng cáo</p></amp-ad>"
    )
    body = read_page(page(inside)).article.body
    assert body[1:3] == (
        Figure("https://i.vn/a.jpg", html_blocks("<p>Gặt lúa.</p>")[0].inline, "T.T", "Bà con gặt lúa"),  # type: ignore[union-attr]
        Embed("https://www.youtube.com/watch?v=abcdefghijk"),
    )
    assert len(body) == 4


def test_what_a_page_states_for_search_engines_fills_what_it_does_not_print() -> None:
    person = {"@type": "Person", "name": "Trần Văn Thọ"}
    site = {"@type": "Organization", "name": "Báo Nghệ An"}
    thing = {"@type": "NewsArticle", "datePublished": "2026-11-24T08:15:00+07:00", "author": [site, person]}
    top = f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebPage"}, thing]})}</script>'
    article = read_page(page("", top=top)).article
    assert (article.date, [author.name for author in article.authors]) == (
        "2026-11-24T08:15:00+07:00",
        ["Trần Văn Thọ"],
    )
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    assert read_page(page("", top=broken)).article.date == ""


def test_tags_in_one_line_are_several() -> None:
    top = "<meta property='article:tag' content='lúa rẫy, Kỳ Sơn'>"
    assert read_page(page("", top=top)).article.tags == ("lúa rẫy", "Kỳ Sơn")


def test_a_fragment_without_a_head_is_read_by_its_lines() -> None:
    article = read_page(f"<h2>{HEAD}</h2><p><em>{LEAD}</em></p><p>{ONE}</p><p>{TWO}</p>").article
    assert (article.headline, article.standfirst, len(article.body)) == (HEAD, LEAD, 2)


def test_bold_lines_between_paragraphs_are_subheads() -> None:
    body = read_page(page(f"<p><b>Gặt thâu đêm</b></p><p>{THREE}</p>")).article.body
    assert [type(block) for block in body] == [Paragraph, Heading, Paragraph, Paragraph]
    assert said(body[1]) == "Gặt thâu đêm"
    assert isinstance(html_blocks("<p><b>Gặt thâu đêm</b></p><p>x</p>")[0], Paragraph)


@pytest.mark.parametrize(
    "line",
    [
        "<b>Huyện đã hỗ trợ những gì?</b>",
        "<b>PV: Thưa ông, vụ này thế nào</b>",
        "<b>- Ông Lầu Bá Chò</b>",
        "<b>Vụ này được mùa.</b>",
        "<b>Gặt</b> thâu đêm",
    ],
)
def test_questions_speakers_and_sentences_in_bold_are_no_subheads(line: str) -> None:
    body = read_page(page(f"<p>{line}</p><p>{THREE}</p>")).article.body
    assert all(isinstance(block, Paragraph) for block in body)


def test_a_bold_line_over_every_paragraph_is_a_list_of_names() -> None:
    inside = "".join(f"<p><b>Ông Nguyễn Văn {name}</b></p><p>{THREE}</p>" for name in "ABCD")
    assert not any(isinstance(block, Heading) for block in read_page(page(inside)).article.body)


def test_heads_of_the_third_level_alone_are_of_the_second() -> None:
    body = read_page(page(f"<h3>Giống mới</h3><p>{THREE}</p>")).article.body
    assert [block.level for block in body if isinstance(block, Heading)] == [2]
    both = read_page(page(f"<h2>Một</h2><p>{THREE}</p><h3>Hai</h3><p>{THREE}</p>")).article.body
    assert [block.level for block in both if isinstance(block, Heading)] == [2, 3]


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        (
            "<iframe src='//www.youtube.com/embed/abcdefghijk?feature=oembed'>",
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        ("<iframe src='https://player.vimeo.com/video/123456789?h=1'>", "https://vimeo.com/123456789"),
        (
            "<div class=fb-video data-href='https://www.facebook.com/bao/videos/123456789/'></div>",
            "https://www.facebook.com/bao/videos/123456789/",
        ),
        (
            "<iframe src='https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fb%2Fvideos%2F1%2F'>",
            "https://www.facebook.com/b/videos/1/",
        ),
    ],
)
def test_a_player_stands_for_the_page_of_its_video(markup: str, url: str) -> None:
    assert html_blocks(markup) == (Embed(url),)


def test_one_credit_under_two_photos_is_of_both() -> None:
    table = (
        "<table><tr><td><img src=a.jpg></td><td><img src=b.jpg></td></tr>"
        "<tr><td colspan=2>Bà con gùi lúa. Ảnh: Hà Anh</td></tr></table>"
    )
    (gallery,) = html_blocks(table)
    assert isinstance(gallery, Gallery)
    assert [figure.credit for figure in gallery.figures] == ["Hà Anh", "Hà Anh"]


def test_a_credit_glued_to_its_caption_is_one() -> None:
    (figure,) = html_blocks(
        "<figure><img src=a.jpg><figcaption>Gặt trên rẫy<span>Ảnh: Mai Hoa</span></figcaption></figure>"
    )
    assert isinstance(figure, Figure)
    assert (text_of(figure.caption), figure.credit) == ("Gặt trên rẫy", "Mai Hoa")


def test_brackets_around_caption_and_credit_go() -> None:
    article = read_plain(f"{HEAD}\n\n{LEAD}\n\n{ONE}\n\n![](a.jpg)\n(Gặt trên rẫy - Ảnh: Mai Hoa)\n\n{TWO}\n").article
    (figure,) = figures_of(article.body)
    assert (text_of(figure.caption), figure.credit) == ("Gặt trên rẫy", "Mai Hoa")


def test_an_alt_text_names_no_photographer() -> None:
    (figure,) = html_blocks("<img src=a.jpg alt='Bà con gặt lúa. Ảnh: Đức Hùng'>")
    assert isinstance(figure, Figure)
    assert figure.alt == "Bà con gặt lúa."


def test_who_did_it_is_no_part_of_the_name() -> None:
    for line in ("Hồ Phương (thực hiện)", "Thực hiện: Hồ Phương", "Hồ Phương (ghi)", "Hồ Phương tổng hợp"):
        article = read_page(page("").replace("</div></body>", f"<p><b>{line}</b></p></div></body>")).article
        assert [author.name for author in article.authors] == ["Hồ Phương"], line


def test_a_quotation_of_a_cms_keeps_its_author() -> None:
    (quote,) = html_blocks("<div class=quote><p>Bản chỉ có ba máy tuốt.</p><p class=quote-author>Chị Dở</p></div>")
    assert isinstance(quote, Quote | PullQuote)
    assert quote.attribution == "Chị Dở"


def test_a_dividing_line_at_the_end_divides_nothing() -> None:
    assert [type(block) for block in read_page(page("<hr>")[:-20] + "<hr></div>").article.body][-1] is Paragraph


def test_numbered_lines_of_a_page_are_a_list() -> None:
    body = html_blocks("<p>1. Vôi bột</p><p>2. Thuốc</p><p>3) Máy tuốt</p>")
    assert [(type(block), len(block.items)) for block in body if isinstance(block, List)] == [(List, 3)]
    assert all(isinstance(block, Paragraph) for block in html_blocks("<p>1. Vôi bột</p><p>Chữ</p><p>2. Thuốc</p>"))


def test_a_byline_in_the_part_after_the_text_is_found_by_its_class() -> None:
    html = page("") + "<div class=author-wrap><div class=author-name><a href=/a><b>Nguyễn Duy</b></a></div></div>"
    assert [author.name for author in read_page(html).article.authors] == ["Nguyễn Duy"]
    graphic = page("").replace("</div></body>", "<p>Đồ họa: Minh Anh</p></div></body>")
    assert [author.name for author in read_page(graphic).article.authors] == ["Minh Anh"]


# -- Letters ----------------------------------------------------------------------------------------------------------


def in_code_page(text: str) -> bytes:
    """Windows-1258: tones stand behind their letters."""
    out: list[str] = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        out.append(unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones)) + tones)
    return "".join(out).encode("cp1258")


def test_a_page_that_wrongly_says_utf8_is_read_as_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "cũ.html"
    file.write_bytes(in_code_page(page("", top="<meta charset=utf-8>", under=f"<p class=sapo>{LEAD}</p>")))
    article = read_file(file).article
    assert (article.headline, article.standfirst, said(article.body[0])) == (HEAD, LEAD, ONE)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mư\u00adờng\u200b Lống\u2060", "Mường Lống"),
        ("hết\u200e.", "hết."),
        ("👨\u200d👩\u200d👧 một nhà", "👨\u200d👩\u200d👧 một nhà"),
        ("👨🏽\u200d🌾", "👨🏽\u200d🌾"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("a\u200db", "ab"),
    ],
)
def test_what_nobody_sees_goes_and_what_spells_stays(typed: str, kept: str) -> None:
    assert without_unseen(typed) == kept
    assert modern(typed) == (kept, ())


def test_invisible_letters_of_a_page_go_in_every_spelling() -> None:
    (paragraph_,) = html_blocks("<p>Mư&shy;ờng&#8203; Lống&#x200C;</p>")
    assert said(paragraph_) == "Mường Lống"


def test_old_letters_that_are_kept_keep_all_of_them() -> None:
    old = "C«ng hoµ x· héi chñ nghÜa ViÖt Nam, \u00ad¬ng \u00ad¬m nh\u00ad thÕ nµo trong n\u00ad\u00edc"
    assert modern(old, convert=False)[0] == old


def test_the_words_say_the_language() -> None:
    assert language_of(f"{ONE} {TWO}", "en") == "vi"
    assert language_of(ENGLISH, "vi") == "en"
    assert language_of("Les pêcheurs de la région sont retournés en mer après trois semaines de fête.", "fr") == "fr"
    assert language_of("Hi", "vi") == "vi"
    assert read_plain(f"Boats return to port\n\n{ENGLISH}\n\n{ENGLISH} {ENGLISH}\n").article.lang == "en"
    assert read_page(page("").replace("lang=vi", "lang=en-US")).article.lang == "vi"


# -- Typed texts and documents ----------------------------------------------------------------------------------------


def test_labels_at_the_head_say_what_is_what() -> None:
    lines = (
        f"Tít: {HEAD}",
        f"SAPO: {LEAD}",
        "Chuyên mục: Xã hội > Dân sinh",
        "Tác giả: Đức Hùng",
        "Nội dung:",
        ONE,
        TWO,
    )
    article = read_plain("\n\n".join(lines)).article
    assert (article.headline, article.standfirst, article.sections) == (HEAD, LEAD, ("Xã hội/Dân sinh",))
    assert [author.name for author in article.authors] == ["Đức Hùng"]
    assert [said(block) for block in article.body] == [ONE, TWO]


def test_a_label_may_stand_over_its_words() -> None:
    article = read_plain(f"TÍT BÀI:\n{HEAD}\n\nSAPO:\n{LEAD}\n\n{ONE}\n\n{TWO}\n").article
    assert (article.headline, article.standfirst, len(article.body)) == (HEAD, LEAD, 2)


def test_a_label_far_down_is_text() -> None:
    body = read_plain(
        "\n\n".join([HEAD, LEAD, *[ONE, TWO] * 6, "Nội dung: ba phần và một phụ lục.", THREE])
    ).article.body
    assert said(body[-2]).startswith("Nội dung:")


def test_lines_in_capitals_are_subheads() -> None:
    body = read_plain("\n\n".join([HEAD, LEAD, ONE, "GẶT THÂU ĐÊM", TWO, "TTXVN"])).article.body
    assert [type(block) for block in body][:3] == [Paragraph, Heading, Paragraph]
    assert len([block for block in body if isinstance(block, Heading)]) == 1


def test_text_wrapped_without_empty_lines_is_unwrapped_by_its_indents() -> None:
    import textwrap

    lines = [HEAD, *textwrap.wrap(LEAD, 72)]
    for words in (ONE, TWO, THREE):
        lines += textwrap.wrap(words, 72, initial_indent="    ")
    article = read_plain("\n".join(lines) + "\n").article
    assert (article.headline, article.standfirst) == (HEAD, LEAD)
    assert [said(block) for block in article.body] == [ONE, TWO, THREE]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Gặt trên rẫy. Ảnh: Hà Anh/TTXVN", "Gặt trên rẫy.", "Hà Anh/TTXVN"),
        ("Ảnh 2: Gặt trên rẫy (Ảnh: Hà Anh)", "Gặt trên rẫy", "Hà Anh"),
        ("Chú thích ảnh: Gặt trên rẫy", "Gặt trên rẫy", ""),
    ],
)
def test_a_caption_whose_photo_is_missing_holds_its_place(line: str, caption: str, credit: str) -> None:
    body = read_plain("\n\n".join([HEAD, LEAD, ONE, line, TWO])).article.body
    assert [type(block) for block in body] == [Paragraph, Figure, Paragraph]
    (figure,) = figures_of(body)
    assert (figure.src, text_of(figure.caption), figure.credit) == ("", caption, credit)


@pytest.mark.parametrize(
    "line",
    ["Bài và ảnh: Đức Hùng", "Nguồn: Báo Nghệ An", "Ảnh: Hà Anh", "Ảnh hưởng của rét: lúa chín chậm."],
)
def test_bylines_sources_and_sentences_are_no_captions(line: str) -> None:
    assert figures_of(read_plain("\n\n".join([HEAD, LEAD, ONE, line, TWO])).article.body) == ()


def test_bold_lines_of_a_document_are_its_subheads_under_a_letterhead_too(tmp_path: Path) -> None:
    bold = "<w:b/>"
    file = tmp_path / "bài.docx"
    file.write_bytes(
        docx(
            paragraph(run("BÁO NGHỆ AN"))
            + paragraph(run(HEAD), style="Heading1")
            + paragraph(run(LEAD, bold))
            + paragraph(run(ONE))
            + paragraph(run("1. Đường về bản", bold))
            + paragraph(run(TWO))
        )
    )
    article = read_file(file).article
    assert (article.headline, article.standfirst) == (HEAD, LEAD)
    assert [type(block) for block in article.body] == [Paragraph, Paragraph, Heading, Paragraph]


def test_the_number_of_a_picture_is_no_caption(tmp_path: Path) -> None:
    html = "<p><img src=a.jpg></p><p class=caption>Hình 2: Gặt trên rẫy</p>"
    (figure,) = html_blocks(html)
    assert isinstance(figure, Figure)
    assert text_of(figure.caption) == "Gặt trên rẫy"


@pytest.mark.parametrize(
    ("lines", "standfirst"),
    [
        ([f"- {LEAD}"], LEAD),
        ([f"## {LEAD}"], LEAD),
        ([f"(Baonghean.vn) - {LEAD}"], f"(Baonghean.vn) - {LEAD}"),
        (["Báo Nghệ An trên", LEAD], LEAD),
    ],
)
def test_a_standfirst_is_found_under_what_a_scraper_left(lines: list[str], standfirst: str) -> None:
    article = read_plain("\n".join([HEAD, *lines, ONE, TWO])).article
    assert (article.standfirst, [said(block) for block in article.body]) == (standfirst, [ONE, TWO])


def test_a_story_in_pictures_has_a_standfirst_too() -> None:
    photos = [line for n in "123" for line in ("![]() |", f"| Cảnh {n} |")]
    article = read_plain("\n".join([HEAD, LEAD, *photos, "Minh Quân"])).article
    assert (article.standfirst, len(article.body)) == (LEAD, 3)


def test_a_sentence_right_under_a_photo_is_its_caption_and_running_text_is_not() -> None:
    text = f"{HEAD}\n\n{LEAD}\n\n{ONE}\n\n![](a.jpg)\nBà con gùi lúa về bản.\n\n{TWO}\n\n![](b.jpg)\n\n{THREE}\n"
    body = read_plain(text).article.body
    assert [text_of(figure.caption) for figure in figures_of(body)] == ["Bà con gùi lúa về bản.", ""]
    assert said(body[-1]) == THREE


def test_an_agency_behind_a_name_signs_too_and_the_mark_of_the_end_goes() -> None:
    article = read_plain("\n\n".join([HEAD, LEAD, ONE, TWO, "./.", "Bích Huệ/TTXVN"])).article
    assert [author.name for author in article.authors] == ["Bích Huệ", "TTXVN"]
    assert [said(block) for block in article.body] == [ONE, TWO]
    assert read_plain("\n\n".join([HEAD, LEAD, ONE, TWO, "TTXVN"])).article.authors == ()


def test_a_page_of_ours_comes_back_with_its_gallery_video_and_tags() -> None:
    figures = "".join(f"<figure class=image><img src={n}.jpg><figcaption>Cảnh {n}</figcaption></figure>" for n in "ab")
    html = (
        f"<main><article><header><h1>{HEAD}</h1><p class=standfirst>{LEAD}</p></header><div class=body>"
        f"<div class=gallery role=group>{figures}</div><p class=embed><a href=https://v.vn/1>https://v.vn/1</a></p></div>"
        "<ul class=tags><li>lúa</li><li>Kỳ Sơn</li></ul></article></main>"
    )
    article = read_page(html).article
    assert [type(block) for block in article.body] == [Gallery, Embed]
    assert article.tags == ("lúa", "Kỳ Sơn")


def test_a_gallery_with_text_between_its_photos_is_text_with_photos() -> None:
    markup = f"<div class=photo-gallery><img src=a.jpg><p>{ONE}</p><img src=b.jpg></div>"
    assert [type(block) for block in html_blocks(markup)] == [Figure, Paragraph, Figure]


# -- Hostile ones -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<script type='application/ld+json'>" * 20_000,
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script><h1>x</h1>",
        "<amp-youtube data-videoid=" * 5_000,
        "<h1>x</h1>" + "<div class=gallery>" * 300 + "<img src=a>" * 300,
    ],
)
def test_pages_that_open_and_never_close_are_read_at_once(text: str) -> None:
    start = time.process_time()
    read_page(text)
    assert time.process_time() - start < 5


def test_characters_that_nobody_sees_go_in_one_pass() -> None:
    start = time.process_time()
    assert without_unseen("a\u200d" * 200_000) == "a" * 200_000
    in_plain_markdown("%%a " * 50_000 + "{{< figure " * 20_000 + "![[" * 50_000, Tally())
    assert time.process_time() - start < 5
