"""The export sheet in all its states: it never stops the writing, waits for folders, leads to what must be mended."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from editor.app.outbox import waiting
from editor.bundle.manifest import read_manifest
from editor.bundle.verify import verify
from editor.model.article import Article
from editor.model.blocks import Paragraph, figures_of, plain
from editor.model.edits import set_alt
from editor.model.ignoring import ignored_in
from editor.qt.delivering import Delivering, delivering_of
from editor.qt.delivery_chips import BackChip
from editor.qt.dialogs.correction import CorrectionSheet
from editor.qt.dialogs.export import ExportSheet
from editor.qt.dialogs.outbox import OutboxSheet
from editor.qt.dialogs.withdraw import WithdrawSheet
from editor.qt.panels.banner import Notice
from editor.qt.panels.checks_ignore import IgnorePopover
from window_driver import CTRL, SHIFT, Driver, driving, newest, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def cms(tmp_path: Path) -> Path:
    (tmp_path / "cms").mkdir()
    return tmp_path / "cms"


def opened(driver: Driver, folder: Path) -> ExportSheet:
    driver.press(Qt.Key.Key_E, CTRL | SHIFT, on=driver.window.surface)
    sheet = driver.window.findChild(ExportSheet)
    assert sheet is not None
    sheet.set_folder(folder)
    driver.settle()
    return sheet


def exported(driver: Driver, folder: Path) -> ExportSheet:
    sheet = opened(driver, folder)
    assert sheet.export_button.isEnabled(), sheet.reason.text()
    driver.click(sheet.export_button)
    until(sheet.done_button.isVisible, most=60_000)
    return sheet


def bundles(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


def without_alt(article: Article) -> Article:
    return set_alt(article, figures_of(article.body)[0].src, "")


def test_writing_goes_on_while_it_exports_and_the_window_says_what_came(driver: Driver, cms: Path) -> None:
    notices: list[Notice] = []
    driver.window.desk.noticed.connect(notices.append)
    sheet = opened(driver, cms)
    driver.click(sheet.export_button)
    assert sheet.title.text() == "Đang xuất bài"
    driver.click(sheet.write_button)
    assert driver.window.findChild(ExportSheet) is None
    driver.window.surface.setFocus()
    driver.write("Viết tiếp ")
    assert "Viết tiếp" in repr(driver.article)
    until(lambda: bool(bundles(cms)), most=60_000)
    until(lambda: any(notice.about == "export" for notice in notices))
    assert verify(bundles(cms)[0]).ok


def test_the_sheet_that_is_opened_again_shows_the_work(driver: Driver, cms: Path) -> None:
    sheet = opened(driver, cms)
    driver.click(sheet.export_button)
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_E, CTRL | SHIFT, on=driver.window.surface)
    again = driver.window.findChild(ExportSheet)
    assert again is not None
    if delivering_of(driver.window).running is not None:
        assert again.run_part.isVisible()
        until(again.done_button.isVisible, most=60_000)
        assert again.files.count() > 3


def test_stop_leaves_nothing_and_brings_the_choices_back(driver: Driver, cms: Path) -> None:
    sheet = opened(driver, cms)
    driver.click(sheet.export_button)
    driver.click(sheet.cancel_button)
    driver.settle()
    assert sheet.ready.isVisible()
    assert sheet.export_button.isEnabled()
    until(lambda: not list(cms.iterdir()), most=30_000)


def test_a_folder_out_of_reach_gets_its_bundle_when_it_is_back(driver: Driver, tmp_path: Path) -> None:
    away = tmp_path / "o-dia" / "cms"
    sheet = exported(driver, away)
    assert sheet.title.text() == "Gói đang chờ chuyển"
    workspace = driver.window.desk.workspace
    assert workspace is not None
    assert len(waiting(workspace)) == 1
    delivering = delivering_of(driver.window)
    until(lambda: delivering.chip.isVisibleTo(driver.window))
    assert delivering.chip.text() == "1 gói chờ chuyển"
    driver.click(sheet.done_button)
    delivering.retry()
    driver.settle()
    assert len(delivering.waiting) == 1
    away.mkdir(parents=True)
    driver.click(delivering.chip)
    box = driver.window.findChild(OutboxSheet)
    assert box is not None
    driver.click(box.retry)
    until(lambda: not delivering.waiting, most=30_000)
    assert verify(bundles(away)[0]).ok
    assert delivering.chip.isHidden()
    assert box._none.isVisible()


def test_what_waits_is_handed_over_at_the_next_start(driver: Driver, sample: Path, tmp_path: Path) -> None:
    away = tmp_path / "o-dia" / "cms"
    exported(driver, away)
    driver.window.close()
    away.mkdir(parents=True)
    with driving(sample) as again:
        assert isinstance(again.window.tools.get("delivery"), Delivering)
        until(lambda: bool(bundles(away)), most=30_000)


def test_a_waiting_bundle_can_be_dropped(driver: Driver, tmp_path: Path) -> None:
    exported(driver, tmp_path / "o-dia" / "cms").dismiss()
    driver.action("export.outbox").trigger()
    box = driver.window.findChild(OutboxSheet)
    assert box is not None
    until(lambda: box._rows.count() == 1)
    row = box._rows.itemAt(0).widget()
    driver.click(row.drop)  # type: ignore[union-attr]
    until(lambda: not delivering_of(driver.window).waiting)


def test_a_folder_that_was_there_before_is_away_not_new(driver: Driver, cms: Path) -> None:
    exported(driver, cms).dismiss()
    shutil.rmtree(cms)
    sheet = opened(driver, cms)
    assert "giữ trên máy này" in sheet.ready._will.text()
    assert not cms.exists()


def test_going_to_a_blocker_closes_the_sheet_and_a_chip_leads_back(driver: Driver, cms: Path) -> None:
    driver.window.desk.edit(without_alt)
    driver.settle()
    sheet = opened(driver, cms)
    assert not sheet.export_button.isEnabled()
    assert sheet.reason.text() == "Còn 1 mục phải sửa"
    sheet.checks.setFocus()
    sheet.checks.setCurrentRow(0)
    driver.press(Qt.Key.Key_Return)
    assert driver.window.findChild(ExportSheet) is None
    assert QApplication.focusWidget() is driver.window.details.photo_tab.alt
    chip = driver.window.findChild(BackChip)
    assert chip is not None
    assert chip.isVisible()
    driver.write("Mô tả")
    driver.click(chip)
    again = driver.window.findChild(ExportSheet)
    assert again is not None
    assert chip.isHidden()
    until(again.export_button.isEnabled, most=10_000)


def test_findings_are_mended_and_ignored_in_the_sheet_too(driver: Driver, cms: Path) -> None:
    slip = Paragraph(plain("Từ năm 2022.. đường đã xong."))
    driver.window.desk.edit(lambda article: replace(article, body=(*article.body, slip), tags=()))
    driver.settle()
    sheet = opened(driver, cms)
    assert sheet.checks.count() == 2
    sheet.checks.setFocus()
    sheet.checks.setCurrentRow(0)
    driver.press(Qt.Key.Key_Return, CTRL)
    until(lambda: sheet.checks.count() == 1)
    assert driver.article.body[-1] == Paragraph(plain("Từ năm 2022. đường đã xong."))
    sheet.checks.setCurrentRow(0)
    driver.press(Qt.Key.Key_Delete, on=sheet.checks)
    popover = driver.window.findChild(IgnorePopover)
    assert popover is not None
    assert popover.isVisible()
    driver.press(Qt.Key.Key_Space)
    until(lambda: sheet.checks.finding_at(0) is None)
    assert ignored_in(driver.article)[0].code == "no-tags"
    assert QApplication.focusWidget() is sheet.checks


def test_the_sheet_says_what_stands_there_and_what_has_changed(driver: Driver, cms: Path) -> None:
    exported(driver, cms).dismiss()
    driver.window.desk.edit(lambda article: replace(article, standfirst="Sapo mới, sau khi xuất."))
    driver.settle()
    sheet = opened(driver, cms)
    until(lambda: sheet.ready.stands._words.text().endswith("Sửa sau khi xuất: sapo."))
    assert sheet.ready.stands.isVisible()
    driver.click(sheet.export_button)
    until(sheet.done_button.isVisible, most=60_000)
    assert sheet.result.changed.text() == "Bản 2, khác lần trước: sapo."
    assert read_manifest(bundles(cms)[0]).revision == 2


def test_nothing_new_leaves_the_bundle_alone(driver: Driver, cms: Path) -> None:
    exported(driver, cms).dismiss()
    sheet = exported(driver, cms)
    assert "giữ nguyên" in sheet.result.outcome.accessibleName()
    assert read_manifest(bundles(cms)[0]).revision == 1


def test_copying_the_path(driver: Driver, cms: Path) -> None:
    sheet = exported(driver, cms)
    driver.click(sheet.copy_button)
    assert QGuiApplication.clipboard().text() == str(bundles(cms)[0])


SETTINGS = """
export:
  targets:
    - {name: Trang nhất, folder: trang-nhat, profile: html}
    - {name: Báo bạn, folder: bao-ban, profile: ban}
  profiles:
    ban: {base: markdown}
  allow_force: yes
"""


def test_profiles_of_the_newsroom_have_cards_and_folders_of_their_own(sample: Path, qapp: object) -> None:
    text = (sample / "newsroom.yaml").read_text(encoding="utf-8")
    (sample / "newsroom.yaml").write_text(text.split("export:")[0] + SETTINGS, encoding="utf-8")
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        driver.press(Qt.Key.Key_E, CTRL | SHIFT, on=driver.window.surface)
        sheet = driver.window.findChild(ExportSheet)
        assert sheet is not None
        assert list(sheet.cards) == ["html", "markdown", "both", "ban"]
        assert sheet.ready.target == sample / "trang-nhat"
        driver.click(sheet.cards["ban"])
        driver.settle()
        assert sheet.ready.target == sample / "bao-ban"
        assert sheet.folder._name.text() == "Báo bạn"
        driver.click(sheet.export_button)
        until(sheet.done_button.isVisible, most=60_000)
        assert (bundles(sample / "bao-ban")[0] / "index.md").is_file()
        sheet.dismiss()
        driver.press(Qt.Key.Key_E, CTRL | SHIFT, on=driver.window.surface)
        again = driver.window.findChild(ExportSheet)
        assert again is not None
        assert again.kind == "ban"


def test_force_is_offered_only_where_the_newsroom_allows_it(sample: Path, qapp: object, cms: Path) -> None:
    text = (sample / "newsroom.yaml").read_text(encoding="utf-8")
    (sample / "newsroom.yaml").write_text(text.split("export:")[0] + SETTINGS, encoding="utf-8")
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        driver.window.desk.edit(without_alt)
        driver.settle()
        sheet = opened(driver, cms)
        assert not sheet.export_button.isEnabled()
        driver.click(sheet.ready.force)
        assert sheet.export_button.isEnabled()
        driver.click(sheet.export_button)
        until(sheet.done_button.isVisible, most=60_000)
        assert read_manifest(bundles(cms)[0]).forced == ("no-alt",)


def test_force_is_not_offered_otherwise(driver: Driver, cms: Path) -> None:
    driver.window.desk.edit(without_alt)
    driver.settle()
    assert opened(driver, cms).ready.force.isHidden()


def test_other_kinds_come_from_a_menu(driver: Driver, cms: Path) -> None:
    sheet = opened(driver, cms)
    sheet.ready.kinds._take("wordpress")
    assert sheet.kind == "wordpress"
    driver.settle()
    driver.click(sheet.export_button)
    until(sheet.done_button.isVisible, most=60_000)
    assert "<!-- wp:" in (bundles(cms)[0] / "body.html").read_text(encoding="utf-8")


def test_an_article_is_withdrawn_where_it_stands(driver: Driver, cms: Path) -> None:
    exported(driver, cms).dismiss()
    driver.action("export.withdraw").trigger()
    sheet = driver.window.findChild(WithdrawSheet)
    assert sheet is not None
    until(sheet.withdraw_button.isEnabled)
    driver.click(sheet.withdraw_button)
    until(lambda: driver.window.findChild(WithdrawSheet) is None, most=30_000)
    assert read_manifest(bundles(cms)[0]).state == "withdrawn"


def test_an_article_that_stands_nowhere_cannot_be_withdrawn(driver: Driver) -> None:
    driver.action("export.withdraw").trigger()
    sheet = driver.window.findChild(WithdrawSheet)
    assert sheet is not None
    driver.settle()
    assert not sheet.withdraw_button.isEnabled()
    assert "chưa xuất đi đâu" in sheet._hint.text()


def test_a_correction_is_dated_one_undo_step_and_leaves_with_the_next_export(driver: Driver, cms: Path) -> None:
    before = driver.article
    driver.action("export.correct").trigger()
    sheet = driver.window.findChild(CorrectionSheet)
    assert sheet is not None
    assert not sheet.add_button.isEnabled()
    driver.write("Tên đúng là Nguyễn Thị Lành", on=sheet.field)
    driver.click(sheet.add_button)
    (correction,) = driver.article.corrections
    assert correction.text == "Tên đúng là Nguyễn Thị Lành"
    assert correction.date.endswith("+07:00")
    driver.click(sheet.export_button)
    again = driver.window.findChild(ExportSheet)
    assert again is not None
    again.set_folder(cms)
    driver.settle()
    driver.click(again.export_button)
    until(again.done_button.isVisible, most=60_000)
    page = (bundles(cms)[0] / "index.html").read_text(encoding="utf-8")
    assert "Tên đúng là Nguyễn Thị Lành" in page
    again.dismiss()
    driver.window.surface.setFocus()
    driver.undo()
    assert replace(driver.article, lastmod=before.lastmod) == before


def test_tab_goes_through_every_state_and_stays_in_the_sheet(driver: Driver, cms: Path) -> None:
    sheet = opened(driver, cms)

    def walk() -> set[object]:
        met = set()
        for _ in range(14):
            driver.press(Qt.Key.Key_Tab)
            focus = QApplication.focusWidget()
            assert focus is not None
            assert sheet.isAncestorOf(focus)
            assert focus.accessibleName() or focus.property("text")
            met.add(focus)
        return met

    assert {sheet.export_button, sheet.cancel_button, sheet.folder.change} <= walk()
    sheet.export_button.setFocus()
    driver.press(Qt.Key.Key_Space)
    until(sheet.done_button.isVisible, most=60_000)
    assert {sheet.copy_button, sheet.open_button, sheet.done_button} <= walk()
    sheet.done_button.setFocus()
    driver.press(Qt.Key.Key_Space)
    pause()
    assert driver.window.findChild(ExportSheet) is None
