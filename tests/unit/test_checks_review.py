"""A review looks at the article's own files and joins the reader's findings with the checks'."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from PIL import Image

from checked_articles import FULL
from editor.app.review import review, review_edited
from editor.library.workspace import Opened, Workspace
from editor.model.article import Article
from editor.model.blocks import Source, figures_of
from editor.model.finding import FieldPlace, Finding, Severity
from editor.model.newsroom import Newsroom

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """FULL in a workspace, each of its four photos a real file 1,200 px wide."""
    workspace = Workspace.init(tmp_path / "kho bài")
    folder = workspace.create(FULL, NOW)
    (folder / "images").mkdir()
    for figure in figures_of(FULL.body):
        Image.new("RGB", (1200, 800)).save(folder / figure.src)
    return workspace.load(folder)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def test_article_with_all_its_files_is_clean(opened: Opened) -> None:
    assert review(opened, Newsroom(), NOW) == ()


def test_missing_damaged_narrow_and_mislabelled_photos_are_found(opened: Opened) -> None:
    images = opened.folder / "images"
    (images / "01-anh.jpg").unlink()
    (images / "02-anh.jpg").write_bytes((images / "02-anh.jpg").read_bytes()[:300])
    (images / "03-anh.jpg").write_text("Đây là văn bản.", encoding="utf-8")
    Image.new("RGB", (640, 480)).save(images / "04-anh.jpg")
    found = review(opened, Newsroom(), NOW)
    assert codes(found) == ["photo-missing", "photo-unreadable", "photo-unreadable", "low-resolution"]


def test_photo_outside_the_article_is_not_looked_at(opened: Opened) -> None:
    body = (FULL.body[0], replace(figures_of(FULL.body)[0], src="../../newsroom.yaml"))
    found = review_edited(opened, replace(FULL, body=body, cover=""), Newsroom(), NOW)
    assert codes(found) == ["photo-unreadable", "no-cover"]


def test_cover_outside_the_text_is_looked_at(opened: Opened) -> None:
    found = review_edited(opened, replace(FULL, cover="images/09-bia.jpg"), Newsroom(), NOW)
    assert codes(found) == ["photo-missing", "no-alt", "no-credit"]


def test_readers_findings_stay_and_follow_the_newsrooms_grades(opened: Opened) -> None:
    cleaned = Finding("cleaned", Severity.WARNING, FieldPlace("body"), (("n", 2),))
    with_it = replace(opened, findings=(cleaned,))
    assert review(with_it, Newsroom(), NOW) == (cleaned,)
    assert review(with_it, Newsroom(severities=MappingProxyType({"cleaned": None})), NOW) == ()


def test_foreign_markdown_is_found_once_and_gone_once_mended(opened: Opened) -> None:
    article_file = opened.folder / "article.md"
    article_file.write_text(article_file.read_text(encoding="utf-8") + "\n~~~\nmã\n~~~\n", encoding="utf-8")
    again = Workspace.of_article(opened.folder)[0].load(opened.folder)
    assert codes(again.findings) == ["not-in-dialect"]
    assert codes(review(again, Newsroom(), NOW)) == ["not-in-dialect"]
    mended: Article = replace(
        again.article, body=tuple(block for block in again.article.body if not isinstance(block, Source))
    )
    assert review_edited(again, mended, Newsroom(), NOW) == ()
