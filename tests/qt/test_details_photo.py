"""The photo tab: the words of one photo, what is wrong with it, what its file is, and the way into the photo sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from editor.model.blocks import figures_of
from editor.qt.dialogs.photos import PhotoSheet
from editor.qt.panels.photo_strip import PhotoButton
from photo_sheets import photo, sheet_of
from window_driver import Driver, newest, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


@pytest.fixture
def tab(driver: Driver):  # type: ignore[no-untyped-def]
    driver.window.details.turn_to(1)
    driver.settle()
    return driver.window.details.photo_tab


def test_source_rights_and_size_belong_to_the_file_and_are_undone(driver: Driver, tab) -> None:  # type: ignore[no-untyped-def]
    start, src = driver.article, tab.src
    for field, words in ((tab.source, "TTXVN"), (tab.rights, "Mot lan")):
        field.setFocus()
        field.selectAll()
        driver.write(words)
    tab.sizes.turn_to(2)
    resource = driver.article.resource(src)
    assert (resource.source, resource.rights, resource.size) == ("TTXVN", "Mot lan", "small")
    driver.undo()
    assert driver.article.resource(src).size == start.resource(src).size
    assert tab.sizes.number == 0
    for _ in range(10):
        driver.undo()
    assert driver.article == start
    assert tab.source.text() == start.resource(src).source


def test_the_file_is_named_with_its_size(driver: Driver, tab) -> None:  # type: ignore[no-untyped-def]
    until(lambda: "KB" in tab._facts.text())
    name = Path(tab.src).name
    assert tab._facts.text().startswith(f"{name} · 1800 × 1200 · ")


def test_what_the_checks_say_of_the_photo_stands_beside_it(driver: Driver, tab, sample: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert not tab._wanted["alt"].isVisible()
    tab.alt.setFocus()
    tab.alt.selectAll()
    driver.press(Qt.Key.Key_Delete)
    until(tab._wanted["alt"].isVisible)
    driver.undo()
    until(lambda: not tab._wanted["alt"].isVisible())
    path = newest(sample) / tab.src
    small = photo(tmp_path, "nho.jpg", size=(300, 200))
    path.write_bytes(small.read_bytes())
    tab.credit.setFocus()
    driver.write("x")
    until(lambda: tab._problems.count() == 1)
    problem = tab._problems.itemAt(0).widget()
    assert isinstance(problem, QLabel)
    assert "300" in problem.text()


def test_crop_and_focal_point_open_the_sheet_on_this_photo(driver: Driver, tab) -> None:  # type: ignore[no-untyped-def]
    second = figures_of(driver.article.body)[1].src
    buttons = [one for one in tab.strip.findChildren(PhotoButton) if one.isVisible()]
    driver.click(buttons[1])
    assert tab.src == second
    driver.click(tab.edit_button)
    sheet = sheet_of(driver)
    driver.settle()
    assert sheet.photo is not None
    assert sheet.photo.figure.src == second
    sheet.columns.crop.setFocus()
    driver.press(Qt.Key.Key_Right)
    driver.click(sheet.done_button)
    pause(30)
    assert driver.article.resource(second).focus == (0.51, 0.4)


def test_the_lead_images_focal_point_is_set_from_the_article_tab(driver: Driver) -> None:
    cover = driver.article.cover
    driver.click(driver.window.details.article_tab.cover.focus_link)
    sheet = sheet_of(driver)
    assert sheet.photo is not None
    assert sheet.photo.figure.src == cover
    driver.settle()
    driver.press(Qt.Key.Key_Escape)


def test_the_menu_opens_the_sheet_on_the_articles_photos(driver: Driver) -> None:
    assert driver.action("photos.edit").isEnabled()
    driver.action("photos.edit").trigger()
    sheet = driver.window.findChild(PhotoSheet)
    assert sheet is not None
    assert len(sheet.bench.batch.photos) == len(figures_of(driver.article.body))
    assert sheet.title.text() == "Ảnh trong bài"
    driver.settle()
    driver.press(Qt.Key.Key_Escape)
    assert driver.window.session is not None
    assert not driver.window.session.can_undo
