"""What was typed a moment ago, when its article is left, read again, saved, copied or taken over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from editor.app import safe_mode
from editor.app.session import Change
from editor.errors import TakenOverError
from editor.library.journal import journals, read_file
from editor.library.lease import lease_file
from editor.library.state import write_state
from editor.library.workspace import Opened, Saved, Workspace
from editor.model.article import Article
from editor.qt import reconciling
from editor.qt.elsewhere import go_on_in_a_copy
from photo_sheets import WORDS, opened, photo
from window_driver import CTRL, Driver, driving, newest, pause, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows


@pytest.fixture
def slow_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a share."""
    whole = Workspace.save_with_findings

    def later(self: Workspace, folder: Path, article: Article, expected_hash: str) -> Saved:
        time.sleep(0.2)
        return whole(self, folder, article, expected_hash)

    monkeypatch.setattr(Workspace, "save_with_findings", later)


def write(driver: Driver, words: str) -> None:
    """Keys at the end of the headline; nothing is waited for."""
    surface = driver.window.surface
    surface.setFocus()
    surface.moveCursor(QTextCursor.MoveOperation.Start)
    surface.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    for letter in words:
        driver._letter(surface, letter)


def compose(driver: Driver, word: str) -> None:
    for end in range(1, len(word) + 1):
        QApplication.sendEvent(driver.window.surface, QInputMethodEvent(word[:end], []))


def file_of(folder: Path) -> str:
    return (folder / "article.md").read_text(encoding="utf-8")


def others(driver: Driver, sample: Path) -> list[Path]:
    here = driver.window.session
    return [folder for folder in sorted((sample / "articles").iterdir()) if here is None or folder != here.folder]


@pytest.mark.usefixtures("slow_saves")
def test_who_comes_straight_back_finds_what_was_just_typed(driver: Driver, sample: Path) -> None:
    driver.window.desk.hold.release()  # letting go of a lease would wait for the save
    write(driver, " dau")
    assert driver.window.open_article(others(driver, sample)[0])
    assert driver.window.open_article(newest(sample))
    assert driver.article.headline.endswith(" dau")
    write(driver, " cuoi")
    driver.window.desk.saver.finish()
    assert driver.article.headline.endswith(" dau cuoi")
    assert " dau cuoi" in file_of(newest(sample))


def test_a_word_that_is_composed_goes_with_its_article_whoever_puts_it_away(driver: Driver, sample: Path) -> None:
    write(driver, " ")
    compose(driver, "dang")
    driver.window.desk.open_article(others(driver, sample)[0])
    driver.settle()
    assert " dang" in file_of(newest(sample))
    assert "dang" not in driver.article.headline


@pytest.mark.parametrize("field", ["kicker", "tags", "note", "alt"])
def test_a_word_that_is_composed_in_the_details_goes_with_its_article(driver: Driver, sample: Path, field: str) -> None:
    window = driver.window
    details = window.details
    tab, find = {
        "kicker": (0, lambda: details.article_tab.story.kicker),
        "tags": (0, lambda: details.article_tab.tags.field),
        "alt": (1, lambda: details.photo_tab.alt),
        "note": (2, lambda: details.note_tab.note),
    }[field]
    details.turn_to(tab)
    driver.settle()
    editor = find()
    editor.setFocus()
    assert QApplication.focusWidget() is editor
    for end in range(1, 5):
        QApplication.sendEvent(editor, QInputMethodEvent("đang"[:end], []))
    window.desk.open_article(others(driver, sample)[0])
    driver.settle()
    assert "đang" in file_of(newest(sample))
    assert "đang" not in repr(driver.article)


def test_a_key_that_comes_past_the_input_method_leaves_its_word_on_the_page(driver: Driver) -> None:
    write(driver, " ")
    compose(driver, "dang")
    driver.press(Qt.Key.Key_Shift, on=driver.window.surface)
    assert driver.window.surface.composition.text == "dang"
    driver.press(Qt.Key.Key_Home, CTRL, on=driver.window.surface)
    driver.write("x", on=driver.window.surface)
    assert driver.article.headline.startswith("x")
    assert driver.article.headline.endswith(" dang")


def test_a_file_read_before_our_own_save_takes_nothing_back(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look at the disk reads the first save, and tells of it after the second."""
    go_on, done, whole = Event(), Event(), reconciling._changed

    def slowly(workspace: Workspace, folder: Path, known: str) -> Opened | None:
        go_on.wait(10)
        found = whole(workspace, folder, known)
        done.set()
        return found

    monkeypatch.setattr(reconciling, "_changed", slowly)
    told: list[str] = []
    desk = driver.window.desk
    desk.article_changed.connect(lambda change: told.append(change.origin))
    desk.disk.look()
    write(driver, " dau")
    assert desk.saver.finish()
    go_on.set()
    assert done.wait(10)
    write(driver, " cuoi")
    assert desk.saver.finish()
    driver.settle()
    assert "disk" not in told
    assert driver.article.headline.endswith(" dau cuoi")


def test_a_letter_that_falls_into_the_end_of_a_save_stays_on_the_page(driver: Driver) -> None:
    """Somebody asks for the article while the save is told: the page has a letter that its rows do not have yet."""
    desk, session = driver.window.desk, driver.window.session
    assert session is not None
    asked: list[Article] = []

    def ask(change: Change) -> None:
        if change.origin == "save":
            asked.append(session.article)

    desk.article_changed.connect(ask)
    write(driver, " a")
    desk.saver.save_now()
    write(driver, "bc")
    assert driver.window.surface.sync.is_dirty
    desk.saver.jobs.wait(("save", session.folder))
    write(driver, "d")
    pause(60)
    assert asked
    shown = driver.window.surface.toPlainText().split("\n")[0]
    assert shown == session.article.headline
    assert shown.endswith(" abcd")
    assert desk.saver.finish()
    assert " abcd" in file_of(session.folder)


def test_what_waited_for_the_save_of_one_article_is_never_done_for_another(driver: Driver, sample: Path) -> None:
    saver, acted = driver.window.desk.saver, list[str]()
    saver.hold_back()
    write(driver, " dau")
    saver.when_saved(lambda: acted.append("acted"))
    assert driver.window.open_article(others(driver, sample)[0])
    write(driver, " khac")
    assert saver.finish()
    driver.settle()
    assert not acted


def test_who_waits_for_a_save_of_an_article_that_was_taken_over_is_told(driver: Driver, sample: Path) -> None:
    saver, acted, told = driver.window.desk.saver, list[str](), list[object]()
    saver.failed.connect(lambda error, folder: told.append(error))
    saver.hold_back()
    write(driver, " dau")
    saver.when_saved(lambda: acted.append("acted"))
    assert not acted
    assert [type(error) for error in told] == [TakenOverError]
    saver.jobs.wait(("journal", newest(sample)))
    assert any(" dau" in read_file(path).text for path in journals(sample))


def test_the_last_letter_is_in_the_journal_when_the_window_leaves_without_a_save(driver: Driver, sample: Path) -> None:
    saver, started, go_on = driver.window.desk.saver, Event(), Event()
    driver.window.desk.hold.release()  # letting go of a lease would wait for the journal

    def hang(cancel: object) -> None:
        started.set()
        go_on.wait(0.5)

    saver.hold_back()
    write(driver, " chua")
    saver.jobs.run("something slow", hang, lambda _: None, lambda _: None)
    started.wait(5)
    assert not driver.window.close()
    write(driver, " luu")
    driver.window.leave()
    assert not driver.window.isVisible()
    assert any(" chua luu" in read_file(path).text for path in journals(sample))


@pytest.mark.usefixtures("slow_saves")
def test_a_copy_has_what_was_typed_while_a_save_was_on_its_way(driver: Driver, sample: Path) -> None:
    before = set((sample / "articles").glob("2*"))
    write(driver, " dau")
    driver.window.desk.saver.save_now()
    write(driver, " cuoi")
    driver.action("article.duplicate").trigger()
    until(lambda: set((sample / "articles").glob("2*")) - before)
    (copy,) = set((sample / "articles").glob("2*")) - before
    assert " dau cuoi" in file_of(copy)


def test_a_word_that_is_composed_when_the_copy_takes_over_is_in_the_copy(driver: Driver, sample: Path) -> None:
    window, session = driver.window, driver.window.session
    assert session is not None
    write(driver, " dau ")
    go_on_in_a_copy(window, session)
    compose(driver, "dang")
    until(lambda: window.session is not None and window.session is not session)
    driver.settle()
    until(window.desk.saver.finish)
    assert window.session is not None
    told = [file_of(window.session.folder), *(read_file(path).text for path in journals(sample))]
    assert any(" dau dang" in text for text in told), told


# -- what must not stop a save ---


def _held_by_another(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = newest(sample)
    workspace, _ = Workspace.of_article(folder)
    holder = {"id": "anna", "host": "ANNA-PC", "user": "anna", "pid": 1, "started": "2026-11-24T10:12:00+07:00"}
    write_state(lease_file(workspace.root, folder, workspace.load(folder).article), holder)


def _safe(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_mode._run, "safe", True)


def _as_ever(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is out of order."""


@pytest.mark.parametrize("sheet", ["", "export.open", "settings.open", "versions.open"])
@pytest.mark.parametrize("day", [_as_ever, _held_by_another, _safe])
def test_saving_goes_on(
    day: Callable[[Path, pytest.MonkeyPatch], None],
    sheet: str,
    sample: Path,
    monkeypatch: pytest.MonkeyPatch,
    qapp: object,
) -> None:
    day(sample, monkeypatch)
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        write(driver, " dau")
        if sheet:
            driver.action(sheet).trigger()
            assert driver.window.shell.is_busy()
        driver.window.desk.edit(lambda article: replace(article, kicker="nhan"))
        until(lambda: " dau" in file_of(newest(sample)) and "nhan" in file_of(newest(sample)), 5000)
        assert driver.window.shell.is_busy() is bool(sheet)


# -- a sheet keeps the article that it was opened on ---


def test_captions_go_to_their_article_although_another_one_has_come_meanwhile(
    driver: Driver, sample: Path, tmp_path: Path
) -> None:
    """An import that takes its time ends while somebody writes captions."""
    folder, story = newest(sample), tmp_path / "tin.md"
    story.write_text("---\ntitle: Bai gui den\n---\n\nMot doan.\n", encoding="utf-8")
    sheet = opened(driver, [photo(tmp_path, "0.jpg", WORDS)])
    driver.window.intake.import_files([story])
    sheet.columns.fields.alt.setFocus()
    driver.write("Hai nguoi")
    driver.settle()
    assert driver.window.session is not None
    assert driver.window.session.folder == folder
    driver.click(sheet.done_button)
    until(lambda: driver.article.headline == "Bai gui den")
    driver.settle()
    assert "Hai nguoi" in file_of(folder)
