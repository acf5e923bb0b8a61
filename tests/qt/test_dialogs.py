"""Sheets: they never stop the event loop, keep the focus, say why a button cannot be pressed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog

from editor.app.settings import Settings
from editor.bundle.verify import verify
from editor.model.blocks import Paragraph
from editor.qt.dialogs.export import ExportSheet
from editor.qt.dialogs.link import LinkSheet, address_of
from editor.qt.dialogs.related import RelatedSheet
from editor.qt.dialogs.sheet import Sheet
from editor.qt.dialogs.welcome import Welcome
from editor.qt.start import Start
from window_driver import CTRL, SHIFT, Driver, driving, newest, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


def sheet_of(driver: Driver, kind: type[Sheet]) -> Sheet:
    sheet = driver.window.findChild(kind)
    assert sheet is not None
    return sheet


@pytest.fixture
def export(driver: Driver, tmp_path: Path) -> ExportSheet:
    (tmp_path / "cms").mkdir()
    driver.press(Qt.Key.Key_E, CTRL | SHIFT, on=driver.window.surface)
    sheet = sheet_of(driver, ExportSheet)
    assert isinstance(sheet, ExportSheet)
    sheet.set_folder(tmp_path / "cms")
    driver.settle()
    return sheet


def test_an_article_is_exported_and_the_result_lists_its_files(
    driver: Driver, export: ExportSheet, tmp_path: Path
) -> None:
    driver.click(export.cards["both"])
    driver.click(export.export_button)
    until(lambda: export.files.count() > 0, most=60_000)
    bundles = [path for path in (tmp_path / "cms").iterdir() if not path.name.startswith(".")]
    assert len(bundles) == 1
    assert verify(bundles[0]).ok
    listed = [item["path"] for item in json.loads((bundles[0] / "manifest.json").read_text())["files"]]
    shown = [export.files.item(row).text() for row in range(export.files.count())]
    assert shown[0] == bundles[0].name
    assert {path for path in listed if "/images/" not in path} < set(shown)
    assert driver.window.desk.settings.export_kind == "both"
    assert driver.window.desk.settings.export_folder == str(tmp_path / "cms")
    driver.press(Qt.Key.Key_Escape, on=export)
    assert driver.window.findChild(ExportSheet) is None


def test_a_blocker_disables_export_with_the_reason_beside_it(driver: Driver, export: ExportSheet) -> None:
    assert export.export_button.isEnabled()
    name = driver.article.authors[0].name
    driver.window.details.article_tab.authors.removed.emit(name)
    until(lambda: export.checks.count() == 1)
    assert not export.export_button.isEnabled()
    assert export.reason.text() == "Còn 1 mục phải sửa"
    assert export.reason.isVisible()


def test_a_finding_in_the_sheet_leads_to_its_place(driver: Driver, export: ExportSheet) -> None:
    driver.window.details.article_tab.authors.removed.emit(driver.article.authors[0].name)
    until(lambda: export.checks.count() == 1)
    driver.click_row(export.checks, 0)
    assert driver.window.findChild(ExportSheet) is None
    assert QApplication.focusWidget() is driver.window.details.article_tab.authors.field


def test_a_folder_that_cannot_be_written_is_said(driver: Driver, export: ExportSheet, tmp_path: Path) -> None:
    (tmp_path / "la-tep").write_text("không phải thư mục", encoding="utf-8")
    export.set_folder(tmp_path / "la-tep")
    driver.settle()
    assert not export.export_button.isEnabled()
    assert export.reason.text() == "Không ghi được vào thư mục này"


def test_a_foreign_folder_of_the_same_name_is_left_alone(driver: Driver, export: ExportSheet, tmp_path: Path) -> None:
    foreign = tmp_path / "cms" / driver.article.slug
    foreign.mkdir()
    (foreign / "cua-ho.txt").write_text("của họ", encoding="utf-8")
    driver.click(export.export_button)
    until(export._banner.isVisible, most=60_000)
    notice = export._banner.notice
    assert notice is not None
    assert driver.article.slug in notice.sentence
    assert [path.name for path in foreign.iterdir()] == ["cua-ho.txt"]
    assert export.export_button.isEnabled()


def test_unsaved_words_are_in_the_bundle(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "cms").mkdir()
    driver.window.surface.setFocus()
    driver.write("Sát giờ ")
    driver.press(Qt.Key.Key_E, CTRL | SHIFT)
    sheet = sheet_of(driver, ExportSheet)
    assert isinstance(sheet, ExportSheet)
    sheet.set_folder(tmp_path / "cms")
    driver.settle()
    driver.click(sheet.export_button)
    until(lambda: sheet.files.count() > 0, most=60_000)
    page = next((tmp_path / "cms").glob("*/index.html")).read_text(encoding="utf-8")
    assert "Sát giờ" in page


def test_tab_stays_in_the_sheet_and_actions_wait(driver: Driver, export: ExportSheet) -> None:
    for _ in range(20):
        driver.press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert export.isAncestorOf(focus)
    assert not driver.action("edit.undo").isEnabled()
    assert not driver.action("insert.photo").isEnabled()


def test_escape_gives_the_focus_back(driver: Driver) -> None:
    driver.window.surface.setFocus()
    driver.press(Qt.Key.Key_Slash, CTRL)
    sheet = driver.window.findChild(Sheet, "keysSheet")
    assert sheet is not None
    driver.press(Qt.Key.Key_Escape)
    assert driver.window.findChild(Sheet) is None
    assert QApplication.focusWidget() is driver.window.surface
    assert driver.action("insert.photo").isEnabled()


def select_words(driver: Driver, row: int, count: int) -> None:
    surface = driver.window.surface
    cursor = surface.textCursor()
    cursor.setPosition(surface.document().findBlockByNumber(row).position())
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor, count)
    surface.setTextCursor(cursor)
    surface.setFocus()


def first_paragraph(driver: Driver) -> int:
    rows = driver.window.surface.editing.rows
    return next(at for at, row in enumerate(rows) if row.kind.value == "paragraph")


def test_a_link_is_set_and_taken_away(driver: Driver) -> None:
    select_words(driver, first_paragraph(driver), 8)
    driver.press(Qt.Key.Key_K, CTRL)
    assert sheet_of(driver, LinkSheet).isVisible()
    driver.write("example.com/tin")
    driver.press(Qt.Key.Key_Return)
    assert driver.window.findChild(Sheet) is None
    paragraph = next(block for block in driver.article.body if isinstance(block, Paragraph))
    assert paragraph.inline[0].link == "https://example.com/tin"
    assert len(paragraph.inline[0].text) == 8


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example.com/tin", "https://example.com/tin"),
        ("https://example.com", "https://example.com"),
        ("http://a.vn:8080/x?y=1", "http://a.vn:8080/x?y=1"),
        ("toasoan@example.com", "mailto:toasoan@example.com"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("hai chữ", ""),
        ("chữ", ""),
        ("", ""),
    ],
)
def test_addresses_are_web_mail_or_telephone(typed: str, address: str) -> None:
    assert address_of(typed) == address


def test_what_is_no_address_is_said_in_the_sheet(driver: Driver) -> None:
    select_words(driver, first_paragraph(driver), 4)
    start = driver.article
    driver.press(Qt.Key.Key_K, CTRL)
    sheet = sheet_of(driver, LinkSheet)
    driver.write("không phải")
    driver.press(Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert driver.article == start


def test_related_items_come_from_the_workspace_and_from_elsewhere(driver: Driver, sample: Path) -> None:
    for _ in driver.article.related:
        driver.window.details.article_tab.related.removed.emit(0)
    driver.press(Qt.Key.Key_R, CTRL | SHIFT, on=driver.window.surface)
    sheet = sheet_of(driver, RelatedSheet)
    assert isinstance(sheet, RelatedSheet)
    driver.write("vac xin")
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    assert [item.title for item in driver.article.related] == ["Lịch tiêm vắc xin và khám sức khỏe miễn phí cuối năm"]
    assert driver.article.related[0].id
    driver.click(sheet.outside_button)
    driver.write("Bài của báo bạn")
    driver.press(Qt.Key.Key_Return)
    driver.write("example.com/bai")
    driver.press(Qt.Key.Key_Return)
    assert driver.article.related[1].url == "https://example.com/bai"
    assert driver.article.related[1].title == "Bài của báo bạn"


def test_articles_are_imported_from_the_window(driver: Driver, tmp_path: Path) -> None:
    source = tmp_path / "nguon"
    source.mkdir()
    (source / "tin.md").write_text("# Tin từ tệp\n\nMột đoạn văn.\n", encoding="utf-8")
    driver.window.intake.import_files([source / "tin.md"])
    until(lambda: driver.article.headline == "Tin từ tệp", most=30_000)
    assert driver.window.banner.notice is not None
    assert driver.window.banner.notice.title == "Đã nhập 1 bài"


def test_the_welcome_screen_makes_the_sample_workspace(tmp_path: Path, qapp: QApplication) -> None:
    start = Start(Settings(lang="vi", theme="light"))
    start.begin(None)
    welcome = start.welcome
    assert isinstance(welcome, Welcome)
    assert welcome.choice == "sample"
    welcome.folder.setText(str(tmp_path / "mau"))
    welcome.start.click()
    until(lambda: start.window is not None, most=60_000)
    window = start.window
    assert window is not None
    until(lambda: len(window.desk.articles) == 3)
    assert not welcome.isVisible()
    window.close()


def test_the_welcome_screen_says_what_is_wrong_and_speaks_both_languages(tmp_path: Path, qapp: QApplication) -> None:
    start = Start(Settings(lang="vi", theme="light"))
    start.begin(None)
    welcome = start.welcome
    assert welcome is not None
    welcome.cards["open"].click()
    welcome.folder.setText(str(tmp_path / "khong-co"))
    welcome.start.click()
    until(lambda: start.welcome is not None and start.welcome.banner.isVisible())
    assert welcome.banner.notice is not None
    assert "khong-co" in welcome.banner.notice.sentence
    welcome.language_chosen.emit("en")
    pause(20)
    assert start.welcome is not None
    assert start.welcome.start.text() == "Start writing"
    start.welcome.close()


def test_qt_speaks_vietnamese_in_its_dialogs(sample: Path, qapp: QApplication) -> None:
    with driving(sample) as driver:
        dialog = QFileDialog(driver.window)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        assert dialog.labelText(QFileDialog.DialogLabel.Reject) == "Hủy"
        dialog.deleteLater()


def test_a_sheet_that_goes_takes_its_export_with_it(driver: Driver, export: ExportSheet, tmp_path: Path) -> None:
    driver.click(export.export_button)
    driver.press(Qt.Key.Key_Escape, on=export)
    assert driver.window.findChild(ExportSheet) is None
    driver.settle()
    pause(300)
    assert driver.action("export.open").isEnabled()
    seen = [path.name for path in (tmp_path / "cms").iterdir() if not path.name.startswith(".")]
    assert all(verify(tmp_path / "cms" / name).ok for name in seen)


def test_another_workspace_leaves_the_first_one_saved(driver: Driver, sample: Path, tmp_path: Path) -> None:
    from editor.library.workspace import Workspace

    Workspace.init(tmp_path / "khac")
    driver.window.surface.setFocus()
    driver.write("Kịp lưu ")
    driver.window.show_workspace(tmp_path / "khac")
    driver.settle()
    assert driver.window.session is None
    assert "Kịp lưu" in (newest(sample) / "article.md").read_text(encoding="utf-8")
    assert driver.window.surface.isReadOnly()
