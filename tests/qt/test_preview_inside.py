"""The preview inside the window, where QtWebEngine is installed: a page, its newer version, widths, the way back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # Chromium's own does not run as root
pytest.importorskip("PySide6.QtWebEngineWidgets", reason="QtWebEngine is not installed (standfirst[preview])")

from editor.qt.dialogs.export import ExportSheet
from editor.qt.dialogs.preview import PreviewArea
from editor.qt.previewing import Previewing
from window_driver import Driver, pause, until

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("GPU|RHI|QRhi|Sandboxing|dbus|support")]


@pytest.fixture
def area(driver: Driver) -> Iterator[PreviewArea]:
    driver.window.surface.setFocus()
    driver.press(Qt.Key.Key_F9)
    until(lambda: driver.window.findChild(PreviewArea) is not None, most=60_000)
    found = driver.window.findChild(PreviewArea)
    assert found is not None
    yield found
    driver.window.tools.of(Previewing, "preview").end()
    pause(200)


def text_of(area: PreviewArea, kind: str) -> str:
    words: list[str] = []
    area.devices[kind].view.page().toPlainText(words.append)
    until(lambda: bool(words), most=20_000)
    return words[0]


def until_it_says(area: PreviewArea, kind: str, words: str) -> None:
    for _ in range(60):
        if words in text_of(area, kind):
            return
        pause(200)
    pytest.fail(f"never said {words}")


def test_the_page_is_shown_and_newer_after_a_save(driver: Driver, area: PreviewArea) -> None:
    until_it_says(area, "phone", driver.article.headline)
    assert area.devices["phone"].view.width() == 368
    driver.write("Thêm chữ ", on=driver.window.surface)
    until_it_says(area, "phone", "Thêm chữ")


def test_widths_are_chosen_by_keys_and_escape_leads_back(driver: Driver, area: PreviewArea) -> None:
    shown = [kind for kind, device in area.devices.items() if device.isVisible()]
    assert shown in (["phone", "desktop"], ["phone"])
    area.widths.turn_to(1)
    assert [kind for kind, device in area.devices.items() if device.isVisible()] == ["tablet"]
    driver.press(Qt.Key.Key_Escape, on=area)
    pause(200)
    assert driver.window.findChild(PreviewArea) is None
    assert QApplication.focusWidget() is driver.window.surface


def test_export_follows_from_the_preview(driver: Driver, area: PreviewArea) -> None:
    driver.click(area.export)
    assert driver.window.findChild(ExportSheet) is not None


def test_nothing_outside_is_reached(driver: Driver, area: PreviewArea, tmp_path: Path) -> None:
    page = tmp_path / "la.html"
    page.write_text('<title>a</title><img src="http://127.0.0.1:9/x"><script>document.title="b"</script>', "utf-8")
    view = area.devices["phone"].view
    view.load(page.as_uri())
    until(lambda: view.url().toString() == page.as_uri())
    pause(1500)
    assert view.title() == "a"
