"""How the rules decide where a person might ask."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from checked_articles import FULL, asset, assets_of, figure, paragraph, written
from editor.checks import regraded, run_checks
from editor.checks.placeholders import placeholders
from editor.checks.wording import doubled
from editor.model.article import Article, Resource
from editor.model.blocks import Embed, Gallery
from editor.model.finding import FieldPlace, Finding, Severity
from editor.model.newsroom import CheckLimits, Newsroom

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def codes(article: Article, newsroom: Newsroom | None = None, **looked: object) -> list[str]:
    assets = {**assets_of(article), **looked}
    return [finding.code for finding in run_checks(article, newsroom or Newsroom(), assets, NOW)]  # type: ignore[arg-type]


def test_newsroom_grades_rules_and_switches_them_off() -> None:
    severities = MappingProxyType({"no-tags": Severity.BLOCKER, "no-date": None})
    found = run_checks(replace(FULL, tags=(), date=""), Newsroom(severities=severities), assets_of(FULL), NOW)
    assert [(finding.code, finding.severity) for finding in found] == [("no-tags", Severity.BLOCKER)]


def test_readers_findings_are_graded_too_and_the_rules_own_are_left_to_them() -> None:
    cleaned = Finding("cleaned", Severity.WARNING, FieldPlace("title"))
    stale = Finding("not-in-dialect", Severity.WARNING, FieldPlace("title"))
    blocked = Newsroom(severities=MappingProxyType({"cleaned": Severity.BLOCKER}))
    assert [finding.severity for finding in regraded((cleaned, stale), blocked)] == [Severity.BLOCKER]
    assert list(regraded((cleaned,), Newsroom(severities=MappingProxyType({"cleaned": None})))) == []


def test_article_without_photos_is_not_asked_for_a_lead_image() -> None:
    assert codes(written("Tin vắn trong ngày", "Sapo.", paragraph("Một câu."))) == []


def test_decorative_photo_needs_no_alt_but_a_credit() -> None:
    article = replace(
        FULL,
        body=(paragraph("Một câu."), replace(figure(1), alt="", credit="")),
        resources=(Resource("images/01-anh.jpg", decorative=True),),
    )
    assert codes(article) == ["no-credit"]


def test_cover_outside_the_text_needs_alt_and_credit_but_no_caption() -> None:
    bare = replace(FULL, cover="images/09-bia.jpg")
    assert codes(bare) == ["no-alt", "no-credit"]
    told = replace(bare, resources=(Resource("images/09-bia.jpg", alt="Cầu đi bộ", credit="Lan Chi"),))
    assert codes(told) == []


def test_cover_in_the_text_is_judged_once() -> None:
    assert codes(replace(FULL, body=(paragraph("Một câu."), replace(figure(1), alt="")))) == ["no-alt"]


def test_photo_that_nobody_has_looked_at_is_not_judged() -> None:
    assert run_checks(FULL, Newsroom(), {}, NOW) == ()


@pytest.mark.parametrize(
    ("rotate", "expected"), [(0, []), (90, ["low-resolution"]), (180, []), (270, ["low-resolution"])]
)
def test_width_is_that_of_the_turned_photo(rotate: int, expected: list[str]) -> None:
    article = replace(FULL, resources=(Resource("images/01-anh.jpg", rotate=rotate),))
    assert codes(article, **{"images/01-anh.jpg": asset(1200, 700)}) == expected


@pytest.mark.parametrize(
    ("embargo", "expected"),
    [
        ("", []),
        ("2026-11-24T10:00:00+07:00", []),  # this very moment
        ("2026-11-24T10:00:01+07:00", ["embargo"]),
        ("2026-11-24T10:30:00", ["embargo"]),  # without an offset it is the newsroom's time
        ("2026-11-24T09:30:00", []),
        ("2026-11-25", ["embargo"]),
        ("2026-11-24", []),
        ("9999-12-31T23:59:59Z", ["embargo"]),
        ("khi có lệnh", ["embargo", "not-a-time"]),
    ],
)
def test_embargo_holds_until_its_moment_in_the_newsrooms_zone(embargo: str, expected: list[str]) -> None:
    assert codes(replace(FULL, embargo=embargo)) == expected


def test_embargo_names_its_moment_in_the_newsrooms_zone() -> None:
    found = run_checks(replace(FULL, embargo="2026-11-24T22:30:00Z"), Newsroom(), {}, NOW)
    assert dict(found[0].facts) == {"until": "05:30 25/11/2026"}


def test_gallery_or_embed_alone_is_something_to_see() -> None:
    assert codes(replace(FULL, body=(Gallery((figure(1), figure(2))),))) == []
    assert codes(replace(FULL, body=(Embed("https://www.example.com/v"),), cover="", resources=())) == []


def test_several_photos_with_captions_are_a_story_and_one_is_none() -> None:
    assert codes(replace(FULL, body=(figure(1), figure(2)))) == []
    assert codes(replace(FULL, body=(figure(1),))) == ["no-body"]
    assert "no-body" in codes(replace(FULL, body=(figure(1, ""), figure(2, ""))))


@pytest.mark.parametrize(("length", "expected"), [(9, 1), (10, 0), (83, 0), (120, 0), (121, 1)])
def test_headline_length_limits_are_inclusive(length: int, expected: int) -> None:
    assert codes(replace(FULL, headline="ạ" * length)).count("headline-length") == expected


@pytest.mark.parametrize(("count", "expected"), [(70, 0), (71, 1)])
def test_sentence_of_exactly_the_limit_is_not_long(count: int, expected: int) -> None:
    article = replace(FULL, body=(paragraph("chữ " * count), figure(1)))
    assert codes(article).count("long-sentence") == expected


def test_limits_are_the_newsrooms() -> None:
    strict = Newsroom(limits=CheckLimits(sentence_syllables=5, headline_max=20, headline_min=5, photo_min_width=4000))
    assert {"long-sentence", "headline-length", "low-resolution"} <= set(codes(FULL, strict))


@pytest.mark.parametrize(
    "slip",
    [
        "năm 2022.. qua", "ra quân,, rồi", "ra quân;; rồi", "ra quân,. Rồi", "ra quân., rồi", "Hà Nội., rồi",
        "đi đâu?.",
        "ra quân.; rồi", "ra quân:: ba", "(ra quân..) rồi", "ra quân.?", "“ra quân,,”", "v.v..", "đầu..,", "cuối..",
        "xem https://www.example.com/a.. Rồi", "ra quân!. Rồi", "“Ra quân.”. Rồi",
    ],
)  # fmt: skip
def test_doubled_punctuation_is_seen(slip: str) -> None:
    assert len(doubled(slip)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "v.v...", "v.v…", "rồi... thôi", "rồi....", "rồi…", "Thật à?!", "Thật!!!", "Sao???", "TP., tỉnh",
        "Acme Inc., B",
        "a.m., p.m.; etc., v.v., rồi", "https://a.vn/x..y,,z", "../mau/a..b", "12:30, 13:05", "fe80::1", "std::sort",
        "từ 1..10", "[..] (..)", "ra quân , rồi", "ra quân .", "Yahoo!, Google", "“Đi đâu?”, anh hỏi", "Điều 5.",
        "“Tuyệt!”. Rồi", "ở “TP.”.",
        "(!?)", "1.200.000,5", "29.10.2021.", "J. K. Rowling, Jr., đến", ":)", "Th.S., TS.; BS.: ba",
    ],
)  # fmt: skip
def test_punctuation_as_newspapers_print_it_is_left_alone(text: str) -> None:
    assert doubled(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "TODO", "còn [..] người", "gặp (?) người", "ông XXX nói", "bà XX nói", "xxx người", "[TK]", "???", "[tên] nói",
        "(ảnh?)", "(điền sau)", "(cần bổ sung số liệu sau)", "Tuổi: điền sau", "Bổ sung sau.", "____", "lorem ipsum",
        "[ ]",
        "XXXX", "(xxx)", "FIXME: số", "ngày xx/xx tới", "đồng chí XXX",
        "kinh phí là XXX đồng", "[chú thích]", "Chú thích ảnh", "caption", "Họp ngày [ngày]", "TKTK",
        "giá xx.xxx đồng", "ngày .../.../2025", "ngày …/…/…", "[cần kiểm tra lại]", "(chờ số liệu)",
        "Bổ sung sau: số người", "Nhập chú thích ảnh", "[nhập chú thích]",
    ],
)  # fmt: skip
def test_placeholder_is_seen(text: str) -> None:
    assert len(placeholders(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Thế vận hội XXX", "Olympic XXX.", "lần thứ XXX", "Đại hội XXX", "SEA Games XXX",
        "khóa XXX", "thế kỷ XX", "Chương XXXIV", "XXX. Kết",
        "[...]", "(...)", "(…)", "[sic]",
        "[Ảnh] Lễ hội",
        "[Video]", "TK 123", "0912 xxx 678", "09xxxxxxxx", "09xx xxx xxx",
        "xe 29A xxx.xx", "xxx xxx 678", "51F-xxx.45", "hồ sơ bổ sung sau 10 ngày", "sẽ cập nhật sau",
        "Sao???", "(!?)", "Nguyễn Văn A", "Todo Kiyoshi", "phim X-Men", "snake_case", "(vì sao?)", "[1]", "2026xxx",
        "số 0912.xxx.678", "tài khoản (TK) số 1", "(chờ 3 giờ)", "Nhập học tháng 9", "Điền tên vào đơn.", "1/1/2025",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_placeholder_is_left_alone(text: str) -> None:
    assert placeholders(text) == ()


@pytest.mark.parametrize(
    "hostile",
    [
        ".", ",", ";", "?", ":", "a", "x", "X", "_", "[", "(", " ", "\n", "a.", "a..", "a,,b", ",, ", "x ", "1 x", "a@",
        "a.b", "www.", "http://a b.. ", "../", "a::", "[ ", "(ảnh", ": ", "sau ", "“", "?.", "v.v.", "TP. ",
        "ch\u0323\u0301ữ, ", "… ",
    ],
)  # fmt: skip
def test_no_text_holds_the_checks_up(hostile: str) -> None:
    text = hostile * (100_000 // len(hostile)) + "a.. TODO"
    started = time.perf_counter()
    run_checks(replace(FULL, body=(paragraph(text),)), Newsroom(), {}, NOW)
    assert time.perf_counter() - started < 3  # seconds; a quadratic pattern takes minutes


@pytest.mark.parametrize(
    "mark",
    [
        "[TÊN]", "[Ảnh 1]", "[chèn ảnh hiện trường]", "<chèn số liệu>", "(chèn ảnh)", "(ghi tên)", "<tên>", "{{tên}}",
        "{{ số liệu }}",
    ],
)  # fmt: skip
def test_places_for_words_to_come_are_seen_however_they_are_bracketed(mark: str) -> None:
    text = f"Theo {mark}, sáng nay trời tạnh."
    assert [text[start:end] for start, end in placeholders(text)] == [mark]


@pytest.mark.parametrize("text", ["[ẢNH] Toàn cảnh", "[Ảnh] Toàn cảnh", "a < b > c", "(ghi tên tuổi)", "tập {1, 2}"])
def test_kinds_of_stories_and_signs_are_no_places(text: str) -> None:
    assert placeholders(text) == ()
