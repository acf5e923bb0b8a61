"""Vietnamese syllables from rules, English from its list: nothing right is ever marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.app.spelling import english_words, keep_personal_words, personal_words, speller
from editor.model.rows import unfold_article
from editor.resources import resource
from editor.source.reader import read
from editor.text.likeness import apart
from editor.text.spelling import word_at
from editor.text.syllables import all_syllables, by_letters, from_telex

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "article.txt"

RIGHT = """
khuỷu ngoằn ngoèo xoong quạu khuếch huênh nguệch ngoạc luýnh quýnh tuýp xuýt huỵch thuở quở gìn giếng gì giặt boong
moóc ngoéo khoắng quắp oái oăm ễnh ương ỉa uỵch chuếnh choáng rượu hươu bướu ưỡn ườn cưu gừng hừm ậm ngốc nghếch
nghễnh kỷ kỉ quỵ quỳnh thoăn thoắt hoẵng loắt choắt khoét hoen xoẹt huơ khuya ngoảy xoáy tuếch toác quốc quý quí yêu
yết y ý kỹ kĩ mỹ lý lí tỷ tỉ sỹ sĩ hòa hoà khỏe khoẻ thúy thuý thủy thuỷ họa hoạ nghe ghế kiến cười nghiêng quyền
quyết xuống những được người đường trường việc miệng tiếng diễn nguyễn khuyến chuyện luyện huyết thuyết uyên uể oải
ừ à ơi ê đất nước
"""
WRONG = """
nghành nguời đuợc môt hoăc truờng thưc viêt quyểt nghười khôgn ngưòi đươc việtt hòan toaì ngế cíu tyến chươg đựơc
ngừơi thứơc gâỳ cũgn ngốch
"""


@pytest.mark.parametrize("word", RIGHT.split())
def test_words_of_every_shape_are_syllables(word: str) -> None:
    assert word in all_syllables()


@pytest.mark.parametrize("word", WRONG.split())
def test_slips_of_the_key_are_none(word: str) -> None:
    assert word not in all_syllables()


def test_a_stopped_rhyme_has_two_tones_and_every_syllable_is_composed() -> None:
    assert {"thúc", "thục"} <= all_syllables()
    assert not {"thuc", "thùc", "thủc", "thũc"} & all_syllables()
    assert all(re.fullmatch(r"[^\W\d_A-Z]+", syllable) for syllable in all_syllables())
    assert 15_000 < len(all_syllables()) < 20_000
    assert set(by_letters()["hoa"]) >= {"hoa", "hóa", "hoá", "hỏa", "hoạ"}


@pytest.mark.skipif(not SEED.exists(), reason="../shared is not there")
def test_the_seed_article_has_no_false_alarm() -> None:
    text = SEED.read_text(encoding="utf-8")
    assert [text[start:end] for start, end in speller("vi", frozenset()).misspelt(text)] == []


@pytest.mark.parametrize("folder", sorted(resource("sample/articles").iterdir()), ids=lambda folder: folder.name[:10])
def test_the_sample_articles_have_no_false_alarm(folder: Path) -> None:
    article = read((folder / "article.md").read_text(encoding="utf-8"))[0]
    checker = speller("vi", frozenset())
    for row in unfold_article(article):
        assert [row.text[start:end] for start, end in checker.misspelt(row.text)] == []


def wrong(text: str, lang: str = "vi", personal: frozenset[str] = frozenset()) -> list[str]:
    return [text[start:end] for start, end in speller(lang, personal).misspelt(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ông Putin gặp ông Zelensky ở Gaza, tỉnh Đắk Lắk và huyện Krông Năng.",
        "Đắk Lắk đón khách. Pleiku mưa to.",
        "Kế hoạch số 47-KH/TU, QĐ-TTg, TP.HCM, PGS.TS, v.v. và iPhone 15 của UBND",
        "a-xít, xì-căng-đan, in-tơ-nét, vắc-xin, ô-tô",
        "startup, podcast, livestream, wifi, online, colour, programme, travelled",
        "https://vnexpress.net/thoi-su, abc@def.vn, file_name, #hashtag",
        "5km, 20kg, 30m², 12h30, 100kWh và 3 km",
        "café, résumé và “Dế mèn”",
        "bộ phim “Mắt biếc”…",
        "ảnh webp, jpeg, avif hay heic; tệp docx, rar, exe; kính ar, vr; mã otp, api, url, json",
        "ví momo, zalo, shopee, tiktok, gmail, ebook, esim, kpi, esg, ocop, vneid, kpop",
        "bánh kimbap, món sashimi, trà boba, lớp zumba, bệnh mpox, mã độc ransomware",
    ],
)
def test_names_numbers_addresses_and_foreign_words_are_left_alone(text: str) -> None:
    assert wrong(text) == []


def test_what_is_wrong_is_found_where_it_stands() -> None:
    assert wrong("Nghành giáo dục đuợc nhiều nguời khen.") == ["Nghành", "đuợc", "nguời"]
    assert wrong("con duong nay nghanh nao, goverment") == ["duong", "nghanh", "goverment"]
    assert wrong("Tôi nguwowif dduowcj khogn") == ["nguwowif", "dduowcj", "khogn"]
    assert wrong("We recieve the colour of Hà Nội and Trần's phở", "en") == ["recieve"]
    assert wrong("The minister’s well-known didn’t", "en") == []
    assert wrong("tiếng lóng xyzt", personal=frozenset({"xyzt"})) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nghành", "ngành"),
        ("nguời", "người"),
        ("đuợc", "được"),
        ("môt", "một"),
        ("hoăc", "hoặc"),
        ("khogn", "không"),
        ("truờng", "trường"),
        ("thưc", "thực"),
        ("ngừơi", "người"),
        ("Ngừơi", "Người"),
        ("nguwowif", "người"),
        ("dduowcj", "được"),
        ("vieetj", "việt"),
        ("recieve", "receive"),
        ("thnah", "thành"),
    ],
)
def test_what_was_meant_is_the_first_suggestion(typed: str, meant: str) -> None:
    assert speller("vi", frozenset()).suggestions(typed)[0] == meant


def test_what_the_article_says_elsewhere_comes_first() -> None:
    checker = speller("vi", frozenset())
    assert "mốt" in checker.suggestions("môt", frozenset({"mốt"}))[:2]


def test_telex_keys_are_read() -> None:
    assert [from_telex(keys) for keys in ("ddangr", "nghieemj", "tuowngs", "hoaf", "and", "test")][:4] == [
        "đảng",
        "nghiệm",
        "tướng",
        "hoà" if from_telex("hoaf") == "hoà" else "hòa",
    ]
    assert from_telex("xyz") == ""


@given(st.text("aăâđơ\u0301\u0300bcd", max_size=8), st.text("aăâđơ\u0301\u0300bcd", max_size=8))
def test_likeness_is_even_and_zero_for_the_same(one: str, other: str) -> None:
    assert apart(one, other) == apart(other, one)
    assert apart(one, one) == 0


def test_a_word_is_found_at_both_its_edges() -> None:
    assert word_at("một hai", 3) == (0, 3)
    assert word_at("một hai", 4) == (4, 7)
    assert word_at("một  hai", 4) is None


def test_personal_words_are_kept_in_a_plain_file(tmp_path: Path) -> None:
    file = tmp_path / "settings" / "words.txt"
    assert personal_words(file) == frozenset()
    keep_personal_words({"phượt", "gùi"}, file)
    assert file.read_text(encoding="utf-8") == "gùi\nphượt\n"
    assert personal_words(file) == {"phượt", "gùi"}


def test_english_is_there() -> None:
    assert len(english_words()) > 80_000
