"""The save states of mock-up 11, each by what really brings it about, and what a click on them does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from editor.errors import DiskFullError
from editor.files import digest
from editor.library.journal import Journal
from editor.library.workspace import Workspace
from editor.qt.dialogs.conflict import ConflictSheet
from editor.qt.dialogs.recovered import RecoveredSheet
from editor.qt.tab_order import stops
from window_driver import CTRL, Driver, driving, newest, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


def write(driver: Driver, words: str) -> None:
    surface = driver.window.surface
    surface.setFocus()
    driver.press(Qt.Key.Key_Home, CTRL, on=surface)
    driver.write(words, on=surface)


def says(driver: Driver, words: str) -> None:
    label = driver.window.status_bar.save
    until(lambda: label.words == words)
    assert label.accessibleName() == words


def file_of(sample: Path) -> str:
    return (newest(sample) / "article.md").read_text(encoding="utf-8")


def test_written_and_saved(driver: Driver, sample: Path) -> None:
    write(driver, "Mới ")
    says(driver, "Đang viết…")
    until(lambda: driver.window.status_bar.save.words.startswith("Đã lưu lúc "))
    assert "Mới " in file_of(sample)
    assert driver.window.status_bar.save not in stops(driver.window)  # nothing to do about it


def test_a_full_disk_keeps_the_text_beside_it_and_it_is_saved_by_itself_when_there_is_room(
    driver: Driver, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFullError(newest(sample) / "article.md")

    desk = driver.window.desk
    with monkeypatch.context() as broken:
        broken.setattr(Workspace, "save_with_findings", full)
        write(driver, "Đầy ")
        says(driver, "Chưa ghi được, đang giữ bản tạm")
        assert driver.window.status_bar.save in stops(driver.window)
        driver.settle()
        assert "Đầy" in (Journal(newest(sample)).read() or pytest.fail("no journal")).text
    desk.disk.retry._timer.timeout.emit()  # not waited for: it comes by itself after five seconds
    until(lambda: "Đầy " in file_of(sample))
    until(lambda: driver.window.status_bar.save.words.startswith("Đã lưu lúc "))
    until(lambda: not desk.disk.retry._timer.isActive())


def test_a_drive_that_is_pulled_out_is_named_and_gets_the_text_when_it_is_back(driver: Driver, sample: Path) -> None:
    folder = newest(sample)
    away = sample.parent / "rut-ra"
    folder.rename(away)
    write(driver, "Rút ổ ")
    says(driver, "Không thấy thư mục bài, đang giữ bản tạm")
    driver.window.banner.clear()
    driver.window.desk.disk.retry._timer.timeout.emit()
    driver.settle()
    assert driver.window.banner.notice is None  # what has been read does not come back every five seconds
    assert not folder.exists()  # and no folder is made where the drive was
    away.rename(folder)
    driver.click(driver.window.status_bar.save)
    until(lambda: "Rút ổ " in file_of(sample))


def test_a_file_that_was_changed_elsewhere_leads_to_both_texts(driver: Driver, sample: Path) -> None:
    file = newest(sample) / "article.md"
    driver.window.desk.disk.watch_article(None)  # nobody tells before the save finds it
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: Máy khác ", 1), encoding="utf-8")
    write(driver, "Máy này ")
    says(driver, "Tệp bị sửa ở nơi khác")
    assert not driver.window.desk.disk.retry._timer.isActive()
    driver.click(driver.window.status_bar.save)
    until(lambda: driver.window.findChild(ConflictSheet) is not None)


def test_what_a_crash_left_over_is_told_until_somebody_writes(sample: Path, qapp: object) -> None:
    folder = newest(sample)
    text = file_of(sample)
    Journal(folder).write(text.replace("title: ", "title: Sót lại ", 1), digest(text.encode()))
    with driving(sample) as driver:
        driver.window.open_article(folder)
        until(lambda: driver.window.status_bar.save.words.startswith("Đã khôi phục bản "))
        driver.click(driver.window.status_bar.save)
        until(lambda: driver.window.findChild(RecoveredSheet) is not None)
        driver.press(Qt.Key.Key_Escape)
        write(driver, "Viết tiếp ")
        says(driver, "Đang viết…")
        until(lambda: driver.window.status_bar.save.words.startswith("Đã lưu lúc "))
