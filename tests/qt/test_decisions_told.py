"""What was decided in a sheet and cannot be done is told, whether the sheet is still open or not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from editor.app.versioning import versions_of
from editor.library.workspace import Workspace
from editor.qt.dialogs.archive import ArchiveSheet
from editor.qt.dialogs.versions import VersionsSheet
from editor.qt.panels.toast import Toast
from window_driver import Driver, newest, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def unreachable(driver: Driver, sample: Path) -> VersionsSheet:
    """The sheet of versions, open; what it lists has gone from the disk since."""
    workspace, folder = Workspace.open(sample), newest(sample)
    versions = versions_of(workspace, folder, workspace.load(folder).article)
    until(versions.all)
    driver.action("versions.open").trigger()
    until(lambda: driver.window.findChild(VersionsSheet) is not None)
    sheet = driver.window.findChild(VersionsSheet)
    assert sheet is not None
    until(sheet.restore_button.isEnabled)
    driver.settle()
    versions.path.rename(versions.path.with_name("elsewhere"))
    return sheet


def test_a_version_that_cannot_be_brought_back_is_told_in_the_sheet(driver: Driver, unreachable: VersionsSheet) -> None:
    unreachable.restore_button.click()
    driver.settle()
    assert unreachable.isVisible()
    assert unreachable.restore_button.isEnabled()
    assert "tệp" in unreachable.view.toPlainText().lower()
    assert not driver.window.banner.isVisible()


def test_when_the_sheet_was_closed_meanwhile_the_window_tells_it(driver: Driver, unreachable: VersionsSheet) -> None:
    unreachable.restore_button.click()
    unreachable.dismiss()
    until(driver.window.banner.isVisible)
    notice = driver.window.banner.notice
    assert notice is not None
    assert notice.tone == "danger"


def test_an_import_of_published_stories_goes_on_when_its_sheet_is_closed(driver: Driver, tmp_path: Path) -> None:
    stories = [{"title": f"Bài số {number}", "url": f"https://bensong.example/{number}"} for number in range(4000)]
    (tmp_path / "bai-da-dang").mkdir()
    for number in range(20):
        lines = "\n".join(json.dumps(story, ensure_ascii=False) for story in stories[number * 200 :][:200])
        (tmp_path / "bai-da-dang" / f"{number:02d}.jsonl").write_text(lines, encoding="utf-8")
    driver.action("archive.open").trigger()
    until(lambda: driver.window.findChild(ArchiveSheet) is not None)
    sheet = driver.window.findChild(ArchiveSheet)
    assert sheet is not None
    sheet.take([tmp_path / "bai-da-dang"])
    sheet.dismiss()
    until(lambda: driver.window.findChild(Toast) is not None)
    toast = driver.window.findChild(Toast)
    assert toast is not None
    assert "4.000" in toast.accessibleName()


def test_the_newsrooms_own_sources_are_a_press_away(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "Bài", "url": "https://bensong.example/1"}', encoding="utf-8")
    desk = driver.window.desk
    desk.newsroom = replace(desk.newsroom, archive_sources=(str(tmp_path / "a.jsonl"),))
    driver.action("archive.open").trigger()
    until(lambda: driver.window.findChild(ArchiveSheet) is not None)
    sheet = driver.window.findChild(ArchiveSheet)
    assert sheet is not None
    driver.click(sheet.sources)
    until(lambda: sheet.result.text() != "")
    assert "1 " in sheet.result.text()
