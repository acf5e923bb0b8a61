"""TCVN3 (ABC) and VNI-Windows: every letter converts, and only such text is taken for it."""

from __future__ import annotations

import unicodedata

import pytest

from editor.text.legacy import Legacy, converted, from_tcvn3, from_vni, is_syllable, recognised

UNICODE = "Cộng hoà xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. Đường về huyện được nắng ấm."
TCVN3 = "Céng hoµ x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - H¹nh phóc. §\u00adêng vÒ huyÖn ®\u00adîc n¾ng Êm."
VNI = "Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam. Ñoäc laäp - Töï do - Haïnh phuùc. Ñöôøng veà huyeän ñöôïc naéng aám."
LETTERS = [base + tone for base in "aăâeêioôơuưy" for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")]


def test_both_say_what_their_fonts_showed() -> None:
    assert from_tcvn3(TCVN3) == UNICODE
    assert from_vni(VNI) == UNICODE


def test_every_vietnamese_letter_can_come_out() -> None:
    wanted = {unicodedata.normalize("NFC", letter) for letter in LETTERS} - set("aeiouy") | {"đ"}
    one_letter = {from_tcvn3(chr(code)) for code in range(0xA1, 0x100)}
    assert wanted <= one_letter
    marks = [chr(code) for code in range(0xC0, 0x100)]
    vni = {from_vni(base + mark) for base in "aeiouyôö" for mark in marks} | {from_vni(mark) for mark in marks}
    assert wanted <= vni
    assert {letter.upper() for letter in wanted} <= {
        from_vni(base + mark.upper()) for base in "AEIOUYÔÖ" for mark in marks
    } | {from_vni(mark) for mark in marks}


def test_each_is_recognised_and_the_other_is_not_taken_for_it() -> None:
    assert recognised(TCVN3) is Legacy.TCVN3
    assert recognised(VNI) is Legacy.VNI
    assert recognised(TCVN3.replace(" ", "\n")) is Legacy.TCVN3


@pytest.mark.parametrize(
    "text",
    [
        UNICODE,
        unicodedata.normalize("NFD", UNICODE),
        "Là cô bé mà bà cho là hư, cá to và quà xa nhà, có gì mà lo, tới ngã ba rồi về.",
        "Le café était très bon à Paris, où l’été avait déjà commencé; Noël, naïveté, façade.",
        "Für größere Mädchen ist das schön; Österreich, Übung, Straße, ähnlich.",
        "El niño mañana comerá jamón y piña según su corazón. ¿Qué más? ¡Adiós!",
        "Vår lærer på skolen får gå; smörgåsbord, ångström, Köln, Zürich, São Paulo.",
        "© 2026 «Tuổi trẻ Thủ đô» – 35 °C, 12 m², ½ kg, µg; ® ™",
        "plain words",
        "",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert recognised(text) is None


def test_two_words_are_too_few_to_tell() -> None:
    assert recognised("ViÖt Nam") is None


def test_a_line_in_unicode_among_old_ones_stays() -> None:
    mixed = f"{TCVN3}\nNgười viết: Đỗ Thị Nở, café đá"
    assert converted(mixed, Legacy.TCVN3) == f"{UNICODE}\nNgười viết: Đỗ Thị Nở, café đá"


@pytest.mark.parametrize(
    "word",
    [
        "người",
        "nghiêng",
        "tuyển",
        "khuỷu",
        "ngoằn",
        "ngoèo",
        "quốc",
        "giếng",
        "gì",
        "giữa",
        "thuở",
        "quả",
        "ý",
        "yếu",
        "khuya",
    ],
)
def test_syllables_are_known_by_their_shape(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", ["café", "été", "schön", "ñandú", "ViÖt", "Coäng", "x", "bcd"])
def test_and_others_are_none(word: str) -> None:
    assert not is_syllable(word)
