"""Hugo and Pelican show nasty strings as words: in headline, byline, tags, captions, credits, quotes, boxes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consumers.nasty import nasty, texts_of
from consumers.published import Page, folded, wanted
from consumers.sites import build_hugo, build_pelican, hugo_content, pelican_content
from consumers.test_dialect_elsewhere import TEXTS
from editor.model.article import Article

Lost = list[tuple[str, str]]


def lost(name: str, page_of: Callable[[Article], Path]) -> Lost:
    """(string, piece that is not on its page)."""
    found: Lost = []
    for number, text in enumerate(TEXTS):
        article = nasty(number, text)
        page = Page(page_of(article).read_text(encoding="utf-8"))
        facts = [article.headline, article.tags[0], article.authors[0].name] if name == "hugo" else []
        pieces = [*map(folded, facts), *wanted(article)] if name == "hugo" else list(wanted(article))[1:]
        found += [(text, piece) for piece in pieces if piece not in page.words]
    return found


def fill(name: str, content: Path) -> None:
    for number, text in enumerate(TEXTS):
        (content / f"a{number}").mkdir()
        index = texts_of("markdown" if name == "hugo" else name, nasty(number, text))["index.md"]
        (content / f"a{number}" / "index.md").write_text(index, encoding="utf-8")


def test_hugo_shows_every_one(tmp_path: Path) -> None:
    content = hugo_content(tmp_path)
    fill("hugo", content)
    out = build_hugo(tmp_path)
    assert lost("hugo", lambda article: out / "tin" / article.slug / "index.html") == []


@pytest.mark.slow
def test_pelican_shows_every_one(tmp_path: Path) -> None:
    content = pelican_content(tmp_path)
    fill("pelican", content)
    for number in range(len(TEXTS)):
        images = content / f"a{number}" / "images"
        images.mkdir()
        for letter in "abcd":
            (images / f"{letter}.jpg").write_bytes(b"\xff\xd8")
    out = build_pelican(tmp_path)
    assert lost("pelican", lambda article: out / f"{article.slug}.html") == []
