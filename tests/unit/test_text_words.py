"""Slugs, search keys, times and labels."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest

from editor.text import moment
from editor.text.clean import clean, clean_line, is_blank, is_clean
from editor.text.fold import search_key, slug, unaccented
from editor.text.labels import photo_label

HANOI = timezone(timedelta(hours=7))
VOWELS = {
    "a": "aàảãáạăằẳẵắặâầẩẫấậ", "e": "eèẻẽéẹêềểễếệ", "i": "iìỉĩíị", "o": "oòỏõóọôồổỗốộơờởỡớợ", "u": "uùủũúụưừửữứự",
    "y": "yỳỷỹýỵ", "d": "dđ",
}  # fmt: skip
LETTERS = {letter: plain for plain, letters in VOWELS.items() for letter in letters if letter != plain}


def test_every_vietnamese_letter_loses_its_marks() -> None:
    assert 2 * len(LETTERS) == 134
    for letter, plain in LETTERS.items():
        for form in ("NFC", "NFD"):
            assert unaccented(unicodedata.normalize(form, letter)) == plain
            assert unaccented(unicodedata.normalize(form, letter.upper())) == plain.upper()


def test_seed_headline_has_the_slug_of_its_readme() -> None:
    headline = "Hà Nội bồi dưỡng, nâng cao năng lực quản lý cho Bí thư Đảng ủy xã, phường, thị trấn"
    assert slug(headline) == "ha-noi-boi-duong-nang-cao-nang-luc-quan-ly-cho-bi-thu-dang-uy-xa-phuong-thi-tran"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng ủy 2022!", "dang-uy-2022"), ("", ""), ("…!?", ""), ("日本", ""), ("CON", "con-1"), ("com9", "com9-1"),
        ("console", "console"), ("  A  --  B ", "a-b"), ("Straße Æther", "strasse-aether"), ("İstanbul", "istanbul"),
    ],
)  # fmt: skip
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_slug_is_cut_between_words() -> None:
    assert slug("một hai ba", max_bytes=9) == "mot-hai"
    assert slug("nghiêng" * 20, max_bytes=20) == "nghiengnghiengnghien"


def test_words_that_a_reader_takes_for_one_have_one_key() -> None:
    assert search_key("HÀ NỘI") == search_key("ha noi") == search_key("Hà\u0301 Nội".replace("\u0301", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-10-17T08:00:00+07:00", datetime(2022, 10, 17, 8, tzinfo=HANOI)),
        ("2022-10-17 08:00+0700", datetime(2022, 10, 17, 8, tzinfo=HANOI)),
        ("2022-10-17T01:00:00Z", datetime(2022, 10, 17, 1, tzinfo=UTC)),
        ("2022-10-17", datetime(2022, 10, 17, tzinfo=HANOI)),
        ("2022-10-17T08:00", datetime(2022, 10, 17, 8, tzinfo=HANOI)),
        *((text, None) for text in ("", "mai", "17/10/2022", "2022-02-30", "2022-10-17T25:00", "2022-10-17\n")),
        *((text, None) for text in ("20221017", "２０２２-10-17")),
    ],
)  # fmt: skip
def test_moments_are_read(text: str, expected: datetime | None) -> None:
    assert moment.parse(text, HANOI) == expected


def test_moment_is_written_and_said() -> None:
    when = datetime(2022, 10, 17, 1, 0, 5, 999, tzinfo=UTC)
    assert moment.written(when) == "2022-10-17T01:00:05+00:00"
    assert moment.day_and_time(when, HANOI) == "08:00 17/10/2022"
    assert moment.day_and_time(datetime.max.replace(tzinfo=UTC), HANOI) == "23:59 31/12/9999"


def test_clean_drops_what_no_file_of_ours_holds() -> None:
    assert clean("a\r\nb\rc\u2028d\x85e\x00f\ufeffg\ud800h\u202ei\ufffc") == "a\nb\nc\nd\nefghi"
    assert clean("ha\u0300") == "hà"
    assert clean_line(" một\n\thai\u00a0 ") == "một hai\u00a0"
    assert not is_clean("a\u0301")
    assert is_clean("á\tb\n")


@pytest.mark.parametrize(("lang", "label"), [("vi", "Ảnh:"), ("vi-VN", "Ảnh:"), ("en-GB", "Photo:"), ("", "Photo:")])
def test_photo_label_follows_the_articles_language(lang: str, label: str) -> None:
    assert photo_label(lang) == label


def test_blank_is_what_a_reader_does_not_see() -> None:
    assert all(is_blank(text) for text in ("", " ", "\u00a0\u2003", "\u200b\u00ad", "\n\t"))
    assert not any(is_blank(text) for text in (".", "ạ", " - ", "\u200bx"))
