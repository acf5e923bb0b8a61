"""Syllables are counted block by block, and only where something changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.app import counting
from editor.app.counting import WordCount, minutes, words_between
from editor.model.article import Article
from editor.model.blocks import Box, Figure, Paragraph, plain
from editor.model.page import Spot
from editor.model.rows import unfold_article

ARTICLE = Article(
    headline="Hà Nội hôm nay",
    standfirst="Ngày 29/10/2021 – hết",
    body=(
        Paragraph(plain("Một hai ba")),
        Figure("images/1.jpg", caption=plain("Chú thích ảnh")),
        Box("Hộp tin", (Paragraph(plain("bốn năm")),)),
    ),
)


def test_everything_that_is_read_is_counted() -> None:
    assert WordCount().words(ARTICLE) == 4 + 3 + 3 + 3 + 2 + 2
    assert minutes(20) == 1
    assert minutes(1022) == 5


def test_blocks_that_stay_are_not_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    count = WordCount()
    count.words(ARTICLE)
    seen: list[object] = []
    kept = counting._words
    monkeypatch.setattr(counting, "_words", lambda block: seen.append(block) or kept(block))
    changed = replace(ARTICLE, body=(*ARTICLE.body[:2], Paragraph(plain("một"))))
    assert count.words(changed) == 4 + 3 + 3 + 3 + 1
    assert seen == [changed.body[2]]


def test_a_selection_is_counted_between_its_places() -> None:
    rows = unfold_article(ARTICLE)
    assert words_between(rows, Spot(0, 3), Spot(0, 10)) == 2
    assert words_between(rows, Spot(0, 0), Spot(2, 7)) == 4 + 3 + 2
