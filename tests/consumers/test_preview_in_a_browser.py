"""The preview in a real browser, opened as a file: three widths, photos there, newer by itself, nothing asked for."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from consumers.webdriver import Browser, chromium
from editor.app.publish_preview import make_preview
from editor.library.workspace import Workspace
from editor.model.article import Article
from editor.model.blocks import Paragraph, Span, plain

pytestmark = pytest.mark.slow

WORDS = {"phone": "Điện thoại", "tablet": "Máy tính bảng", "desktop": "Máy tính", "both": "Song song", "lang": "vi"}
WORDS |= {"widths": "Khổ màn hình", "note": "Tự tải lại", "untitled": "Chưa có tít"}
_SHOWN = "return [...document.querySelectorAll('figure')].filter(f => !f.hidden).map(f => f.className)"


def frame(browser: Browser, number: int, script: str) -> object:
    browser._post("frame", id=number)
    try:
        return browser.run(script)
    finally:
        browser._post("frame", id=None)


def until_it_says(browser: Browser, number: int, words: str) -> None:
    deadline = time.monotonic() + 20
    while words not in str(frame(browser, number, "return document.body.textContent")):
        assert time.monotonic() < deadline, f"never said {words}"
        time.sleep(0.2)


@pytest.fixture
def made(tmp_path: Path) -> tuple[Workspace, Path, Article]:
    Workspace.init(tmp_path / "kho", sample=True, lang="vi")
    workspace = Workspace.open(tmp_path / "kho")
    folder = workspace.article_folders()[-1]
    return workspace, folder, workspace.load(folder).article


def test_a_browser_shows_three_widths_and_takes_the_newer_page(
    made: tuple[Workspace, Path, Article], tmp_path: Path
) -> None:
    workspace, folder, article = made
    entry = make_preview(workspace, folder, article, "html", WORDS).entry
    with chromium(tmp_path / "profile") as browser:
        browser.show(entry.as_uri(), 1536, 960)
        assert browser.run(_SHOWN) == ["phone", "desktop"]
        until_it_says(browser, 0, article.headline)
        assert frame(browser, 0, "return innerWidth") == 368
        photos = "return [...document.images].filter(i => i.getBoundingClientRect().top < 900).map(i => i.naturalWidth)"
        assert frame(browser, 0, photos)
        assert 0 not in frame(browser, 0, photos)  # type: ignore[operator]
        assert frame(browser, 0, "return getComputedStyle(document.querySelector('h1')).fontWeight") == "700"
        for number, name in enumerate(("phone", "tablet", "desktop")):
            browser.run(f"document.querySelectorAll('button')[{number}].click()")
            assert browser.run(_SHOWN) == [name]
        newer = replace(article, body=(Paragraph(plain("Câu vừa viết thêm.")), *article.body))
        make_preview(workspace, folder, newer, "html", WORDS)
        until_it_says(browser, 2, "Câu vừa viết thêm.")
        assert [line for line in browser.complaints() if "stamp" not in line] == []


def test_what_the_article_says_runs_nowhere(made: tuple[Workspace, Path, Article], tmp_path: Path) -> None:
    workspace, folder, article = made
    bad = '"><img src=x onerror="top.hit=1"><script>top.hit=1</script>'
    nasty = replace(article, headline=bad, standfirst=bad, body=(Paragraph((Span(bad, link="javascript:hit=1"),)),))
    entry = make_preview(workspace, folder, nasty, "html", WORDS).entry
    with chromium(tmp_path / "profile") as browser:
        browser.show(entry.as_uri(), 1536, 960)
        until_it_says(browser, 0, "onerror")
        assert browser.run("return window.hit === undefined")
        assert browser.run("return performance.getEntriesByType('resource').every(r => r.name.startsWith('file:'))")
