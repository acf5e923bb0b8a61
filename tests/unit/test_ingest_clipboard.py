"""What Word, Google Docs, Excel and LibreOffice put on the clipboard as HTML becomes clean blocks."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from editor.ingest import html_blocks, html_draft
from editor.model.blocks import (
    Block,
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quote,
    Span,
    Table,
    plain,
)

DATA = Path(__file__).resolve().parents[1] / "data" / "import"

HEADING = Heading(2, plain("Lớp học không bảng đen"))
PARAGRAPH = Paragraph(
    (
        Span("Lớp có "),
        Span("mười hai", strong=True),
        Span(" học trò, "),
        Span("nhỏ nhất", emphasis=True),
        Span(" mới bảy tuổi, lớn nhất ngoài sáu mươi. Xem "),
        Span("trang của lớp", link="https://example.org/lop-hoc"),
        Span("."),
    )
)
BULLETS = List(
    False,
    (
        ListItem(plain("Đàn kìm"), List(False, (ListItem(plain("dây tơ")),))),
        ListItem(plain("Đàn cò")),
    ),
)
NUMBERS = List(True, (ListItem(plain("Lên dây")), ListItem(plain("Học bản đầu"))))
TABLE = Table(
    (
        ((Span("Năm", strong=True),), (Span("Học trò", strong=True),)),
        (plain("2026"), plain("12")),
    )
)
QUOTE = Quote((plain("Đàn là để cho vui."),))


def pasted(name: str) -> tuple[Block, ...]:
    return html_blocks((DATA / f"clipboard-{name}.html").read_text(encoding="utf-8"))


def photo(src: str) -> Figure:
    return Figure(src, plain("Lớp học dưới mái đình."), "Thanh Ba", "Lớp học dưới mái đình")


@pytest.mark.parametrize(
    ("name", "src", "more"),
    [
        ("word", "clip_image002.jpg", (QUOTE,)),
        ("google-docs", "https://lh7-rt.googleusercontent.com/docsz/AD_4nXcLopHoc?key=abc", ()),
        ("libreoffice", "lu12345abd_tmp_4f2a.jpg", (QUOTE,)),
    ],
)
def test_a_paste_is_the_same_blocks_from_every_word_processor(name: str, src: str, more: tuple[Block, ...]) -> None:
    assert pasted(name) == (HEADING, PARAGRAPH, BULLETS, NUMBERS, photo(src), TABLE, *more)


def test_cells_of_excel_are_a_table() -> None:
    rows = (("Tỉnh", "Số lớp", "Tăng"), ("Bến Tre", "1.204", "3,5%"), ("Cần Thơ", "987", ""))
    assert pasted("excel") == (Table(tuple(tuple(plain(cell) if cell else () for cell in row) for row in rows)),)


@pytest.mark.parametrize("name", ["word", "google-docs", "excel", "libreoffice"])
def test_nothing_of_the_program_stays(name: str) -> None:
    said = repr(pasted(name)).lower()
    for gone in (
        "font",
        "mso",
        "style",
        "span class",
        "hỏi lại thầy",
        "[bt1]",
        "[a]",
        "một mét bảy",
        "thanhb~1",
        "file:",
    ):
        assert gone not in said


def test_a_paste_names_its_photos_and_says_what_stayed_behind() -> None:
    draft = html_draft((DATA / "clipboard-word.html").read_text(encoding="utf-8"))
    assert [wanted.src for wanted in draft.wanted] == ["clip_image002.jpg"]
    codes = {item.code: item.n for item in draft.dropped}
    assert codes["dropped.tracked"] == 1
    assert codes["dropped.comment"] == 1


def test_a_photo_whose_bytes_stand_in_the_markup_is_carried() -> None:
    draft = html_draft('<p>Ảnh</p><img src="data:image/png;base64,iVBORw0KGgo=">')
    assert [(wanted.src, wanted.content) for wanted in draft.wanted] == [("photo-1.png", b"\x89PNG\r\n\x1a\n")]


def item(level: int, marker: str, words: str, number: int = 1) -> str:
    return (
        f"<p class=MsoListParagraph style='margin-left:36pt;mso-list:l{number} level{level} lfo{number}'>"
        f"<![if !supportLists]><b><span style='mso-list:Ignore'>{marker}<span>&nbsp;&nbsp; </span></span></b><![endif]>"
        f"{words}<o:p></o:p></p>\n"
    )


@pytest.mark.parametrize("marker", ["·", "o", "§", "-", "Ø", "ü", "–", "\uf0b7"])
def test_bullets_of_word_make_a_bulleted_list(marker: str) -> None:
    assert html_blocks(item(1, marker, "một") + item(1, marker, "hai")) == (
        List(False, (ListItem(plain("một")), ListItem(plain("hai")))),
    )


@pytest.mark.parametrize("marker", ["1.", "1)", "(1)", "a)", "A.", "iv.", "XII.", "1.1"])
def test_numbers_of_word_make_a_numbered_list(marker: str) -> None:
    assert html_blocks(item(1, marker, "một")) == (List(True, (ListItem(plain("một")),)),)


def test_levels_hang_in_each_other_and_a_third_joins_the_second() -> None:
    html = item(1, "1.", "một") + item(2, "a)", "một a") + item(3, "i.", "một a i") + item(1, "2.", "hai")
    inner = List(True, (ListItem(plain("một a")), ListItem(plain("một a i"))))
    assert html_blocks(html) == (List(True, (ListItem(plain("một"), inner), ListItem(plain("hai")))),)


def test_two_lists_of_word_after_each_other_stay_two() -> None:
    html = item(1, "1.", "một", 1) + item(1, "·", "chấm", 2)
    assert [type(block) for block in html_blocks(html)] == [List, List]


def test_a_list_that_begins_at_its_second_level_is_a_list() -> None:
    assert html_blocks(item(2, "o", "sâu")) == (List(False, (ListItem(plain("sâu")),)),)


def test_text_between_two_list_paragraphs_parts_them() -> None:
    html = item(1, "·", "một") + "<p>giữa</p>" + item(1, "·", "hai")
    assert [type(block) for block in html_blocks(html)] == [List, Paragraph, List]


def test_a_numbered_heading_is_a_heading_without_its_number() -> None:
    html = "<h2 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.&nbsp;</span>Mở đầu</h2>"
    assert html_blocks(html) == (Heading(2, plain("Mở đầu")),)


def test_neighbouring_quotations_of_word_are_one() -> None:
    html = "<p class=MsoQuote>Một.</p>\n<p class=MsoQuote>Hai.</p><p class=MsoNormal>Hết.</p>"
    assert html_blocks(html) == (Quote((plain("Một."), plain("Hai."))), Paragraph(plain("Hết.")))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("file:///C:/Users/An/AppData/Local/Temp/clip_image001.png", "clip_image001.png"),
        ("file://may-chu/chung/%E1%BA%A3nh%201.jpg", "ảnh 1.jpg"),
        ("FILE:\\\\may-chu\\chung\\a.jpg", "a.jpg"),
        ("\\\\may-chu\\chung\\a.jpg", "a.jpg"),
        ("cid:image001.jpg@01DA", "image001.jpg@01DA"),
    ],
)
def test_a_picture_that_is_a_file_keeps_only_its_name(address: str, name: str) -> None:
    assert html_blocks(f'<img src="{address}">') == (Figure(name),)


def test_hostile_pastes_leave_nothing_behind() -> None:
    html = (
        "<script>alert(1)</script><p onclick='alert(2)' style='mso-list:l0 level1 lfo1;background:url(javascript:x)'>"
        "<span style='mso-list:Ignore'>·</span><a href='javascript:alert(3)'>chữ</a> <a href='file:///etc/passwd'>tệp</a>"
        "<img src='javascript:alert(4)' onerror='alert(5)'><iframe src='https://x.example/'></iframe></p>"
    )
    said = repr(html_blocks(html))
    assert "chữ" in said
    assert "tệp" in said
    for gone in ("alert", "javascript", "passwd", "onclick"):
        assert gone not in said


def test_a_link_through_a_counter_leads_nowhere_unsafe() -> None:
    (block,) = html_blocks("<a href='https://www.google.com/url?q=javascript:x'>vòng</a>")
    assert isinstance(block, Paragraph)
    assert block.inline[0].link.startswith("https://www.google.com/")


@pytest.mark.parametrize(
    "html",
    [
        "<p style='mso-list:l0 level9 lfo1'>" * 200_000,
        "<div style='mso-element:comment-list'>" * 200_000,
        item(1, "·", "x") * 20_000,
        "".join(item(number % 9 + 1, "1.", "x") for number in range(10_000)),
        "<del cite=x>" * 300_000,
        "<p class=MsoQuote>x" * 100_000,
    ],
    ids=["paragraphs", "comments", "items", "levels", "deleted", "quotes"],
)
def test_a_paste_returns_within_five_seconds(html: str) -> None:
    start = time.perf_counter()
    html_blocks(html)
    assert time.perf_counter() - start < 15  # five on a machine that does nothing else


def test_old_encodings_in_a_paste_are_told_and_converted_when_asked() -> None:
    html = "<p>C&eacute;ng ho&micro; x&middot; h&eacute;i ch&ntilde; ngh&Uuml;a Vi&Ouml;t Nam &amp; b¹n</p>"
    asked = html_draft(html)
    assert [finding.code for finding in asked.findings] == ["legacy-kept"]
    assert "Céng" in repr(asked.article.body)
    done = html_draft(html, convert=True)
    assert done.article.body == (Paragraph(plain("Cộng hoà xã hội chủ nghĩa Việt Nam & bạn")),)
    assert dict(done.findings[0].facts)["encoding"] == "TCVN3 (ABC)"


def test_cells_of_google_sheets_are_a_table() -> None:
    markup = (
        '<meta http-equiv="content-type" content="text/html; charset=utf-8"><google-sheets-html-origin>'
        '<style type="text/css"><!--td {border: 1px solid #cccccc;}br {mso-data-placement:same-cell;}--></style>'
        '<table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" dir="ltr" border="1" data-sheets-root="1">'
        '<colgroup><col width="100"/><col width="100"/></colgroup><tbody>'
        '<tr style="height:21px;"><td style="font-weight:bold;" data-sheets-value=\'{"1":2,"2":"Tỉnh"}\'>Tỉnh</td>'
        "<td>Số lớp</td></tr>"
        "<tr><td>Bến Tre</td><td data-sheets-numberformat='{\"1\":2}'>1.204</td></tr></tbody></table>"
    )
    (table,) = html_blocks(markup)
    assert isinstance(table, Table)
    assert [["".join(span.text for span in cell) for cell in line] for line in table.rows] == [
        ["Tỉnh", "Số lớp"],
        ["Bến Tre", "1.204"],
    ]


def test_google_docs_bold_wrapper_makes_nothing_bold() -> None:
    markup = (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1a2b3c4d-7fff">'
        '<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;">Chữ thường, </span>'
        '<span style="font-size:11pt;font-weight:700;">chữ đậm</span></p></b><br class="Apple-interchange-newline">'
    )
    assert html_blocks(markup) == (Paragraph((Span("Chữ thường, "), Span("chữ đậm", strong=True))),)


def test_what_word_says_of_other_scripts_makes_nothing_thin() -> None:
    markup = (
        '<p class=MsoNormal><b style="mso-bidi-font-weight:normal">Đậm</b> <i style="mso-bidi-font-style:normal">'
        'nghiêng</i> <span style="mso-bidi-font-weight:bold;mso-bidi-font-style:italic">thường</span></p>'
    )
    (found,) = html_blocks(markup)
    assert found == Paragraph((Span("Đậm", strong=True), Span(" "), Span("nghiêng", emphasis=True), Span(" thường")))


def test_an_emoji_that_is_a_picture_stays_a_character() -> None:
    picture = "<img class=emoji src=https://s.vn/1f33e.svg alt='🌾' width=16 height=16>"
    paragraph, photo = html_blocks(f"<p>Được mùa {picture}!</p><p><img alt='Ảnh 1' src=a.jpg></p>")
    assert paragraph == Paragraph((Span("Được mùa 🌾!"),))
    assert isinstance(photo, Figure)
