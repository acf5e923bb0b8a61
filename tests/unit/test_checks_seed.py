"""The real article gives exactly the findings of its README, code by code and place by place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from editor.app.messages import Messages
from editor.checks import run_checks
from editor.images.catalog import look
from editor.model.article import Article
from editor.model.blocks import Box, Figure, Paragraph, plain
from editor.model.finding import BlockPlace, Finding
from editor.model.newsroom import Newsroom
from editor.model.rows import flat_text
from editor.text.clean import clean

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SHOT = ("IMG_4411.JPG", "IMG_4417.JPG", "DSC_0092.JPG")
CREDITS = ("Phóng viên ảnh / Tuổi trẻ Thủ đô", "Phóng viên ảnh / Tuổi trẻ Thủ đô", "")


def seed_article(folder: Path) -> Article:
    """As the import makes it: headline, standfirst, nine paragraphs, three figures, the box."""
    lines = clean((folder / "article.txt").read_text(encoding="utf-8")).split("\n")
    lines = lines[: lines.index("Tin liên quan")]
    body: list[Paragraph | Figure | Box] = []
    photos = iter(zip(SHOT, CREDITS, strict=True))
    for number, line in enumerate(lines[2:], start=2):
        words = line.strip("| ")
        if line.startswith("|") and lines[number - 1].startswith("![]"):
            src, credit = next(photos)
            body.append(Figure(src, plain(words), credit))
        elif line.startswith("|"):
            body.append(Box("", (Paragraph(plain(words)),)))
        elif not line.startswith("![]"):
            body.append(Paragraph(plain(words)))
    return Article(headline=lines[0], standfirst=lines[1], body=tuple(body))


def found_in(seed: Path, article: Article) -> tuple[Finding, ...]:
    return run_checks(article, Newsroom(), look(seed, SHOT), NOW)


def test_seed_gives_exactly_its_findings(seed: Path) -> None:
    assert Counter(finding.code for finding in found_in(seed, seed_article(seed))) == {
        "no-byline": 1,
        "no-section": 1,
        "no-alt": 3,
        "no-credit": 1,
        "no-date": 1,
        "no-tags": 1,
        "no-cover": 1,
        "double-punctuation": 1,
        "long-sentence": 2,
    }


def test_seed_findings_come_in_reading_order_with_their_words(seed: Path) -> None:
    say = Messages.load("vi").finding
    assert [say(finding) for finding in found_in(seed, seed_article(seed))] == [
        "Ảnh 1 thiếu mô tả (alt)",
        "“2022..” thừa dấu câu",
        "Câu dài 80 chữ (nên không quá 70): “Đó là những vấn đề về…”",
        "Ảnh 2 thiếu mô tả (alt)",
        "Ảnh 3 thiếu mô tả (alt)",
        "Ảnh 3 thiếu tác giả ảnh",
        "Câu dài 132 chữ (nên không quá 70): “Chương trình bồi dưỡng nâng cao…”",
        "Bài chưa có bút danh",
        "Bài chưa có chuyên mục",
        "Bài chưa có ngày đăng",
        "Bài chưa có thẻ",
        "Bài có ảnh nhưng chưa chọn ảnh đại diện",
    ]


def test_seed_place_selects_the_doubled_stop(seed: Path) -> None:
    article = seed_article(seed)
    place = next(f.place for f in found_in(seed, article) if f.code == "double-punctuation")
    assert isinstance(place, BlockPlace)
    assert flat_text(article.body[place.block])[place.start : place.end] == "2022.."


def test_doubled_stop_ends_a_sentence_or_a_third_one_would_be_long(seed: Path) -> None:
    article = seed_article(seed)
    first = article.body[1]
    assert isinstance(first, Paragraph)
    without = replace(article, body=(Paragraph(plain(flat_text(first).replace("..", ","))), *article.body[2:]))
    assert Counter(finding.code for finding in found_in(seed, without))["long-sentence"] == 3
