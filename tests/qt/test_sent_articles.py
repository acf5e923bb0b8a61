"""A sent article opens with a double click, by import and on the command line; the window writes one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from commandline import InProcess
from editor.app.sending import send
from editor.app.settings import Settings
from editor.library.workspace import Workspace
from editor.qt.start import Start
from window_driver import Driver, driving, newest, until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def sent(sample: Path, tmp_path: Path) -> Path:
    return send(Workspace.open(sample), newest(sample), tmp_path / "bai.standfirst")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    Workspace.init(tmp_path / "khac", sample=False, lang="vi")
    return tmp_path / "khac"


def test_a_double_click_puts_it_into_the_last_workspace_and_opens_it(
    sent: Path, other: Path, sample: Path, qapp: object
) -> None:
    start = Start(Settings(theme="light", lang="vi", workspace=str(other)))
    start.begin(sent)
    window = start.window
    assert window is not None
    until(lambda: window.session is not None, most=30_000)
    assert window.session is not None
    assert window.session.article.headline == Workspace.open(sample).load(newest(sample)).article.headline
    assert window.session.folder.parent == other / "articles"
    window.close()
    start.end()
    window.deleteLater()


def test_without_a_workspace_the_welcome_screen_comes_first(sent: Path, other: Path, qapp: object) -> None:
    start = Start(Settings(theme="light", lang="vi"))
    start.begin(sent)
    assert start.window is None
    assert start.welcome is not None
    start.welcome.begun.emit("open", other)
    until(lambda: start.window is not None and start.window.session is not None, most=30_000)
    assert len(Workspace.open(other).article_folders()) == 1
    assert start.window is not None
    start.window.close()
    start.end()
    start.window.deleteLater()


def test_import_takes_it_and_says_when_its_id_was_taken(driver: Driver, sent: Path, sample: Path) -> None:
    before = len(list((sample / "articles").iterdir()))
    driver.window.intake.import_files([sent])
    until(lambda: len(list((sample / "articles").iterdir())) == before + 1, most=30_000)
    driver.settle()
    assert driver.article.headline == Workspace.open(sample).load(newest(sample)).article.headline


def test_the_command_line_imports_it(sent: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = InProcess(capsys)("import", "-w", other, sent, "--json")
    assert ran.code == 0
    (made,) = ran.json
    assert Path(made["folder"]).is_dir()
    assert made["findings"] == []


def test_what_is_no_such_file_is_an_error_of_ours(
    other: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hong.standfirst").write_bytes(b"PK\x03\x04 hong")
    ran = InProcess(capsys)("import", "-w", other, tmp_path / "hong.standfirst", "--json")
    assert ran.code == 3
    assert Workspace.open(other).article_folders() == ()


def test_the_window_writes_one(driver: Driver, tmp_path: Path, other: Path) -> None:
    driver.action("article.send").trigger()
    dialog = driver.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "gui.standfirst"))
    dialog.close()
    until((tmp_path / "gui.standfirst").is_file, most=30_000)
    until(lambda: driver.window.banner.notice is not None)
    with driving(other) as receiving:
        receiving.window.intake.import_files([tmp_path / "gui.standfirst"])
        until(lambda: receiving.window.session is not None, most=30_000)
        assert receiving.article == driver.article


def test_copy_for_the_cms_fills_the_clipboard(driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    QGuiApplication.clipboard().setText("trước đó")
    monkeypatch.setattr("editor.qt.delivery_acts.photos_folder", lambda name: tmp_path / "anh" / name)
    driver.action("export.copy").trigger()
    until(lambda: "<figure" in QGuiApplication.clipboard().mimeData().html(), most=60_000)
    content = QGuiApplication.clipboard().mimeData()
    assert driver.article.headline in content.text()
    assert '<figure class="image">' in content.html()
    assert len(list((tmp_path / "anh").rglob("*.jpg"))) == 3
    until(lambda: driver.window.banner.notice is not None and driver.window.banner.notice.action == "Mở thư mục")


def test_a_blocked_article_is_not_copied_and_the_way_to_the_blocker_is_offered(driver: Driver) -> None:
    driver.window.desk.edit(lambda article: replace(article, sections=()))
    driver.settle()
    QGuiApplication.clipboard().setText("trước đó")
    driver.action("export.copy").trigger()
    until(lambda: driver.window.banner.notice is not None and driver.window.banner.notice.tone == "danger")
    notice = driver.window.banner.notice
    assert notice is not None
    assert notice.action == "Đến chỗ đó"
    assert QGuiApplication.clipboard().text() == "trước đó"
