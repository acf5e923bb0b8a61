"""Work in the photo sheet outlives the program: kill it, and the words are offered at the next start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor.app.photo_batch import Batch, SheetPhoto, typed
from editor.app.unfinished_photos import Unfinished, forget, keep, kept
from editor.errors import CancelledError
from editor.model.article import Crop, Region, Resource
from editor.model.blocks import Figure, plain
from editor.work import Cancel
from photo_sheets import WORDS, opened, photo, sheet_of, texts
from window_driver import CTRL, Driver, driving, newest, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


def test_a_batch_comes_back_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "kho" / "articles" / "2026-11-24-bai"
    own = Resource(
        "", rights="© Báo", focus=(0.2, 0.3), crops=(Crop("1:1", 0, 0, 0.5, 0.5),), blur=(Region(0, 0, 1, 1),)
    )
    photos = (
        SheetPhoto(1, "a.jpg", tmp_path / "a.jpg", resource=own, unread=frozenset({"credit"})),
        SheetPhoto(2, "dán", b"\xff\xd8anh", Figure("", plain("Hai\ndòng"), "Ai ")),
    )
    batch = typed(Batch(photos, lead=2, shared=True), 1, "alt", "đang gõ ")
    keep(tmp_path / "kho", folder, Unfinished(batch, 3), Cancel())
    assert kept(tmp_path / "kho", folder) == Unfinished(batch, 3)
    edited = replace(batch, photos=(replace(photos[0], figure=Figure("images/01-a.jpg")),))
    keep(tmp_path / "kho", folder, Unfinished(edited, None), Cancel())
    back = kept(tmp_path / "kho", folder)
    assert back is not None
    assert (back.after, back.batch.photos[0].figure.src) == (None, "images/01-a.jpg")
    forget(tmp_path / "kho", folder)
    assert kept(tmp_path / "kho", folder) is None


def test_what_was_forgotten_is_not_brought_back_by_a_late_write(tmp_path: Path) -> None:
    folder = tmp_path / "kho" / "articles" / "bai"
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(CancelledError):
        keep(tmp_path / "kho", folder, Unfinished(Batch((SheetPhoto(1, "a", tmp_path / "a"),)), 0), cancel)
    assert kept(tmp_path / "kho", folder) is None


def test_captions_are_offered_after_the_program_was_ended(sample: Path, tmp_path: Path, qapp: QApplication) -> None:
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        sheet = opened(driver, [photo(tmp_path, f"{number}.jpg", WORDS, hue=number) for number in range(3)], 2)
        driver.press(Qt.Key.Key_Return, CTRL)
        sheet.columns.fields.alt.setFocus()
        driver.write("Hai nguoi")
        until(lambda: (unfinished := kept(sample, newest(sample))) is not None and "Hai nguoi" in str(unfinished))
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        until(lambda: driver.window.banner.notice is not None)
        notice = driver.window.banner.notice
        assert notice is not None
        assert "3 ảnh" in f"{notice.title} {notice.sentence}"
        assert notice.act is not None
        notice.act()
        sheet = sheet_of(driver)
        driver.settle()
        assert texts(sheet, "alt") == ["", "Hai nguoi", ""]
        assert not sheet.bench.batch.photos[0].unread
        assert sheet.bench.batch.photos[2].unread
        driver.click(sheet.done_button)
        until(lambda: len(driver.article.body) > 5 and kept(sample, newest(sample)) is None, most=30_000)
        driver.settle()


def test_a_sheet_that_is_closed_leaves_nothing_behind(driver: Driver, tmp_path: Path, sample: Path) -> None:
    opened(driver, [photo(tmp_path, "0.jpg")])
    driver.write("chu")
    until(lambda: kept(sample, newest(sample)) is not None)
    driver.press(Qt.Key.Key_Escape)
    driver.settle()
    assert kept(sample, newest(sample)) is None
