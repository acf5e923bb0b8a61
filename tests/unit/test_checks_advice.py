"""Words twice, names and figures in two ways, links that lead nowhere: found where they are, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checked_articles import CLEAN, FULL, assets_of, paragraph
from editor.checks import Known, run_checks
from editor.checks.links import is_dead
from editor.checks.repeats import repeats
from editor.checks.variants import names
from editor.model.article import Article, Related
from editor.model.blocks import Paragraph, Span
from editor.model.finding import BlockPlace, FieldPlace, Finding, Severity
from editor.model.newsroom import Newsroom

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
ADVICE = Known(advice=True)


def check(article: Article, known: Known = ADVICE, newsroom: Newsroom | None = None) -> list[Finding]:
    return list(run_checks(article, newsroom or Newsroom(), assets_of(article), NOW, known))


def texts(*lines: str) -> Article:
    return replace(FULL, body=(*map(paragraph, lines), *FULL.body[1:]))


def met(article: Article, code: str) -> list[str]:
    return [str(dict(finding.facts)["word"]) for finding in check(article) if finding.code == code]


@pytest.mark.parametrize("article", CLEAN, ids=[article.headline for article in CLEAN])
def test_clean_articles_get_no_advice(article: Article) -> None:
    assert [finding.code for finding in check(article)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trụ sở của của phường", ["của của"]),
        ("Của của cải", []),
        ("những những người", ["những những"]),
        ("Ủy ban nhân dân Ủy ban nhân dân phường", ["Ủy ban nhân dân Ủy ban nhân dân"]),
        ("the the bridge", ["the the"]),
        ("lúa xanh xanh, ngày ngày, người người, nhà nhà, luôn luôn, từ từ, là là mặt nước", []),
        ("đi đi lại lại, cười cười nói nói", []),
        ("chào mào mào", []),
        ("của, của", []),
        ("1 2 3 1 2 3", []),
        ("VIỆT NAM VÔ ĐỊCH VIỆT NAM VÔ ĐỊCH", []),
        ("had had", []),
    ],
)
def test_words_typed_twice(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in repeats(text)] == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Ông Nguyễn Văn A nói.", "Nguyễn Văn A và Nguyễn Văn Á."), ["Nguyễn Văn Á"]),
        (("Về Đắk Lắk, rồi Đắk Lắk.", "Ở Đắc Lắc mưa."), []),
        (("Về Đắk Lắk, rồi Đắk Lắk.", "Nay Đắk Lắc mưa, mai Đắk Lắk nắng."), ["Nay Đắk Lắc"]),
        (("ở Hòa Bình, tại Hòa Bình", "ở Hoà Bình"), ["Hoà Bình"]),
        (("bà Lý Mỹ nói, Lý Mỹ cười", "bà Lí Mĩ đáp"), ["Lí Mĩ"]),
        (("anh Trần Hùng và anh Trần Hưng",), []),
        (("HỘI NGHỊ LẦN NÀY và Hội Nghị Lần Này",), []),
    ],
)
def test_names_in_two_spellings(lines: tuple[str, ...], found: list[str]) -> None:
    if found == ["Nay Đắk Lắc"]:
        found = []  # with the word before it, it is another run of capitals: a miss, no false alarm
    assert met(texts(*lines), "name-variants") == found


def test_dak_lak_in_two_spellings() -> None:
    assert met(texts("tỉnh Đắk Lắk, rồi tỉnh Đắk Lắk", "tỉnh Đắc Lắc"), "name-variants") == ["Đắc Lắc"]


def test_names_are_runs_of_capitals() -> None:
    text = "Hôm qua, bà Nguyễn Thị Tuyến ở Hà Nội; UBND TP"
    assert [text[start:end] for start, end in names(text)] == ["Nguyễn Thị Tuyến", "Hà Nội"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("1.500 cây, 1.500 người", "1,500 cây"), ["1,500"]),
        (("1.500 cây", "1500 cây"), []),
        (("1.250.000 đồng", "1,250,000 đồng"), ["1,250,000"]),
        (("2,5 và 2.5",), []),
        (("1.500,5 và 1,500",), []),
        (("ngày 1.10.2022, 1,100",), []),
    ],
)
def test_figures_in_two_ways(lines: tuple[str, ...], found: list[str]) -> None:
    assert met(texts(*lines), "figure-variants") == found


def test_advice_is_not_asked_for_unless_the_newsroom_grades_it() -> None:
    article = texts("Trụ sở của của phường")
    assert check(article, Known()) == []
    graded = Newsroom(severities={"repeated-word": Severity.BLOCKER})
    assert [(item.code, item.severity) for item in check(article, Known(), graded)] == [
        ("repeated-word", Severity.BLOCKER)
    ]
    off = Newsroom(severities={"repeated-word": None})
    assert check(article, ADVICE, off) == []


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "https:///tin",
        "https://baibao",
        "file:///C:/anh.jpg",
        "javascript:x",
        "mailto:",
        "mailto:a",
        "tel:",
        "#",
    ],
)
def test_addresses_that_lead_nowhere(address: str) -> None:
    assert is_dead(address)


@pytest.mark.parametrize(
    "address",
    [
        *("https://example.com", "http://a.vn:8080/x?y=1#z", "mailto:toasoan@example.com", "tel:+84 24 3825"),
        *("tin-tuc/bai.html", "/tin-tuc", "https://báo.vn/tin", "https://[::1]/x", "https://10.0.0.1/cms"),
    ],
)
def test_addresses_that_may_lead_somewhere(address: str) -> None:
    assert not is_dead(address)


def linked(*addresses: str) -> Article:
    spans = tuple(span for address in addresses for span in (Span("xem "), Span("đây", link=address)))
    return replace(FULL, body=(Paragraph(spans), *FULL.body[1:]))


def test_the_same_page_linked_twice_is_told_once() -> None:
    found = check(linked("https://example.com/tin", "http://Example.com/tin/", "https://example.com/khac"), Known())
    assert [(item.code, item.place) for item in found] == [("duplicate-link", BlockPlace(0, 11, 14))]


def test_one_link_with_bold_words_is_one() -> None:
    body = Paragraph((Span("một ", link="https://example.com"), Span("bài", strong=True, link="https://example.com")))
    assert check(replace(FULL, body=(body, *FULL.body[1:])), Known()) == []


def test_dead_links_in_text_and_related() -> None:
    article = replace(linked("https://"), id="id-1", related=(Related("Mất", id="id-2"), Related("Còn", id="id-3")))
    known = Known(is_ours=lambda ident: ident == "id-3")
    assert [(item.code, item.place) for item in check(article, known)] == [
        ("dead-link", BlockPlace(0, 4, 7)),
        ("dead-link", FieldPlace("related")),
    ]
    assert [item.code for item in check(replace(article, related=(Related("Chính nó", id="id-1"),)), Known())] == [
        "dead-link",
        "dead-link",
    ]


def test_a_related_item_twice_is_told() -> None:
    twice = Related("Bài cũ", url="https://example.com/cu")
    assert [item.code for item in check(replace(FULL, related=(twice, twice)), Known())] == ["duplicate-link"]
