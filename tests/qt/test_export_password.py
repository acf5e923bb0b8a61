"""A CMS folder behind a password: the export sheet asks, the key ring keeps it, and it stands nowhere else."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from editor.app import targets
from editor.app.delivery_place import Reach
from editor.bundle.address import target_of
from editor.qt.dialogs.export import ExportSheet
from file_servers import PASSWORD, Server, webdav
from window_driver import CTRL, SHIFT, Driver, until

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A key ring in a file."""
    import keyring
    from keyrings.alt.file import PlaintextKeyring

    for chatty in ("wsgidav", "wsgidav.wsgidav_app"):
        monkeypatch.setattr(logging.getLogger(chatty), "disabled", True)
    before = keyring.get_keyring()
    made = PlaintextKeyring()
    made.file_path = str(tmp_path / "ring")
    keyring.set_keyring(made)
    yield tmp_path / "ring"
    keyring.set_keyring(before)
    targets.disconnect()
    gc.collect()


@pytest.fixture
def server(tmp_path: Path, ring: Path) -> Iterator[Server]:
    root = tmp_path / "cms"
    root.mkdir()
    with webdav(root) as started:
        yield started


@pytest.fixture
def sheet(driver: Driver, server: Server) -> ExportSheet:
    """The export sheet on the server's folder, whose password nobody has typed yet."""
    driver.press(Qt.Key.Key_E, CTRL | SHIFT, on=driver.window.surface)
    found = driver.window.findChild(ExportSheet)
    assert isinstance(found, ExportSheet)
    address = target_of(server.address("tin-tuc"))
    assert address is not None
    found.set_folder(address)
    until(found.ready.password.isVisible)
    return found


def standing_in(text: str, *places: Path) -> list[Path]:
    """The files that hold a text."""
    files = (file for place in places for file in place.rglob("*") if file.is_file())
    return [file for file in files if text.encode() in file.read_bytes()]


def test_the_sheet_asks_and_exports_once_the_password_is_there(
    driver: Driver, sheet: ExportSheet, server: Server, ring: Path, sample: Path, tmp_path: Path
) -> None:
    row = sheet.ready.password
    assert row.field.hasFocus()
    assert not sheet.export_button.isEnabled()
    assert sheet.reason.text() == "Máy chủ CMS hỏi mật khẩu"
    driver.write(PASSWORD)
    driver.press(Qt.Key.Key_Return)
    until(lambda: sheet.ready.looked is not None and sheet.ready.looked.reach is Reach.WRITABLE)
    assert not row.isVisible()
    assert row.field.text() == ""
    assert ring.is_file()
    sheet.export_button.click()
    until(sheet.result.isVisible)
    assert list((server.root / "tin-tuc").iterdir())
    assert standing_in(PASSWORD, sample, server.root, Path(os.environ["STANDFIRST_HOME"])) == []


def test_a_wrong_password_is_said_and_asked_for_again(driver: Driver, sheet: ExportSheet, ring: Path) -> None:
    row = sheet.ready.password
    driver.write("sai")
    driver.press(Qt.Key.Key_Return)
    until(lambda: row.field.property("ui_state") == "bad")
    assert row.isVisible()
    assert row.field.text() == ""
    assert row.field.hasFocus()
    assert not ring.exists()
    driver.write(PASSWORD)
    driver.press(Qt.Key.Key_Return)
    until(sheet.export_button.isEnabled)


def test_a_server_that_asks_is_not_tried_again_and_again(driver: Driver, sheet: ExportSheet) -> None:
    """Every look without the password would count as a wrong one, and some servers lock the user out."""
    looked = sheet.ready.looked
    sheet.ready._again.timeout.emit()
    driver.settle()
    assert sheet.ready.looked is looked


def test_another_folder_needs_no_password(driver: Driver, sheet: ExportSheet, tmp_path: Path) -> None:
    sheet.set_folder(tmp_path)
    driver.settle()
    assert not sheet.ready.password.isVisible()
    assert sheet.export_button.isEnabled()
