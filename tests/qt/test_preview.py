"""F9: the exported page in the system's browser, drafts too; it is newer after every save, and ends when asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from editor.qt import previewing
from editor.qt.previewing import Previewing
from window_driver import Driver, newest, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Browser(QObject):
    """Takes the place of the system's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setattr(previewing, "has_engine", lambda: False)
    browser = Browser()
    QDesktopServices.setUrlHandler("file", browser, "open")
    yield browser
    QDesktopServices.unsetUrlHandler("file")


def tool(driver: Driver) -> Previewing:
    found = driver.window.tools.get("preview")
    assert isinstance(found, Previewing)
    return found


def shown(driver: Driver, browser: Browser) -> Path:
    driver.press(Qt.Key.Key_F9, on=driver.window.surface)
    until(lambda: bool(browser.opened), most=60_000)
    return browser.opened[-1]


def test_f9_opens_the_page_with_frames_of_three_widths(driver: Driver, browser: Browser) -> None:
    entry = shown(driver, browser)
    text = entry.read_text(encoding="utf-8")
    assert text.count("<iframe") == 3
    assert text.count('sandbox="allow-same-origin"') == 3
    assert "http" not in text.replace("http-equiv", "").replace("https://www.example.com", "")
    assert driver.article.headline in text
    page = (entry.parent / "page" / "index.html").read_text(encoding="utf-8")
    assert driver.article.headline in page
    assert "<script" not in page.replace('<script type="application/ld+json">', "")
    assert driver.action("preview.toggle").isChecked()


def test_a_draft_with_blockers_and_words_not_saved_yet_is_shown(driver: Driver, browser: Browser) -> None:
    driver.window.desk.edit(lambda article: replace(article, authors=(), sections=()))
    driver.window.surface.setFocus()
    driver.write("Chưa lưu ")
    page = shown(driver, browser).parent / "page" / "index.html"
    assert "Chưa lưu" in page.read_text(encoding="utf-8")


def test_a_save_makes_it_newer(driver: Driver, browser: Browser) -> None:
    entry = shown(driver, browser)
    stamp = (entry.parent / "stamp.js").read_text(encoding="utf-8")
    driver.window.surface.setFocus()
    driver.write("Thêm chữ ")
    until(lambda: (entry.parent / "stamp.js").read_text(encoding="utf-8") != stamp, most=30_000)
    assert "Thêm chữ" in (entry.parent / "page" / "index.html").read_text(encoding="utf-8")
    assert len(browser.opened) == 1


def test_f9_again_ends_it_and_so_does_another_article(driver: Driver, browser: Browser, sample: Path) -> None:
    entry = shown(driver, browser)
    driver.press(Qt.Key.Key_F9, on=driver.window.surface)
    assert not tool(driver).on
    stamp = (entry.parent / "stamp.js").read_text(encoding="utf-8")
    driver.write("Không ai xem ", on=driver.window.surface)
    driver.settle()
    pause(1200)
    assert (entry.parent / "stamp.js").read_text(encoding="utf-8") == stamp
    driver.press(Qt.Key.Key_F9, on=driver.window.surface)
    until(lambda: len(browser.opened) == 2, most=60_000)
    driver.window.open_article(sorted((sample / "articles").iterdir())[0])
    assert not tool(driver).on


def test_nothing_of_it_reaches_the_workspace_or_the_receipts(driver: Driver, browser: Browser, sample: Path) -> None:
    before = sorted(path for path in newest(sample).rglob("*"))
    entry = shown(driver, browser)
    assert not entry.is_relative_to(sample)
    assert sorted(path for path in newest(sample).rglob("*")) == before
    assert not list((sample / ".standfirst").glob("receipts/*"))


def test_a_hostile_headline_does_nothing_in_our_page(driver: Driver, browser: Browser) -> None:
    driver.window.desk.edit(lambda article: replace(article, headline='</title><script>x()</script>"$page'))
    text = shown(driver, browser).read_text(encoding="utf-8")
    assert "<script>x()" not in text
    assert "&lt;script&gt;" in text
