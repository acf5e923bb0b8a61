"""The photo sheet and the details at every text size, in both languages: no word is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from clipping import clipped
from editor.app.settings import Settings
from editor.qt.theme.controls import Button
from photo_sheets import WORDS, opened, photo
from window_driver import driving, newest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

SIZES = ((1536, 960), (1024, 640), (800, 560))


@pytest.mark.parametrize(
    ("zoom", "lang", "theme"), [(90, "en", "light"), (100, "vi", "dark"), (125, "vi", "light"), (200, "en", "light")]
)
def test_no_word_of_the_sheet_is_cut_off(
    sample: Path, tmp_path: Path, qapp: QApplication, zoom: int, lang: str, theme: str
) -> None:
    with driving(sample, Settings(theme=theme, lang=lang, zoom=zoom), SIZES[0]) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        sheet = opened(driver, [photo(tmp_path, "0.jpg", WORDS, size=(300, 200)), photo(tmp_path, "1.jpg", hue=1)])
        for size in SIZES:
            driver.window.resize(*size)
            driver.settle()
            assert list(clipped(sheet)) == [], size


@pytest.mark.parametrize(
    ("zoom", "lang"), [(90, "vi"), (100, "en"), (125, "vi"), (125, "en"), (200, "vi"), (200, "en")]
)
def test_no_word_of_the_details_is_cut_off(sample: Path, qapp: QApplication, zoom: int, lang: str) -> None:
    size = (1800, 1000) if zoom < 200 else (2400, 1300)
    with driving(sample, Settings(theme="light", lang=lang, zoom=zoom), size) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        details = driver.window.details
        details.article_tab.schedule.unfold()
        for number, tab in enumerate((details.article_tab, details.photo_tab, details.note_tab)):
            details.turn_to(number)
            driver.settle()
            assert list(clipped(tab)) == [], number


def test_the_control_sees_a_word_that_is_cut_off(sample: Path, qapp: QApplication) -> None:
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        tab = driver.window.details.article_tab
        button = next(one for one in tab.findChildren(Button) if one is tab.status)
        button.setMinimumWidth(1)
        button.setMaximumWidth(40)
        driver.settle()
        assert any("Sẵn sàng" in line for line in clipped(tab))
