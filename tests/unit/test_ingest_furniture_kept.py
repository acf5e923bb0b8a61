"""Furniture inside an article and at its end: what goes, and that the article's own words stay or are reported."""

from __future__ import annotations

import pytest

from editor.ingest.page import read_page
from editor.ingest.plain import read_plain
from editor.model.blocks import Heading, Paragraph, plain, text_of

HEAD = "Cấm xe tải giờ cao điểm\nTừ ngày mai, đường vành đai cấm xe tải.\n"
PROSE = (
    "Theo Sở Giao thông, từ ngày mai xe tải trên năm tấn không được chạy vào giờ cao điểm, người dân nên chọn đường "
)
PROSE += "khác để tránh ùn tắc kéo dài."
SENTENCE = "Người dân nên chọn đường khác vào giờ cao điểm."
TITLES = "Hà Nội phân luồng xe tải phục vụ lễ hội\nTP.HCM lập chốt kiểm soát tải trọng xe"


def prose(*numbers: int) -> str:
    return "\n".join(f"Đoạn {number}: {PROSE}" for number in numbers)


def lines(text: str) -> list[str]:
    """The body of a text under a headline and a standfirst, a paragraph a line."""
    return [text_of(getattr(block, "inline", ())) for block in read_plain(HEAD + text).article.body]


@pytest.mark.parametrize("label", ["Tin liên quan", "Đọc thêm", "XEM THÊM:"])
def test_article_goes_on_below_a_box_in_its_second_half(label: str) -> None:
    draft = read_plain(f"{HEAD}{prose(1, 2, 3, 4, 5, 6)}\n{label}\n{TITLES}\n{prose(7, 8)}\nHoàng Anh")
    assert len(draft.article.body) == 8
    assert [author.name for author in draft.article.authors] == ["Hoàng Anh"]
    assert [item.title for item in draft.archive_items] == TITLES.split("\n")


@pytest.mark.parametrize(
    "titles", ["<p><a href=/1>Một tin khác của trang báo này</a></p>", "<ul><li>Một tin khác</ul>"]
)
@pytest.mark.parametrize("over", ["", "<h3>Hướng đi mới</h3>"])
def test_page_goes_on_below_a_box_with_the_subhead_of_what_follows(titles: str, over: str) -> None:
    paragraph = f"<p>{PROSE}</p>"
    html = f"<h1>Tít</h1>{paragraph * 4}<p><b>Tin liên quan</b></p>{titles}{over}{paragraph * 2}"
    body = read_page(html).article.body
    assert len(body) == 6 + bool(over)
    assert bool(over) == (Heading(2, plain("Hướng đi mới")) in body)


@pytest.mark.parametrize(
    "after",
    [
        f"{TITLES}\n{PROSE}",
        f"{TITLES}\n{SENTENCE}\n{SENTENCE}",
        f"{TITLES}\n{SENTENCE}\nBài: Minh Anh",
        f"Hà Nội phân luồng xe tải phục vụ lễ hội\n{PROSE}\nNgười dân đồng tình\n{PROSE}\n{PROSE}",
    ],
)
def test_running_text_below_titles_stays(after: str) -> None:
    kept = lines(f"{prose(1, 2, 3, 4)}\nĐọc thêm\n{after}")
    assert [line for line in after.split("\n") if line.endswith(".")] == [
        line for line in kept[4:] if line.endswith(".")
    ]


@pytest.mark.parametrize(
    "after",
    [
        f"Một tin của trang báo này\n{PROSE}\nMột tin khác của trang báo\n{PROSE}\nTin thứ ba của trang báo\n{PROSE}",
        f"{TITLES}\nCơ quan chủ quản: Sở A. Tổng biên tập: Trần B. Giấy phép số 12/GP-BTTTT. {PROSE}",
        f"Một tin của trang báo này\n{PROSE}\n{TITLES}",
    ],
)
def test_teasers_and_the_imprint_at_the_end_of_a_page_go(after: str) -> None:
    draft = read_plain(f"{HEAD}{prose(1, 2, 3, 4)}\nĐọc thêm\n{after}")
    assert len(draft.article.body) == 4
    assert all(len(item.title) < 60 for item in draft.archive_items)
    assert draft.archive_items


def test_text_below_a_signed_article_and_its_related_titles_is_a_teaser() -> None:
    after = f"<p align=right><b>Minh Anh</b></p><h3>Tin liên quan</h3><a href=/a>Một tin khác của báo</a><p>{PROSE}</p>"
    assert len(read_page(f"<h1>Tít</h1>{f'<p>{PROSE}</p>' * 3}{after}").article.body) == 3


def test_line_that_signs_below_related_titles_is_the_byline() -> None:
    draft = read_plain(f"{HEAD}{prose(1, 2)}\nĐọc thêm\n{TITLES}\nBài, ảnh: THU HỒNG")
    assert [author.name for author in draft.article.authors] == ["THU HỒNG"]
    assert [(item.title, item.section) for item in draft.archive_items] == [(title, "") for title in TITLES.split("\n")]


@pytest.mark.parametrize("subhead", ["Trở lại sau ba năm", "Chia sẻ", "Bình luận", "Facebook", "Từ khóa"])
def test_subhead_that_reads_like_a_button_stays(subhead: str) -> None:
    text = [SENTENCE, SENTENCE, subhead, SENTENCE, SENTENCE]
    assert lines("\n\n".join(["", *text])) == text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Chia sẻ\nFacebook\nTikTok", "dropped.share"),
        ("Trở lại Thời sự", "dropped.share"),
        ("Bình luận\nNguyễn A\nBài hay quá.", "dropped.comments"),
        (f"Bình luận (1)\n{PROSE}", "dropped.comments"),
    ],
)
def test_buttons_and_comments_at_the_end_go(words: str, code: str) -> None:
    draft = read_plain(f"{HEAD}{prose(1, 2)}\n{words}")
    assert len(draft.article.body) == 2
    assert code in {item.code for item in draft.dropped}


def test_share_button_between_standfirst_and_text_goes() -> None:
    assert lines(f"Chia sẻ\n{prose(1, 2)}") == prose(1, 2).split("\n")


def test_list_of_networks_goes_with_its_heading() -> None:
    paragraph = f"<p>{PROSE}</p>"
    share = "<h3>Chia sẻ:</h3><ul><li><a href='#'>Facebook</a></li><li>TikTok</li></ul>"
    draft = read_page(f"<h1>Tít</h1>{paragraph * 2}{share}")
    assert len(draft.article.body) == 2
    assert [(item.code, item.n) for item in draft.dropped] == [("dropped.share", 3)]
    listed = read_page(f"<h1>Tít</h1>{paragraph}<p>Các mạng đông người:</p><ul><li>Facebook</li><li>TikTok</li></ul>")
    assert len(listed.article.body) == 3


@pytest.mark.parametrize(
    "line",
    [
        "Chủ đề: Khát vọng Việt Nam, tầm nhìn 2045 và vai trò của thanh niên.",
        "Từ khóa: chuyển đổi số, được nhắc nhiều nhất",
        "#khoinghiep #DaNang",
        "Xem thêm: bản đồ gian hàng dán ở cổng số 2",
        "Xem thêm: Bản đồ gian hàng dán ở cổng số 2, phát miễn phí.",
    ],
)
def test_line_in_the_middle_of_the_text_is_text(line: str) -> None:
    assert lines(f"{PROSE}\n{line}\n{PROSE}")[1] == line


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Từ khóa: lũ, Yên Bái", ("lũ", "Yên Bái")),
        ("Chủ đề: bão số 3", ("bão số 3",)),
        (f"Từ khóa: lũ, {'rất ' * 20}dài", ()),
    ],
)
def test_line_of_tags_at_the_end_is_taken_only_with_all_its_words(line: str, tags: tuple[str, ...]) -> None:
    article = read_plain(f"{HEAD}{PROSE}\n{PROSE}\n{line}").article
    assert article.tags == tags
    assert (Paragraph(plain(line)) in article.body) == (not tags)


def test_topic_above_another_line_of_an_announcement_stays() -> None:
    assert "Chủ đề: Sách" in lines(f"{PROSE}\nChủ đề: Sách\nĐịa điểm: Hà Nội.")


def test_name_of_the_section_above_the_headline_takes_nothing_away() -> None:
    article = read_plain(f"Bình luận\nTít của bài báo dài hơn\n{SENTENCE}\n{PROSE}").article
    assert (article.headline, article.standfirst) == ("Tít của bài báo dài hơn", SENTENCE)
