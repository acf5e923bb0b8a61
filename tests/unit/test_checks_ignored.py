"""`standfirst check` honours what somebody has decided to leave, and says what is wrong in house-style.yaml."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commandline import NEWSROOM, InProcess
from editor.app.review import whole_review
from editor.app.session import DocumentSession
from editor.library.workspace import Workspace
from editor.model.article import Article, Author
from editor.model.blocks import Paragraph, plain
from editor.model.ignoring import ignore
from editor.model.newsroom import Newsroom

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
ARTICLE = Article(
    headline="Ba trăm người dọn rác kênh Tây",
    standfirst="Sáng 20/11, đoàn viên và người dân ra quân.",
    date="2026-11-20T08:00:00+07:00",
    authors=(Author("Lan Chi"),),
    sections=("Tin tức/Đô thị",),
    tags=("giao thông",),
    body=(Paragraph(plain("Năm 2022.. kênh đầy rác, tốn hai tỉ đồng.")),),
)


@pytest.fixture
def made(tmp_path: Path) -> tuple[Workspace, Path]:
    (tmp_path / "newsroom.yaml").write_text(NEWSROOM, encoding="utf-8")
    (tmp_path / "articles").mkdir()
    workspace = Workspace.open(tmp_path)
    return workspace, workspace.create(ARTICLE, NOW)


@pytest.fixture
def standfirst(capsys: pytest.CaptureFixture[str]) -> InProcess:
    return InProcess(capsys)


def codes(stored: list[dict[str, str]]) -> list[str]:
    return [item["code"] for item in stored]


def test_an_ignored_finding_is_told_apart(made: tuple[Workspace, Path], standfirst: InProcess) -> None:
    workspace, folder = made
    before = standfirst("check", folder, "--json").json[0]
    assert codes(before["findings"]) == ["double-punctuation"]
    assert "ignored" not in before
    opened = workspace.load(folder)
    (found,) = whole_review(opened, opened.article, Newsroom(), NOW).findings
    workspace.save(folder, ignore(opened.article, found, "nguyên văn"), opened.content_hash)
    after = standfirst("check", folder, "--json").json[0]
    assert after["findings"] == []
    assert [(item["code"], item["reason"]) for item in after["ignored"]] == [("double-punctuation", "nguyên văn")]


def test_ignoring_is_no_change_that_a_reader_could_notice(made: tuple[Workspace, Path]) -> None:
    workspace, folder = made
    opened = workspace.load(folder)
    session = DocumentSession(folder, opened.article, Newsroom(), opened.content_hash)
    (found,) = whole_review(opened, opened.article, Newsroom(), NOW).findings
    session.apply(ignore(opened.article, found), "details")
    pending = session.begin_save(NOW)
    assert pending is not None
    assert pending.article.lastmod == opened.article.lastmod


def test_the_house_style_of_the_workspace_is_looked_at(made: tuple[Workspace, Path], standfirst: InProcess) -> None:
    workspace, folder = made
    rules = "prefer:\n  - {write: tỷ đồng, not: [tỉ đồng]}\n  - {write: một mình}\n"
    (workspace.root / "house-style.yaml").write_text(rules, encoding="utf-8")
    ran = standfirst("check", folder, "--json")
    found = ran.json[0]["findings"][-1]
    assert (found["code"], found["facts"]["write"]) == ("house-style", "tỷ đồng")
    assert "house-style.yaml, line 3" in ran.err


def test_advice_is_the_windows_alone(made: tuple[Workspace, Path], standfirst: InProcess) -> None:
    workspace, folder = made
    opened = workspace.load(folder)
    doubled = replace(opened.article, body=(Paragraph(plain("Rác của của phường.")),))
    workspace.save(folder, doubled, opened.content_hash)
    opened = workspace.load(folder)
    assert standfirst("check", folder, "--json").json[0]["findings"] == []
    found = whole_review(opened, opened.article, Newsroom(), NOW, advice=True).findings
    assert [item.code for item in found] == ["repeated-word"]
