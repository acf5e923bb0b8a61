"""Markdown drafts: ours as they are, others' through Python-Markdown, hostile ones within their time."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from editor.errors import FrontMatterError, TooHardError
from editor.ingest import read_file
from editor.ingest.limit import limited
from editor.model import tidy
from editor.model.article import Article, Author, Resource
from editor.model.blocks import (
    Box,
    Figure,
    Heading,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Table,
    figures_of,
    plain,
    text_of,
)
from editor.source.writer import write

DATA = Path(__file__).resolve().parents[1] / "data" / "import"


def test_hugo_draft_gives_fields_and_blocks() -> None:
    draft = read_file(DATA / "hugo.md")
    article = draft.article
    assert article.headline == "Đêm hát bội ở đình làng"
    assert article.standfirst == "Gánh hát nhỏ diễn ba đêm liền, không bán vé."
    assert article.date == "2026-09-20T19:00:00+07:00"
    assert article.tags == ("hát bội", "đình làng")
    assert article.sections == ("Văn hóa",)
    assert article.authors == (Author("Lan Chi"),)
    assert article.cover == "images/san-khau.png"
    assert [type(block) for block in article.body[:6]] == [Paragraph, Figure, Heading, List, Quote, Table]
    assert [item.code for item in draft.dropped] == ["dropped.key", "dropped.script"]


def test_title_of_a_markdown_image_is_its_caption() -> None:
    (figure,) = figures_of(read_file(DATA / "hugo.md").article.body)
    assert (text_of(figure.caption), figure.credit) == ("Vai kép trong lớp mở màn.", "Lan Chi")
    assert figure.alt == "Hai diễn viên đội mũ lông trĩ đứng trước đình"


def test_pelican_header_lines_are_fields() -> None:
    article = read_file(DATA / "pelican.md").article
    assert article.headline == "Phố sách mở cửa xuyên trưa"
    assert article.date == "2026-03-04T10:20"
    assert article.tags == ("sách", "phố đi bộ")
    assert len(article.body) == 2


def test_toml_front_matter_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('+++\ntitle = "Tít"\ntags = ["a", "b"]\ndate = 2026-01-02T03:04:05Z\n+++\nChữ.\n')
    article = read_file(tmp_path / "a.md").article
    assert (article.headline, article.tags, article.date) == ("Tít", ("a", "b"), "2026-01-02T03:04:05+00:00")


def test_draft_without_front_matter_takes_its_first_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Tít bài\n\nChữ của bài.\n\n## Tít phụ\n\nChữ nữa.\n", encoding="utf-8")
    article = read_file(tmp_path / "a.md").article
    assert article.headline == "Tít bài"
    assert article.body == (
        Paragraph(plain("Chữ của bài.")),
        Heading(2, plain("Tít phụ")),
        Paragraph(plain("Chữ nữa.")),
    )


def test_article_file_of_ours_comes_in_exactly(tmp_path: Path) -> None:
    article = tidy(
        Article(
            id="id-1",
            headline="Tít",
            slug="tit",
            note="Cho thư ký",
            body=(Paragraph(plain("Chữ.")), Figure("images/01-a.jpg", plain("Chú thích"), "An", "Mô tả")),
            resources=(Resource("images/01-a.jpg", rights="© A"),),
        )
    )
    (tmp_path / "article.md").write_text(write(article), encoding="utf-8")
    draft = read_file(tmp_path / "article.md")
    assert draft.ours
    assert draft.article == article


def test_markdown_outside_our_dialect_makes_no_source_block(tmp_path: Path) -> None:
    text = (
        "# A\n\n```\ncode\n```\n\n<div>raw <b>x</b></div>\n\n#### Bốn\n\nTerm\n:   Nghĩa\n\n- a\n    - b\n        - c\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    body = read_file(tmp_path / "a.md").article.body
    assert "Source(" not in repr(body)
    words = repr(body)
    assert all(word in words for word in ("code", "raw ", "Bốn", "Nghĩa", "'c'"))


def test_unreadable_front_matter_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: [a\n---\nx\n")
    with pytest.raises(FrontMatterError) as caught:
        read_file(tmp_path / "a.md")
    assert caught.value.file == str(tmp_path / "a.md")


def test_input_that_hangs_the_converter_is_ended_in_time(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("[" * 30_000)
    began = time.monotonic()
    with pytest.raises(TooHardError) as caught:
        read_file(tmp_path / "a.md")
    assert time.monotonic() - began < 8  # 5 s on a quiet machine
    assert caught.value.file.endswith("a.md")


def _sleeper(text: str) -> str:
    time.sleep(30)
    return text


def test_limit_ends_what_does_not_end() -> None:
    began = time.monotonic()
    with pytest.raises(TooHardError):
        limited(_sleeper, "x", seconds=0.3)
    assert time.monotonic() - began < 8


def test_limit_hands_back_what_is_done_in_time() -> None:
    assert limited(str.upper, "đã xong") == "ĐÃ XONG"
    assert replace(Article(headline=limited(str.upper, "a"))).headline == "A"


def test_markers_of_ours_in_a_file_for_pelican_are_understood(tmp_path: Path) -> None:
    box = "<!-- box -->\n\n> **Tên hộp**\n>\n> Trong hộp.\n\n"
    text = f"Title: Tít\nTags: a b; c\n\nChữ.\n\n{box}<!-- pull -->\n\n> Câu hay.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    article = read_file(tmp_path / "a.md").article
    assert article.tags == ("a b", "c")
    assert article.body[1:] == (
        Box("Tên hộp", (Paragraph(plain("Trong hộp.")),)),
        PullQuote((plain("Câu hay."),)),
    )
