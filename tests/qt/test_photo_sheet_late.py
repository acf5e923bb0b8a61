"""Photos of the sheet that come late: taken out while they are looked at, brought back, or the sheet is closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.app.photo_batch import removed
from editor.qt.dialogs.photos import open_photos
from photo_sheets import photo, sheet_of
from window_driver import Driver, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_photo_that_was_taken_out_before_it_was_looked_at_can_come_back(driver: Driver, tmp_path: Path) -> None:
    open_photos(driver.window, [photo(tmp_path, f"{number}.jpg", hue=number) for number in range(8)], 1)
    bench = sheet_of(driver).bench
    last = bench.batch.photos[-1].key
    bench.edit(lambda batch: removed(batch, last))
    until(lambda: all(one.asset is not None for one in bench.batch.photos))
    bench.undo()
    until(lambda: all(one.asset is not None for one in bench.batch.photos))
    assert bench.batch.photos[-1].key == last


def test_a_look_that_ends_after_its_sheet_harms_nothing(driver: Driver, tmp_path: Path) -> None:
    large = [photo(tmp_path, f"{number}.jpg", hue=number, size=(5000, 4000)) for number in range(2)]
    open_photos(driver.window, large, 1)
    sheet = sheet_of(driver)
    for one in sheet.bench.batch.photos:
        sheet.bench.edit(lambda batch, key=one.key: removed(batch, key))
    sheet.bench.close()
    sheet.hide()
    sheet.deleteLater()
    driver.settle()
    assert not driver.window.desk.is_busy()
