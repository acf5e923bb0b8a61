"""Versions, conflicts and unsaved words in the real window: both texts are shown, and neither is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from editor.app.versioning import versions_of
from editor.cli.main import run as command_line
from editor.files import digest
from editor.library import bin as trash
from editor.library.journal import Journal, journals
from editor.library.versions import Version, read
from editor.library.workspace import Workspace
from editor.qt.dialogs.compared import ComparedView
from editor.qt.dialogs.texts import TextsSheet
from editor.text.differences import Line, compared
from window_driver import Driver, driving, newest, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def sheet_of(driver: Driver, name: str) -> TextsSheet:
    found: list[TextsSheet] = []

    def look() -> bool:
        found[:] = [sheet for sheet in driver.window.findChildren(TextsSheet, name) if sheet.isVisible()]
        return bool(found)

    until(look)
    until(lambda: found[0].count.text() or not found[0].view.document().isEmpty())
    driver.settle()
    return found[0]


def press_button(driver: Driver, button: QWidget) -> None:
    assert isinstance(button, QPushButton)
    until(button.isEnabled)
    driver.click(button)
    driver.settle()


def kept(folder: Path) -> tuple[Version, ...]:
    workspace, _ = Workspace.of_article(folder)
    return versions_of(workspace, folder, workspace.load(folder).article).all()


def kept_words(folder: Path) -> str:
    return "\n".join(read(version) for version in kept(folder))


# -- versions ---


def test_an_item_of_a_list_looks_like_one(driver: Driver) -> None:
    desk = driver.window.desk
    view = ComparedView(desk.theme, desk.messages, "")
    lines = (Line("paragraph", "Đoạn"), Line("bullet", "một"), Line("number", "hai"))
    view.show_texts(compared(lines, lines[:2]), only_changes=False)
    assert view.toPlainText() == "Đoạn\n•\u2002một\n•\u2002hai"


def test_what_was_opened_is_a_version_and_so_is_what_was_saved_by_hand(driver: Driver, sample: Path) -> None:
    folder = newest(sample)
    before = (folder / "article.md").read_text(encoding="utf-8")
    until(lambda: [version.reason for version in kept(folder)] == ["opened"])
    driver.write_at_the_start("Mới ")
    driver.window.actions_.by_id["file.save"].trigger()
    until(lambda: [version.reason for version in kept(folder)] == ["saved", "opened"])
    assert read(kept(folder)[1]) == before
    assert "Mới" in read(kept(folder)[0])


def test_a_version_is_compared_and_restored_as_one_undo_step(driver: Driver, sample: Path) -> None:
    folder, headline = newest(sample), driver.article.headline
    until(lambda: len(kept(folder)) == 1)
    driver.write_at_the_start("Hoàn toàn khác ")
    changed = driver.article
    driver.window.actions_.by_id["versions.open"].trigger()
    sheet = sheet_of(driver, "versionsSheet")
    assert "Hoàn toàn khác" in sheet.view.toPlainText()
    assert sheet.count.text().startswith("1 ")
    press_button(driver, sheet.restore_button)  # type: ignore[attr-defined]
    until(lambda: driver.article.headline == headline)
    driver.window.surface.setFocus()
    driver.undo()
    assert driver.article == changed
    assert "Hoàn toàn khác" in kept_words(folder)


def test_a_version_can_be_kept_as_an_article_of_its_own_with_its_photos(driver: Driver, sample: Path) -> None:
    folder = newest(sample)
    until(lambda: len(kept(folder)) == 1)
    before = set((sample / "articles").iterdir())
    driver.window.actions_.by_id["versions.open"].trigger()
    sheet = sheet_of(driver, "versionsSheet")
    press_button(driver, sheet.copy_button)  # type: ignore[attr-defined]
    until(lambda: set((sample / "articles").iterdir()) - before)
    (copy,) = {path for path in (sample / "articles").iterdir() if not path.name.startswith(".")} - before
    photos = {path.name: digest(path.read_bytes()) for path in (folder / "images").iterdir()}
    assert {path.name: digest(path.read_bytes()) for path in (copy / "images").iterdir()} == photos
    assert Workspace(sample).load(copy).article.id != driver.article.id


def test_the_versions_are_reached_by_keyboard(driver: Driver, sample: Path) -> None:
    folder = newest(sample)
    until(lambda: len(kept(folder)) == 1)
    driver.write_at_the_start("Thêm ")
    driver.window.actions_.by_id["file.save"].trigger()
    until(lambda: len(kept(folder)) == 2)
    driver.window.actions_.by_id["versions.open"].trigger()
    sheet = sheet_of(driver, "versionsSheet")
    until(lambda: QApplication.focusWidget() is sheet.list)
    driver.press(Qt.Key.Key_Down)
    assert sheet.chosen == 1
    driver.settle()
    assert sheet.count.text().startswith("1 ")
    driver.press(Qt.Key.Key_Escape)
    assert not driver.window.shell.is_busy()


# -- changed elsewhere ---


def conflict(driver: Driver, sample: Path) -> TextsSheet:
    """Words typed here, and others written into the file meanwhile."""
    file = newest(sample) / "article.md"
    driver.write_at_the_start("Của tôi ")
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: Của họ ", 1), encoding="utf-8")
    until(driver.window.banner.isVisible)
    driver.settle()
    driver.act_on_banner()
    return sheet_of(driver, "conflictSheet")


@pytest.mark.parametrize("choice", ["mine_button", "theirs_button", "copy_button"])
def test_whatever_is_chosen_both_texts_are_kept(choice: str, driver: Driver, sample: Path) -> None:
    folder = newest(sample)
    sheet = conflict(driver, sample)
    assert "tôi" in sheet.view.toPlainText()
    assert "họ" in sheet.view.toPlainText()
    press_button(driver, getattr(sheet, choice))
    until(lambda: not driver.window.desk.is_busy() and driver.window.desk.saver.state.kind == "saved")
    file = (folder / "article.md").read_text(encoding="utf-8")
    everywhere = file + kept_words(folder)
    everywhere += "".join(path.read_text(encoding="utf-8") for path in (sample / "articles").glob("*/article.md"))
    assert "Của tôi" in everywhere
    assert "Của họ" in everywhere
    assert ("Của tôi" in file.splitlines()[1]) == (choice == "mine_button")


# -- unsaved words ---


def journal_of(folder: Path, headline: str, base: str = "another") -> str:
    """As a killed window leaves it."""
    text = (folder / "article.md").read_text(encoding="utf-8").replace("title: ", f"title: {headline} ", 1)
    Journal(folder).write(text, base or digest((folder / "article.md").read_bytes()))
    return text


@pytest.fixture
def opened(qapp: QApplication, sample: Path) -> Callable[[], object]:
    return lambda: driving(sample)


def test_what_was_typed_over_the_file_comes_back_is_shown_beside_it_and_undone(sample: Path, qapp: object) -> None:
    folder = newest(sample)
    saved = (folder / "article.md").read_text(encoding="utf-8")
    journal_of(folder, "Chưa lưu", base="")
    with driving(sample) as driver:
        driver.window.open_article(folder)
        driver.settle()
        assert driver.article.headline.startswith("Chưa lưu")
        until(lambda: saved in kept_words(folder))
        driver.act_on_banner()
        sheet = sheet_of(driver, "recoveredSheet")
        assert "Chưa lưu" in sheet.view.toPlainText()
        press_button(driver, sheet.back_button)  # type: ignore[attr-defined]
        assert not driver.article.headline.startswith("Chưa lưu")
        driver.window.surface.setFocus()
        driver.undo()
        assert driver.article.headline.startswith("Chưa lưu")


@pytest.mark.parametrize("choice", ["take_button", "copy_button", "leave_button"])
def test_words_over_another_file_replace_nothing_and_are_kept(choice: str, sample: Path, qapp: object) -> None:
    folder = newest(sample)
    saved = (folder / "article.md").read_text(encoding="utf-8")
    text = journal_of(folder, "Chưa lưu")
    with driving(sample) as driver:
        driver.window.open_article(folder)
        driver.settle()
        assert not driver.article.headline.startswith("Chưa lưu")
        driver.write_at_the_start("X ")  # typing must not take the unseen journal away
        until(lambda: driver.window.desk.saver.state.kind == "saved")
        until(lambda: len(journals(sample)) >= 1)
        driver.window.actions_.by_id["recovery.open"].trigger()
        sheet = sheet_of(driver, "recoverySheet")
        assert "Chưa lưu" in sheet.view.toPlainText()
        press_button(driver, getattr(sheet, choice))
        until(lambda: not driver.window.shell.is_busy())
        assert text in kept_words(folder)
        assert driver.article.headline.startswith("Chưa lưu") == (choice == "take_button")
        assert saved in kept_words(folder)
    assert journals(sample) == ()


def test_words_that_another_window_set_aside_are_offered_although_their_article_is_open(
    sample: Path, qapp: object
) -> None:
    folder = newest(sample)
    journal_of(folder, "Của cửa sổ kia")
    Journal(folder).write((folder / "article.md").read_text(encoding="utf-8"), "")
    with driving(sample) as driver:
        assert driver.window.open_article(folder)
        driver.act_on_banner()
        assert "Của cửa sổ kia" in sheet_of(driver, "recoverySheet").view.toPlainText()


def test_words_of_an_article_that_is_gone_are_offered(sample: Path, qapp: object) -> None:
    folder = newest(sample)
    journal_of(folder, "Mồ côi")
    folder.rename(sample / "elsewhere")
    with driving(sample) as driver:
        until(driver.window.banner.isVisible)
        driver.act_on_banner()
        sheet = sheet_of(driver, "recoverySheet")
        assert "Mồ côi" in sheet.view.toPlainText()
        assert not sheet.take_button.isEnabled()  # type: ignore[attr-defined]
        press_button(driver, sheet.copy_button)  # type: ignore[attr-defined]
        until(lambda: not driver.window.shell.is_busy())
    headlines = [path.read_text(encoding="utf-8") for path in (sample / "articles").glob("*/article.md")]
    assert any("Mồ côi" in text for text in headlines)
    assert journals(sample) == ()


def test_nothing_unsaved_is_said_so(driver: Driver) -> None:
    driver.window.actions_.by_id["recovery.open"].trigger()
    sheet = sheet_of(driver, "recoverySheet")
    assert "Không có chữ nào chưa lưu." in sheet.view.toPlainText()
    assert not sheet.take_button.isEnabled()  # type: ignore[attr-defined]


def test_undo_works_after_the_window_was_closed(sample: Path, qapp: object) -> None:
    folder = newest(sample)
    with driving(sample) as driver:
        driver.window.open_article(folder)
        driver.settle()
        first = driver.article.headline
        driver.write_at_the_start("Hôm qua ")
        driver.settle()
    with driving(sample) as driver:
        driver.window.open_article(folder)
        driver.settle()
        assert driver.article.headline == f"Hôm qua {first}"
        until(driver.window.actions_.by_id["edit.undo"].isEnabled)
        driver.window.surface.setFocus()
        while driver.window.session is not None and driver.window.session.can_undo:
            driver.undo()
        assert driver.article.headline == first
        assert driver.window.surface.toPlainText().startswith(first)


def test_the_command_line_sees_the_versions_of_the_window(driver: Driver, sample: Path, capsys: object) -> None:
    until(lambda: len(kept(newest(sample))) == 1)
    assert command_line(["versions", str(newest(sample))]) == 0


def test_an_answer_that_comes_after_the_sheet_was_closed_is_nobodys(driver: Driver, sample: Path) -> None:
    until(lambda: len(kept(newest(sample))) == 1)
    for ident in ("versions.open", "recovery.open", "report.open"):
        driver.window.actions_.by_id[ident].trigger()
        driver.press(Qt.Key.Key_Escape)
        until(lambda: not driver.window.shell.is_busy())
        driver.settle()


def test_what_was_thrown_away_long_ago_goes_by_itself_at_the_second_look(sample: Path, qapp: object) -> None:
    workspace = Workspace(sample)
    now = datetime.now(UTC)
    entry = trash.throw_away(workspace, newest(sample), now - timedelta(days=40))
    young = trash.throw_away(workspace, newest(sample), now - timedelta(days=20))
    due = entry.folder.parent / "due"
    with driving(sample):
        until(due.exists)
    assert trash.entries(workspace) == (young, entry)
    due.write_text((now - timedelta(days=2)).isoformat(timespec="seconds"), encoding="ascii")
    with driving(sample):
        until(lambda: trash.entries(workspace) == (young,))
