"""Leases, broken articles, crashes, full disks and the report, in the real window."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor.app import room, safe_mode
from editor.library.journal import journals
from editor.library.lease import lease_file
from editor.library.places import local_folder
from editor.library.state import write_state
from editor.library.workspace import Workspace
from editor.model.blocks import figures_of
from editor.qt.crashing import CrashHandler
from editor.qt.dialogs.raw import RawSheet
from editor.qt.dialogs.report import ReportSheet
from photo_sheets import photo
from window_driver import Driver, driving, newest, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SRC = Path(__file__).resolve().parents[2] / "src"


def lease_of(folder: Path) -> Path:
    workspace, _ = Workspace.of_article(folder)
    return lease_file(workspace.root, folder, workspace.load(folder).article)


def anna(folder: Path) -> None:
    """Somebody else holds the article, on another computer."""
    holder = {"id": "anna", "host": "ANNA-PC", "user": "anna", "pid": 1, "started": "2026-11-24T10:12:00+07:00"}
    write_state(lease_of(folder), holder)


# -- leases ---


def test_who_has_it_open_is_named_and_only_the_person_takes_over(sample: Path, qapp: QApplication) -> None:
    folder = newest(sample)
    anna(folder)
    with driving(sample) as driver:
        driver.window.open_article(folder)
        driver.settle()
        until(driver.window.banner.isVisible)
        assert "anna" in driver.window.banner.notice.sentence  # type: ignore[union-attr]
        assert json.loads(lease_of(folder).read_text(encoding="utf-8"))["user"] == "anna"
        driver.act_on_banner()
        until(lambda: json.loads(lease_of(folder).read_text(encoding="utf-8"))["id"] != "anna")


def test_who_loses_the_lease_goes_on_in_a_copy_and_no_key_is_lost(driver: Driver, sample: Path) -> None:
    folder = newest(sample)
    until(lambda: lease_of(folder).exists())
    driver.settle()
    before = (folder / "article.md").read_bytes()
    anna(folder)
    driver.window.desk.hold._beat()
    until(driver.window.banner.isVisible)
    driver.write_at_the_start("Vẫn gõ ")
    until(lambda: driver.window.session is not None and driver.window.session.folder != folder)
    driver.write("tiếp ", on=driver.window.surface)
    driver.settle()
    until(lambda: driver.window.desk.saver.state.kind == "saved")
    copy = driver.window.session.folder  # type: ignore[union-attr]
    assert (folder / "article.md").read_bytes() == before
    assert "Vẫn gõ" in (copy / "article.md").read_text(encoding="utf-8")
    assert sorted(p.name for p in (copy / "images").iterdir()) == sorted(p.name for p in (folder / "images").iterdir())
    until(lambda: journals(sample) == ())


def test_a_photo_that_comes_while_the_copy_is_made_is_in_the_copy(
    driver: Driver, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor.app import copies, media

    folder = newest(sample)
    until(lambda: lease_of(folder).exists())
    driver.settle()
    go_on = threading.Event()
    make = copies.keep_as_article

    def slowly(*given: object) -> Path:
        copy = make(*given)  # type: ignore[arg-type]
        assert go_on.wait(20)
        return copy

    monkeypatch.setattr(copies, "keep_as_article", slowly)
    anna(folder)
    driver.window.desk.hold._beat()
    until(driver.window.banner.isVisible)
    driver.write_at_the_start("Vẫn gõ ")
    until(lambda: driver.window.desk.jobs.is_running(("copy", folder)))
    session = driver.window.session
    assert session is not None
    outside = photo(tmp_path, "moi.jpg", hue=9)
    attached, _ = media.attach_photos(session.article, folder, [outside], after=1)
    session.apply(attached, "photo")
    go_on.set()
    until(lambda: driver.window.session is not None and driver.window.session.folder != folder)
    driver.settle()
    until(lambda: driver.window.desk.saver.state.kind == "saved")
    copy = driver.window.session.folder  # type: ignore[union-attr]
    (src,) = {figure.src for figure in figures_of(driver.article.body)} - {
        figure.src for figure in figures_of(Workspace(sample).load(folder).article.body)
    }
    assert (copy / src).read_bytes() == outside.read_bytes()
    assert driver.window.surface.photos.size(src).isValid()


# -- folders that are gone ---


@pytest.mark.parametrize("how", ["renamed", "deleted", "file deleted"])
def test_who_types_in_a_folder_that_is_gone_goes_on_elsewhere(how: str, driver: Driver, sample: Path) -> None:
    folder = newest(sample)
    driver.write_at_the_start("Một ")
    until(lambda: driver.window.desk.saver.state.kind == "saved" and "Một" in (folder / "article.md").read_text())
    renamed = folder.with_name("2026-11-23-ten-moi")
    match how:
        case "renamed":
            folder.rename(renamed)
        case "deleted":
            shutil.rmtree(folder)
        case _:
            (folder / "article.md").unlink()
    driver.write("hai ", on=driver.window.surface)
    driver.act_on_banner()
    until(lambda: driver.window.session is not None and driver.window.session.folder != folder)
    driver.write("ba ", on=driver.window.surface)
    driver.settle()
    until(lambda: driver.window.desk.saver.state.kind == "saved")
    there = driver.window.session.folder  # type: ignore[union-attr]
    assert (there == renamed) == (how == "renamed")
    assert {"Một", "hai", "ba"} <= set(driver.article.headline.split())
    assert driver.article.headline in (there / "article.md").read_text(encoding="utf-8")
    until(lambda: journals(sample) == ())


# -- broken articles ---


def test_an_article_that_cannot_be_read_is_shown_raw_and_never_written(sample: Path, qapp: QApplication) -> None:
    folder = sample / "articles" / "2026-11-30-hong"
    folder.mkdir()
    content = "---\ntitle: [không đóng\n---\n\nChữ vẫn còn.\n\x00\n".encode() + b"\xff"
    (folder / "article.md").write_bytes(content)
    with driving(sample) as driver:
        driver.settle()
        driver.window.library.chosen.emit(folder)
        driver.act_on_banner()
        (sheet,) = [one for one in driver.window.findChildren(RawSheet) if one.isVisible()]
        until(lambda: "Chữ vẫn còn." in sheet.text.toPlainText())
        assert sheet.text.isReadOnly()
        driver.press(Qt.Key.Key_Escape)
    assert (folder / "article.md").read_bytes() == content


# -- crashes ---


@pytest.fixture
def crashes(driver: Driver) -> Iterator[CrashHandler]:
    told: list[Path] = []
    handler = CrashHandler(driver.window.desk.saver.keep, told.append)
    handler.told = told  # type: ignore[attr-defined]
    hooks = sys.excepthook, threading.excepthook
    handler.install()
    yield handler
    handler.remove()
    sys.excepthook, threading.excepthook = hooks


def reports() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in (local_folder() / "crashes").glob("2*.txt")]


def test_what_nobody_foresaw_keeps_the_text_first(
    driver: Driver, crashes: CrashHandler, capsys: pytest.CaptureFixture[str]
) -> None:
    driver.window.desk.saver._due.file.quiet = 60  # the file stays as it is: only the journal can have the words
    driver.write_at_the_start("Ngay ")
    error = ZeroDivisionError("planted")
    sys.excepthook(type(error), error, None)
    until(lambda: any("Ngay" in json.dumps(p.read_text(), ensure_ascii=False) for p in journals(newest_root(driver))))
    assert ["planted" in text for text in reports()] == [True]
    assert len(crashes.told) == 1  # type: ignore[attr-defined]
    assert "planted" in capsys.readouterr().err


def newest_root(driver: Driver) -> Path:
    assert driver.window.desk.workspace is not None
    return driver.window.desk.workspace.root


def test_a_thread_that_crashes_is_met_too(
    driver: Driver, crashes: CrashHandler, capsys: pytest.CaptureFixture[str]
) -> None:
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    until(lambda: len(reports()) == 1 and len(crashes.told) == 1)  # type: ignore[attr-defined]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_an_error_with_every_key_fills_no_disk(crashes: CrashHandler, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(40):
        sys.excepthook(ValueError, ValueError("x"), None)
    assert len(reports()) == 5
    capsys.readouterr()


_FATAL = """
import ctypes, sys
from PySide6.QtWidgets import QApplication
from editor.qt.crashing import CrashHandler
app = QApplication([])
handler = CrashHandler(lambda: None, lambda path: None)
handler.install()
ctypes.string_at(0)
"""


def test_a_crash_below_python_leaves_a_trace(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = {**os.environ, "PYTHONPATH": str(SRC), "STANDFIRST_HOME": str(home)}
    done = subprocess.run([sys.executable, "-c", _FATAL], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode < 0
    (trace,) = (home / "data" / "crashes").glob("fault-*.txt")
    assert "Segmentation fault" in trace.read_text(encoding="utf-8")


# -- safe mode ---


def test_two_crashed_starts_open_the_third_safely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_mode._run, "safe", False)
    monkeypatch.setattr(safe_mode.files, "process_runs", lambda pid: False)
    monkeypatch.setattr(safe_mode.os, "getpid", lambda: 11)
    assert not safe_mode.begin()
    monkeypatch.setattr(safe_mode.os, "getpid", lambda: 12)
    assert not safe_mode.begin()
    monkeypatch.setattr(safe_mode.os, "getpid", lambda: 13)
    assert safe_mode.begin()
    safe_mode.ended()
    assert len(list((local_folder() / "starts").iterdir())) == 2
    monkeypatch.setattr(safe_mode.os, "getpid", lambda: 14)
    assert safe_mode.begin()
    safe_mode.settled()
    assert list((local_folder() / "starts").iterdir()) == []


def test_safe_mode_says_so_and_opens_without_tools(
    sample: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_mode._run, "safe", True)
    with driving(sample) as driver:
        until(driver.window.banner.isVisible)
        assert driver.window.banner.notice.title == "Đang mở ở chế độ an toàn"  # type: ignore[union-attr]
        assert not {"spelling", "typing", "counters"} & set(driver.window.tools._attached)


# -- disks ---


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_disk_that_is_nearly_full_is_told_once(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    left = 40 * room.MB
    monkeypatch.setattr(room.shutil, "disk_usage", lambda path: Usage(10**12, 10**12 - left, left))
    safety = driver.window.tools.get("safety")
    safety._look_for_room()  # type: ignore[attr-defined]
    until(driver.window.banner.isVisible)
    assert driver.window.banner.notice.title == "Ổ đĩa sắp đầy, còn 40 MB"  # type: ignore[union-attr]
    driver.window.banner.clear()
    safety._look_for_room()  # type: ignore[attr-defined]
    driver.settle()
    assert driver.window.banner.notice is None
    left = 10**11
    safety._look_for_room()  # type: ignore[attr-defined]
    driver.settle()
    assert not safety._told_low  # type: ignore[attr-defined]


# -- the report ---


def test_the_report_is_shown_before_it_is_saved_and_holds_what_was_shown(driver: Driver, tmp_path: Path) -> None:
    driver.window.actions_.by_id["report.open"].trigger()
    until(lambda: [one for one in driver.window.findChildren(ReportSheet) if one.save_button.isEnabled()])
    (sheet,) = driver.window.findChildren(ReportSheet)
    shown = {}
    for row in range(sheet.list.count()):
        sheet.list.setCurrentRow(row)
        shown[sheet.list.item(row).text()] = sheet.text.toPlainText()
    assert "doctor.txt" in shown
    (tmp_path / "out").mkdir()
    sheet.save_into(tmp_path / "out")
    until(lambda: list((tmp_path / "out").glob("*.zip")))
    driver.settle()
    (made,) = (tmp_path / "out").glob("*.zip")
    with zipfile.ZipFile(made) as packed:
        assert {name: packed.read(name).decode().rstrip("\n") for name in packed.namelist()} == {
            name: text.rstrip("\n") for name, text in shown.items()
        }


# -- the next start ---


def test_what_was_undone_or_typed_can_be_redone_and_undone_after_a_restart(sample: Path, qapp: QApplication) -> None:
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        first = driver.article.headline
        driver.write_at_the_start("Một ")
        driver.window.session.seal()  # type: ignore[union-attr]
        driver.write("hai ", on=driver.window.surface)
        driver.undo()
        assert driver.article.headline == f"Một {first}"
    with driving(sample) as driver:
        driver.window.open_article(newest(sample))
        driver.settle()
        assert driver.article.headline == f"Một {first}"
        driver.action("edit.redo").trigger()
        assert driver.article.headline == f"Một hai {first}"
        assert driver.window.surface.toPlainText().startswith(f"Một hai {first}")
        driver.undo()
        driver.undo()
        assert driver.article.headline == first
