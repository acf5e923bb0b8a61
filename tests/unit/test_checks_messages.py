"""Every finding and settings problem has a sentence in both languages, and it is filled without a gap."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import editor
from checked_articles import FULL, asset, figure, paragraph
from editor.app.messages import Messages
from editor.checks import CODES, RULES, Known, run_checks
from editor.errors import PhotoMissingError, PhotoUnreadableError
from editor.model.article import Article, Related, Resource
from editor.model.blocks import Source
from editor.model.house_style import HouseRule, HouseStyle
from editor.model.newsroom import Newsroom
from editor.resources import resource

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
LANGUAGES = pytest.mark.parametrize("lang", ["vi", "en"])


def words(lang: str) -> dict[str, str]:
    return tomllib.loads(resource(f"messages/{lang}/checks.toml").read_text(encoding="utf-8"))


def gaps(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def wrong_articles() -> tuple[Article, ...]:
    """Between them they break every rule."""
    broken = replace(
        FULL,
        headline="Tít",
        embargo="2099-01-01",
        date="mai",
        cover="",
        standfirst="Sapo " * 100,
        related=(Related("Bài cũ", "https://"), *(Related("Hai lần", "https://example.com/tin"),) * 2),
        body=(
            paragraph("Hết.. " + "chữ " * 80 + "TODO"),
            paragraph("Ông Nguyễn Văn A của của phường trồng 1.500 cây, tỉ đồng."),
            paragraph("Ông Nguyễn Văn Á tưới 1,500 cây."),
            replace(figure(1, "", ""), alt=""),
            figure(2),
            figure(3),
            Source("~~~"),
        ),
        resources=(Resource("images/02-anh.jpg", reviewed=False),),
    )
    return Article(), broken


def test_every_code_has_words_in_both_languages() -> None:
    for lang in ("vi", "en"):
        sentences = {code for code in words(lang) if not code.startswith("settings.")}
        assert set(CODES) == {code.removesuffix(".one") for code in sentences}


def test_every_finding_that_is_raised_anywhere_has_words() -> None:
    sources = (path.read_text(encoding="utf-8") for path in Path(editor.__file__).parent.rglob("*.py"))
    raised = {code for source in sources for code in re.findall(r"\bFinding\(\s*\"([a-z.-]+)\"", source)}
    assert {"cleaned", "comment-lost"} <= raised
    for lang in ("vi", "en"):
        assert {code for code in raised if not Messages.load(lang).has(code)} == set()


def test_both_languages_name_the_same_facts() -> None:
    vi, en = words("vi"), words("en")
    for code in {*vi, *en}:
        if not code.endswith(".one"):
            assert gaps(vi[code]) == gaps(en[code]), code


@LANGUAGES
def test_sentences_are_calm(lang: str) -> None:
    for sentence in words(lang).values():
        assert "!" not in sentence
        assert "vui lòng" not in sentence.lower()
        assert sentence == sentence.strip()


STRICT = Newsroom(fields=dict.fromkeys(("kicker", "dateline", "story_type", "related", "seo"), "required"))
"""A newsroom that asks for everything."""


@LANGUAGES
def test_findings_fill_their_sentences(lang: str) -> None:
    looked = {
        "images/01-anh.jpg": PhotoMissingError("01"),
        "images/02-anh.jpg": PhotoUnreadableError("02"),
        "images/03-anh.jpg": asset(320, 200),
    }
    known = Known(HouseStyle((HouseRule("tỉ đồng", "tỷ đồng"),)), advice=True)
    found = [finding for article in wrong_articles() for finding in run_checks(article, STRICT, looked, NOW, known)]
    assert {finding.code for finding in found} == {rule.code for rule in RULES}
    for finding in found:
        sentence = Messages.load(lang).finding(finding)
        assert sentence != finding.code
        assert "{" not in sentence
        assert gaps(words(lang)[finding.code]) <= {name for name, _ in finding.facts}
