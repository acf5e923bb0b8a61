"""Faults planted in a clean article are all found where they are; clean articles give no finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checked_articles import CLEAN, FULL, asset, assets_of, figure, paragraph
from editor.checks import RULES, run_checks
from editor.errors import NotAPhotoError, PhotoMissingError
from editor.model.article import Article, Correction, Resource
from editor.model.blocks import Box, Gallery, Heading, List, ListItem, PullQuote, Quote, Source, Table, plain
from editor.model.finding import BlockPlace, FieldPlace, Finding, PhotoPlace, Place
from editor.model.newsroom import Newsroom
from editor.model.rows import flat_text

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
LONG = " ".join(["chữ"] * 71) + "."


def check(article: Article, **looked: object) -> tuple[Finding, ...]:
    return run_checks(article, Newsroom(), {**assets_of(article), **looked}, NOW)  # type: ignore[dict-item]


def in_block(index: int, block: object) -> Callable[[Article], Article]:
    return lambda article: replace(
        article,
        body=(*article.body[:index], block, *article.body[index + 1 :]),  # type: ignore[arg-type]
    )


def fields(**values: object) -> Callable[[Article], Article]:
    return lambda article: replace(article, **values)  # type: ignore[arg-type]


def resource(src: str, **values: object) -> Callable[[Article], Article]:
    def change(article: Article) -> Article:
        others = tuple(item for item in article.resources if item.src != src)
        return replace(article, resources=(*others, Resource(src, **values)))  # type: ignore[arg-type]

    return change


def both(*changes: Callable[[Article], Article]) -> Callable[[Article], Article]:
    def change(article: Article) -> Article:
        for one in changes:
            article = one(article)
        return article

    return change


BOX = FULL.body[11]
assert isinstance(BOX, Box)
IN_BOX = "images/04-anh.jpg"

LOOSE_COVER = fields(cover="images/05-anh.jpg")

PLANTED: tuple[tuple[str, Callable[[Article], Article], Place], ...] = (
    ("no-headline", fields(headline=" "), FieldPlace("title")),
    ("headline-length", fields(headline="Tít " * 40), FieldPlace("title", 0, 160)),
    ("headline-length", fields(headline="Tít"), FieldPlace("title", 0, 3)),
    ("no-standfirst", fields(standfirst=""), FieldPlace("description")),
    ("no-byline", fields(authors=()), FieldPlace("authors")),
    ("no-section", fields(sections=()), FieldPlace("categories")),
    ("no-date", fields(date=""), FieldPlace("date")),
    ("no-tags", fields(tags=()), FieldPlace("tags")),
    ("no-cover", fields(cover=""), FieldPlace("cover")),
    ("embargo", fields(embargo="2026-11-24T10:01:00+07:00"), FieldPlace("embargo")),
    ("not-a-time", fields(date="hôm qua"), FieldPlace("date")),
    ("not-a-time", fields(corrections=(Correction("31/2", "Sửa."),)), FieldPlace("corrections")),
    ("no-alt", in_block(1, replace(figure(1), alt=" ")), PhotoPlace("images/01-anh.jpg", "alt")),
    (
        "no-alt",
        in_block(9, Gallery((figure(2), replace(figure(3), alt="")))),
        PhotoPlace("images/03-anh.jpg", "alt"),
    ),
    ("no-caption", in_block(1, figure(1, " \u00a0\u200b")), PhotoPlace("images/01-anh.jpg", "caption")),
    ("no-credit", in_block(11, replace(BOX, blocks=(figure(4, credit=""),))), PhotoPlace(IN_BOX, "credit")),
    ("photo-missing", both(in_block(1, replace(figure(1), src="")), fields(cover=IN_BOX)), BlockPlace(1, 0, 0)),
    ("no-alt", LOOSE_COVER, PhotoPlace("images/05-anh.jpg", "alt")),
    ("unreviewed-photo-text", resource(IN_BOX, reviewed=False), PhotoPlace(IN_BOX, "caption")),
    ("double-punctuation", in_block(0, paragraph("Sáng 20/11.. đoàn viên ra quân.")), BlockPlace(0, 5, 12)),
    ("double-punctuation", in_block(1, figure(1, "Dọn rác,, ven kênh")), BlockPlace(1, 5, 10)),
    ("double-punctuation", in_block(5, Quote((plain("“Kênh sạch.”"),), "Bà Lành,, tổ 5")), BlockPlace(5, 16, 22)),
    ("double-punctuation", in_block(6, Table(((plain("Ngày"),), (plain("1/11;;"),)))), BlockPlace(6, 0, 0)),
    ("double-punctuation", fields(standfirst="Ba trăm người , và dân ra quân,."), FieldPlace("description", 26, 32)),
    ("double-punctuation", in_block(1, figure(1, credit="Viết Thành..")), PhotoPlace("images/01-anh.jpg", "credit")),
    ("long-sentence", in_block(0, paragraph(f"Câu ngắn. {LONG}")), BlockPlace(0, 10, 10 + len(LONG))),
    (
        "long-sentence",
        in_block(4, List(False, (ListItem(plain("ngắn")), ListItem(plain(LONG))))),
        BlockPlace(4, 5, 5 + len(LONG)),
    ),
    (
        "long-sentence",
        in_block(11, replace(BOX, blocks=(paragraph(LONG), figure(4)))),
        BlockPlace(11, 20, 20 + len(LONG)),
    ),
    ("placeholder-left", fields(headline="Kênh Tây sạch rác sau [..] tuần"), FieldPlace("title", 22, 26)),
    ("placeholder-left", in_block(2, Heading(2, plain("Từ TODO bức ảnh"))), BlockPlace(2, 3, 7)),
    ("placeholder-left", in_block(1, replace(figure(1), alt="(ảnh?)")), PhotoPlace("images/01-anh.jpg", "alt")),
    ("placeholder-left", in_block(0, paragraph("Ông XXX dọn được xxx tấn.")), BlockPlace(0, 4, 7)),
    ("placeholder-left", in_block(7, PullQuote((plain("Lorem ipsum"),), "Bà Lành")), BlockPlace(7, 0, 11)),
    ("double-punctuation", fields(kicker="Môi trường.."), FieldPlace("kicker", 4, 12)),
    ("not-in-dialect", in_block(10, Source("~~~\ncode\n~~~")), BlockPlace(10)),
)


@pytest.mark.parametrize(("code", "plant", "place"), PLANTED, ids=[f"{n}-{row[0]}" for n, row in enumerate(PLANTED)])
def test_planted_fault_is_found_where_it_is(code: str, plant: Callable[[Article], Article], place: Place) -> None:
    found = check(plant(FULL))
    assert (code, place) in [(finding.code, finding.place) for finding in found]
    beside = {"no-credit"} if plant is LOOSE_COVER else set()
    assert {finding.code for finding in found} == {code} | beside


def test_faults_of_the_files_are_found() -> None:
    looked = {
        "images/01-anh.jpg": PhotoMissingError("images/01-anh.jpg"),
        "images/02-anh.jpg": NotAPhotoError("images/02-anh.jpg"),
        "images/03-anh.jpg": asset(799, 1200),
    }
    found = [(finding.code, finding.place) for finding in check(FULL, **looked)]
    assert found == [
        ("photo-missing", PhotoPlace("images/01-anh.jpg")),
        ("photo-unreadable", PhotoPlace("images/02-anh.jpg")),
        ("low-resolution", PhotoPlace("images/03-anh.jpg")),
    ]


def test_article_without_words_has_no_body() -> None:
    photos_only = replace(FULL, body=(figure(1), Heading(2, plain("Tít phụ")), paragraph(" ")))
    assert [finding.code for finding in check(photos_only)] == ["no-body"]


def test_twenty_faults_in_one_copy_are_all_found() -> None:
    article, planted = FULL, []
    touched: set[object] = set()
    for code, plant, place in PLANTED:
        after = plant(article)
        changed = {
            *(at for at, (one, other) in enumerate(zip(article.body, after.body, strict=True)) if one != other),
            *(
                item.name
                for item in dataclass_fields(article)
                if item.name != "body" and is_changed(article, after, item.name)
            ),
        }
        if not touched & changed:
            touched |= changed
            article = after
            planted.append((code, place))
    found = [(finding.code, finding.place) for finding in check(article)]
    assert len(planted) >= 20
    assert [fault for fault in planted if fault not in found] == []


def is_changed(before: Article, after: Article, name: str) -> bool:
    return getattr(before, name) != getattr(after, name)


def test_every_rule_has_a_planted_fault() -> None:
    elsewhere = {"no-body", "photo-unreadable", "low-resolution"}
    elsewhere |= {"house-style"}  # test_house_style
    elsewhere |= {"dead-link", "duplicate-link", "repeated-word", "name-variants", "figure-variants"}  # …_advice
    elsewhere |= {"standfirst-length"}
    elsewhere |= {"no-kicker", "no-dateline", "no-story-type", "no-related", "no-seo"}  # test_story_types
    assert {rule.code for rule in RULES} == {code for code, _, _ in PLANTED} | elsewhere


@pytest.mark.parametrize("article", CLEAN, ids=[article.headline for article in CLEAN])
def test_clean_article_gives_no_finding(article: Article) -> None:
    assert check(article) == ()


def test_places_count_in_the_flat_text_of_the_block() -> None:
    for _, plant, _ in PLANTED:
        article = plant(FULL)
        for finding in check(article):
            facts = dict(finding.facts)
            match finding.place:
                case BlockPlace(block, start, end) if end > start and "word" in facts:
                    assert flat_text(article.body[block])[start:end] == facts["word"]
