"""Scraped pages and typed texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.errors import EmptyFileError, FileMissingError, FileUnreadableError, UnknownFormatError
from editor.ingest import read_file
from editor.ingest.caption import split_caption
from editor.ingest.plain import read_plain
from editor.ingest.settle import date_of, names_of
from editor.model.blocks import (
    Box,
    Figure,
    Gallery,
    Heading,
    List,
    ListItem,
    Paragraph,
    Table,
    figures_of,
    plain,
    text_of,
)

DATA = Path(__file__).resolve().parents[1] / "data" / "import"
PROSE = "Đoạn văn này đủ dài để là một đoạn của bài, có chủ ngữ và vị ngữ hẳn hoi, không phải là một cái tít."


def test_scraped_page_comes_in_whole() -> None:
    draft = read_file(DATA / "scraped.txt")
    article = draft.article
    assert article.headline == "Làng gốm bên sông đổi nghề mà không bỏ lò"
    assert article.standfirst.endswith("bài men tro của làng.")
    assert article.date == "2026-10-12T08:15:00+07:00"
    assert [author.name for author in article.authors] == ["Thanh Trúc"]
    assert article.tags == ("làng gốm", "nghề truyền thống")
    kinds = [type(block) for block in article.body]
    assert kinds == [Figure, Paragraph, Heading, Paragraph, Figure, Table, List, Paragraph]
    assert [figure.credit for figure in figures_of(article.body)] == ["Trần Vỹ", "UBND xã"]
    assert len(draft.archive_items) == 3


def test_scraped_page_with_empty_lines_loses_only_its_furniture() -> None:
    draft = read_file(DATA / "scraped-spaced.txt")
    article = draft.article
    assert article.standfirst.startswith("Cây cầu gỗ bị lũ cuốn")
    assert article.date == "2022-10-17T08:15:00+07:00"
    assert [type(block) for block in article.body] == [Figure, Paragraph, Figure, Paragraph]
    assert figures_of(article.body)[0].credit == "Đắc Thành"
    assert [(item.title, item.url, item.section) for item in draft.archive_items] == [
        ("Làng giữ nghề mộc giữa phố", "https://vd.example/1.html", ""),
        ("Thợ mộc trẻ học nghề trong đình cổ", "", ""),
    ]


def test_long_line_without_its_full_stop_is_a_standfirst() -> None:
    line = "Nhiều xưởng cơ khí chuyển sang làm linh kiện nhỏ để giữ thợ trong những tháng ít việc"
    assert read_plain(f"Tít bài\n{line}\n{PROSE}").article.standfirst == line


def test_photo_above_the_headline_comes_after_headline_and_standfirst() -> None:
    article = read_plain(f"![](a.jpg)\n| Chú thích |\nTít bài ở sau ảnh\nSapo bài.\n{PROSE}").article
    assert (article.headline, article.standfirst) == ("Tít bài ở sau ảnh", "Sapo bài.")
    assert article.body == (Figure("a.jpg", plain("Chú thích")), Paragraph(plain(PROSE)))


def test_prose_alone_has_no_headline_and_loses_nothing() -> None:
    text = "\n".join([PROSE * 3] * 3)
    article = read_plain(text).article
    assert article.headline == ""
    assert [text_of(block.inline) for block in article.body if isinstance(block, Paragraph)] == [PROSE * 3] * 3


def test_two_paragraphs_are_a_headline_and_a_text() -> None:
    article = read_plain(f"Tin vắn trong ngày\n\n{PROSE}\n").article
    assert (article.headline, article.standfirst, len(article.body)) == ("Tin vắn trong ngày", "", 1)


def test_second_line_that_is_no_sentence_is_no_standfirst() -> None:
    article = read_plain(f"Tít bài\nMột tít phụ không có dấu chấm\n{PROSE}\n{PROSE}").article
    assert article.standfirst == ""
    assert len(article.body) == 3


def test_text_wrapped_at_a_fixed_width_is_unwrapped() -> None:
    lines = [
        "Dòng thứ nhất của một đoạn văn được ngắt ở bảy mươi hai ký tự như thư",
        "điện tử thời xưa. Vẫn làm thế, cho nên phải nối lại thành một đoạn duy",
        "nhất mới đúng.",
    ]
    article = read_plain("Tít bài\n\n" + "\n\n".join(["\n".join(lines)] * 3)).article
    whole = " ".join(lines)
    assert article.standfirst == whole
    assert article.body == (Paragraph(plain(whole)), Paragraph(plain(whole)))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("![](a.jpg)", (Figure("a.jpg"),)),
        ("![]() |\n| Chú thích |", (Figure("", plain("Chú thích")),)),
        (
            "| ![mô tả](a.jpg) |\n| --- |\n| Chú thích (Ảnh: An) |",
            (Figure("a.jpg", plain("Chú thích"), "An", "mô tả"),),
        ),
        ("[![](a.jpg)](https://x.y/a.jpg)\nChú thích ngắn", (Figure("a.jpg", plain("Chú thích ngắn")),)),
        ("![](a.jpg)\n*Chú thích.* ", (Figure("a.jpg", plain("Chú thích.")),)),
        (
            "| ![](a.jpg) | ![](b.jpg) |\n| Một | Hai |",
            (Gallery((Figure("a.jpg", plain("Một")), Figure("b.jpg", plain("Hai")))),),
        ),
        ("| Một hộp |", (Box("", (Paragraph(plain("Một hộp")),)),)),
        ("| **Tên hộp** |\n| Dòng một |", (Box("Tên hộp", (Paragraph(plain("Dòng một")),)),)),
        (
            "![](a.jpg) |\n| Chú thích |\n| Một hộp đứng sau |",
            (Figure("a.jpg", plain("Chú thích")), Box("", (Paragraph(plain("Một hộp đứng sau")),))),
        ),
        (
            "Trước ảnh là chữ ![](a.jpg) sau ảnh cũng là một câu dài.",
            (Paragraph(plain("Trước ảnh là chữ")), Figure("a.jpg"), Paragraph(plain("sau ảnh cũng là một câu dài."))),
        ),
        ("![](a.jpg) Chú thích. Ảnh: An", (Figure("a.jpg", plain("Chú thích."), "An"),)),
        (f"- {PROSE}\n- {PROSE}", (Paragraph(plain(f"- {PROSE}")), Paragraph(plain(f"- {PROSE}")))),
        ("- một\n- hai", (List(False, (ListItem(plain("một")), ListItem(plain("hai")))),)),
        ("- Thưa ông, vì sao?", (Paragraph(plain("- Thưa ông, vì sao?")),)),
        ("3. Ba", (Paragraph(plain("3. Ba")),)),
        ("5 * 3 = 15 và a_b_c", (Paragraph(plain("5 * 3 = 15 và a_b_c")),)),
    ],
)
def test_lines_mean_these_blocks(lines: str, expected: object) -> None:
    body = read_plain(f"Tít bài\nSapo của bài.\n{PROSE}\n{lines}\n{PROSE}").article.body
    assert body[1:-1] == expected


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        ("Lễ khai giảng", "Lễ khai giảng", ""),
        ("Lễ khai giảng. Ảnh: Viết Thành", "Lễ khai giảng.", "Viết Thành"),
        ("Lễ khai giảng - Ảnh: VIẾT THÀNH.", "Lễ khai giảng", "VIẾT THÀNH"),
        ("Lễ khai giảng (ảnh: TTXVN)", "Lễ khai giảng", "TTXVN"),
        ("Lễ khai giảng. Nguồn: Báo A", "Lễ khai giảng.", "Báo A"),
        ("Ảnh: An", "", "An"),
        ("Photo: Nguồn: An", "", "Nguồn: An"),
        ("Ảnh: T.T.D.", "", "T.T.D."),
        ("Chợ nổi (Ảnh: H.V.)", "Chợ nổi", "H.V."),
        ("Ảnh: baochinhphu.vn.", "", "baochinhphu.vn"),
        ("Bức ảnh: một kỷ niệm", "Bức ảnh: một kỷ niệm", ""),
        ("Ảnh minh họa", "Ảnh minh họa", ""),
    ],
)
def test_credit_is_split_from_the_caption(words: str, caption: str, credit: str) -> None:
    found, name = split_caption(plain(words))
    assert (text_of(found), name) == (caption, credit)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Thứ Hai, 17/10/2022 08:15 (GMT+7)", "2022-10-17T08:15:00+07:00"),
        ("08:15 | 17/10/2022", "2022-10-17T08:15:00+07:00"),
        ("Cập nhật: 17-10-2022", "2022-10-17"),
        ("Chủ nhật, ngày 2/1/2022 - 7h05", "2022-01-02T07:05:00+07:00"),
        ("Ngày 17/10/2022, thành phố khai giảng lớp", ""),
        ("31/02/2022 08:15", ""),
    ],
)
def test_a_line_that_is_only_a_date_is_one(line: str, date: str) -> None:
    assert date_of(line) == date


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Nguyễn Văn An", ("Nguyễn Văn An",)),
        ("Bài và ảnh: Minh Anh - Hoàng Nam", ("Minh Anh", "Hoàng Nam")),
        ("By Jane O'Connor, Transport Correspondent", ("Jane O'Connor",)),
        ("By Sam Smith and Lê Thu Hà in Hanoi", ("Sam Smith", "Lê Thu Hà")),
        ("By Ann Lee in Da Nang, Vietnam", ("Ann Lee",)),
        ("By Jane Roe, Energy and Climate Editor, and Tom Writer", ("Jane Roe", "Tom Writer")),
        ("Phóng viên Lê Hà", ("Lê Hà",)),
        ("Phóng viên hiện trường", ()),
        ("Bài: T.T.D.", ("T.T.D.",)),
        ("Theo TTXVN", ()),
        ("Ảnh: Minh Anh", ()),
        ("Hết.", ()),
        ("và mọi người", ()),
    ],
)
def test_byline_gives_names(line: str, names: tuple[str, ...]) -> None:
    assert names_of(line) == names


@pytest.mark.parametrize(
    "first", ["By Sam Smith in Hanoi", "Phóng viên Lê Hà", "Bài: LÊ HÀ", "ĐỜI SỐNG", "Kinh tế - Xã hội"]
)
def test_byline_or_section_in_the_first_line_is_no_headline(first: str) -> None:
    article = read_plain(f"{first}\nLàng gốm Bàu Trúc vào vụ Tết\nCả làng đỏ lửa suốt đêm.\n{PROSE}").article
    assert (article.headline, article.standfirst) == ("Làng gốm Bàu Trúc vào vụ Tết", "Cả làng đỏ lửa suốt đêm.")
    assert [author.name for author in article.authors] or article.body[0] == Paragraph(plain(first))


@pytest.mark.parametrize(
    "text",
    [
        "ĐÊM Ở CHỢ\nNhững phận người dưới ánh đèn vàng\n{paragraph}",
        "ĐỜI SỐNG\nLàng gốm vào vụ Tết.\n{paragraph}",
        "By Sam Smith\n{paragraph}\n{paragraph}",
        "Minh Anh\nLũ quét ở Mường La\n{paragraph}",
    ],
)
def test_first_line_is_the_headline_where_nothing_speaks_against_it(text: str) -> None:
    text = text.format(paragraph=PROSE)
    assert read_plain(text).article.headline == text.split("\n")[0]


def test_labelled_lines_beside_each_other_sign_together() -> None:
    draft = read_plain(f"Tít bài\n\n{PROSE}\n\n{PROSE}\n\nBài: Lê An\n\nĐồ họa: Trần Ba")
    assert [author.name for author in draft.article.authors] == ["Lê An", "Trần Ba"]
    assert draft.article.body == (Paragraph(plain(PROSE)),)


def test_label_below_the_beginning_of_the_text_is_its_own() -> None:
    draft = read_plain(f"Prices rise\n\n{PROSE}\n\n{PROSE}\n\nSummary: the market is cooling.")
    assert draft.article.body[-1] == Paragraph(plain("Summary: the market is cooling."))
    assert "cooling" not in draft.article.standfirst


def test_line_of_an_announcement_keeps_its_label() -> None:
    draft = read_plain("Thông báo mở lớp\nThời gian: 8 giờ.\nNội dung: dạy nghề gốm")
    assert Paragraph(plain("Nội dung: dạy nghề gốm")) in draft.article.body


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    (tmp_path / "trong.txt").write_text(" \n\n")
    (tmp_path / "anh.txt").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20)
    (tmp_path / "bai.exe").write_text("x")
    with pytest.raises(EmptyFileError):
        read_file(tmp_path / "trong.txt")
    with pytest.raises(FileUnreadableError):
        read_file(tmp_path / "anh.txt")
    with pytest.raises(FileMissingError):
        read_file(tmp_path / "khong-co.txt")
    with pytest.raises(UnknownFormatError):
        read_file(tmp_path / "bai.exe")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
def test_old_encodings_come_in_as_composed_letters(tmp_path: Path, encoding: str) -> None:
    import unicodedata

    text = f"Đường làng mở rộng\n{PROSE}\n{PROSE}\n"
    # The Vietnamese code page writes tone marks as letters of their own.
    loose = "".join(_toned(letter) for letter in text) if encoding == "cp1258" else text
    (tmp_path / "bai.txt").write_bytes(loose.encode(encoding))
    article = read_file(tmp_path / "bai.txt").article
    assert article.headline == "Đường làng mở rộng"
    assert unicodedata.is_normalized("NFC", text_of(article.body[0].inline))  # type: ignore[union-attr]


def _toned(letter: str) -> str:
    import unicodedata

    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone
    return letter


def test_declared_code_page_is_believed(tmp_path: Path) -> None:
    page = '<meta charset="windows-1258"><h1>' + "".join(map(_toned, "Đường làng mở rộng")) + "</h1><p>a</p>"
    (tmp_path / "bai.html").write_bytes(page.encode("cp1258"))
    assert read_file(tmp_path / "bai.html").article.headline == "Đường làng mở rộng"
