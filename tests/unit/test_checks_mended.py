"""What is offered beside a finding mends it and nothing else; what somebody leaves as it is stays left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checked_articles import FULL, assets_of, figure, paragraph
from editor.checks import Known, run_checks
from editor.checks.fixes import fix_of, single_marks
from editor.errors import EditError
from editor.model import public, tidy
from editor.model.article import Article, Extra, Related
from editor.model.blocks import Block, Paragraph, Quote, Span, plain
from editor.model.edits.wording import replace_words
from editor.model.finding import BlockPlace, FieldPlace, Finding, PhotoPlace, Severity
from editor.model.house_style import HouseRule, HouseStyle
from editor.model.ignoring import Ignored, decision_on, heed, ignore, ignored_in
from editor.model.newsroom import Newsroom
from editor.source.reader import read
from editor.source.writer import write

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
KNOWN = Known(HouseStyle((HouseRule("tỉ đồng", "tỷ đồng"),)), advice=True)


def check(article: Article) -> tuple[Finding, ...]:
    return run_checks(article, Newsroom(), assets_of(article), NOW, KNOWN)


def with_first(block: Block) -> Article:
    return replace(FULL, body=(block, *FULL.body[1:]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (with_first(paragraph("Năm 2022.. qua đó.")), with_first(paragraph("Năm 2022. qua đó."))),
        (with_first(paragraph("Hai tỉ đồng.")), with_first(paragraph("Hai tỷ đồng."))),
        (with_first(paragraph("Trụ sở của của phường.")), with_first(paragraph("Trụ sở của phường."))),
        (
            with_first(paragraph("Có 1.500 cây, 1.500 cọc và 1,500 đèn.")),
            with_first(paragraph("Có 1.500 cây, 1.500 cọc và 1.500 đèn.")),
        ),
        (
            with_first(Quote((plain("Sạch."), plain("Đẹp,,")), "Bà Lành")),
            with_first(Quote((plain("Sạch."), plain("Đẹp,")), "Bà Lành")),
        ),
        (
            replace(FULL, headline="Kênh Tây sạch rác;; sau ba tuần"),
            replace(FULL, headline="Kênh Tây sạch rác; sau ba tuần"),
        ),
        (
            replace(FULL, related=(Related("Cũ", url="https://example.com/cu"),) * 2),
            replace(FULL, related=(Related("Cũ", url="https://example.com/cu"),)),
        ),
        (replace(FULL, cover=""), FULL),
    ],
)
def test_a_fix_mends_what_was_found(before: Article, after: Article) -> None:
    found = check(before)
    assert len(found) == 1
    fix = fix_of(found[0], before)
    assert fix is not None
    assert fix.apply(before) == after
    assert check(after) == ()


def test_a_fix_does_nothing_once_the_words_are_others() -> None:
    before = with_first(paragraph("Năm 2022.. qua đó."))
    fix = fix_of(check(before)[0], before)
    assert fix is not None
    moved = with_first(paragraph("Vào năm 2022.. qua đó."))
    assert fix.apply(moved) == moved
    assert fix_of(check(before)[0], moved) is None


def test_what_only_a_person_can_mend_has_no_fix() -> None:
    article = replace(with_first(paragraph("TODO " + "chữ " * 80)), tags=(), headline="")
    assert {fix_of(found, article) for found in check(article)} == {None}


@pytest.mark.parametrize(
    ("word", "single"),
    [("2022..", "2022."), ("rác,,", "rác,"), ("hết,.", "hết."), ("sao?.", "sao?"), ("a;;", "a;"), ("ra.,", "ra.,")],
)
def test_single_marks(word: str, single: str) -> None:
    assert single_marks(word) == single


def test_replaced_words_keep_the_look_of_the_old_ones() -> None:
    block = Paragraph((Span("một "), Span("hai ba", strong=True, link="https://a.vn"), Span(" bốn")))
    after = replace_words(with_first(block), BlockPlace(0, 4, 7), "HAI")
    assert after.body[0] == Paragraph((Span("một "), Span("HAI ba", strong=True, link="https://a.vn"), Span(" bốn")))
    assert replace_words(with_first(block), BlockPlace(0, 0, 4), "").body[0] == Paragraph(block.inline[1:])


def test_a_photo_or_a_place_that_is_gone_has_no_words_to_replace() -> None:
    for place in (PhotoPlace("images/01-anh.jpg"), BlockPlace(99, 0, 1), BlockPlace(0, 0, 9999), FieldPlace("tags")):
        with pytest.raises(EditError):
            replace_words(FULL, place, "x")


LONG = "Chữ " * 80


def test_an_ignored_finding_is_kept_with_the_article_and_never_leaves() -> None:
    article = replace(with_first(paragraph(f"{LONG.strip()}.")), id="id-1")
    (found,) = check(article)
    left = ignore(article, found, "lời  trích\nnguyên văn")
    (decision,) = ignored_in(left)
    assert (decision.code, decision.place, decision.reason) == ("long-sentence", "body", "lời trích nguyên văn")
    assert decision_on(found, left, ignored_in(left)) == decision
    text = write(left)
    assert "  ignored:\n" in text
    again = read(text)[0]
    assert again == tidy(left)
    assert ignored_in(again) == (decision,)
    assert ignored_in(public(left, {})) == ()
    assert "trích nguyên văn" not in write(public(left, {}), bundle=True)
    assert heed(left, decision) == article


def test_a_decision_follows_its_words_and_ends_with_them() -> None:
    article = with_first(paragraph("Năm 2022.. qua đó."))
    left = ignore(article, check(article)[0], "trích")
    moved = replace(left, body=(paragraph("Mới."), *left.body))
    changed = replace(left, body=(paragraph("Năm 2023.. qua đó."), *left.body[1:]))
    assert [decision_on(found, moved, ignored_in(moved)) is not None for found in check(moved)] == [True]
    assert [decision_on(found, changed, ignored_in(changed)) for found in check(changed)] == [None]


def test_ignoring_twice_keeps_the_last_reason() -> None:
    article = replace(FULL, tags=())
    (found,) = check(article)
    twice = ignore(ignore(article, found, "một"), found, "hai")
    assert ignored_in(twice) == (Ignored("no-tags", "tags", "", "hai"),)


def test_a_blocker_cannot_be_ignored() -> None:
    article = with_first(replace(figure(1), alt=""))
    found = next(item for item in check(article) if item.severity is Severity.BLOCKER)
    assert ignore(article, found, "thôi") == article
    graded = replace(found, severity=Severity.WARNING)
    left = ignore(article, graded, "thôi")
    assert decision_on(graded, left, ignored_in(left)) is not None
    assert decision_on(found, left, ignored_in(left)) is None


def test_what_somebody_wrote_there_by_hand_is_kept() -> None:
    strange = replace(FULL, standfirst_extra=(Extra("khac", "x", "id"), Extra("ignored", ("chữ", "khác"), "khac")))
    assert ignored_in(strange) == ()
    assert read(write(strange))[0] == tidy(strange)
