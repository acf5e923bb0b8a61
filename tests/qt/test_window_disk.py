"""The window and a disk that others write on, that goes away, that is slow, that refuses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from editor.cli.main import run as command_line
from editor.errors import DiskFullError
from editor.library.journal import Journal
from editor.library.workspace import Saved, Workspace
from editor.qt.panels.banner import Notice
from window_driver import CTRL, Driver, driving, newest, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen has no pop-up windows

SRC = Path(__file__).resolve().parents[2] / "src"


def notice(driver: Driver) -> Notice:
    shown = driver.window.banner.notice
    assert shown is not None
    assert driver.window.banner.isVisible()
    return shown


def saved_words(driver: Driver) -> str:
    return driver.window.status_bar.save.words


def other(workspace: Path) -> Path:
    return sorted((workspace / "articles").iterdir())[0]


@contextmanager
def another_program(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A program of ours that runs until the end of this; it has said its first line."""
    with subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{SRC}{os.pathsep}{SRC.parent / 'tests'}"},
    ) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline().strip() == "ready"
            yield program
        finally:
            program.kill()


def test_settings_that_cannot_be_used_are_told_and_stay_told_when_an_article_opens(
    sample: Path, qapp: QApplication
) -> None:
    (sample / "newsroom.yaml").write_text("sections: 5\nchecks:\n  headline-missing: loud\n", encoding="utf-8")
    with driving(sample) as driver:
        assert "2 chỗ" in notice(driver).title
        assert "newsroom.yaml" in notice(driver).sentence
        driver.window.open_article(newest(sample))
        driver.settle()
        assert "newsroom.yaml" in notice(driver).sentence


def test_an_article_changed_elsewhere_is_shown_anew_and_undo_gives_what_stood_here(
    driver: Driver, sample: Path
) -> None:
    before = driver.article
    assert command_line(["set", str(newest(sample)), "headline=Từ dòng lệnh"]) == 0
    until(lambda: driver.article.headline == "Từ dòng lệnh")
    assert notice(driver).title == "Bài vừa được sửa ở nơi khác"
    assert "Từ dòng lệnh" in driver.window.surface.toPlainText()
    driver.window.surface.setFocus()
    driver.undo()
    assert driver.article == before


def test_coming_back_to_the_window_looks_at_the_disk_where_nothing_tells_of_changes(
    driver: Driver, sample: Path
) -> None:
    driver.window.desk.disk.watch_article(None)
    assert command_line(["set", str(newest(sample)), "headline=Lúc đi vắng"]) == 0
    QApplication.sendEvent(driver.window, QEvent(QEvent.Type.ActivationChange))
    until(lambda: driver.article.headline == "Lúc đi vắng")


def test_unsaved_text_wins_over_a_change_elsewhere_and_both_are_kept(driver: Driver, sample: Path) -> None:
    file = newest(sample) / "article.md"
    driver.write_at_the_start("Chưa lưu ")
    theirs = file.read_text(encoding="utf-8").replace("title: ", "title: Của họ ", 1)
    file.write_text(theirs, encoding="utf-8")
    until(driver.window.banner.isVisible)
    assert notice(driver).title.startswith("Bài này đã bị sửa ở nơi khác")
    assert driver.article.headline.startswith("Chưa lưu")
    assert file.read_text(encoding="utf-8") == theirs
    kept = Journal(newest(sample)).read()
    assert kept is not None
    assert "Chưa lưu" in kept.text


def test_an_article_made_elsewhere_appears_in_the_list(driver: Driver, sample: Path) -> None:
    assert command_line(["new", "-w", str(sample), "--title", "Bài của đồng nghiệp"]) == 0
    until(lambda: any(item.headline == "Bài của đồng nghiệp" for item in driver.window.desk.articles))
    assert driver.window.library.view.currentIndex() == driver.window.library.model.index_of(newest_open(driver))


def newest_open(driver: Driver) -> Path:
    assert driver.window.session is not None
    return driver.window.session.folder


def test_a_drive_that_goes_and_comes_back_loses_nothing_and_its_notice_goes(
    driver: Driver, sample: Path, tmp_path: Path
) -> None:
    sample.rename(tmp_path / "rut-ra")
    driver.write_at_the_start("Giữa chừng ")
    until(lambda: saved_words(driver) == "Không thấy thư mục bài, đang giữ bản tạm")
    until(lambda: driver.window.banner.notice is not None)
    assert newest_folder_name(driver) in notice(driver).sentence
    kept = Journal(newest_open(driver)).read()
    assert kept is not None
    assert "Giữa chừng" in kept.text
    (tmp_path / "rut-ra").rename(sample)
    act = notice(driver).act
    assert act is not None
    act()
    until(lambda: saved_words(driver).startswith("Đã lưu lúc"))
    assert not driver.window.banner.isVisible()
    assert "Giữa chừng" in (newest(sample) / "article.md").read_text(encoding="utf-8")


def newest_folder_name(driver: Driver) -> str:
    return newest_open(driver).name


def test_a_slow_save_is_not_in_conflict_with_the_next_one(
    driver: Driver, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, save = Event(), Workspace.save_with_findings

    def slow(self: Workspace, *arguments: object) -> Saved:
        assert go.wait(20)
        return save(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Workspace, "save_with_findings", slow)
    driver.write_at_the_start("Một ")
    driver.press(Qt.Key.Key_S, CTRL)
    driver.write("hai ", on=driver.window.surface)
    driver.press(Qt.Key.Key_S, CTRL)
    go.set()
    until(lambda: saved_words(driver).startswith("Đã lưu lúc"))
    assert "Một hai" in (newest(sample) / "article.md").read_text(encoding="utf-8")
    assert not driver.window.banner.isVisible()


def test_an_article_that_was_left_before_it_could_be_written_offers_to_come_back(
    driver: Driver, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFullError(newest(sample) / "article.md")

    driver.write_at_the_start("Bỏ lại ")
    left = newest_open(driver)
    with monkeypatch.context() as broken:
        broken.setattr(Workspace, "save_with_findings", full)
        driver.window.open_article(other(sample))
        until(driver.window.banner.isVisible)
    assert notice(driver).action == "Mở lại bài"
    kept = Journal(left).read()
    assert kept is not None
    assert "Bỏ lại" in kept.text
    act = notice(driver).act
    assert act is not None
    act()
    assert newest_open(driver) == left
    assert driver.article.headline.startswith("Bỏ lại")


_HOLDS = """
import sys
from pathlib import Path
from editor.library.lease import Lease
from editor.library.workspace import Workspace
workspace, folder = Workspace.of_article(Path(sys.argv[1]))
lease = Lease.acquire(workspace.root, folder, workspace.load(folder).article)
print("ready", flush=True)
sys.stdin.read()
"""


def test_an_article_that_another_program_has_open_is_told(sample: Path, qapp: QApplication) -> None:
    with another_program(_HOLDS, newest(sample)), driving(sample) as driver:
        driver.window.open_article(newest(sample))
        until(driver.window.banner.isVisible)
        assert newest(sample).name in notice(driver).sentence
        assert notice(driver).tone == "warning"


_TYPES = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from window_driver import driving, until
from editor.library.journal import Journal
folder = Path(sys.argv[1])
with driving(folder.parents[1]) as driver:
    driver.window.open_article(folder)
    driver.settle()
    driver.window.desk.saver._due.file.quiet = 60.0
    driver.window.surface.setFocus()
    driver.write("Bị giết ")
    until(lambda: (kept := Journal(folder).read()) is not None and "Bị giết" in kept.text)
    print("ready", flush=True)
    until(lambda: False, most=60_000)
"""


def test_what_was_typed_before_a_kill_is_back_after_the_next_start(sample: Path, qapp: QApplication) -> None:
    file = newest(sample) / "article.md"
    before = file.read_text(encoding="utf-8")
    with another_program(_TYPES, newest(sample)):
        assert file.read_text(encoding="utf-8") == before
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        assert driver.article.headline.startswith("Bị giết")
        assert "Đã lấy lại" in notice(driver).title
        driver.window.surface.setFocus()
        driver.undo()
        assert not driver.article.headline.startswith("Bị giết")


def test_a_folder_of_an_article_that_is_deleted_elsewhere_leaves_the_list(driver: Driver, sample: Path) -> None:
    shutil.rmtree(other(sample))
    until(lambda: len(driver.window.desk.articles) == 2)


def test_each_article_opens_where_it_was_left(driver: Driver, sample: Path) -> None:
    surface = driver.window.surface
    surface.setFocus()
    driver.press(Qt.Key.Key_End, CTRL, on=surface)
    there = surface.textCursor().position()
    assert there > 100
    first = newest_open(driver)
    driver.window.open_article(other(sample))
    assert surface.textCursor().position() == 0
    driver.window.open_article(first)
    assert surface.textCursor().position() == there
